from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import handover
from kompas.knowledge import KnowledgeBase


def bot(**custom: Any) -> dict[str, Any]:
    return {"event": "bot", "text": "x", "data": {"custom": custom or None, "buttons": None}}


def test_the_offer_has_its_button_and_its_reason(knowledge: KnowledgeBase) -> None:
    made = handover.offer(knowledge, "Dat weet ik niet.", "unanswered")
    assert made["text"].startswith('Dat weet ik niet. Of typ "stuur door"')
    assert made["buttons"] == [{"title": "Stuur mijn vraag door", "payload": '/handover{"reason": "unanswered"}'}]
    assert made["json_message"] == {"outcome": "handoff", "handover": "unanswered"}


@pytest.mark.parametrize(
    ("events", "offered"),
    [
        ([], False),
        ([bot(outcome="handoff", handover="request")], True),
        ([bot(outcome="smalltalk", handover="complaint"), {"event": "user", "text": "ja"}], True),
        ([bot(outcome="handoff", handover="request"), bot(outcome="answer")], False),
        ([bot(outcome="handoff", handover="accepted")], False),
        ([bot()], False),
        ([{"event": "bot", "text": "x"}], False),
    ],
)
def test_only_the_last_message_offers(events: list[dict[str, Any]], offered: bool) -> None:
    assert handover.offered_last(events) is offered


def test_yes_begins_and_no_does_not(knowledge: KnowledgeBase) -> None:
    dispatcher = CollectingDispatcher()
    [event] = handover.decided(dispatcher, knowledge, yes=True)
    assert (event["event"], event["name"], dispatcher.messages) == ("followup", "handover_form", [])
    assert handover.decided(dispatcher, knowledge, yes=False) == []
    assert "ik stuur niets door" in dispatcher.messages[0]["text"]
