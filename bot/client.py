"""Talks to the running assistant over the REST channel, as any client would."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from bot.settings import Settings

PATIENCE = 30.0  # seconds; longer than the server's own


class NotRunning(Exception):
    """No assistant answers at the address; the message names the remedy."""


@dataclass(frozen=True)
class Client:
    """The assistant at one address, for example http://127.0.0.1:5005."""

    base: str

    @classmethod
    def from_settings(cls) -> "Client":
        """The assistant that `make start` starts. Raises ValueError for a wrong setting."""
        settings = Settings.read()
        return cls(f"http://{settings.host}:{settings.port}")

    @property
    def webhook(self) -> str:
        """Where messages go."""
        return f"{self.base}/webhooks/rest/webhook"

    def require(self) -> None:
        """Raises NotRunning when nothing answers."""
        try:
            with urllib.request.urlopen(f"{self.base}/webhooks/rest/", timeout=5):
                pass
        except OSError as error:
            raise NotRunning(self._not_running()) from error

    def session(self) -> str:
        """A token for a new conversation. Raises NotRunning."""
        return str(self._post("session", {})["sender"])

    def say(self, sender: str, message: str) -> list[dict[str, Any]]:
        """The replies to one message. Raises NotRunning."""
        replies: list[dict[str, Any]] = self._post("webhook", {"sender": sender, "message": message})
        return replies

    def _post(self, path: str, data: dict[str, str]) -> Any:
        url = f"{self.base}/webhooks/rest/{path}"
        request = urllib.request.Request(url, json.dumps(data).encode(), {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                return json.load(response)
        except (OSError, ValueError) as error:
            raise NotRunning(self._not_running()) from error

    def _not_running(self) -> str:
        return (
            f"De assistent antwoordt niet op {self.base}. Start hem in een ander venster met: make start\n"
            "Draait hij op een andere poort? Geef die op, bijvoorbeeld: KOMPAS_PORT=5006"
        )
