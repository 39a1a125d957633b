"""Finds personal data in a message, so that the bot can stop it before it is stored or answered.

`find(text)` gives the kind and the place of each finding, never a judgement or a text for the user. What is
public stays out: emergency and service numbers, role mailboxes, and whatever the caller passes as `public`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from stdnum import iban as iban_number
from stdnum.nl import bsn as bsn_number

from bot.guard.addresses import PUBLIC_ADDRESSES, address_of_a_person, addresses
from bot.guard.birth_dates import birth_dates
from bot.guard.contacts import emails, national, phones
from bot.guard.identifiers import accounts, documents, locations, plates
from bot.guard.names import NameFinder
from bot.guard.spans import Span, digits, group

Kind = Literal[
    "bsn", "phone", "email", "iban", "v_number", "birth_date", "address", "name", "plate", "document", "account",
    "location",
]  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One piece of personal data: `text[start:end]` is of this kind."""

    kind: Kind
    start: int
    end: int


# Numbers

_SEPARATOR = r"[ .\-–\u00a0]"
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ .\-]?[A-Za-z0-9]){10,30}")
_IBAN_LENGTHS = {
    "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24,
    "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27, "LT": 20, "LU": 20,
    "LV": 21, "MD": 24, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19,
    "SK": 24, "TR": 26, "UA": 29,
}  # fmt: skip
_DUTCH_IBAN = re.compile(r"NL[0-9]{2}[A-Z]{4}[0-9]{10}")

# "123456789 is haar BSN"
_IS_THE = r"[\s,:;()=\-–]{1,3}(?:is\s{1,3})?(?:(?:haar|zijn|het|mijn|als)\s{1,3})?"
_V_CUE = (
    r"(?:v[\s.\-]{0,2}(?:nummer|nr)\.?|vnr\.?|vreemdeling(?:en)?s?[\s\-]{0,2}(?:nummer|nr)\.?"
    r"|ind[\s\-]{0,2}(?:nummer|nr)\.?|v#)"
)
_TEN = rf"[0-9](?:{_SEPARATOR}?[0-9]){{9}}(?![0-9])"
_V_NUMBER = re.compile(
    rf"(?<!\w){_V_CUE}[^0-9?!\n]{{0,40}}?(?P<after>{_TEN})"
    rf"|(?<![0-9])(?P<before>{_TEN}){_IS_THE}{_V_CUE}(?!\w)"
    r"|(?<!\w)(?P<bare>V[ \-]?[0-9]{10})(?![0-9])",
    re.IGNORECASE,
)

_BSN_CUE = r"(?:b\s?s\s?n|burger\s?service\s?(?:nummer|nr)|sofi)(?:[\s\-]{0,2}(?:nummer|nr))?"
_EIGHT_NINE = rf"[0-9](?:{_SEPARATOR}{{0,2}}[0-9]){{7,8}}(?!{_SEPARATOR}?[0-9])"
_CUED_BSN = re.compile(
    rf"(?<!\w){_BSN_CUE}(?:\.|'s)?(?P<between>[^0-9?!\n]{{0,50}}?)(?P<after>{_EIGHT_NINE})"
    rf"|(?<![0-9])(?P<before>{_EIGHT_NINE})(?:{_IS_THE}|\s(?:\w{{1,12}}\s){{0,5}}als\s(?:het\s|haar\s|zijn\s)?){_BSN_CUE}(?!\w)",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(r"kvk|rsin|btw|tel|mobiel|06", re.IGNORECASE)
_BSN = re.compile(
    r"(?<![\w€$/=#.,\-])(?<![0-9] )"
    r"(?:[0-9]{9}|[0-9]{2,4}(?P<sep>[ .\-\u00a0])[0-9]{2,4}(?P=sep)[0-9]{2,4}(?:(?P=sep)[0-9]{2,3})?)"
    r"(?![\w/=]|[ .,\-][0-9]|\s?(?:euro|eur|%|inwoners|mensen|personen|slachtoffers))"
)
# Grouped as on old papers, 4.2.3, right or wrong in the last digit.
_GROUPED_BSN = re.compile(r"(?<![\w.])[0-9]{4}\.[0-9]{2}\.[0-9]{3}(?![\w]|\.[0-9])")
_SPEAKS_OF_BSN = re.compile(rf"(?<!\w){_BSN_CUE}(?!\w)", re.IGNORECASE)
_OTHER_CUE = re.compile(r"(?:€|eur|euro|kvk|rsin|btw|isbn|dossier|zaak)[\w\s.:\-]{0,12}$", re.IGNORECASE)


class Detector:
    """Finds personal data, given what is public and which names are no persons."""

    def __init__(self, public: Collection[str] = (), known_names: Collection[str] = ()) -> None:
        """`public`: numbers, e-mail and street addresses anyone may name.
        `known_names`: names of organisations, laws, topics.
        """
        numbers = {national(entry) for entry in public if len(digits(entry)) > 5}
        self._public_phones = numbers
        self._public_texts = frozenset(entry.lower() for entry in public) | frozenset(PUBLIC_ADDRESSES)
        self._names = NameFinder(known_names)

    def find(self, text: str) -> list[Finding]:
        """All findings in `text`, in order of place, without overlap."""
        findings: list[Finding] = []
        for kind, finder in self._finders():
            _add(findings, kind, finder(text))
        if any(finding.kind == "name" for finding in findings):
            _add(findings, "address", address_of_a_person(text))
        return sorted(findings, key=lambda finding: finding.start)

    def _finders(self) -> list[tuple[Kind, Callable[[str], Iterator[Span]]]]:
        """What to look for; where two overlap, the earlier one wins."""
        return [
            ("email", self._emails),
            ("iban", _ibans),
            ("v_number", _v_numbers),
            ("bsn", _cued_bsns),
            ("birth_date", birth_dates),
            ("phone", self._phones),
            ("bsn", _bsns),
            ("plate", plates),
            ("document", documents),
            ("account", accounts),
            ("location", locations),
            ("address", self._addresses),
            ("name", lambda text: iter(self._names.find(text))),
        ]

    def _emails(self, text: str) -> Iterator[Span]:
        return (span for span, address in emails(text) if address not in self._public_texts)

    def _phones(self, text: str) -> Iterator[Span]:
        return (span for span, number in phones(text) if number not in self._public_phones)

    def _addresses(self, text: str) -> Iterator[Span]:
        for start, end in addresses(text):
            address = text[start:end].lower()
            if not any(entry in address or address in entry for entry in self._public_texts):
                yield start, end


def _add(findings: list[Finding], kind: Kind, spans: Iterator[Span]) -> None:
    """Appends what does not overlap an earlier finding."""
    for start, end in spans:
        if all(end <= other.start or start >= other.end for other in findings):
            findings.append(Finding(kind, start, end))


def _ibans(text: str) -> Iterator[Span]:
    for match in _IBAN.finditer(text):
        length = _IBAN_LENGTHS.get(match[0][:2].upper(), 0)
        end = _end_of_characters(match[0], length)
        compact = re.sub(r"[ .\-]", "", match[0][:end]).upper()
        if end and (_DUTCH_IBAN.fullmatch(compact) or iban_number.is_valid(compact, check_country=False)):
            yield match.start(), match.start() + end


def _end_of_characters(text: str, count: int) -> int:
    """Where the first `count` letters and digits of `text` end; 0 when there are fewer or `count` is 0."""
    seen = 0
    for position, character in enumerate(text):
        seen += character.isalnum()
        if count and seen == count:
            return position + 1
    return 0


def _v_numbers(text: str) -> Iterator[Span]:
    for match in _V_NUMBER.finditer(text):
        yield group(match, "after", "before", "bare")


def _cued_bsns(text: str) -> Iterator[Span]:
    for match in _CUED_BSN.finditer(text):
        if not _OTHER_NUMBER.search(match["between"] or ""):
            yield group(match, "after", "before")


def _bsns(text: str) -> Iterator[Span]:
    for match in _BSN.finditer(text):
        number, before = digits(match[0]), text[max(0, match.start() - 24) : match.start()]
        meant = bsn_number.is_valid(number) or _SPEAKS_OF_BSN.search(text)
        if len(number) == 9 and meant and not _OTHER_CUE.search(before):
            yield match.span()
    for match in _GROUPED_BSN.finditer(text):
        yield match.span()


@lru_cache(maxsize=8)
def _detector(public: frozenset[str], known_names: frozenset[str]) -> Detector:
    return Detector(public, known_names)


def find(text: str, public: Collection[str] = (), known_names: Collection[str] = ()) -> list[Finding]:
    """Personal data in `text`; with `public` and `known_names` as frozensets their look-ups are built once.

    >>> find("Haar BSN is 123456782")
    [Finding(kind='bsn', start=12, end=21)]
    """
    return _detector(frozenset(public), frozenset(known_names)).find(text)
