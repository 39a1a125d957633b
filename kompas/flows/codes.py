"""Codes with which someone goes on later, on another device: made, recognised and written.

Sixteen consonants out of twenty: 69 bits by chance. Without vowels no code spells a word, and no word or name is taken
for a code; without digits none looks like personal data.
"""

from __future__ import annotations

import re
import secrets

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
LENGTH, GROUP = 16, 4
_CODE = re.compile(rf"(?<![A-Z0-9])(?:[{LETTERS}][ \u2010-\u2015.-]?){{{LENGTH - 1}}}[{LETTERS}](?![A-Z0-9])")


def new_code() -> str:
    """A code that cannot be guessed, without signs in between."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def written(code: str) -> str:
    """A code as it is shown.

    >>> written("BCDFGHJKLMNPQRST")
    'BCDF-GHJK-LMNP-QRST'
    """
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def find_code(text: str) -> str | None:
    """The code in a message, however it is spaced.

    >>> find_code("ga verder met bcdf-ghjk-lmnp-qrst"), find_code("ga verder met de zelfscan")
    ('BCDFGHJKLMNPQRST', None)
    """
    match = _CODE.search(text.upper())
    return "".join(letter for letter in match[0] if letter in LETTERS) if match else None
