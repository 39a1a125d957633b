"""What a message must pass before anything else sees it: shape, length, hidden characters, commands, personal data."""

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from bot.guard.known import known
from bot.guard.personal_data import find
from bot.guard.signature import without_addressee, without_signature
from bot.nlu.routes import SAFETY, fixed_route

MAX_LENGTH = 4000  # characters
MAX_SENDER = 500
# Even a bot that offered one of these would not have it obeyed: they change a conversation from outside.
_NEVER = re.compile(r"/\s*(?:restart|back|session_start|personal_data)\b", re.IGNORECASE)
_BUTTON = re.compile(r"/[a-z_]{1,60}\{.*\}", re.DOTALL)
_HIDDEN = {"Cc", "Cf", "Co", "Cs"}


class BadRequest(ValueError):
    """The request does not have the shape of the contract; the message says what is wrong with it."""


@dataclass(frozen=True)
class Passed:
    """What became of a message. `text` is what the bot may see; `refused` says why it is not what the user typed."""

    text: str
    refused: str | None = None


def clean(text: str) -> str:
    """The text without control and invisible characters; line breaks and tabs become spaces or stay line breaks.

    >>> clean("wat\\u200b is\\x00 dit")
    'wat is dit'
    """
    kept = (
        c if c == "\n" else " " if c in "\t\r\x0b\x0c" else c
        for c in text
        if c in "\n\t\r\x0b\x0c" or unicodedata.category(c) not in _HIDDEN
    )  # fmt: skip
    return "".join(kept).strip()


def parse(body: bytes) -> dict[str, Any]:
    """The JSON object in a request body. Raises BadRequest."""
    try:
        data: Any = json.loads(body)
    except (ValueError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequest("the body is not valid JSON") from error
    if not isinstance(data, dict):
        raise BadRequest("the body must be a JSON object")
    return data


def sender_and_message(data: dict[str, Any]) -> tuple[str, str]:
    """Both, checked. What else the object holds is not looked at and goes nowhere. Raises BadRequest."""
    sender, message = data.get("sender"), data.get("message")
    if not isinstance(sender, str) or not 0 < len(sender) <= MAX_SENDER:
        raise BadRequest(f"sender must be a text of 1 to {MAX_SENDER} characters")
    check_metadata(data.get("metadata"))
    if not isinstance(message, str):
        raise BadRequest("message must be a text")
    return sender, message


def check_metadata(metadata: Any) -> None:
    """Clients may send metadata: a JSON object or the text of one. It goes nowhere. Raises BadRequest."""
    if isinstance(metadata, str):
        try:
            metadata = json.loads(metadata)
        except (ValueError, RecursionError) as error:
            raise BadRequest("metadata is not valid JSON") from error
    if metadata is not None and not isinstance(metadata, dict):
        raise BadRequest("metadata must be a JSON object")


def may_be_button(message: str) -> bool:
    """Whether a message could be the payload of a button, so that it is worth looking up."""
    text = clean(message)
    return len(message) <= MAX_LENGTH and text.startswith("/") and not _NEVER.match(text)


def guard(message: str, offered: bool = False) -> Passed:
    """What the bot may see of a message. `offered`: whether the bot offered it as a button in this conversation."""
    text = clean(message)
    if len(message) > MAX_LENGTH:
        return Passed("", "too_long")
    if offered and may_be_button(message):
        return Passed(text)
    route = fixed_route(text)
    kept = without_signature(text)
    # In danger every word counts, also behind a greeting.
    if route not in SAFETY and fixed_route(text[len(kept) :]) not in SAFETY:
        text = without_addressee(kept)
    if find(text, *known()):
        # Danger and a victim keep their own words of help; what was typed is stored in neither case.
        return Passed(f"/{route if route in SAFETY else 'personal_data'}", "personal_data")
    if _BUTTON.fullmatch(text):
        return Passed("", "button_gone")
    # A leading slash would be read as a command to Rasa itself.
    return Passed(text.lstrip("/ \n") or "?")
