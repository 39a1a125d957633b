"""Which buttons the bot has offered in a conversation: only their payloads may be sent back."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

Message = dict[str, Any]
# The messages of the bot in a conversation as they are stored, oldest first.
Stored = Callable[[str], Awaitable[Iterable[Message]]]


def payloads(messages: Iterable[Message]) -> list[str]:
    """The payloads of all buttons under these messages."""
    return [str(b["payload"]) for m in messages for b in m.get("buttons") or [] if b.get("payload")]


class Offers:
    """Remembers the last payloads of the last conversations; asks the store about older ones, and after a restart."""

    def __init__(self, stored: Stored, conversations: int = 2000, per_conversation: int = 40) -> None:
        """`stored`: gives the messages that the bot sent in a conversation."""
        self._stored = stored
        self._conversations = conversations
        self._per_conversation = per_conversation
        self._made: OrderedDict[str, list[str]] = OrderedDict()

    def remember(self, conversation: str, messages: Iterable[Message]) -> None:
        """Keep what these messages offer."""
        kept = self._made.pop(conversation, []) + payloads(messages)
        self._made[conversation] = kept[-self._per_conversation :]
        while len(self._made) > self._conversations:
            self._made.popitem(last=False)

    async def made(self, conversation: str, payload: str) -> bool:
        """Whether the bot offered this payload in this conversation."""
        if payload in self._made.get(conversation, ()):
            return True
        return payload in payloads(await self._stored(conversation))
