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

from bot.guard.names import NameFinder, Span

Kind = Literal["bsn", "phone", "email", "iban", "v_number", "birth_date", "address", "name"]


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
_IS_THE = r"[\s,:()]{1,3}(?:is\s{1,3})?(?:(?:haar|zijn|het|mijn|als)\s{1,3})?"
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

_BSN_CUE = r"(?:bsn|burger\s?service\s?(?:nummer|nr)|sofi)(?:[\s\-]{0,2}(?:nummer|nr))?"
_EIGHT_NINE = rf"[0-9](?:{_SEPARATOR}{{0,2}}[0-9]){{7,8}}(?!{_SEPARATOR}?[0-9])"
_CUED_BSN = re.compile(
    rf"(?<!\w){_BSN_CUE}(?:\.|'s)?(?P<between>[^0-9?!\n]{{0,50}}?)(?P<after>{_EIGHT_NINE})"
    rf"|(?<![0-9])(?P<before>{_EIGHT_NINE}){_IS_THE}{_BSN_CUE}(?!\w)",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(r"kvk|rsin|btw|tel|mobiel|06", re.IGNORECASE)
_BSN = re.compile(
    r"(?<![\w€$/=#.,\-])(?<![0-9] )"
    r"(?:[0-9]{9}|[0-9]{2,4}(?P<sep>[ .\-\u00a0])[0-9]{2,4}(?P=sep)[0-9]{2,4}(?:(?P=sep)[0-9]{2,3})?)"
    r"(?![\w/=]|[ .,\-][0-9]|\s?(?:euro|eur|%|inwoners|mensen|personen|slachtoffers))"
)
_OTHER_CUE = re.compile(r"(?:€|eur|euro|kvk|rsin|btw|isbn|dossier|zaak)[\w\s.:\-]{0,12}$", re.IGNORECASE)

_BETWEEN_DIGITS = r"[ .\-–/_\u00a0]{0,3}"
_PHONE = re.compile(
    rf"(?<![0-9+])(?!(?:[0-9]{{1,2}}[\-./ ]){{2}}(?:19|20)[0-9]{{2}}(?![0-9]))"
    rf"(?:(?:\+|00)\s?31{_BETWEEN_DIGITS}(?:\(0\){_BETWEEN_DIGITS}|0)?|\(?0{_BETWEEN_DIGITS})"
    rf"[1-9](?:{_BETWEEN_DIGITS}\)?{_BETWEEN_DIGITS}[0-9]){{8}}(?![0-9])"
    r"|(?<![\w+])(?:\+|00)(?!31)[1-9][0-9]{1,2}(?:[ .\-/()]{0,2}[0-9]){7,11}(?![0-9])"
    r"|(?<![\w+])(?:\+31|0031|316)[ \-]?[0-9]{8,9}(?![0-9])"
)
_PUBLIC_PHONE = re.compile(r"(?:800|90[069]|88|14[0-9]{2,3}$)")
_PUBLIC_PHONES = frozenset({"334481186"})  # CoMensha

_EMAIL = re.compile(
    r"(?<![\w.+\-])[\w.+\-]{1,64}(?:@|\s?[\[(]at[\])]\s?)[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}", re.IGNORECASE
)
_ROLE_MAILBOX = re.compile(
    r"(?:info|contact|helpdesk|receptie|secretariaat|post|postbus|meld(?:en|punt|ing)?|mensenhandel|aanpak\w{0,20}|gemeente"
    r"|zorgcoordinat\w{0,8}|support|service(?:desk|punt)?|klant\w{0,10}|redactie|training(?:en)?|kompas|privacy|fg|pers"
    r"|no-?reply|loket|expertise\w{0,10}|aandachtsfunctionaris\w{0,4})(?:[._\-][\w.\-]{0,30})?@",
    re.IGNORECASE,
)
_FREE_MAIL = re.compile(
    r"@(?:[\w\-]{0,20}\.)?(?:gmail|hotmail|outlook|live|yahoo|ziggo|kpnmail|icloud|proton\w{0,4}|abv|wp|gmx|mail|xs4all)\."
)

# Dates

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:r(?:uari)?)?|mrt|maa(?:rt)?|apr(?:il)?|mei|jun[ie]?|jul[iy]?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|january|february|march|may|august)\.?"
)
_DATE = (
    r"(?:(?:19|20)[0-9]{2}[\-/. ][0-9]{1,2}[\-/. ][0-9]{1,2}"
    r"|[0-9]{1,2}\s{0,2}[\-–/. ]\s{0,2}[0-9]{1,2}\s{0,2}[\-–/. ]\s{0,2}['’]?(?:[0-9]{4}|[0-9]{2})"
    rf"|[0-9]{{1,2}}(?:e|ste|de)?[\s\-]{{0,2}}(?:van\s)?{_MONTH}(?:[\s\-,]{{0,2}}['’]?(?:[0-9]{{4}}|[0-9]{{2}}))?(?![\w])"
    r"|[0-3][0-9][01][0-9](?:19|20)[0-9]{2})(?![0-9])"
)
_BIRTH_CUE = (
    r"(?:geboren|geboorte[\s\-]?datum|geboorte[\s\-]?dag|geboorte[\s\-]?dat|geb(?:oorte)?[.\s]{0,2}(?:datum|dat|dd)\.?"
    r"|geb\.?|gebdat(?:um)?\.?|g\.d\.|jarig|verjaart|verjaardag|dob|born)"
)
_BIRTH_DATE = re.compile(
    rf"(?<!\w){_BIRTH_CUE}(?P<between>[^0-9?!\n]{{0,60}}?)(?<![0-9])(?P<after>{_DATE})"
    rf"|(?<![0-9\-/.])(?P<before>{_DATE})[\s,)]{{1,3}}(?:is\s(?:\w{{1,12}}\s){{1,3}}geboortedatum|geboren|geb\.)(?!\w)",
    re.IGNORECASE,
)
# "geboren na 1 januari 2006" is a rule, no birthday.
_RULE = re.compile(r"(?<!\w)(?:na|v[oó][oó]r|vanaf|sinds|tussen|tot|t/m)\s{1,3}(?:de\s|het\s)?$", re.IGNORECASE)

# Addresses

_HOUSE = r"[0-9]{1,4}(?:\s?[\-/]?\s?(?:[a-zA-Z](?!\w)|[0-9]{1,3}(?!\w)|bis|hs|huis))?"
_POSTCODE = r"(?<![\w€])[1-9][0-9]{3}\s?(?!SA|SD|SS)[A-Za-z]{2}(?!\w)"
_POSTCODE_HOUSE = re.compile(
    rf"{_POSTCODE}[\s,\-]{{0,3}}(?:en\s)?(?:(?:huis)?(?:nummer|nr)\.?\s{{0,2}})?(?!(?:19|20)[0-9]{{2}}(?!\w)){_HOUSE}(?!\w)"
    rf"|(?<!\w)(?:huis)?(?:nummer|nr)\.?\s{{0,2}}{_HOUSE}[\s,]{{1,3}}(?:(?:met|en|op)\s)?(?:postcode\s)?{_POSTCODE}",
    re.IGNORECASE,
)
_POSTCODE_ALONE = re.compile(_POSTCODE)
# "2019 en 20": a year and a word, no postcode.
_SHORT_WORD = "(?:en|op|is|in|of|de|na|te|om|al|er|zo|ik|je|we|ze|uw|eu|bv|km|nr|me|ja|nu|st|hr|rb)"
_YEAR_AND_WORD = re.compile(
    r"(?:\w{0,6}\W{0,3}[0-9]{1,4}\w?\W{1,3})?"
    rf"(?:[0-9]{{4}}\s{_SHORT_WORD}|(?i:(?:19|20)[0-9]{{2}}\s{_SHORT_WORD}))(?!\w)"
)
_SURE_END = r"(?:straat(?:je)?|laan|weg|plein|gracht|kade|dreef|singel|hof|steeg|plantsoen|boulevard|allee)"
# Endings of many other words too: they need a preposition, or a capital inside the sentence.
_FAIR_END = r"(?:dijk|park|markt|haven|wal|erf|brink|pad)"
_LOOSE_END = rf"(?:{_FAIR_END}|baan|ring|veld|oord|akker|burg|horst|meent|werf|berg|kamp|wijk)"
_CAPITAL = r"[A-Z][\w'’\-]"
_YEAR = r"(?:19|20)[0-9]{2}(?!\w)"
_NUMBER = rf"[\s,]{{1,3}}(?:(?:huis)?(?:nummer|nr)\.?\s{{0,2}})?(?!{_YEAR})(?P<house>{_HOUSE})(?!\w|[.,:][0-9])"
_STREET = re.compile(rf"(?<![\w\-])(?P<street>[\w'’\-]{{2,30}}(?:{_SURE_END}|str\.?)){_NUMBER}", re.IGNORECASE)
_LOOSE_STREET = re.compile(
    r"(?<!\w)(?:(?:aan|op|in|van|uit|naar|te|bij)\s{1,3}(?:de\s|het\s)?"
    rf"(?={_CAPITAL}{{2,30}}{_LOOSE_END}[\s,])|(?={_CAPITAL}{{2,30}}{_FAIR_END}[\s,]))"
    rf"(?P<street>{_CAPITAL}{{2,40}}){_NUMBER}"
)
_NAMED_STREET = re.compile(
    r"(?<!\w)(?P<street>(?:Laan|Plein|Weg|Kade|Boulevard|Hof|Dreef|Singel|Burgemeester|Prins|Prinses|Koningin"
    r"|Lange|Korte|Nieuwe|Oude|Grote|Kleine)\s(?:(?:van|naar|de|der|den|het|'t)\s){0,3}"
    rf"{_CAPITAL}{{1,30}}(?:\s{_CAPITAL}{{1,30}})?){_NUMBER}"
)
_ADDRESS_CUE = re.compile(
    r"(?<!\w)(?:(?:[Ww]oon|[Vv]erblijfs|[Pp]ost)?[Aa]dres(?:\s(?:is|van\s\w{1,20}\sis))?|[Ww]oon(?:t|de|achtig)"
    r"|[Ww]onend|[Vv]erblij(?:ft|vend)|[Ii]ngeschreven)[\s:]{1,3}(?:(?:op|aan|te|in)\s)?(?:(?:de|het)\s)?"
    rf"(?P<street>{_CAPITAL}{{1,30}}(?:\s{_CAPITAL}{{1,30}}){{0,2}}){_NUMBER}"
)
_STREET_ALONE = re.compile(
    r"(?<!\w)(?:aan|op|in|uit|van|naar|bij|adres|de|het)\s{1,3}"
    rf"(?P<street>(?:[A-Z][\w.'’\-]{{0,20}}\s){{0,3}}{_CAPITAL}{{1,30}}(?:{_SURE_END}|dijk|pad)"
    rf"|Laan\svan\s{_CAPITAL}{{1,30}})(?!\w)"
)
_NO_STREET = re.compile(
    r"(?:snel|rijks|auto|onder|om|uit|tussen|half|hal[fv]er|vaar|lucht|spoor|omge|zijn|van|over|ver|be|ge|leer"
    r"|zorg|stappen|fiets|voet|zand|vakantie|arbeids|woning|huizen|loop|werk|zwarte?|strand|gerechts|straf"
    r"|ambts|euro)?(?:weg|dreef|pad|park|markt|baan|hof|weghof|singel|kade|ring)s?"
    r"|(?:mensen|jeugd|slacht)\w{0,4}weg",
    re.IGNORECASE,
)
# A lower-case street is one only when no counted thing follows: "stationsplein 3 meisjes".
_AFTER_HOUSE = re.compile(
    r"\s{0,3}(?:$|[.,;:!?)\n]|(?:in|te|wonen|verblijven|slapen|bekend|sluiten|en|is|heeft|waar|woont|wordt|staat"
    r"|met|bij|als|of|want|maar|dat|die|zit|werkt|van|op|voor|kan|naar|ivm|al|ook|vanwege|wegens|dan|aan)(?!\w)"
    r"|[A-Z0-9])"
)
_PUBLIC_ADDRESSES = ("nassaulaan 12",)  # VNG


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")


def _national(text: str) -> str:
    """A phone number without separators, country code and leading zero.

    >>> _national("+31 (0)33 448 11 86"), _national("033-4481186")
    ('334481186', '334481186')
    """
    digits = _digits(text.replace("(0)", ""))
    for prefix in ("0031", "31"):
        if digits.startswith(prefix) and len(digits) - len(prefix) >= 9:
            digits = digits[len(prefix) :]
    return digits.lstrip("0")


def _group(match: re.Match[str], *names: str) -> Span:
    """The span of the first of these groups that took part in the match."""
    return next(match.span(name) for name in names if match[name] is not None)


class Detector:
    """Finds personal data, given what is public and which names are no persons."""

    def __init__(self, public: Collection[str] = (), known_names: Collection[str] = ()) -> None:
        """`public`: numbers, e-mail and street addresses anyone may name.
        `known_names`: names of organisations, laws, topics.
        """
        phones = {_national(entry) for entry in public if len(_digits(entry)) > 5}
        self._public_phones = _PUBLIC_PHONES | phones
        self._public_texts = frozenset(entry.lower() for entry in public) | frozenset(_PUBLIC_ADDRESSES)
        self._names = NameFinder(known_names)

    def find(self, text: str) -> list[Finding]:
        """All findings in `text`, in order of place, without overlap."""
        findings: list[Finding] = []
        for kind, finder in self._finders():
            _add(findings, kind, finder(text))
        if any(finding.kind == "name" for finding in findings):
            _add(findings, "address", _address_of_a_person(text))
        return sorted(findings, key=lambda finding: finding.start)

    def _finders(self) -> list[tuple[Kind, Callable[[str], Iterator[Span]]]]:
        """What to look for; where two overlap, the earlier one wins."""
        return [
            ("email", self._emails),
            ("iban", _ibans),
            ("v_number", _v_numbers),
            ("bsn", _cued_bsns),
            ("birth_date", _birth_dates),
            ("phone", self._phones),
            ("bsn", _bsns),
            ("address", self._addresses),
            ("name", lambda text: iter(self._names.find(text))),
        ]

    def _emails(self, text: str) -> Iterator[Span]:
        for match in _EMAIL.finditer(text):
            address = match[0].lower()
            is_role = _ROLE_MAILBOX.match(address) and not _FREE_MAIL.search(address)
            if not is_role and address not in self._public_texts:
                yield match.span()

    def _phones(self, text: str) -> Iterator[Span]:
        for match in _PHONE.finditer(text):
            number = _national(match[0])
            if number not in self._public_phones and not _PUBLIC_PHONE.match(number):
                yield match.span()

    def _addresses(self, text: str) -> Iterator[Span]:
        for start, end in _addresses(text):
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
        yield _group(match, "after", "before", "bare")


def _cued_bsns(text: str) -> Iterator[Span]:
    for match in _CUED_BSN.finditer(text):
        if not _OTHER_NUMBER.search(match["between"] or ""):
            yield _group(match, "after", "before")


def _bsns(text: str) -> Iterator[Span]:
    for match in _BSN.finditer(text):
        number, before = _digits(match[0]), text[max(0, match.start() - 24) : match.start()]
        if len(number) == 9 and bsn_number.is_valid(number) and not _OTHER_CUE.search(before):
            yield match.span()


def _birth_dates(text: str) -> Iterator[Span]:
    for match in _BIRTH_DATE.finditer(text):
        if not _RULE.search(match["between"] or ""):
            yield _group(match, "after", "before")


def _addresses(text: str) -> Iterator[Span]:
    """Postcodes with a house number, and streets with one."""
    for match in _POSTCODE_HOUSE.finditer(text):
        if not _YEAR_AND_WORD.match(match[0]):
            yield match.span()
    for pattern in (_NAMED_STREET, _STREET, _LOOSE_STREET, _ADDRESS_CUE):
        for match in pattern.finditer(text):
            if _is_street(text, match):
                yield match.start("street"), match.end("house")


def _is_street(text: str, match: re.Match[str]) -> bool:
    """Whether the "street" of this match is one, seen its form and what follows."""
    street = match["street"]
    if _NO_STREET.fullmatch(street):
        return False
    inside = street[0].isupper() and match.start("street") > 0
    return inside or bool(_AFTER_HOUSE.match(text, match.end("house")))


def _address_of_a_person(text: str) -> Iterator[Span]:
    """Streets and postcodes without a house number: they count only beside a name."""
    for match in _STREET_ALONE.finditer(text):
        if not _NO_STREET.fullmatch(match["street"]):
            yield match.span("street")
    for match in _POSTCODE_ALONE.finditer(text):
        if not _YEAR_AND_WORD.match(match[0]):
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
