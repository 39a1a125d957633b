"""Finds the questions in a message: one plain question, a list of them, or a mail with one hidden in it."""

from __future__ import annotations

import re

from kompas.text import STOPWORDS, words

SHORT = 25  # words; a shorter message without two question marks is one question
MAX_QUESTIONS = 5
# The point of a number that opens an item ends no sentence.
_SENTENCE = re.compile(r"(?<=[.?!])(?<!\n\d\.)[\"'”’)]*\s+|\n+")
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[-•*])\s+")
_INLINE_NUMBER = re.compile(r"\s(?=\d[.)]\s+\S)")
_MARKS = re.compile(r"\?[?!\s]*")  # of one question
_COURTESY = re.compile(
    r"^\W*(?:beste|geachte|hallo|hoi|hi|dag|goede?(?:morgen|middag|navond)|lieve|groet\w*|mvg|met vriendelijke|"
    r"hartelijke|vriendelijke|alvast (?:bedankt|dank)|dank (?:alvast|je|u)|bedankt|bij voorbaat)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:wie|wat|waar\w*|wanneer|welke?|hoe\w*|waarom|mag|mogen|moet|moeten|kan|kunnen|kunt|is|heeft|hebben|"
    r"zijn(?= (?:er|de|die|deze|dit|dat|we|wij|ze|zij|jullie|daar|hier|ook|alle)\b)|"  # not `zijn ouders weten niets`
    r"bestaat|geldt|krijgt|volstaat|hoort|vallen|valt)\b",
    re.IGNORECASE,
)

# "wie is onze zorgcoördinator?": what only the user's own municipality knows.
_LOCAL = re.compile(
    r"\b(?:wie (?:is|zijn|heet|heb(?:ben)?)|hoe (?:heet|heten))\b[^.?!]{0,30}\b(?:onze?|ons|mijn)\b"
    r"|\b(?:naam|nummer|telefoonnummer|mail(?:adres)?|gegevens) van (?:onze|mijn)\b",
    re.IGNORECASE,
)


def is_local(message: str) -> bool:
    """Whether a message asks who someone in the user's own municipality or region is, or how to reach that person.

    >>> is_local("wie is onze zorgcoördinator?"), is_local("wie is een zorgcoördinator?")
    (True, False)
    """
    return bool(_LOCAL.search(message))


def sentences(message: str) -> list[str]:
    """The sentences and list items of a message, without greetings and signatures.

    >>> sentences("Hallo, ik heb een vraag. Een klant wil opvang. Wat is Rvb?\\nGroet, Bas")
    ['Een klant wil opvang.', 'Wat is Rvb?']
    """
    found = []
    for piece in _SENTENCE.split(_INLINE_NUMBER.sub("\n", f"\n{message}")):
        text = piece.strip()
        meaningful = [word for word in words(text) if word not in STOPWORDS]
        if meaningful and not (_COURTESY.match(text) and len(words(text)) <= 6 and "?" not in text):
            found.append(text)
    return found


def asks(sentence: str) -> bool:
    """Whether a sentence opens the way questions do."""
    return bool(_ASKS.match(sentence))


def is_long(message: str) -> bool:
    """Whether a message is more than one plain question; who types `??` asks once."""
    return len(words(message)) > SHORT or len(_MARKS.findall(message)) > 1 or len(numbered(message)) > 1


def numbered(message: str) -> list[str]:
    """The numbered or bulleted items of a message, without their numbers."""
    return [_NUMBERED.sub("", s) for s in sentences(message) if _NUMBERED.match(s) and len(words(s)) > 2]


def questions(message: str) -> list[str]:
    """What is asked, each question with at least two words of its own; a list's items before loose questions.

    >>> questions("Twee dingen. Wat kost een tolk? En wie betaalt de opvang?")
    ['Wat kost een tolk?', 'En wie betaalt de opvang?']
    """
    items = numbered(message)
    if len(items) > 1:
        return items[:MAX_QUESTIONS]
    asked = [s for s in sentences(message) if s.rstrip("\"'”’) ").endswith("?") or asks(s)]
    own = [s for s in asked if len([word for word in words(s) if word not in STOPWORDS]) >= 2]
    return own[:MAX_QUESTIONS]
