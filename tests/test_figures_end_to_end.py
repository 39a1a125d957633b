"""From a conversation over HTTP to the figures: real server, real event broker."""

import json
import sqlite3
import time
import urllib.error
import urllib.request
import uuid
from typing import Any

import pytest

from tests.conftest import Assistant

QUESTION = "Wie betaalt de zorgcoördinator?"
PERSON = "Fatima Yilmaz, BSN 123456782"


def post(assistant: Assistant, path: str, body: object, **headers: str) -> tuple[int, Any]:
    request = urllib.request.Request(
        f"{assistant.base}/webhooks/rest/{path}", json.dumps(body).encode(),
        {"Content-Type": "application/json", **headers},
    )  # fmt: skip
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            text = response.read()
            return response.status, json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


def session(assistant: Assistant) -> str:
    _, opened = post(assistant, "session", {}, Origin=assistant.base)
    assert opened["feedback"] is True
    return str(opened["sender"])


def turns(assistant: Assistant, number: int, **where: object) -> list[dict[str, Any]]:
    """The turns of the youngest conversation of a kind, once there are `number` that have been answered."""
    end = time.monotonic() + 30
    while True:
        with sqlite3.connect(assistant.insight) as database:
            database.row_factory = sqlite3.Row
            rows = database.execute(
                "SELECT t.*, c.page, c.channel, c.test FROM turns t JOIN conversations c ON c.id = t.conversation "
                "WHERE c.id = (SELECT id FROM conversations WHERE test = ? ORDER BY started_at DESC, id LIMIT 1) "
                "ORDER BY number",
                (where["test"],),
            ).fetchall()
        # What was searched for is known a moment after the answer.
        known = rows and all(row["searched"] or not row["intent"].startswith("ask_") for row in rows)
        if len(rows) == number and known and rows[-1]["outcome"] is not None:
            return [dict(row) for row in rows]
        assert time.monotonic() < end, [dict(row) for row in rows]
        time.sleep(0.05)


def test_a_conversation_becomes_figures_without_personal_data(assistant: Assistant) -> None:
    sender = session(assistant)
    for message in (QUESTION, f"Mijn cliënte heet {PERSON}", "dank je wel"):
        post(assistant, "webhook", {"sender": sender, "message": message}, Origin=assistant.base)
    asked, refused, thanked = turns(assistant, 3, test=0)
    assert asked["question"] == QUESTION
    assert (asked["outcome"], asked["searched"], asked["channel"], asked["page"]) == ("answer", 1, "rest", "127.0.0.1")
    assert asked["answer"].startswith("zorgcoordinator") and asked["topic"] == "zorgcoordinator"
    assert asked["near"].split()[0] == asked["answer"] and 0.65 <= asked["confidence"] <= 1
    assert 0 < asked["reply_ms"] < 30_000
    assert (refused["intent"], refused["outcome"], refused["question"]) == ("personal_data", "refuse", None)
    assert (thanked["intent"], thanked["outcome"], thanked["searched"]) == ("thank", "smalltalk", 0)
    for file in assistant.folder.glob("insight.sqlite*"):
        assert b"Fatima" not in file.read_bytes() and b"123456782" not in file.read_bytes()


def test_the_id_of_the_conversation_does_not_lead_back_to_its_texts(assistant: Assistant) -> None:
    with sqlite3.connect(assistant.tracker) as database:
        senders = {row[0] for row in database.execute("SELECT DISTINCT sender_id FROM events")}
    with sqlite3.connect(assistant.insight) as database:
        ids = "\n".join(row[0] for row in database.execute("SELECT id FROM conversations"))
    assert senders and not any(sender.removeprefix("web-") in ids for sender in senders if len(sender) > 8)


def test_a_client_without_a_session_is_a_test(assistant: Assistant) -> None:
    assistant.say(QUESTION, f"test-{uuid.uuid4().hex}")
    [turn] = turns(assistant, 1, test=1)
    assert (turn["outcome"], turn["page"]) == ("answer", None)


def test_an_opinion_of_an_answer_is_kept_and_can_be_changed(assistant: Assistant) -> None:
    sender = session(assistant)
    _, [reply] = post(assistant, "webhook", {"sender": sender, "message": QUESTION}, Origin=assistant.base)
    [turn] = turns(assistant, 1, test=0)
    vote = {"sender": sender, "answer_id": reply["custom"]["answer_id"], "helpful": False, "reason": "outdated"}
    assert post(assistant, "feedback", vote, Origin=assistant.base) == (204, None)
    assert post(assistant, "feedback", {**vote, "helpful": True, "reason": None}) == (204, None)
    with sqlite3.connect(assistant.insight) as database:
        votes = database.execute(
            "SELECT answer, helpful, reason FROM votes WHERE conversation = ?", (turn["conversation"],)
        ).fetchall()
    assert votes == [(reply["custom"]["answer_id"], 1, None)]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"answer_id": "Geen Id!"}, "answer_id"),
        ({"answer_id": "x" * 121}, "answer_id"),
        ({"answer_id": None}, "answer_id"),
        ({"helpful": "ja"}, "helpful"),
        ({"helpful": 1}, "helpful"),
        ({"reason": "mijn naam is Jan"}, "reason"),
        ({"reason": 5}, "reason"),
        ({"sender": ""}, "sender"),
    ],
)
def test_an_opinion_of_another_shape_is_refused(assistant: Assistant, changes: dict[str, Any], says: str) -> None:
    vote = {"sender": "iemand", "answer_id": "zorgcoordinator-taken", "helpful": True, "reason": None}
    status, answer = post(assistant, "feedback", {**vote, **changes})
    assert status == 400 and says in answer["error"]


def test_an_opinion_of_a_stranger_is_refused(assistant: Assistant) -> None:
    vote = {"sender": "a.b.c", "answer_id": "zorgcoordinator-taken", "helpful": True, "reason": None}
    status, answer = post(assistant, "feedback", vote)
    assert (status, answer["code"]) == (401, "session")
    status, answer = post(assistant, "feedback", vote, Origin="https://elders.example")
    assert (status, answer["code"]) == (403, "origin")
