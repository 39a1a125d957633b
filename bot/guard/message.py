"""What a message must pass before anything else sees it: shape, length, hidden characters, commands, personal data."""

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from bot.guard.personal_data import find
from bot.guard.signature import without_signature

MAX_LENGTH = 4000  # characters
MAX_SENDER = 200
# Buttons of ours; every other /command from a client is read as plain text.
_OFFERED = re.compile(r'^/show_answer\{"answer": "[a-z0-9_-]{1,120}"\}$')
_HIDDEN = {"Cc", "Cf", "Co", "Cs"}


class BadRequest(ValueError):
    """The request does not have the shape of the contract; the message says what is wrong with it."""


@dataclass(frozen=True)
class Incoming:
    """A message that passed. `text` is what the bot may see; `refused` says why it is not what the user typed."""

    sender: str
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


def receive(body: bytes) -> Incoming:
    """Check a request body. Raises BadRequest."""
    try:
        data: Any = json.loads(body)
    except (ValueError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequest("the body is not valid JSON") from error
    if not isinstance(data, dict):
        raise BadRequest("the body must be a JSON object with sender and message")
    sender, message = data.get("sender"), data.get("message")
    if not isinstance(sender, str) or not 0 < len(sender) <= MAX_SENDER:
        raise BadRequest(f"sender must be a text of 1 to {MAX_SENDER} characters")
    if not isinstance(message, str):
        raise BadRequest("message must be a text")
    return guard(sender, message)


def guard(sender: str, message: str) -> Incoming:
    """What the bot may see of a message."""
    text = clean(message)
    if len(message) > MAX_LENGTH:
        return Incoming(sender, "", "too_long")
    if _OFFERED.match(text):
        return Incoming(sender, text)
    text = without_signature(text)
    if find(text):
        return Incoming(sender, "/personal_data", "personal_data")
    # A leading slash would be read as a command to Rasa itself.
    return Incoming(sender, text.lstrip("/ \n") or "?")
