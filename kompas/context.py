"""What a message leans on: the topic and the question before it."""

from __future__ import annotations

from dataclasses import dataclass

from kompas.text import STOPWORDS, words

# Words that point back, and openings that go on from what was said.
POINTERS = frozenset(
    "die dat deze dit daar daarvan daarvoor daarbij hij zij ze hem haar hun "
    "hen er zoiets ervan ervoor zon dan diens dezelfde hetzelfde zulke".split()
)
# These point only when no word of their own stands behind them: `die betaalt` does, `die regeling` says what it means.
DETERMINERS = frozenset("die dat deze dit zulke".split())
THERE = "er"  # in `hoeveel zijn er?` it points; in `welke straf staat er op smokkel?` it means nothing
OPENINGS = frozenset(["en", "maar", "of", "ook", "dus", "nee", "sorry", "oke", "ok", "ja"])
SHORT = 14  # words; a longer message is read on its own


@dataclass(frozen=True)
class Context:
    """The conversation so far, as far as search needs it: the last topic and answer, and the last question that can be
    understood by itself."""

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


def stands_alone(question: str) -> bool:
    """Whether a question can be understood without what was said before: it opens as none that goes on, and no word in
    it stands for something else.

    >>> [stands_alone(q) for q in ("welke straf staat er op die smokkel?", "wie betaalt die?", "en hoeveel?")]
    [True, False, False]
    """
    said = words(question)
    for place, word in enumerate(said):
        determines = word in DETERMINERS and not STOPWORDS.issuperset(said[place + 1 : place + 2])
        if word in POINTERS and word != THERE and not determines:
            return False
    return not opens(question) and not (THERE in said and bare(question))


def last_alone(before: str | None, question: str) -> str:
    """The last question that can be understood by itself, of the one remembered and the one asked now."""
    return question if before is None or stands_alone(question) else before
