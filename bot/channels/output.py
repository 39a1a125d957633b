"""Collects what the bot says, one message with text, buttons and `custom` together, as the reply contract has it."""

from typing import Any

from rasa.core.channels.channel import OutputChannel


class Replies(OutputChannel):  # type: ignore[misc]
    """Like Rasa's collector, which would send `custom` as a message of its own. `said`: all messages so far."""

    def __init__(self, channel: str) -> None:
        """`channel`: the name that the tracker shows."""
        self._channel = channel
        self.said: list[dict[str, Any]] = []

    def name(self) -> str:  # type: ignore[override]
        """The channel's name in the tracker."""
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one message; parts that are empty are left out."""
        parts = {key: message[key] for key in ("text", "buttons", "custom", "image") if message.get(key)}
        if parts:
            self.said.append(parts)
