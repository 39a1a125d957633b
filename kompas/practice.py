"""Questions with known answers, from which the ranking learns. None of them is in an evaluation set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kompas.knowledge import KnowledgeBase

FOLDER = Path(__file__).parent / "training"
OUTSIDE = FOLDER / "classifier" / "outside.yml"
MAILS = FOLDER / "classifier"
PLAIN = MAILS / "plain.yml"
FOLLOW_UPS = FOLDER / "conversations" / "follow_ups.yml"


@dataclass(frozen=True)
class Practice:
    """A message and the ids of the answers that are right for it; none when nothing is. `core`: the part of a mail
    that holds its question, where that is known."""

    message: str
    answers: frozenset[str]
    core: str | None = None


@dataclass(frozen=True)
class PracticeTurn:
    """A message in a conversation: the answer and question before it, and the answers that are right for it."""

    message: str
    before: str
    question: str
    answers: frozenset[str]


def practice_turns(knowledge: KnowledgeBase, path: Path = FOLLOW_UPS) -> Iterator[PracticeTurn]:
    """Practice turns whose facts the knowledge base still holds."""
    placed = _placed(knowledge)
    for item in _load(path):
        before = sorted(a for fact in item["first_facts"] for a in placed.get(fact, ()))
        right = frozenset(a for fact in item["facts"] for a in placed.get(fact, ()))
        if before and right:
            first = next((fact for fact in item["first_facts"] if fact in before), before[0])
            yield PracticeTurn(item["message"], first, item["first"], right)


def practice(knowledge: KnowledgeBase, folder: Path = FOLDER) -> Iterator[Practice]:
    """The practice questions whose facts the knowledge base still holds, and the messages that have no answer."""
    for path in sorted(folder.glob("*.yml")):
        yield from _questions(knowledge, path)


def _questions(knowledge: KnowledgeBase, path: Path) -> Iterator[Practice]:
    placed = _placed(knowledge)
    for item in _load(path):
        if isinstance(item, str):
            yield Practice(item, frozenset())
            continue
        right = frozenset(a for fact in item["facts"] for a in placed.get(fact, ()))
        if right:
            yield Practice(item["question"], right, item.get("core"))


def more_questions(knowledge: KnowledgeBase) -> Iterator[Practice]:
    """Messages from which only the classifier learns, most of them mails: as example questions they would blur the
    likenesses."""
    for path in [*_more(), PLAIN]:
        yield from _questions(knowledge, path)


def more_messages() -> Iterator[tuple[str, list[str]]]:
    """The same messages without the plain short questions, each with the records that answer it, for whoever has no
    knowledge base at hand. With plain questions more, the model for victims heard 256 instead of 260 of 270."""
    for path in _more():
        for item in _load(path):
            yield item["question"], item["facts"]


def follow_up_messages(path: Path = FOLLOW_UPS) -> Iterator[tuple[str, list[str]]]:
    """The messages of the practice turns, each with the records that answer it."""
    for item in _load(path):
        yield item["message"], item["facts"]


def _more() -> list[Path]:
    return sorted(MAILS.glob("questions*.yml"))


def outside(path: Path = OUTSIDE) -> dict[str, list[str]]:
    """Messages that have no answer here, by kind."""
    kinds: dict[str, list[str]] = _load(path)
    return kinds


def _load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _placed(knowledge: KnowledgeBase) -> dict[str, set[str]]:
    placed: dict[str, set[str]] = {}
    for answer in knowledge.answers.values():
        for record in answer.records:
            placed.setdefault(record, set()).add(answer.id)
    return placed
