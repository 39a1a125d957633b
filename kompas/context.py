"""What a message leans on: the topic and the question before it."""

from __future__ import annotations

from dataclasses import dataclass

from kompas.text import STOPWORDS, words

# Words that point back, and openings that go on from what was said.
POINTERS = frozenset(
    "die dat deze dit daar daarvan daarvoor daarbij hij zij ze hem haar hun "
    "hen er zoiets ervan ervoor zo'n zon dan diens dezelfde hetzelfde zulke".split()
)
OPENINGS = frozenset(["en", "maar", "of", "ook", "dus", "nee", "sorry", "oke", "ok", "ja"])
SHORT = 14  # words; a longer message is read on its own


@dataclass(frozen=True)
class Context:
    """The conversation so far, as far as search needs it: the last topic, answer and question."""

    topic: str | None = None
    answer: str | None = None
    question: str | None = None


def opens(message: str) -> bool:
    """Whether a message opens as a continuation (`en ...`, `maar ...`)."""
    return words(message)[:1] != [] and words(message)[0] in OPENINGS


def points(message: str) -> bool:
    """Whether a message has a word that points back (`die`, `daarvoor`)."""
    return bool(POINTERS.intersection(words(message)))


def bare(message: str) -> bool:
    """Whether a message has hardly a word of its own (`welk nummer?`)."""
    return len([word for word in words(message) if word not in STOPWORDS]) <= 2
