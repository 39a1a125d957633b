"""Starts a new answer: a block with everything that an answer needs, as a draft that no user sees."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kompas.content import Content, EditorError, load
from kompas.publication import PLACEHOLDER

MIN_QUESTIONS = 4
_ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


class DraftError(EditorError):
    """A draft that cannot be made; the message names the remedy, in Dutch."""


@dataclass(frozen=True)
class Wanted:
    """What an editor already knows of a new answer."""

    topic: str
    id: str
    aspect: str = "what"
    questions: Sequence[str] = ()
    sources: Sequence[str] = ()


@dataclass(frozen=True)
class Place:
    """Where a draft was written."""

    file: Path
    line: int


def write(folder: Path, wanted: Wanted, today: date) -> Place:
    """Add the draft to the file of its topic, below the answers that are there. Raises DraftError."""
    content = load(folder)
    _check(content, wanted)
    name = next(d.file for d in content.documents.values() if _is_of(d.data, wanted.topic))
    path = folder / name
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    root: Any = yaml.compose(text)
    key, answers = root.value[-1]
    if key.value != "answers" or answers.flow_style:
        raise DraftError(f"In {name} staat 'answers' niet als laatste. Zet de antwoorden onderaan het bestand.")
    indent = max(answers.value[0].start_mark.column - 2, 0)
    path.write_text(text + textwrap.indent(_block(wanted, today), " " * indent), encoding="utf-8")
    return Place(path, text.count("\n") + 1)


def questions_in(path: Path) -> list[str]:
    """The questions in a file: the list `questions` of a draft from the worklist, else one question on each line.
    Raises DraftError."""
    try:
        text = path.read_text(encoding="utf-8")
        data = yaml.safe_load(text)
    except FileNotFoundError as error:
        raise DraftError(f"Het bestand {path} is er niet.") from error
    except (UnicodeDecodeError, yaml.YAMLError):
        data = None
    if isinstance(data, list) and all(isinstance(item, dict) for item in data):
        found = [str(q) for item in data for q in item.get("questions") or []]
    else:
        found = [line.strip() for line in path.read_text(encoding="utf-8", errors="replace").splitlines()]
    questions = [question for question in dict.fromkeys(found) if question and not question.startswith("#")]
    if not questions:
        raise DraftError(f"In {path} staan geen vragen. Zet op elke regel één vraag.")
    return questions


def _is_of(data: Any, topic: str) -> bool:
    return isinstance(data, dict) and data.get("id") == topic and "answers" in data


def _check(content: Content, wanted: Wanted) -> None:
    if wanted.topic not in content.topics:
        near = [topic for topic in content.topics if wanted.topic in topic][:5]
        remedy = f"Bedoelt u: {', '.join(near)}?" if near else "Maak eerst een bestand voor dit onderwerp."
        raise DraftError(f"Onderwerp '{wanted.topic}' bestaat niet, of er zit een fout in. {remedy}")
    if not _ID.fullmatch(wanted.id):
        raise DraftError(f"De id '{wanted.id}' mag niet: gebruik kleine letters, cijfers en streepjes.")
    if any(answer.id == wanted.id for topic in content.topics.values() for answer in topic.answers):
        raise DraftError(f"Het antwoord '{wanted.id}' bestaat al. Kies een andere id.")
    if wanted.aspect not in content.aspects:
        raise DraftError(f"Aspect '{wanted.aspect}' is onbekend. Kies uit: {', '.join(sorted(content.aspects))}.")
    for source in wanted.sources:
        if source not in content.sources:
            raise DraftError(f"Bron '{source}' is onbekend. Voeg haar eerst toe aan sources.yml.")
    known = {question: answer.id for topic in content.topics.values() for answer in topic.answers
             for question in map(_plain, answer.questions)}  # fmt: skip
    for question in wanted.questions:
        if _plain(question) in known:
            raise DraftError(f"De vraag '{question}' staat al bij '{known[_plain(question)]}'. Verbeter dat antwoord.")


def _plain(question: str) -> str:
    return question.lower().strip(" ?.!")


def _block(wanted: Wanted, today: date) -> str:
    questions = list(wanted.questions)
    questions += [
        f"{PLACEHOLDER}: vraag {number} bij {wanted.id}" for number in range(len(questions) + 1, MIN_QUESTIONS + 1)
    ]
    entry = {
        "id": wanted.id,
        "status": "draft",
        "aspect": wanted.aspect,
        "text": f"{PLACEHOLDER}: het antwoord in 40 tot 90 woorden. Het antwoord op de vraag staat in de eerste zin.",
        "questions": questions,
        "sources": list(wanted.sources) or ["vul-in"],
        "as_of": "onbekend",
        "review_by": today.replace(year=today.year + 1, day=min(today.day, 28)),
    }
    return yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=110)
