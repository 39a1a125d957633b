"""Finds what points at one person without naming him: number plates, documents, accounts, the place of a device.

Most of these forms also occur in ordinary questions ("2024-12", "art. 273f"), so a word before the number must say
what it is, unless the form itself is proof enough, as with an IP address or a Dutch number plate. The number of a case
or file is left alone: it tells nothing to whom has no access to the file, and people name it to ask how to keep it.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from bot.guard.spans import Span

# Number plates. All Dutch forms have six characters in three groups of letters or of digits (RDW, "sidecodes").
_PLATE_GROUP = r"(?:[A-Z]{1,3}|[0-9]{1,3})"
_DUTCH_PLATE = re.compile(
    rf"(?<![\w\-/.])(?P<plate>{_PLATE_GROUP}-{_PLATE_GROUP}-{_PLATE_GROUP})(?![\w\-/]|\.[0-9])", re.IGNORECASE
)
_PLATE_CUE = r"(?:kenteken(?:s|nummer|plaat)?|nummer(?:bord|plaat)|plaat(?:nr\.?|nummer)?)"
_VEHICLE = r"(?:bus(?:je)?|bestelbus|auto|wagen|taxi)"
_WORD_AFTER = r"(?:van|met|en|in|op|is|de|het|bij|wat|die|dat|aan|uit|naar|wie|kan|mag)(?!\w)"
_CUED_PLATE = re.compile(
    rf"(?<!\w){_PLATE_CUE}(?:\s(?:is|was|van|met|begint))?[\s:=(,]{{1,4}}"
    rf"(?P<plate>(?!{_WORD_AFTER})[A-Z0-9]{{1,3}}(?:[ \-]?(?!{_WORD_AFTER})[A-Z0-9]{{1,4}}){{0,3}})(?!\w)",
    re.IGNORECASE,
)
# Six characters without dashes ("KT553R"): only where a vehicle is spoken of.
_CLOSED_PLATE = re.compile(
    r"(?<![\w\-/.])(?P<plate>(?=[A-Z0-9]{6}(?!\w))(?:[A-Z]{1,3}[0-9]{1,3}[A-Z]{1,2}|[0-9]{1,2}[A-Z]{2,3}[0-9]{1,2}))(?![\w\-/])"
)
_SPEAKS_OF_VEHICLE = re.compile(
    rf"(?<!\w)(?:{_VEHICLE}s?|kenteken\w{{0,6}}|scooter|bestel\w{{2,6}})(?!\w)", re.IGNORECASE
)
_VEHICLE_PLATE = re.compile(
    rf"(?i:(?<!\w){_VEHICLE})[\s:,]{{1,3}}(?P<plate>[A-Z]{{1,3}}[ \-][0-9]{{2,4}}[ \-][A-Z]{{2,3}})(?!\w)"
)

# Documents: at least four digits among letters, or six digits.
_DOCUMENT_CUE = (
    r"(?:paspoort|passport|id[\s\-]?(?:kaart|bewijs)|identiteits(?:kaart|bewijs)|rijbewijs"
    r"|verblijfs(?:document|vergunning|kaart|pas)|w[\s\-]?document|document|visum|crv|z-?nummer|zorgpas|verzekerden?)"
)
_CUED_DOCUMENT = re.compile(
    rf"(?<!\w){_DOCUMENT_CUE}[\s\-]?(?:nummer|nr\.?|no\.?)?[^0-9?!.\n]{{0,30}}?(?<![A-Z0-9€])"
    r"(?P<number>(?=[A-Z]{0,4}[0-9])[A-Z0-9](?:[A-Z0-9]| (?=[0-9])){5,16}[A-Z0-9])(?![\w\-])",
    re.IGNORECASE,
)

_FEWEST_DIGITS = 6

# Accounts on social media.
_NETWORK = (
    r"(?:insta(?:gram)?|snap(?:chat)?|telegram|tg|tiktok|twitter|facebook|fb|discord|roblox|onlyfans|kinky|kik|signal"
    r"|linkedin|whatsapp|grindr|tinder|profiel)"
)
_HANDLE = r"[a-z0-9_.]*(?:[a-z][_.#]?[0-9]|[0-9][_.]?[a-z]|[a-z0-9]_[a-z0-9])[a-z0-9_.#]*"
_CUED_HANDLE = re.compile(
    rf"(?<!\w){_NETWORK}(?!\w)[^?!\n]{{0,25}}?(?<![\w.@\-/])['\"‘“]?(?P<handle>@?(?!art\.){_HANDLE})(?![\w\-/])",
    re.IGNORECASE,
)
_BARE_HANDLE = re.compile(rf"(?<![\w.@/])(?P<handle>@{_HANDLE})(?![\w\-/])", re.IGNORECASE)
# "@lena.maria.k": points between words and no domain; "apenstaartje lena": said aloud.
_POINTED_HANDLE = re.compile(
    r"(?<![\w.@/])(?P<handle>@[a-z]+(?:\.(?!(?:nl|com|be|eu|org|net)(?!\w))[a-z]+)+)(?![\w\-/.])", re.IGNORECASE
)
_SPOKEN_HANDLE = re.compile(
    rf"(?<!\w){_NETWORK}(?!\w)[^?!\n]{{0,25}}?(?P<handle>apen?staart(?:je)?\s\w{{2,}}(?:\s\w+)?)", re.IGNORECASE
)
_PROFILE = re.compile(
    r"(?:instagram\.com/|snapchat\.com/add/|t\.me/|linkedin\.com/in/|facebook\.com/\w+\.|tiktok\.com/@|onlyfans\.com/)"
    r"(?P<handle>[\w.\-]{3,})",
    re.IGNORECASE,
)
_SHORTEST_HANDLE = 5

# Where somebody or a device is.
_IP = re.compile(
    r"(?<![\w.:])(?P<address>(?:[0-9]{1,3}\s?\.\s?){3}[0-9]{1,3}|(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4})(?![\w:]|\.[0-9])",
    re.IGNORECASE,
)
_SPEAKS_OF_IP = re.compile(r"(?<!\w)ip(?!\w)", re.IGNORECASE)
_LARGE_PART = 100  # of an IP address; the number of a version or a paragraph has none so large
_COORDINATES = re.compile(
    r"(?<![\d.])[0-9]{1,2}\.[0-9]{4,}\s?[,/;]?\s?[0-9]{1,2}\.[0-9]{4,}"
    r"|[0-9]{1,2}\s?°\s?[0-9]{1,2}\s?['′’][^\n]{0,30}[0-9]{1,3}\s?°\s?[0-9]{1,2}\s?['′’](?:\s?[0-9.]+\s?[\"″”])?"
    r"|(?<!\w)lat\w{0,6}[\s:=]{1,3}[0-9]{1,2}\.[0-9]{3,}[\s,;/]{1,3}lon\w{0,7}[\s:=]{1,3}[0-9]{1,3}\.[0-9]{3,}"
    r"|/{3}[a-z]{2,20}\.[a-z]{2,20}\.[a-z]{2,20}",
    re.IGNORECASE,
)


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


def plates(text: str) -> Iterator[Span]:
    """Number plates: Dutch ones by their form, others behind a word that says so."""
    for match in _DUTCH_PLATE.finditer(text):
        if _digits(match["plate"]) + _letters(match["plate"]) == 6 and 0 < _letters(match["plate"]) < 6:
            yield match.span("plate")
    for pattern in (_CUED_PLATE, _VEHICLE_PLATE):
        for match in pattern.finditer(text):
            end = _end_of_plate(match["plate"])
            if end:
                yield match.start("plate"), match.start("plate") + end
    if _SPEAKS_OF_VEHICLE.search(text):
        for match in _CLOSED_PLATE.finditer(text):
            yield match.span("plate")


def _end_of_plate(text: str) -> int:
    """Where the plate at the start of some groups of characters ends; 0 when there is none."""
    for end in [len(text), *(match.start() for match in reversed(list(re.finditer(" ", text))))]:
        size = _digits(text[:end]) + _letters(text[:end])
        if 5 <= size <= 9 and _digits(text[:end]) >= 2 and _letters(text[:end]):
            return end
    return 0


def documents(text: str) -> Iterator[Span]:
    """Numbers of passports, permits and the like."""
    for match in _CUED_DOCUMENT.finditer(text):
        number = match["number"]
        mixed = 2 <= _letters(number) <= 6 and _digits(number) >= 4 and " " not in number
        if (mixed or _digits(number) >= _FEWEST_DIGITS) and not number[0].islower():
            yield match.span("number")


def accounts(text: str) -> Iterator[Span]:
    """Names of accounts on social media."""
    for pattern in (_PROFILE, _CUED_HANDLE, _BARE_HANDLE, _POINTED_HANDLE, _SPOKEN_HANDLE):
        for match in pattern.finditer(text):
            if len(match["handle"]) >= _SHORTEST_HANDLE:
                yield match.span("handle")


def locations(text: str) -> Iterator[Span]:
    """IP addresses, coordinates, and three words for a place."""
    for match in _IP.finditer(text):
        address = re.sub(r"\s", "", match["address"])
        try:
            ipaddress.ip_address(address)
        except ValueError:
            continue
        if ":" in address or max(map(int, address.split("."))) >= _LARGE_PART or _SPEAKS_OF_IP.search(text):
            yield match.span("address")
    for match in _COORDINATES.finditer(text):
        yield match.span()
