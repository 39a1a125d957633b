"""What a conversation named last, two things at most, and `de eerste` and `de tweede` of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kompas.linking import Link
from kompas.text import STOPWORDS, words

PLAIN = 0.25  # precision from which a message plainly names a topic
BOTH = 2
_ORDINAL = re.compile(
    r"\b(?:de|het|die|deze|dit)\s+(?:(eerst(?:e|genoemde)|1e)|(tweede|laatst(?:e|genoemde)|2e))\b", re.IGNORECASE
)
_BACK = re.compile(r"^\W*terug naar (?:(?:de|het|die|dat|deze|dit) )?", re.IGNORECASE)
# `Het eerste wat ik moet doen` is about an order of steps; so is an ordinal with a word of its own behind it.
_OWN = frozenset({"wat", "dat", "die", "waar"})


@dataclass(frozen=True)
class Name:
    """A topic and the words with which the user named it."""

    topic: str
    words: str


def named_in(message: str, links: Sequence[Link], least: float = PLAIN) -> list[Name]:
    """What a message names, in order. `least`: the precision from which a name counts."""
    best: dict[int, Link] = {}
    for link in links:
        if link.precision >= least and link.start not in best:
            best[link.start] = link
    found = {best[start].topic: message[start : best[start].end] for start in sorted(best)}
    return [Name(topic, said) for topic, said in found.items()]


def remembered(before: Sequence[Name], now: Sequence[Name]) -> list[Name]:
    """The last two names of a conversation, in the order in which they came up.

    >>> riec, avim = Name("riec", "RIEC"), Name("politie", "avim")
    >>> [name.words for name in remembered([riec], [avim])], [name.words for name in remembered([riec, avim], [riec])]
    (['RIEC', 'avim'], ['RIEC', 'avim'])
    """
    known = {name.topic for name in before}
    return [*before, *(name for name in now if name.topic not in known)][-BOTH:]


def gone_back_to(message: str, links: Sequence[Link]) -> Link | None:
    """The topic to which a message goes back: `terug naar het RIEC`, not `terug naar Roemenië`."""
    opening = _BACK.match(message)
    return next((link for link in links if opening and link.start == opening.end()), None)


def resolved(message: str, named: Sequence[Name]) -> str:
    """A message with the name for `de eerste` or `het tweede`; as it is when there are no two names.

    >>> resolved("en op het tweede?", [Name("s", "mensensmokkel"), Name("m", "mensenhandel")])
    'en op mensenhandel?'
    """
    if len(named) < BOTH:
        return message

    def name(match: re.Match[str]) -> str:
        after = message[match.end() :]
        following = words(after)[:1] if after[:1].isspace() else []
        if following and (following[0] not in STOPWORDS or following[0] in _OWN):
            return match.group()
        return named[0 if match.group(1) else 1].words

    return _ORDINAL.sub(name, message)
