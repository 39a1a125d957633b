"""What people say before they ask: `wacht even,`, `ok dank je,`. It says nothing of what is asked."""

from __future__ import annotations

import re

from kompas.text import words

# Said before anything; the second group only with a mark behind it: `duidelijk beleid` is no aside.
_ANYWHERE = (
    "ok(?:e|é|ee|ay)?|wacht (?:even|eens|ff|s)|(?:een )?momentje|(?:even )?tussendoor(?: even)?|trouwens|"
    "nog (?:een|1) (?:vraag|vraagje|ding|dingetje)|dank (?:je|u)(?: wel)?|dankjewel|dankuwel|bedankt|thanks|o ja|oh ja|"
    r"(?:nog |weer |nu )?even (?=terug naar\b)"
)
_WITH_MARK = (
    "duidelijk|helder|prima|top|fijn|mooi|super|goed|begrepen|snap ik|wacht|(?:een )?moment|o+h?|a+h+|aha|h?m+|eh+m?|"
    "nog iets|andere vraag|volgende vraag|iets anders"
)
_ASIDES = re.compile(rf"^\W*(?:(?:(?:{_ANYWHERE})\b[\s,.:;!-]*|(?:{_WITH_MARK})\s*[,.:;!-]+\s*))+", re.IGNORECASE)


def without_asides(message: str) -> str:
    """A message from where it begins to say something; as it is when nothing would be left.

    >>> without_asides("ok dank je, en wie betaalt dat?"), without_asides("Duidelijk beleid?"), without_asides("oké")
    ('en wie betaalt dat?', 'Duidelijk beleid?', 'oké')
    """
    rest = _ASIDES.sub("", message, count=1)
    return rest if words(rest) else message
