"""What a typed message means at each step of the hand-over."""

from __future__ import annotations

import re
from typing import Literal

from kompas.text import normalise, words

Step = Literal["handover_question", "handover_municipality", "handover_function", "handover_contact", "handover_choice"]
Choice = Literal["with", "without", "change", "nothing"]
STEPS: tuple[Step, ...] = (
    "handover_question", "handover_municipality", "handover_function", "handover_contact", "handover_choice",
)  # fmt: skip
NOT_GIVEN = ""
LONGEST_ACT = 3  # words; a longer message at the first step is the question itself
LONGEST_WISH = 8  # words of a wish for a person, which is no question either
LONGEST_STOP = 5  # words
LONGEST_NAME = 8  # words of a municipality or function
# Moves in a conversation that are no answer to "what is your question".
ACTS = frozenset(
    "greet goodbye thank affirm deny dont_know human handover complaint capabilities bot_challenge repeat shorter more "
    "resume stop start_over".split()
)
_SKIP = re.compile(r"\W*(?:sla (?:dit |deze )?over|overslaan|zeg ik (?:liever )?niet|wil ik niet zeggen|geen)\W*")
_CHANGE = re.compile(r"\b(?:aanpassen|pas\b.{0,20}\baan|wijzig\w*|verander\w*|verbeter\w*|opnieuw)\b")
_NOTHING = re.compile(r"\b(?:niets? (?:ver)?sturen|(?:ver)?stuur (?:maar )?niets?)\b")
_WITHOUT = re.compile(r"\b(?:zonder|geen gesprek|gesprek niet)\b")
_WITH = re.compile(r"\b(?:met (?:het|dit|mijn|ons) gesprek|gesprek (?:mag )?mee)\b")
_SEND = re.compile(r"\b(?:(?:ver)?stuur|(?:ver)?sturen|verzend\w*|ja|graag|akkoord|ok|oke|prima|doe maar)\b")


def question(text: str, intent: str) -> str | None:
    """The question to forward, or None when the message is none."""
    said = words(text)
    if intent in ACTS and len(said) <= (LONGEST_WISH if intent == "human" else LONGEST_ACT):
        return None
    return text.strip() if len(said) >= 2 else None


def name(text: str) -> str | None:
    """A municipality or function; NOT_GIVEN when the user skips it; None for what is rather a question."""
    if _SKIP.fullmatch(normalise(text)):
        return NOT_GIVEN
    if "?" in text or not 1 <= len(words(text)) <= LONGEST_NAME:
        return None
    return " ".join(text.split())


def choice(text: str, has_conversation: bool) -> Choice | None:
    """What to do with the preview. Numbers count as shown. A bare yes is no choice while there is a conversation that
    could go along: nobody may send more than he meant to.

    >>> choice("2", True), choice("verstuur maar", False), choice("ja", True)
    ('without', 'without', None)
    """
    plain = normalise(text)
    offered: tuple[Choice, ...] = ("with", "without", "change", "nothing") if has_conversation else (
        "without", "change", "nothing"
    )  # fmt: skip
    number = plain.strip(" .)")
    if number.isdecimal():
        return offered[int(number) - 1] if 1 <= int(number) <= len(offered) else None
    if _NOTHING.search(plain):
        return "nothing"
    if _CHANGE.search(plain):
        return "change"
    if _WITHOUT.search(plain):
        return "without"
    if _WITH.search(plain) and has_conversation:
        return "with"
    return "without" if _SEND.search(plain) and not has_conversation else None
