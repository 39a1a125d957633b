"""The question sets on disk: where they are, and which of them are kept for a final check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
FINAL = "final_"
# Kinds of items in a question set that are not a question about our subject.
BEHAVIOUR = frozenset({"smalltalk", "out_of_scope", "acute_danger", "victim", "human", "personal_data", "english"})

Item = dict[str, Any]


class SetError(Exception):
    """A set is missing or has no known shape; the message names the file and the remedy."""


def is_final(file: Path) -> bool:
    """Whether a set is kept for a final check, so that only its totals may be shown.

    >>> is_final(Path("unseen/final_questions.yaml")), is_final(Path("unseen/questions.yaml"))
    (True, False)
    """
    return file.name.startswith(FINAL)


def read(file: Path, *fields: str) -> list[Item]:
    """The items of a set. `fields`: what each must have. Raises SetError."""
    try:
        items = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SetError(f"{file}: dit bestand is niet te lezen → geef het pad van een vragenset") from error
    except yaml.YAMLError as error:
        raise SetError(f"{file}: dit is geen geldige YAML → {error}") from error
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) for item in items):
        raise SetError(f"{file}: hier staat geen lijst van items → kijk naar evaluation/open/questions.yaml")
    for number, item in enumerate(items, start=1):
        for field in fields:
            if field not in item:
                raise SetError(f"{file}: item {number} mist '{field}' → vul het in, of geef een andere set")
    return items


def check_scorable(file: Path) -> None:
    """Raises SetError unless `score.py` can score a file: questions, or conversations."""
    items = read(file, "id")
    read(file, *(("title", "turns") if "turns" in items[0] else ("question", "kind", "style", "must")))


def questions(file: Path, *fields: str) -> list[Item]:
    """The questions about our subject in a question set. `fields`: what each must have besides. Raises SetError."""
    return [item for item in read(file, "question", "kind", "must", *fields) if item["kind"] not in BEHAVIOUR]
