"""Which of the offered options a typed message picks."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from kompas.text import content_stems, words

ORDINALS = {
    "1": 0, "een": 0, "eerste": 0, "eerst": 0, "bovenste": 0, "2": 1, "twee": 1, "tweede": 1, "3": 2, "drie": 2,
    "derde": 2, "4": 3, "vier": 3, "vierde": 3,
}  # fmt: skip
LONGEST_CHOICE = 6  # words; a longer message is a new question unless it repeats an option
SAME = 90  # per cent alike


def chosen(message: str, titles: Sequence[str]) -> int | None:
    """Index of the option that a message picks: by number, by `de laatste`, or by words that only one option has.

    >>> chosen("de tweede", ["Wat kost het?", "Wie doet het?"])
    1
    """
    if not titles:
        return None
    for index, title in enumerate(titles):
        if fuzz.ratio(message.lower(), title.lower()) >= SAME:
            return index
    tokens = words(message)
    if len(tokens) > LONGEST_CHOICE:
        return None
    if {"laatste", "onderste"}.intersection(tokens):
        return len(titles) - 1
    for token in tokens:
        if token in ORDINALS and ORDINALS[token] < len(titles) and (token != "een" or len(tokens) == 1):
            return ORDINALS[token]
    said = set(content_stems(message))
    overlap = [len(said.intersection(content_stems(title))) for title in titles]
    best = max(overlap)
    return overlap.index(best) if said and best == len(said) and overlap.count(best) == 1 else None
