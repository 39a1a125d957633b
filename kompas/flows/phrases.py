"""Finds phrases in a message as people type it: inflected, misspelt, with a word in between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import simplemma
from rapidfuzz.distance import OSA

from kompas.text import STOPWORDS, normalise, stem, words

MIN_TYPO = 5  # letters; shorter words must be typed right
LONG = 9  # letters from which two errors are allowed
STOP = "|"  # stands between clauses: no phrase and no `niet` reaches over it
_TOKEN = re.compile(r"[a-z0-9]+(?:/[a-z0-9]+)?|[.,;:!?\n()]+")
NOT = frozenset({"niet", "geen", "nooit", "niks", "noch", "zonder"})
# "niet meer minderjarig" denies it; "zonder papieren minderjarig" does not.
FILLING = frozenset("meer echt een de het zo heel meteen direct helemaal bepaald als ook nog erg per se van".split())
BARS = NOT | {STOP}  # words that no phrase reaches over


class Tokens(list[str]):
    """The words of a message. `places`: by first letter, where the words stand that begin with it: hundreds of phrases
    are looked for in each message, and most begin with a letter that none of its words has."""

    def __init__(self, said: Iterable[str]) -> None:
        super().__init__(said)
        self.places: dict[str, list[int]] = {}
        for place, token in enumerate(self):
            self.places.setdefault(token[0], []).append(place)


def tokens(text: str) -> Tokens:
    """The words of a message, with STOP where a clause ends.

    >>> tokens("geen papieren, minderjarig")
    ['geen', 'papieren', '|', 'minderjarig']
    """
    return Tokens(piece if piece[0].isalnum() else STOP for piece in _TOKEN.findall(normalise(text)))


@dataclass(frozen=True)
class Span:
    """Words `start` to `end` (exclusive) of a message. `negated`: a `niet` or `geen` stands just before them."""

    start: int
    end: int
    negated: bool = False

    def overlaps(self, other: Span) -> bool:
        """Whether they share a word."""
        return self.start < other.end and other.start < self.end


@lru_cache(maxsize=20_000)
def parts(phrase: str) -> tuple[str, ...]:
    """The words of a phrase; a `*` at the end of one stands for any ending.

    >>> parts("gedwongen prostitu*")
    ('gedwongen', 'prostitu*')
    """
    found: list[str] = []
    for piece in phrase.split():
        bare = words(piece)
        if bare:
            found += [*bare[:-1], bare[-1] + ("*" if piece.endswith("*") else "")]
    return tuple(found)


@lru_cache(maxsize=100_000)
def same(word: str, wanted: str) -> bool:
    """Whether a typed word is the wanted one, but for inflection or a typing error.

    >>> same("prosttutie", "prostitutie"), same("werken", "merken")
    (True, False)
    """
    if wanted.endswith("*"):
        start = wanted[:-1]
        if word.startswith(start):
            return True
        if len(start) <= MIN_TYPO or start.startswith(word):
            return False
        near = any(_near(word[:size], start) for size in (len(start) - 1, len(start), len(start) + 1))
        return near and not simplemma.is_known(word, lang="nl")
    if word == wanted:
        return True
    if word in STOPWORDS or len(wanted) < MIN_TYPO or not (word.isalpha() and wanted.isalpha()):
        return False
    return stem(word) == stem(wanted) or (_near(word, wanted) and not simplemma.is_known(word, lang="nl"))


def _near(word: str, wanted: str) -> bool:
    allowed = 1 if len(wanted) < LONG else 2
    return word[0] == wanted[0] and OSA.distance(word, wanted, score_cutoff=allowed) <= allowed


def find(said: Sequence[str], phrase: str, gap: int = 1) -> list[Span]:
    """Where a phrase stands in the words of a message, with up to `gap` other words between any two of its own."""
    wanted = parts(phrase)
    if not wanted:
        return []
    # Neither inflection nor the errors that are allowed change the first letter.
    places = (said if isinstance(said, Tokens) else Tokens(said)).places.get(wanted[0][0])
    if places is None:
        return []
    spans = []
    for start in places:
        if same(said[start], wanted[0]):
            end = _rest(said, wanted[1:], start + 1, gap)
            if end is not None:
                spans.append(Span(start, end, _negated(said, start, wanted[0])))
    return spans


def _rest(said: Sequence[str], wanted: Sequence[str], position: int, gap: int) -> int | None:
    for part in wanted:
        here = next((i for i in range(position, min(position + gap + 1, len(said))) if same(said[i], part)), None)
        if here is None or any(token in BARS for token in said[position:here]):
            return None
        position = here + 1
    return position


def _negated(said: Sequence[str], start: int, first: str) -> bool:
    if first in NOT or start == 0:
        return False
    before = start - 1
    if said[before] in FILLING and before > 0:
        before -= 1
    return said[before] in NOT


def has(said: Sequence[str], phrases: Iterable[str], gap: int = 1) -> bool:
    """Whether one of the phrases stands in the words of a message, not negated."""
    return any(not span.negated for phrase in phrases for span in find(said, phrase, gap))
