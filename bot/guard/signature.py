"""Takes the signature off a pasted mail, and the name out of its salutation: of no use, and they must not be kept."""

import re

LONGEST = 160  # characters; more than this after a greeting is text, not a signature
LONGEST_NAME_LINE = 5  # words
LONGEST_SIGNED_LINE = 8  # words: "Saskia, raadsvrouw sociaal domein namens de fractie"
LONG_MESSAGE = 20  # words; a shorter message has no signature without a greeting word
_GREETING = re.compile(
    r"(?:^|\n|(?<=[.!?,])[ \t]|[ \t]{2,})[ \t]*"
    r"(?:(?:met )?(?:vriendelijke|hartelijke|collegiale|warme)[ \t]+groet(?:en)?|groet(?:en|jes)?|gr|mvg|m\.v\.g\.)\b"
    r"(?P<rest>[^?]*)$",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"\n[ \t]*(?:alvast (?:bedankt|dank|veel dank)|(?:veel |hartelijk )?dank (?:alvast|je wel|u wel)|dank alvast|"
    r"bij voorbaat dank|bedankt)\b(?P<rest>[^?]*)$",
    re.IGNORECASE,
)
_INLINE_THANKS = re.compile(
    r"(?<=[.!?])[ \t]+(?:alvast (?:bedankt|dank|veel dank)|dank alvast|bij voorbaat dank)\b(?P<rest>[^?]*)$",
    re.IGNORECASE,
)
# "Liefs en dank,\nJolanda", "Dank u,\nSaskia, sociaal raadsvrouw": a line of a few words that closes, then a name.
_CLOSING_LINE = re.compile(
    r"\n[ \t]*(?=[^\n]{0,50}\b"
    r"(?:\w*groet\w*|\w*dank\w*|hartelijks?|liefs|hoogachtend|namens|succes|mvg|grt?n?|hgr|fijne|prettige"
    r"|tot (?:gauw|snel|straks|later|morgen|ziens|horens|dan|\w+dag)|hoor(?: het)? graag)\b)"
    r"(?:[^\s?]+[ \t]+){0,5}[^\s?]*[^\w\s?][ \t]*\n(?P<rest>[^?]*)$",
    re.IGNORECASE,
)
# "Dank! Ilse", "Tot morgen! Stef": what follows must be a name, for "bedankt" may also open a sentence.
_THANKS_AND_NAME = re.compile(
    r"(?:\n|(?<=[.!?,])[ \t])[ \t]*"
    r"(?:(?:ik )?hoor(?: het)? graag|tot (?:gauw|snel|straks|later|morgen|ziens|horens|dan|\w+dag)"
    r"|dank|bedankt|thanks|thx|dank(?: je| u)? wel)[!,.]{0,2}\s{1,3}"
    r"(?P<rest>[^?!\n]{2,60})$",
    re.IGNORECASE,
)
_NAME_LINE = re.compile(r"\n[ \t]*\n[ \t]*(?P<rest>[^\n?!:]{2,60})(?:\n[ \t]*\([^\n?]{2,60}\)[ \t]*)?$")
# "Hoi Karin,", "Geachte mevrouw De Boer,", "Geacht college, beste Els,"
_SALUTATION = re.compile(
    r"(?:\A|(?<=,[ \t]))[ \t]*(?i:hoi|hallo|ha|hey|hee|hi|h[eé]|dag|beste|lieve|goede\w+|geachte|waarde)"
    r"(?:[ \t](?i:mevrouw|meneer|heer|mevr\.|mw\.|dhr\.|collega))?"
    r"(?P<name>(?:[ \t](?:[A-Z]\.|(?:van|de|den|der|ten|ter)\b|[A-Z][\w'’-]+)){1,4})[ \t]*(?=[,!:]|\n)"
)
_LAST_INITIAL = re.compile(r"\b[A-Z]\.$")


def without_signature(text: str) -> str:
    """The text without a closing greeting and what follows it, or without a last line that is only a name.

    >>> without_signature("Wat is de bedenktijd?\\n\\nGroet, Bas (toezicht)")
    'Wat is de bedenktijd?'
    """
    for pattern in (_GREETING, _THANKS, _INLINE_THANKS):
        match = pattern.search(text)
        if match and len(match["rest"]) <= LONGEST and text[: match.start()].strip():
            text = text[: match.start()].rstrip()
    closing = _CLOSING_LINE.search(text)
    if closing and len(text[: closing.start()].split()) > LONG_MESSAGE and _signs(closing["rest"]):
        text = text[: closing.start()].rstrip()
    thanks = _THANKS_AND_NAME.search(text)
    if thanks and text[: thanks.start()].strip() and _is_name(thanks["rest"]):
        text = text[: thanks.start()].rstrip()
    last = _NAME_LINE.search(text)
    if last and len(text.split()) > LONG_MESSAGE and _is_name(last["rest"]):
        text = text[: last.start()].rstrip()
    return text


def without_addressee(text: str) -> str:
    """The text without the name of whom its salutation greets.

    >>> without_addressee("Hoi Karin,\\n\\nWat is de bedenktijd?")
    'Hoi,\\n\\nWat is de bedenktijd?'
    """
    first, line, rest = text.partition("\n")
    return _SALUTATION.sub(lambda found: found[0].replace(found["name"], "", 1), first + line) + rest


def _signs(lines: str) -> bool:
    """Whether the lines behind a closing one are a name and a few words about its owner, or nothing."""
    told = [line for line in lines.splitlines() if line.strip()]
    short = all(len(line.split()) <= LONGEST_SIGNED_LINE for line in told)
    return short and len(lines) <= LONGEST and (not told or _is_name(" ".join(told[0].split()[:2])))


def _is_name(line: str) -> bool:
    words = line.replace(",", " ").split()
    return (
        0 < len(words) <= LONGEST_NAME_LINE
        and words[0][:1].isupper()
        and bool(_LAST_INITIAL.search(line.rstrip()) or not line.rstrip().endswith("."))
    )
