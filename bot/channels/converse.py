"""Hands a message to the bot and returns what it says: never nothing, and never a technical text."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channels.gate import gate
from bot.channels.output import Replies
from bot.guard.caller import Caller
from bot.guard.gate import Incoming, Refused
from bot.guard.message import MAX_LENGTH
from bot.sentences import sentence

logger = logging.getLogger(__name__)
PATIENCE = 20.0  # seconds before a reply is given up and the user is told so
Handler = Callable[[UserMessage], Awaitable[Any]]


async def answer(
    on_new_message: Handler, caller: Caller, sender: str, message: str, channel: str
) -> list[dict[str, Any]]:
    """The replies to a message from outside. Raises Refused."""
    try:
        incoming = await gate().admit(caller, sender, message)
    except Refused:
        raise
    except Exception:
        logger.exception("a message could not be looked at")
        return [plain(sentence("unavailable"))]
    return await replies(on_new_message, incoming, channel)


async def replies(on_new_message: Handler, incoming: Incoming, channel: str) -> list[dict[str, Any]]:
    """What the bot says to a message; when it stays silent or fails, a plain sentence with the way to a person."""
    if incoming.refused == "too_long":
        return [plain(sentence("too_long").format(limit=MAX_LENGTH))]
    if incoming.refused == "button_gone":
        return [plain(sentence("button_gone"))]
    output = Replies(channel)
    message = UserMessage(incoming.text, output, incoming.conversation, input_channel=channel)
    try:
        await asyncio.wait_for(on_new_message(message), PATIENCE)
    except asyncio.TimeoutError:
        logger.error("no reply within %.0f seconds", PATIENCE)
    except Exception:
        logger.exception("a message could not be handled")
    gate().offers.remember(incoming.conversation, output.said)
    return output.said or [plain(sentence("unavailable"))]


def plain(text: str) -> dict[str, Any]:
    """A message of the channel itself, without the bot."""
    return {"text": text, "custom": {"outcome": "refuse"}}
