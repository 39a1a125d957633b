"""The years that a text speaks of."""

from __future__ import annotations

import re

_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_SINGLE = re.compile(rf"(?<![\d.,/])({_YEAR})(?![\w/]|[.,]\d)")
_RANGE = re.compile(rf"(?<!\d)({_YEAR})\s*(?:-|–|tot(?: en met)?|t/m)\s*({_YEAR})(?!\d)")


def years(text: str) -> set[int]:
    """All years that a text names, and those inside a range that it names.

    >>> sorted(years("van 2014 tot en met 2016 en in 2020, 2.017 keer"))
    [2014, 2015, 2016, 2020]
    """
    named = {int(year) for year in _SINGLE.findall(text)}
    for first, last in _RANGE.findall(text):
        named.update(range(int(first), int(last) + 1))
    return named
