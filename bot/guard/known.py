"""What the knowledge base makes public: contact details that anyone may name, and names that are no persons'."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from bot.guard.contacts import emails, phones
from kompas.knowledge import KnowledgeBase
from kompas.paths import store_path
from kompas.store import StoreError, read_knowledge

logger = logging.getLogger(__name__)
Known = tuple[frozenset[str], frozenset[str]]
SHORTEST_NAME = 4  # letters; MO and LEC are also how people are called
_NOTHING: Known = (frozenset(), frozenset())


def known() -> Known:
    """Contact details, and names of topics, in the newest build; nothing when there is none."""
    path = store_path()
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError:
        return _NOTHING


@lru_cache(maxsize=2)
def _read(path: Path, changed: int) -> Known:
    try:
        return of(read_knowledge(path))
    except StoreError as error:
        logger.warning("the guard knows no public names: %s", error)
        return _NOTHING


def of(knowledge: KnowledgeBase) -> Known:
    """Contact details and names in one knowledge base."""
    answers = knowledge.answers.values()
    texts = [text for a in answers for text in (a.text, a.more, a.caveat, *a.questions) if text]
    contacts = {found for text in texts for find in (phones, emails) for _, found in find(text)}
    names = {name for topic in knowledge.topics.values() for name in (topic.name, *topic.synonyms)}
    names = {name for name in names if len(name) >= SHORTEST_NAME}
    return frozenset(contacts), frozenset(names)
