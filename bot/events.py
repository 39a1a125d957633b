"""Rasa's event broker: tells the figures what happens, without who it was."""

from __future__ import annotations

import logging
import queue
import threading
from collections import OrderedDict
from datetime import datetime, timezone
from functools import lru_cache
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.utils.endpoints import EndpointConfig

from bot.guard.personal_data import find
from bot.guard.sessions import key_from, looks_like_conversation
from bot.settings import Settings
from helpdesk.insight.recorder import Asked, Recorder, open_insight
from helpdesk.settings import insight_path

logger = logging.getLogger(__name__)
Event = dict[str, Any]
BACKLOG = 10_000  # events; when the disk is this far behind, figures are given up, not conversations
CONVERSATIONS = 2_000  # of which the last message is remembered until its search is known


class Insight(EventBroker):  # type: ignore[misc]
    """Takes Rasa's events at once and writes them down in a thread of its own, so that no reply waits for the disk.
    When the process is killed, the events of the last moments may be missing from the figures."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._events: queue.Queue[Event | None] = queue.Queue(BACKLOG)
        self._messages: OrderedDict[str, str] = OrderedDict()
        self._writer = threading.Thread(target=self._write, name="insight", daemon=True)
        self._writer.start()

    @classmethod
    async def from_endpoint_config(cls, broker_config: EndpointConfig, event_loop: Any = None) -> Insight:  # type: ignore[override]
        """The broker that endpoints.yml names."""
        return cls(recorder())

    def publish(self, event: Event) -> None:
        """Take one event."""
        try:
            self._events.put_nowait(event)
        except queue.Full:
            logger.error("an event is lost: the figures cannot be written fast enough")

    async def close(self) -> None:
        """Write down what is left."""
        self._events.put(None)
        self._writer.join(timeout=10)

    def _write(self) -> None:
        while (event := self._events.get()) is not None:
            try:
                self._record(event)
            except Exception:
                logger.exception("an event could not be recorded")

    def _record(self, event: Event) -> None:
        sender, kind = event["sender_id"], event.get("event")
        at = datetime.fromtimestamp(event.get("timestamp") or 0, timezone.utc)
        if kind == "session_started":
            self._recorder.begin(sender, at)
        elif kind == "user":
            self._remember(sender, event.get("text") or "")
            self._recorder.asked(sender, _asked(event, at))
        elif kind == "slot" and event.get("name") == "search" and event.get("value"):
            text = self._messages.pop(sender, "")
            # The gate refuses personal data before Rasa sees it; what is kept longer is looked at once more.
            question = text if text and not text.startswith("/") and not find(text) else None
            found = event["value"]
            self._recorder.searched(sender, float(found["confidence"]), found["near"], question)
        elif kind == "bot":
            self._recorder.said(sender, at, (event.get("data") or {}).get("custom") or {})

    def _remember(self, sender: str, text: str) -> None:
        self._messages[sender] = text
        self._messages.move_to_end(sender)
        if len(self._messages) > CONVERSATIONS:
            self._messages.popitem(last=False)


def _asked(event: Event, at: datetime) -> Asked:
    told = event.get("metadata") or {}
    received = told.get("received")
    return Asked(
        at=at,
        intent=((event.get("parse_data") or {}).get("intent") or {}).get("name"),
        channel=event.get("input_channel"),
        page=told.get("page"),
        test=not looks_like_conversation(event["sender_id"]),
        received=datetime.fromtimestamp(received, timezone.utc) if received else None,
    )


@lru_cache(maxsize=1)
def recorder() -> Recorder:
    """The recorder of this server, made once, with its own key beside that of the sessions."""
    secret = key_from(Settings.read().key_file.with_name("insight.key"))
    return Recorder(open_insight(insight_path()), bytes.fromhex(secret))
