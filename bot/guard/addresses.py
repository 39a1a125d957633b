"""Finds addresses: postcode with house number, street with house number, and less than that beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.guard.spans import ONES, Span

_HOUSE = r"[0-9]{1,4}(?:\s?[\-/]?\s?(?:[a-zA-Z](?!\w)|[0-9]{1,3}(?!\w)|bis|hs|huis|zwart|rood|I{1,3}(?!\w)|I?V(?!\w)))?"
_YEAR = r"(?:19|20)[0-9]{2}(?!\w)"
_POSTCODE = r"(?<![\w€])[1-9][0-9]{3}\s?(?!SA|SD|SS)[A-Za-z]{2}(?!\w)"
_POSTCODE_HOUSE = re.compile(
    rf"{_POSTCODE}[\s,;\-]{{0,3}}(?:en\s)?(?:(?:huis)?(?:nummer|nr)\.?[\s:]{{0,3}})?(?!(?:19|20)[0-9]{{2}}(?!\w)){_HOUSE}(?!\w)"
    rf"|(?<!\w)(?:huis)?(?:nummer|nr)\.?\s{{0,2}}{_HOUSE}[\s,]{{1,3}}(?:(?:met|en|op)\s)?(?:postcode\s)?{_POSTCODE}",
    re.IGNORECASE,
)
# "Plein 1944 14, 6511JC": a street of any name, the house number, and behind a comma the postcode as it is printed.
_HOUSE_POSTCODE = re.compile(
    rf"(?<=\w\s)(?<!bus\s)(?!{_YEAR}){_HOUSE},\s{{0,2}}[1-9][0-9]{{3}}\s?(?!SA|SD|SS)[A-Z]{{2}}(?!\w)"
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
_FAIR_END = r"(?:dijk|park|markt|haven|wal|erf|brink|pad|rand|zoom)"
_LOOSE_END = rf"(?:{_FAIR_END}|baan|ring|veld|oord|akker|burg|horst|meent|werf|berg|kamp|wijk)"
_CAPITAL = r"[A-Z][\w'’\-]"
_TENS = "(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
_NUMBER_WORD = (
    rf"(?:(?:{ONES}[eë]n)?{_TENS}|{ONES}"
    r"|tien|elf|twaalf|(?:der|veer|vijf|zes|zeven|acht|negen)tien|honderd\w{0,12})"
)
_NUMBER = (
    rf"(?:[\s,]{{1,3}}(?:(?:op\s)?(?:huis)?(?:nummer|nr)\.?\s{{0,2}})?(?!{_YEAR})(?P<house>{_HOUSE})(?!\w|[.,:][0-9])"
    rf"|[\s,]{{1,3}}(?:op\s)?(?:huis)?(?:nummer|nr)\.?\s(?P<spoken>{_NUMBER_WORD})(?!\w))"
)
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
# "op nummer 36 van de Beatrixlaan"
_HOUSE_FIRST = re.compile(
    rf"(?<!\w)(?:huis)?(?:nummer|nr)\.?\s{{1,2}}(?P<house>{_HOUSE})(?:\s(?:en|of)\s{_HOUSE})?\s(?:van|aan|in|op|vd)\s(?:de\s|het\s)?"
    rf"(?P<street>[\w'’\-]{{2,30}}(?:{_SURE_END}|str\.?))(?!\w)",
    re.IGNORECASE,
)
# A room is an address for who stays there: "hotel de zwaan kamer 214".
_ROOM = re.compile(
    r"(?<!\w)(?P<street>(?:hotel|pension|(?:bungalow|vakantie|recreatie|camping)park|camping|azc|asielzoekerscentrum"
    r"|ziekenhuis|kliniek|blijf-?huis|opvanghuis|verzorgingshuis|flat)(?!\w)"
    r"[^.?!\n]{0,40}?(?<!\w)(?:kamer|huisje|plek|plaats|unit|bungalow|chalet|caravan|appartement)|hotelkamer)"
    r"\s(?:nummer\s|nr\.?\s)?"
    r"(?P<house>[a-z]?[0-9]{1,4}[a-z]?(?:-[0-9]{1,3})?)(?![\w.])",
    re.IGNORECASE,
)
# "de woning aan de Esdoorn 12": what is called so is a street, whatever it sounds like.
_HOUSE_ON = re.compile(
    r"(?i:(?<!\w)(?:woning|huis|pand|appartement|flat|schuur|loods|adres)\s(?:aan|op)\s(?:de\s|het\s)?)"
    rf"(?P<street>{_CAPITAL}{{2,30}}(?:\s{_CAPITAL}{{1,30}})?){_NUMBER}"
)
_FOREIGN_STREET = re.compile(
    r"(?i:(?<!\w)(?:ul\.|ulica|strada|str\.|bulevardul|rue|calle|avenida|avenue))\s"
    rf"(?P<street>(?:\w{{1,3}}\s){{0,2}}[^\W\d_a-z][\w'’.\-]{{2,30}}(?:\s\w{{2,20}})?){_NUMBER}"
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
    r"|met|bij|als|of|want|maar|dat|die|zit|werkt|van|op|voor|kan|naar|ivm|boven|beneden|achter|hoog|begane|kelder|zolder|al|ook|vanwege|wegens|dan|aan|daar|unit|wil|komt|komen|zie|zien)(?!\w)"
    r"|[A-Z0-9])"
)
PUBLIC_ADDRESSES = ("nassaulaan 12",)  # VNG


def addresses(text: str) -> Iterator[Span]:
    """Postcodes with a house number, and streets with one."""
    for match in _POSTCODE_HOUSE.finditer(text):
        if not _YEAR_AND_WORD.match(match[0]):
            yield match.span()
    for match in _HOUSE_POSTCODE.finditer(text):
        yield match.span()
    for pattern in (_NAMED_STREET, _STREET, _LOOSE_STREET, _ADDRESS_CUE, _HOUSE_ON, _FOREIGN_STREET):
        for match in pattern.finditer(text):
            # After "woont op" a street may be called just that: "Singel 240".
            if pattern in (_ADDRESS_CUE, _HOUSE_ON, _FOREIGN_STREET) or _is_street(text, match):
                yield match.start("street"), match.end()
    for match in _HOUSE_FIRST.finditer(text):
        if not _NO_STREET.fullmatch(match["street"]):
            yield match.span()
    for match in _ROOM.finditer(text):
        if _AFTER_HOUSE.match(text, match.end("house")):
            yield match.span()


def _is_street(text: str, match: re.Match[str]) -> bool:
    """Whether the "street" of this match is one, seen its form and what follows."""
    street = match["street"]
    inside = street[0].isupper() and match.start("street") > 0
    if _NO_STREET.fullmatch(street):
        return inside and match["spoken"] is not None  # "de Zandweg op nummer twaalf"
    return inside or bool(_AFTER_HOUSE.match(text, match.end()))


def address_of_a_person(text: str) -> Iterator[Span]:
    """Streets and postcodes without a house number: they count only beside a name."""
    for match in _STREET_ALONE.finditer(text):
        if not _NO_STREET.fullmatch(match["street"]):
            yield match.span("street")
    for match in _POSTCODE_ALONE.finditer(text):
        if not _YEAR_AND_WORD.match(match[0]):
            yield match.span()
