"""A conversation with search and the replies in this process: no Rasa, so no fixed routes and no dialogue acts."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from kompas.search import Searcher

SLOTS = ("topic", "answer", "question", "options", "failures", "named")


class Conversation:
    """One conversation; every message is taken for a question."""

    def __init__(self, searcher: Searcher, remembers: bool = True) -> None:
        """`remembers`: whether a message may lean on what was said before it."""
        self._action = ActionAnswer(lambda: searcher)
        self._remembers = remembers
        self._slots: dict[str, Any] = dict.fromkeys(SLOTS)

    def say(self, message: str) -> list[dict[str, Any]]:
        """The replies, as the action gives them."""
        dispatcher = CollectingDispatcher()
        tracker = Tracker("evaluation", dict(self._slots), {"text": message}, [], False, None, {}, "action_listen")
        for event in self._action.run(dispatcher, tracker, {}):
            if event["event"] == "slot" and self._remembers:
                self._slots[event["name"]] = event["value"]
        replies: list[dict[str, Any]] = dispatcher.messages
        return replies
