"""Keeps an address or number away from Rasa: what the user types in the contact step goes to the outbox, and Rasa gets
a token; what the bot says with a token in it is filled in on its way out. So neither the conversation store nor the
events nor the logs ever hold it.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from bot.guard.hidden import Hidden
from bot.guard.message import MAX_LENGTH, clean
from bot.nlu.routes import SAFETY, fixed_route
from helpdesk.clock import now
from helpdesk.contact import find_contact, may_hold_contact
from helpdesk.outbox import Outbox

STEP = "handover_contact"
# Whether a conversation is at the step in which the user gives an address or number.
Asked = Callable[[str], Awaitable[bool]]
_PLACE = re.compile(r"⟦contact:([a-z]{1,40})⟧")


def place(token: str) -> str:
    """What stands in a message for the contact of this token, until `reveal`."""
    return f"⟦contact:{token}⟧"


def without_places(text: str) -> str:
    """A text without the tokens in it, for readers who are not meant to see a contact."""
    return _PLACE.sub("…", text)


class Contacts:
    """Takes contacts out of what comes in."""

    def __init__(self, outbox: Callable[[], Outbox], asked: Asked) -> None:
        self._outbox, self._asked = outbox, asked

    async def hide(self, conversation: str, message: str) -> Hidden | None:
        """What to go on with when a message answers the question for a contact; None for any other message. Only the
        contact counts and the rest is dropped; but when the rest tells of danger or a victim it is the other way
        round."""
        if len(message) > MAX_LENGTH or not may_hold_contact(message) or not await self._asked(conversation):
            return None
        text = clean(message)
        found = find_contact(text)
        if found is None:
            return None
        if fixed_route(text) in SAFETY:
            return Hidden(text[: found.start] + text[found.end :], from_us=False)
        token = self._outbox().keep_contact(found.contact, now())
        return Hidden(f'/{STEP}{{"contact": "{token}"}}', from_us=True)


def reveal(message: dict[str, Any], outbox: Callable[[], Outbox], gone: str) -> dict[str, Any]:
    """A message of the bot as the user reads it. `gone`: what to write for a contact that is no longer kept."""
    text = message.get("text") or ""
    if "⟦" not in text:
        return message

    def fill(match: re.Match[str]) -> str:
        contact = outbox().contact(match[1])
        return contact.value if contact else gone

    return {**message, "text": _PLACE.sub(fill, text)}
