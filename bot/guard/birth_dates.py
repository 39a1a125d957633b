"""Finds dates of birth: with the word, or with a person beside them. Other dates stay out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.guard.spans import ONES, Span, group

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:r(?:uari)?)?|mrt|maa(?:rt)?|mar|apr(?:il)?|mei|jun[ie]?|jul[iy]?|aug(?:ustus)?|sept?(?:ember)?"
    r"|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|january|february|march|may|june|july|august)\.?"
)
_DAY_WORD = (
    r"(?:eer|tweede|derde|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien"
    rf"|(?:{ONES}[eë]n)?(?:twintig|dertig)|{ONES})(?:ste|de)?"
)
_YEAR_WORD = r"(?:negentien(?:honderd)?|tweeduizend)\s?[a-zéë]{2,20}"
_ANY_YEAR = rf"(?:['’]?(?:[0-9]{{4}}|[0-9]{{2}})|{_YEAR_WORD})"
_BETWEEN = r"\s{0,2}[\-–/. |]\s{0,2}"
# Any date, also without a year; only beside a word about birth.
_DATE = (
    rf"(?:(?:{_DAY_WORD}|[0-9]{{1,2}}(?:e|ste|den?)?)[\s\-./|]{{0,2}}(?:van\s)?{_MONTH}(?:[\s\-,./|]{{0,2}}{_ANY_YEAR})?(?!\w)"
    rf"|{_MONTH}\s(?:van\s)?(?:19|20)[0-9]{{2}}(?!\w)"
    rf"|{_MONTH}\s[0-9]{{1,2}}(?:st|nd|rd|th)?(?:,?\s{{0,2}}[0-9]{{4}})?(?!\w)"
    r"|(?:19|20)[0-9]{2}[\-/. ][0-9]{1,2}[\-/. ][0-9]{1,2}"
    rf"|[0-9]{{1,2}}{_BETWEEN}(?:[0-9]{{1,2}}|[ivx]{{1,4}}){_BETWEEN}['’]?(?:[0-9]{{4}}|[0-9]{{2}})"
    r"|[0-3][0-9][01][0-9](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]|[0-3][0-9][01][0-9]{3})(?![0-9])"
)
_BIRTH_DAY = r"(?:geboorte[\s\-]?(?:datum|dag)|verjaardag|jarig|geb[.\s]{0,2}(?:datum|dat)\.?)"
_BIRTH_CUE = (
    r"(?:geboren|geboorte(?:[\s\-]?(?:datum|data|dag|dat\.?))?|geb(?:oorte)?[.\s]{0,2}(?:datum|dat|dd)\.?|gebd?\.?|gb\.?"
    r"|gebdat(?:um)?\.?|gbd|gbdt|gbdatum|gd|g\.d\.|jarig|verjaart|verjaardag|d\.?o\.?b\.?|born|birth\s?(?:date|day)?"
    r"|date\sof\sbirth|ter\swereld)"
)
_BIRTH_DATE = re.compile(
    # no end of a sentence between the word and the date
    rf"(?<!\w){_BIRTH_CUE}(?![^\W\d_])(?P<between>(?:(?!(?-i:\.\s[A-Z]))[^0-9?!]){{0,60}}?)(?<![0-9])(?P<after>{_DATE})"
    rf"|(?<!\w){_BIRTH_DAY}(?![^\W\d_])[^0-9?!\n]{{0,12}}(?P<short>[0-9]{{1,2}}[\-/][0-9]{{1,2}})(?![0-9\-/])"
    rf"|(?<![0-9\-/.])(?P<before>{_DATE})[\s,()]{{1,3}}(?:\w{{1,12}}\s){{0,5}}"
    rf"(?:geboren|geb\.?|gebdat(?:um)?|geboortedatum|geboortedag|verjaardag|jarig)(?!\w)"
    rf"|(?<![\w])[*°]\s?(?P<starred>{_DATE})",
    re.IGNORECASE,
)
# "geboren na 1 januari 2006" is a rule, no birthday.
_RULE = re.compile(r"(?<!\w)(?:na|v[oó][oó]r|vanaf|sinds|tussen|tot|t/m|per)\s{1,3}(?:de\s|het\s)?$", re.IGNORECASE)

# A whole date that stands with a person without a word about birth. Events are dated too: only years of long ago count.
_WHOLE_DATE = (
    rf"(?:(?:19|20)[0-9]{{2}}[\-/.][0-9]{{1,2}}[\-/.][0-9]{{1,2}}|[0-9]{{1,2}}[\-/.][0-9]{{1,2}}[\-/.](?:19|20)[0-9]{{2}}"
    rf"|[0-9]{{1,2}}\s{_MONTH}\s(?:19|20)[0-9]{{2}})(?![0-9])"
)
_YEARS_AGO = 3
_WHO = (
    r"(?:man|vrouw|meisje|jongen|cli[eë]nte?|slachtoffer|dochter|zoon|kind|baby|dader|verdachte|getuige|moeder|vader|broer"
    r"|zus|betrokkene)"
)
_PERSON = rf"(?:{_WHO}(?:\s?\([mvx]\))?|[mvfx]|hij|zij|ze|leeftijd|minderjarige?|[0-9]{{1,2}}\s?(?:jaar|jr))"
_PAPERS = r"(?:paspoort|id(?:-?kaart|-?bewijs)?|identiteitsbewijs|leeftijdsonderzoek)"
_DATE_OF_PERSON = re.compile(
    rf"(?<!\w)(?:{_PERSON}\s{{0,2}}[,;:/|(\-]\s{{0,2}}(?P<listed>{_WHOLE_DATE})"
    rf"|(?P<described>{_WHOLE_DATE})\s{{0,2}}[,;/|)]\s{{0,2}}(?:\w{{1,20}}e?\s)?(?:nationaliteit|man|vrouw|[mv])(?!\w)"
    rf"|(?:{_PERSON}|die|mevrouw|meneer)\s(?:is|was)\s(?:er\s(?:een|eentje)\s)?van\s(?P<of>{_WHOLE_DATE})"
    rf"|(?:is|was)\s(?:hij|zij|ze|{_WHO})\svan\s(?P<said>{_WHOLE_DATE})"
    rf"|{_WHO}\svan\s(?P<aged>{_WHOLE_DATE})"
    rf"|{_PAPERS}[\s:,]{{1,2}}(?:(?:staat|vermeldt|zegt|is|dat|als|opgegeven)[\s:]{{1,2}}){{0,3}}(?P<shown>{_WHOLE_DATE}))",
    re.IGNORECASE,
)
_ADULT = r"(?:1[0-9]|[2-9][0-9]|achttien|twintig|eenentwintig|meerderjarig|volwassen)(?:\sjaar)?(?!\w|-|[.:/][0-9])"
_DAY = rf"(?:{_WHOLE_DATE}|[0-9]{{1,2}}\s{_MONTH}(?:\s(?:19|20)[0-9]{{2}})?|[0-9]{{1,2}}[\-/][0-9]{{1,2}}(?![0-9\-/]))"
_SOME = r"(?:\w{1,12}\s){0,2}"
_COMING_OF_AGE = re.compile(
    rf"(?<!\w)(?:hij|zij|ze|die|{_WHO})\s(?:word(?:t|en)|werd|is)\s{_SOME}{_ADULT}\s(?:op|per|sinds)\s(?P<day>{_DAY})"
    rf"|(?<!\w)(?:word(?:t|en)|werd)\s(?:hij|zij|ze)\s{_SOME}{_ADULT}[^.?!\n0-9]{{0,20}}?\s(?P<later>{_DAY})"
    rf"|(?<!\w)wordt\s(?:\w{{1,12}}\s){{0,4}}{_ADULT},?\s(?:\w{{1,12}}\s)?op\s(?P<comma>{_DAY})"
    rf"|(?<!\w)op\s(?P<before>{_DAY})\s(?:word(?:t|en)|werd)\s(?:hij|zij|ze|{_WHO})\s{_SOME}{_ADULT}"
    rf"|(?<!\w)(?:hij|zij|ze|die|{_WHO})\s(?:word(?:t|en)|werd)\s(?:\w{{1,12}}\s)?op\s(?P<between>{_DAY})\s(?:\w{{1,12}}\s)?{_ADULT}",
    re.IGNORECASE,
)


def birth_dates(text: str) -> Iterator[Span]:
    """Where dates of birth stand."""
    for match in _BIRTH_DATE.finditer(text):
        span = group(match, "after", "short", "before", "starred")
        if not _RULE.search(text[: span[0]]):
            yield span
    for match in _DATE_OF_PERSON.finditer(text):
        span = group(match, "listed", "described", "of", "said", "aged", "shown")
        year = re.search(r"(?:19|20)[0-9]{2}", text[slice(*span)])
        if year and int(year[0]) <= date.today().year - _YEARS_AGO:
            yield span
    for match in _COMING_OF_AGE.finditer(text):
        yield group(match, "day", "later", "comma", "before", "between")
