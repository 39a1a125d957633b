"""Collects what the bot says, one message with text, buttons and `custom` together, as the reply contract has it."""

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel


class Replies(CollectingOutputChannel):  # type: ignore[misc]
    """Like Rasa's collector, which would send `custom` as a message of its own."""

    @classmethod
    def name(cls) -> str:
        """The channel's name in the tracker."""
        return "rest"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one message; parts that are empty are left out."""
        parts = {key: message[key] for key in ("text", "buttons", "custom", "image") if message.get(key)}
        if parts:
            await self._persist_message({"recipient_id": recipient_id, **parts})
