"""The event broker: what becomes of Rasa's events, in the order in which Rasa gives them."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.events import Insight
from helpdesk.database import Database
from helpdesk.insight.recorder import Recorder, open_insight

AT = 1_795_000_000.0


@pytest.fixture
def insight(tmp_path: Path) -> Database:
    return open_insight(tmp_path / "insight.sqlite")


def publish(insight: Database, *events: dict[str, Any], sender: str = "web-" + "0" * 32) -> list[dict[str, Any]]:
    """What the turns hold after these events."""
    broker = Insight(Recorder(insight, b"secret"))
    for number, event in enumerate(events):
        broker.publish({"sender_id": sender, "timestamp": AT + number, **event})
    asyncio.run(broker.close())
    with insight.reading() as database:
        rows = database.execute(
            "SELECT t.*, c.test FROM turns t JOIN conversations c ON c.id = t.conversation ORDER BY number"
        )
        return [dict(row) for row in rows]


def user(text: str, intent: str = "ask_roles", **metadata: Any) -> dict[str, Any]:
    parsed = {"intent": {"name": intent}}
    return {"event": "user", "text": text, "input_channel": "rest", "metadata": metadata, "parse_data": parsed}


def bot(**custom: Any) -> dict[str, Any]:
    return {"event": "bot", "text": "Antwoord", "data": {"custom": custom or None}}


def search(**value: Any) -> dict[str, Any]:
    return {"event": "slot", "name": "search", "value": value or None}


FOUND = search(confidence=0.5, near=["a", "b"])


def test_the_search_comes_after_the_answer(insight: Database) -> None:
    [turn] = publish(insight, user("Wie doet wat?", received=AT - 1), bot(outcome="answer", answer_id="a"), FOUND)
    assert (turn["question"], turn["searched"], turn["near"], turn["reply_ms"]) == ("Wie doet wat?", 1, "a b", 2000.0)


@pytest.mark.parametrize(
    "text",
    ["/handover_contact{}", "Mijn cliënt heet Fatima Yilmaz", "bel mij op 0687654321", "mail iemand.anders@gmail.com"],
)
def test_texts_with_personal_data_and_commands_are_not_kept(insight: Database, text: str) -> None:
    [turn] = publish(insight, user(text), bot(outcome="refuse"), FOUND)
    assert turn["question"] is None and turn["searched"] == 1


def test_a_text_that_was_not_searched_for_is_not_kept(insight: Database) -> None:
    first, second = publish(
        insight, user("ik word gedwongen", "victim"), bot(outcome="safety"), user("Goes"), bot(outcome="flow")
    )
    assert (first["question"], second["question"]) == (None, None)


def test_a_reset_of_the_slot_is_no_search(insight: Database) -> None:
    [turn] = publish(insight, user("hallo", "greet"), search(), bot(outcome="smalltalk"))
    assert turn["searched"] == 0


def test_the_search_belongs_to_its_own_message(insight: Database) -> None:
    answer = bot(outcome="answer")
    first, second = publish(insight, user("eerste vraag"), answer, user("tweede vraag"), answer, FOUND)
    assert (first["question"], second["question"]) == (None, "tweede vraag")


@pytest.mark.parametrize(("sender", "test"), [("web-" + "0" * 32, 0), ("terminal-1", 1), ("web-1", 1)])
def test_only_a_session_of_the_server_counts(insight: Database, sender: str, test: int) -> None:
    [turn] = publish(insight, user("hallo"), sender=sender)
    assert turn["test"] == test


def test_events_that_cannot_be_used_stop_nothing(insight: Database) -> None:
    broken = [{"event": "slot", "name": "search", "value": 5}, {"event": "bot", "data": None}, {"event": "action"}, {}]
    assert len(publish(insight, *broken, user("hallo"), bot())) == 1


def test_a_message_that_broke_off_is_a_turn_without_an_outcome(insight: Database) -> None:
    [turn] = publish(insight, {"event": "user", "input_channel": "rest", "metadata": {"page": None, "received": AT}})
    assert (turn["outcome"], turn["intent"]) == (None, None)
