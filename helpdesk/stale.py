"""Content that grows old: answers past or near their review date, and sources of which a newer edition is in use."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from kompas.knowledge import KnowledgeBase
from kompas.schema import Answer, Source
from kompas.text import normalise

SOON = timedelta(days=30)
MIN_TITLE = 3  # words; a shorter title says too little to call two documents editions of one
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Superseded:
    """A source of which other answers use a newer edition. `answers`: those that still lean on the old one."""

    old: Source
    new: Source
    answers: tuple[str, ...]


def overdue(knowledge: KnowledgeBase, today: date) -> tuple[list[Answer], list[Answer]]:
    """Answers past their review date, and those that will be within a month; the oldest date first."""
    dated = sorted(knowledge.answers.values(), key=lambda answer: (answer.review_by, answer.id))
    past = [answer for answer in dated if answer.review_by < today]
    return past, [answer for answer in dated if today <= answer.review_by <= today + SOON]


def superseded(knowledge: KnowledgeBase) -> list[Superseded]:
    """Sources with the same publisher and, years and numbers aside, the same title as a newer one that is used. A
    guess: an editor looks whether the old answer still holds. Sources without a date are never compared."""
    used: dict[str, list[str]] = defaultdict(list)
    for answer in knowledge.answers.values():
        for identifier in answer.sources:
            used[identifier].append(answer.id)
    editions: dict[tuple[str, str], list[Source]] = defaultdict(list)
    for source in knowledge.sources.values():
        words = _WORD.findall(_YEAR.sub(" ", normalise(source.title)))
        if len(words) >= MIN_TITLE and _YEAR.match(source.date) and used[source.id]:
            editions[normalise(source.publisher), " ".join(words)].append(source)
    found = []
    for group in editions.values():
        newest = max(group, key=lambda source: (source.date, source.id))
        for old in group:
            answers = tuple(a for a in used[old.id] if newest.id not in knowledge.answers[a].sources)
            if old.date[:4] < newest.date[:4] and answers:
                found.append(Superseded(old, newest, answers))
    return sorted(found, key=lambda each: (-len(each.answers), each.old.id))
