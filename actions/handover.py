"""Offers the hand-over to a person, and takes a yes or no to that offer. The hand-over itself: bot/handover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from kompas.knowledge import KnowledgeBase

FORM = "handover_form"
REASONS = frozenset(("request", "unanswered", "complaint", "failure"))


def offer(knowledge: KnowledgeBase, text: str, reason: str) -> dict[str, Any]:
    """Keyword arguments for a message that ends with the offer."""
    return {
        "text": f"{text} {knowledge.phrases['handover_offer']}",
        "buttons": [{"title": knowledge.phrases["handover_button"], "payload": f'/handover{{"reason": "{reason}"}}'}],
        "json_message": {"outcome": "handoff", "handover": reason},
    }


def offered_last(events: Sequence[dict[str, Any]]) -> bool:
    """Whether the last message of the bot in a tracker offers it."""
    said = [event for event in events if event.get("event") == "bot"]
    custom = ((said[-1].get("data") or {}).get("custom") or {}) if said else {}
    return custom.get("handover") in REASONS


def decided(dispatcher: CollectingDispatcher, knowledge: KnowledgeBase, yes: bool) -> list[dict[str, Any]]:
    """Begin it, or say that nothing is sent; returns events."""
    if yes:
        return [FollowupAction(FORM)]
    dispatcher.utter_message(text=knowledge.phrases["handover_declined"], json_message={"outcome": "smalltalk"})
    return []
