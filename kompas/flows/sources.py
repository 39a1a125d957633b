"""A source in words, with the date up to which what was taken from it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kompas.flows.model import UNKNOWN
from kompas.knowledge import KnowledgeBase
from kompas.schema import Answer, Source

Phrases = dict[str, str]


@dataclass(frozen=True)
class DatedSource:
    """A source, and the date up to which what was taken from it holds."""

    source: Source
    as_of: str


def dated(knowledge: KnowledgeBase, answer: Answer) -> DatedSource:
    """The first source of an answer."""
    return DatedSource(knowledge.sources[answer.sources[0]], answer.as_of)


def all_dated(knowledge: KnowledgeBase, answers: Iterable[str]) -> list[DatedSource]:
    """The first source of each answer, each source once, with the newest date."""
    found: dict[str, DatedSource] = {}
    for answer in (knowledge.answers[identifier] for identifier in answers if identifier in knowledge.answers):
        new = dated(knowledge, answer)
        known = found.get(new.source.id)
        if known is None or known.as_of == UNKNOWN or (new.as_of != UNKNOWN and new.as_of > known.as_of):
            found[new.source.id] = new
    return list(found.values())


def source_text(phrases: Phrases, one: DatedSource) -> str:
    """A source with its date, and the date up to which it holds when that is another."""
    source = one.source
    known = phrases["date_unknown"] if source.date == UNKNOWN else source.date
    text = phrases["plan_source"].format(title=source.title, publisher=source.publisher, date=known)
    other = one.as_of not in (UNKNOWN, source.date)
    return text + (phrases["plan_as_of"].format(as_of=one.as_of) if other else "")
