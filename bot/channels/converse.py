"""Hands a message to the bot and returns what it says: never nothing, and never a technical text."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import lru_cache
from json import dumps
from time import time
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from bot.channels.gate import gate
from bot.channels.output import Replies
from bot.guard.caller import Caller
from bot.guard.gate import Incoming, Refused
from bot.guard.message import MAX_LENGTH
from bot.handover.contact import reveal
from bot.handover.outbox import outbox
from bot.nlu.routes import SAFETY, fixed_route
from bot.sentences import sentence
from kompas.paths import store_path
from kompas.switches import SwitchBoard, switches_path

logger = logging.getLogger(__name__)
PATIENCE = 20.0  # seconds before a reply is given up and the user is told so
Handler = Callable[[UserMessage], Awaitable[Any]]


@lru_cache(maxsize=1)
def _board() -> SwitchBoard:
    return SwitchBoard(switches_path(store_path()))


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
    about = {"page": caller.page, "received": time()}
    return await replies(on_new_message, incoming, channel, about)


async def replies(
    on_new_message: Handler, incoming: Incoming, channel: str, about: dict[str, Any]
) -> list[dict[str, Any]]:
    """What the bot says to a message; when it stays silent or fails, a plain sentence with the way to a person.
    `about`: what the figures want to know of the message."""
    off = _board().current().everything
    if off is not None and fixed_route(incoming.text) not in SAFETY:
        return [plain(sentence("switched_off_all").format(date=off.date, reason=off.sentence))]
    if incoming.refused == "too_long":
        return [plain(sentence("too_long").format(limit=MAX_LENGTH))]
    if incoming.refused == "button_gone":
        return [plain(sentence("button_gone"))]
    output = Replies(channel)
    message = UserMessage(incoming.text, output, incoming.conversation, input_channel=channel, metadata=about)
    try:
        await asyncio.wait_for(on_new_message(message), PATIENCE)
    except asyncio.TimeoutError:
        logger.error("no reply within %.0f seconds", PATIENCE)
        _count_failure(incoming, channel, about)
    except Exception:
        logger.exception("a message could not be handled")
        _count_failure(incoming, channel, about)
    said = output.said or [_unavailable(incoming.text)]
    gate().offers.remember(incoming.conversation, said)
    return [reveal(message, outbox, sentence("handover_gone")) for message in said]


def _count_failure(incoming: Incoming, channel: str, about: dict[str, Any]) -> None:
    """A conversation that broke off is not stored, so Rasa tells the figures nothing of it."""
    broker = Sanic.get_app().ctx.agent.tracker_store.event_broker
    if broker is not None:
        event = {"event": "user", "timestamp": time(), "input_channel": channel, "metadata": about}
        broker.publish({"sender_id": incoming.conversation, **event})


def plain(text: str) -> dict[str, Any]:
    """A message of the channel itself, without the bot."""
    return {"text": text, "custom": {"outcome": "refuse"}}


def _unavailable(message: str) -> dict[str, Any]:
    """What to say when the bot is silent; the way to a person needs neither action server nor knowledge base. The
    button carries the message along, for the bot may not have stored it."""
    given = {"reason": "failure", "asked": message} if not message.startswith("/") else {"reason": "failure"}
    button = {"title": sentence("handover_button"), "payload": f"/handover{dumps(given, ensure_ascii=False)}"}
    text = f"{sentence('unavailable')} {sentence('handover_offer')}"
    return {"text": text, "buttons": [button], "custom": {"outcome": "refuse", "handover": "failure"}}
