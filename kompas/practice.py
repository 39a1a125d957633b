"""Questions with known answers, from which the ranking learns. None of them is in an evaluation set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from kompas.knowledge import KnowledgeBase

FOLDER = Path(__file__).parent / "training"


@dataclass(frozen=True)
class Practice:
    """A message and the ids of the answers that are right for it; none when nothing is."""

    message: str
    answers: frozenset[str]


def practice(knowledge: KnowledgeBase, folder: Path = FOLDER) -> Iterator[Practice]:
    """The practice questions whose facts the knowledge base still holds, and the messages that have no answer."""
    placed: dict[str, set[str]] = {}
    for answer in knowledge.answers.values():
        for record in answer.records:
            placed.setdefault(record, set()).add(answer.id)
    for path in sorted(folder.glob("*.yml")):
        for item in yaml.safe_load(path.read_text(encoding="utf-8")):
            if isinstance(item, str):
                yield Practice(item, frozenset())
                continue
            right = frozenset(a for fact in item["facts"] for a in placed.get(fact, ()))
            if right:
                yield Practice(item["question"], right)
