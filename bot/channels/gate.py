"""The gate of this server, shared by its channels."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rasa.shared.core.events import BotUttered
from sanic import Sanic

from bot.guard.gate import Gate
from bot.guard.message import guard
from bot.guard.offers import Message, Offers
from bot.handover.contact import STEP, Contacts
from bot.handover.outbox import outbox
from bot.settings import Settings


async def _stored(conversation: str) -> Iterable[Message]:
    agent = Sanic.get_app().ctx.agent
    tracker = await agent.tracker_store.retrieve_full_tracker(conversation)
    return [event.data for event in tracker.events if isinstance(event, BotUttered)] if tracker else []


async def _asked_for_contact(conversation: str) -> bool:
    tracker = await Sanic.get_app().ctx.agent.tracker_store.retrieve(conversation)
    return tracker is not None and tracker.get_slot("requested_slot") == STEP


@lru_cache(maxsize=1)
def gate() -> Gate:
    """The gate, with the settings of the environment. Raises ValueError for a wrong setting."""
    guard("een eerste bericht")  # reads the word lists and the names now, not at the first message
    return Gate(Settings.read(), Offers(_stored), hide=Contacts(outbox, _asked_for_contact).hide)
