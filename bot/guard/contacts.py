"""Finds telephone numbers and e-mail addresses, also such as are written to escape a machine, and those of nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.guard.names import STRONG_GIVEN, fold
from bot.guard.spans import ONES, Span, digits

# Telephone

_BETWEEN_DIGITS = r"[ .\-–/_\u00a0]{0,3}"
_PHONE = re.compile(
    # not the number of a case at the public prosecutor's (09/817412-18), nor a date
    rf"(?<![0-9+])(?![0-9]{{2}}/[0-9]{{6}}-[0-9]{{2}}(?![0-9]))"
    rf"(?!(?:[0-9]{{1,2}}[\-./ ]){{2}}(?:19|20)[0-9]{{2}}(?![0-9]))"
    rf"(?:\(?(?:\+|00)\s?31\)?{_BETWEEN_DIGITS}(?:\(0\){_BETWEEN_DIGITS}|0)?|\(?0{_BETWEEN_DIGITS})"
    rf"[1-9](?:{_BETWEEN_DIGITS}\)?{_BETWEEN_DIGITS}[0-9]){{8}}(?![0-9])"
    r"|(?<![\w+])(?:\+|00)(?!31)[1-9][0-9]{1,2}(?:[ .\-/()]{0,2}[0-9]){7,11}(?![0-9])"
    r"|(?<![\w+])(?:\+31|0031|316)[ \-]?[0-9]{8,9}(?![0-9])"
)
# "nul zes 48291735"; one without a digit in words is left to the pattern above.
_DIGIT_WORD = rf"(?:nul|{ONES})"
_DIGIT = rf"(?:[0-9]|{_DIGIT_WORD})"
_SPOKEN_PHONE = re.compile(rf"(?<!\w)(?:nul|0)(?:[\s.,\-]{{0,3}}{_DIGIT}){{9}}(?!\w)", re.IGNORECASE)
# Eight digits or more in words are the number of somebody or something, whichever it is.
_SPOKEN_NUMBER = re.compile(rf"(?<!\w){_DIGIT_WORD}(?:[\s.,\-]{{1,3}}{_DIGIT_WORD}){{7,14}}(?!\w)", re.IGNORECASE)
_COUNTING = re.compile(r"een\W+twee\W+drie\W+vier", re.IGNORECASE)
_PUBLIC_PHONE = re.compile(r"(?:800|90[069]|88|14[0-9]{2,3}$)")
_PUBLIC_PHONES = frozenset({"334481186"})  # CoMensha

# E-mail

_AT = r"(?:@|＠|\s?[\[({<_](?:at|a|@|apen?staart(?:je)?)[\])}>_]\s?)"
_DOT = r"(?:\.|\s?[\[({](?:dot|punt|\.)[\])}]\s?)"
_FREE = (
    r"(?:gmail|hotmail|outlook|live|yahoo|ziggo|kpnmail|icloud|proton\w{0,4}|abv|wp|gmx|mail|xs4all|hetnet|planet|onet|seznam"
    r"|yandex|libero|telenet)"
)
_WELL_KNOWN = "(?:gmail|hotmail|outlook|yahoo|ziggo|icloud)"  # no other words, so they count without an ending
_ENDING = r"(?:com|net|org|info|eu|nl|be|de|fr|uk|ro|bg|pl|hu|cz|sk|lt|lv|ua|ru|tr|it|es|pt|ng)"
_EMAIL = re.compile(
    rf"(?<![\w.+\-])(?P<who>[\w.+\-]{{1,64}}){_AT}"
    rf"(?P<where>[\w\-]{{1,63}}(?:{_DOT}[\w\-]{{1,63}}){{1,5}}|{_WELL_KNOWN}(?:,\s?{_ENDING})?(?!\w))",
    re.IGNORECASE,
)
# "amina at gmail.com", "amina apenstaartje gmail punt com", "amina @ gmail.com", "amina@gmail"
_SPOKEN_EMAIL = re.compile(
    r"(?<![\w.+\-])(?P<who>[\w.+\-]{1,64}?)(?:\s{0,2}@\s{0,2}|[\s*_\-]{1,2}(?:at|apen?staart(?:je)?)[\s*_\-]{1,2}|#)"
    r"(?P<where>[\w\-]{1,63}(?:(?:\s{0,2}\.|\s{1,2}(?:punt|dot))\s{0,2}[\w\-]{1,63}){0,3}"
    rf"(?:\s?\.\s?|\s{{1,2}}(?:punt|dot)\s{{1,2}}){_ENDING}|{_WELL_KNOWN})(?!\w)",
    re.IGNORECASE,
)
_POINT = re.compile(r"\s{0,2}(?:[.,]|[\[({](?:dot|punt|\.)[\])}]|(?<=\s)(?:punt|dot)(?=\s))\s{0,2}", re.IGNORECASE)
_ROLE_MAILBOX = re.compile(
    r"(?:info|contact|helpdesk|receptie|secretariaat|post|postbus|meld(?:en|punt|ing)?|mensenhandel|aanpak\w{0,20}|gemeente"
    r"|zorgcoordinat\w{0,8}|support|service(?:desk|punt)?|klant\w{0,10}|redactie|training(?:en)?|kompas|privacy|fg|pers"
    r"|no-?reply|loket|expertise\w{0,10}|aandachtsfunctionaris\w{0,4})(?:[._\-](?P<more>[\w.\-]{0,30}))?@",
    re.IGNORECASE,
)
_FREE_MAIL = re.compile(rf"@(?:[\w\-]{{0,20}}\.)?{_FREE}(?:\.|$)")


def phones(text: str) -> Iterator[tuple[Span, str]]:
    """Where telephone numbers stand that are not for the public, each with `national`."""
    for match in _PHONE.finditer(text):
        number = national(match[0])
        if number not in _PUBLIC_PHONES and not _PUBLIC_PHONE.match(number):
            yield match.span(), number
    for match in _SPOKEN_PHONE.finditer(text):
        if any(character.isalpha() for character in match[0]):
            yield match.span(), match[0]
    for match in _SPOKEN_NUMBER.finditer(text):
        if not _COUNTING.match(match[0]):
            yield match.span(), match[0]


def national(text: str) -> str:
    """A phone number without separators, country code and leading zero.

    >>> national("+31 (0)33 448 11 86"), national("033-4481186")
    ('334481186', '334481186')
    """
    number = digits(text.replace("(0)", ""))
    for prefix in ("0031", "31"):
        if number.startswith(prefix) and len(number) - len(prefix) >= 9:
            number = number[len(prefix) :]
    return number.lstrip("0")


def emails(text: str) -> Iterator[tuple[Span, str]]:
    """Where e-mail addresses of persons stand, each in its plain form."""
    for pattern in (_EMAIL, _SPOKEN_EMAIL):
        for match in pattern.finditer(text):
            address = f"{match['who']}@{_POINT.sub('.', match['where'])}".lower()
            if not _is_of_a_role(address):
                yield match.span(), address


def _is_of_a_role(address: str) -> bool:
    """Whether an address is that of a desk, like info@; not info.anna@, and none of a free provider."""
    role = _ROLE_MAILBOX.match(address)
    if not role or _FREE_MAIL.search(address):
        return False
    return not any(fold(part) in STRONG_GIVEN for part in re.split(r"[._\-]", role["more"] or ""))
