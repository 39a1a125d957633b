"""Ages in a message: "17 jaar", "ze is net zestien geworden", "van 15 en 19", "nog geen 18"."""

from __future__ import annotations

import re

from kompas.flows.phrases import tokens
from kompas.text import normalise

_UNITS = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
_UNITS += " achttien negentien"
_TENS = {20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig", 60: "zestig", 70: "zeventig"}


def _names() -> dict[str, int]:
    units = _UNITS.split()
    names = {name: number for number, name in enumerate(units)}
    for ten, name in _TENS.items():
        names[name] = ten
        names.update({f"{units[unit]}en{name}": ten + unit for unit in range(1, 10)})
    return names


NAMES = _names()
_NAME = re.compile(rf"\b({'|'.join(sorted(NAMES, key=len, reverse=True))})(?=\b|-?jarig)")
_N = r"(\d{1,2})(?![.,]?\d)"  # "een gemeente van 14.000 inwoners" tells no age
_UNIT = r"(?:[- ]?(?:jaar|jaartjes|jr|jarig\w*))"
# "drie jaar in Nederland" and "4 jaar cel" are no ages.
_NO_AGE = (
    r"(?!\s*(?:in|geleden|lang|hier|werk\w*|cel\w*|gevangenis\w*|straf|samen|getrouwd|ervaring|later|terug|bezig|al|"
    r"gewerkt|onderweg)\b)"
)
_FOLLOWS = (
    r"(?=$|[.,;:!?)/]|\s(?:en|of|uit|is|geworden|zonder|die|dat|met|dus|maar|al|toch|niet|hoor|denk|in|bij|wordt|werd|"
    r"zit|zijn|oud|volgens|gedwongen|als|dan|voor|aan|naar|door|wil|heeft|moet|we|ze|hij|zij|ik|sorry|geloof)\b)"
)
_BELOW = re.compile(rf"\b(?:onder|jonger dan|nog geen|net geen|geen|nog niet|bijna)(?: de)? {_N}(?:{_UNIT})?\b")
_ABOVE = re.compile(rf"\b(?:boven|ouder dan|voorbij)(?: de)? {_N}(?:{_UNIT})?\b")
_PLUS = re.compile(rf"\b{_N} ?(?:\+|plus\b)")
# "hier al twee jaar" and "sinds 2 jaar" are no ages, "ze is al 19 jaar" is.
_WITH_UNIT = re.compile(rf"\b(?<!\bal )(?<!sinds )(?<!na )(?<!ruim )(?<!over )(?<!elke ){_N}{_UNIT}\b{_NO_AGE}")
_ALREADY = re.compile(rf"\b(?:is|was) al {_N}{_UNIT}\b{_NO_AGE}")
_AFTER_WORD = re.compile(
    rf"\b(?:is|was|wordt|werd|van|leeftijd|pas|net|maar|ongeveer|rond(?: de)?|circa|denk|vermoedelijk|waarschijnlijk|"
    rf"schat\w*|toch|al|eerder) {_N}{_FOLLOWS}"
)
# "een leerling van 14 verkoopt": after a person no more proof is needed.
_PERSON = re.compile(
    rf"\b(?:meisje|jongen|meid|knul|gast(?:je)?|kind|leerling|scholier|student|tiener|puber|jongere|vrouw|man|dame|heer|"
    rf"persoon|iemand|clien?te?|slachtoffer|bewoonster|bewoner|dochter|zoon|zus|broer|nichtje|neefje|pupil)"
    rf"(?: van| \(| ,|,) ?{_N}\b(?!\s*(?:euro|uur|dagen|weken|maanden|mannen|vrouwen|mensen|personen|keer|procent|%))"
)
_LIST = re.compile(rf"\b\d{{1,2}}(?:(?:,|,? (?:en|of)) \d{{1,2}})+{_FOLLOWS}")
_BARE = re.compile(rf"^\W*{_N}\W*(?:{_UNIT})?\W*$")
_NUMBER = re.compile(r"\d+")
_PATTERNS = (
    (_BELOW, -1), (_ABOVE, 1), (_PLUS, 0), (_WITH_UNIT, 0), (_ALREADY, 0), (_AFTER_WORD, 0), (_PERSON, 0),
)  # fmt: skip
_YOUNGEST, _OLDEST = 0, 99


def ages(text: str, bare: bool = False) -> list[tuple[int, int]]:
    """The ages named in a text, each after the number of tokens before it. `bare`: a lone number is one too.

    >>> ages("ze is net zeventien geworden"), ages("al drie jaar in Nederland"), ages("nog geen 18")
    ([(3, 17)], [], [(2, 17)])
    """
    plain = _NAME.sub(lambda m: str(NAMES[m[1]]), " ".join(normalise(text).split()))
    found: dict[int, int] = {}
    for pattern, shift in _PATTERNS:
        for match in pattern.finditer(plain):
            found.setdefault(match.start(1), int(match[1]) + shift)
    for match in _LIST.finditer(plain):  # "15, 17 en 19": what stands beside an age is one
        places = {match.start() + number.start(): int(number[0]) for number in _NUMBER.finditer(match[0])}
        if bare or places.keys() & found.keys():
            found = {**places, **found}
    lone = _BARE.match(plain) if bare else None
    if lone:
        found.setdefault(lone.start(1), int(lone[1]))
    return [(len(tokens(plain[:at])), age) for at, age in sorted(found.items()) if _YOUNGEST <= age <= _OLDEST]
