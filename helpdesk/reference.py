"""Reference numbers: easy to say on the telephone, hard to guess, and a typing mistake is noticed.

Only consonants: no word comes out by chance, no 0 is taken for an O, and no guard takes it for a telephone number.
Whoever knows a reference may withdraw its ticket, so it must not be guessed: 20^9 possibilities, 39 bits.
"""

from __future__ import annotations

import re
import secrets

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_RANDOM = 9
# People leave out dashes, and put spaces.
_WRITTEN = re.compile(
    rf"(?<![A-Za-z])KA[\s\-–]{{0,3}}([{LETTERS}]{{5}})[\s\-–]{{0,3}}([{LETTERS}]{{5}})(?![A-Za-z])", re.IGNORECASE
)


def new() -> str:
    """A fresh reference, such as `KA-BCDFG-HJKLM`."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(_RANDOM))
    return _form(letters + _check(letters))


def find(text: str) -> str | None:
    """The first reference in a text, in its proper form, if its check letter is right.

    >>> find("trek ka bcdfg hjklv in")
    'KA-BCDFG-HJKLV'
    """
    for match in _WRITTEN.finditer(text):
        letters = (match[1] + match[2]).upper()
        if _check(letters[:-1]) == letters[-1]:
            return _form(letters)
    return None


def _form(letters: str) -> str:
    return f"KA-{letters[:5]}-{letters[5:]}"


def _check(letters: str) -> str:
    """A weight per place, none of which shares a factor with 20: one wrong letter always shows."""
    weights = (1, 3, 7, 9, 11, 13, 17, 19, 1)
    total = sum(weight * LETTERS.index(letter) for weight, letter in zip(weights, letters, strict=True))
    return LETTERS[total % len(LETTERS)]
