"""The running assistant, over HTTP: real model, real knowledge base, real action server."""

import json
import sqlite3
import urllib.error
import urllib.request
import uuid
from typing import Any

import pytest

PLANTED = "0687654321"


def text_of(replies: list[dict[str, Any]]) -> str:
    return "\n".join(reply["text"] for reply in replies)


def outcome_of(replies: list[dict[str, Any]]) -> str:
    return str(replies[0]["custom"]["outcome"])


def test_a_question_gets_its_answer_with_source_and_date(assistant) -> None:
    [reply] = assistant.say("Wat doet een zorgcoördinator?", sender="iemand")
    assert reply["recipient_id"] == "iemand"
    assert "slachtoffer" in reply["text"]
    assert "Bron: " in reply["text"]
    custom = reply["custom"]
    assert custom["outcome"] == "answer"
    assert custom["topic_id"] == "zorgcoordinator"
    assert custom["answer_id"].startswith("zorgcoordinator")
    assert custom["sources"]
    for source in custom["sources"]:
        assert source["url"].startswith("http")
        assert source["title"] and source["as_of"]
    assert 1 <= len(reply["buttons"]) <= 3


def test_a_figure_comes_with_its_series(assistant) -> None:
    [reply] = assistant.say("Hoeveel slachtoffers registreerde CoMensha per jaar?")
    chart = reply["custom"]["chart"]
    assert {"label": "2021", "value": 791} in chart["points"]
    assert "AVG" in chart["note"]
    assert all(paragraph in reply["text"] for paragraph in chart["in_text"])


def test_a_button_shows_its_answer(assistant) -> None:
    sender = uuid.uuid4().hex
    [reply] = assistant.say("Wat doet een zorgcoördinator?", sender)
    [following] = assistant.say(reply["buttons"][0]["payload"], sender)
    assert following["custom"]["outcome"] == "answer"
    assert f'"{following["custom"]["answer_id"]}"' in reply["buttons"][0]["payload"]


def test_a_button_of_another_conversation_is_refused(assistant) -> None:
    [reply] = assistant.say("Wat doet een zorgcoördinator?")
    replies = assistant.say(reply["buttons"][0]["payload"])
    assert outcome_of(replies) == "refuse"
    assert text_of(replies).startswith("Deze knop hoort bij een ander gesprek")


def test_sources_on_request(assistant) -> None:
    sender = uuid.uuid4().hex
    [answer] = assistant.say("Wat doet een zorgcoördinator?", sender)
    sources = text_of(assistant.say("wat is je bron?", sender))
    assert all(source["url"] in sources for source in answer["custom"]["sources"])


@pytest.mark.parametrize(
    ("message", "outcome", "start"),
    [
        ("hallo", "smalltalk", "Dag! Ik ben de Kompas-assistent"),
        ("help, hij heeft een mes en staat voor de deur", "safety", "**Bel nu 112.**"),
        ("ik word gedwongen om te werken", "safety", "**Bel 112 als u nu in gevaar bent.**"),
        ("Ik wil een echte medewerker spreken", "handoff", "U kunt met een mens verder"),
        ("Hello, do you speak English? I need some help", "smalltalk", "Hello! I can only answer in Dutch"),
    ],
)
def test_fixed_routes(assistant, message: str, outcome: str, start: str) -> None:
    replies = assistant.say(message)
    assert outcome_of(replies) == outcome
    assert text_of(replies).startswith(start)


def test_personal_data_is_refused_and_kept_nowhere(assistant) -> None:
    sender = uuid.uuid4().hex
    assistant.say("hallo", sender)
    replies = assistant.say(f"Mijn cliënte is te bellen op {PLANTED}, wat nu?", sender)
    assert outcome_of(replies) == "refuse"
    assert "persoonsgegevens" in text_of(replies)
    assert PLANTED not in json.dumps(replies)
    assistant.say("Wat doet een zorgcoördinator?", sender)
    with sqlite3.connect(assistant.tracker) as database:
        kept = "\n".join(row[0] for row in database.execute("SELECT data FROM events"))
    assert "Wat doet een zorgco" in kept
    assert PLANTED not in kept
    for file in assistant.folder.glob("conversations.sqlite*"):
        assert PLANTED.encode() not in file.read_bytes()
    assert PLANTED not in assistant.logs()


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("", "Ik kan uw bericht niet lezen"),
        ("   \n ", "Ik kan uw bericht niet lezen"),
        ("😀😀😀", "Ik kan uw bericht niet lezen"),
        ("\x00\x01\x02\x7f", "Ik kan uw bericht niet lezen"),
        ("a" * 5000, "Uw bericht is te lang: ik lees hooguit 4000 tekens"),
        ("wat is mensenhandel " * 250, "Uw bericht is te lang: ik lees hooguit 4000 tekens"),
    ],
    ids=lambda text: repr(text)[:30],
)
def test_a_message_that_cannot_be_read_gets_a_plain_sentence(assistant, message: str, says: str) -> None:
    replies = assistant.say(message)
    assert outcome_of(replies) == "refuse"
    assert text_of(replies).startswith(says)


@pytest.mark.parametrize(
    "message",
    [
        "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00",
        "%PDF-1.7 %âãÏÓ 1 0 obj << /Type /Catalog >>",
        "kwxzq vrrtp bnmlk",
        "???",
        "/restart",
        "/ /restart",
        "/greet",
        '/show_answer{"answer": 1}',
        "'; DROP TABLE events; --",
        "<script>alert(1)</script>",
        "{{7*7}} ${HOME}",
        "[link](javascript:alert(1))",
        "a" * 4000,
    ],
    ids=lambda text: repr(text)[:30],
)
def test_nonsense_and_commands_get_one_reply_and_no_stack_trace(assistant, message: str) -> None:
    replies = assistant.say(message)
    assert len(replies) == 1
    assert outcome_of(replies) in {"refuse", "clarify", "handoff", "smalltalk"}
    assert "Er is nu een storing" not in text_of(replies)


def test_a_typed_restart_does_not_wipe_the_conversation(assistant) -> None:
    sender = uuid.uuid4().hex
    assistant.say("Wat doet een zorgcoördinator?", sender)
    for typed in ("/restart", "/ /restart"):
        assistant.say(typed, sender)
    assert "https://" in text_of(assistant.say("wat is je bron?", sender))


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"{}", b'{"message": 5}', b'{"sender": 1, "message": "a"}', b"\xff"]
)
def test_a_bad_request_is_told_what_is_wrong(assistant, body: bytes) -> None:
    status, answer = assistant.post(body)
    assert status == 400
    assert answer["error"]


def test_a_single_word_of_ours_is_not_taken_for_another_subject(assistant) -> None:
    assert outcome_of(assistant.say("aangifte")) in {"answer", "clarify"}


def test_a_request_that_is_not_json_is_refused(assistant) -> None:
    request = urllib.request.Request(
        f"{assistant.base}/webhooks/rest/webhook", b'{"sender": "x", "message": "hoi"}', {"Content-Type": "text/plain"}
    )
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(request, timeout=5)


def test_no_message_so_far_made_a_stack_trace(assistant) -> None:
    assert "Traceback" not in assistant.logs()


def test_without_the_action_server_the_user_is_told_what_to_do(assistant) -> None:
    assistant.actions.stop()
    try:
        replies = assistant.say("Wat doet een zorgcoördinator?")
        assert text_of(replies).startswith("Er is nu een storing")
        assert "033 448 11 86" in text_of(replies)
        assert outcome_of(replies) == "refuse"
        danger = assistant.say("help, hij heeft een mes en staat voor de deur")
        assert text_of(danger).startswith("**Bel nu 112.**")
        assert outcome_of(assistant.say("hallo")) == "smalltalk"
    finally:
        assistant.start_actions()
        assistant.wait()
    assert outcome_of(assistant.say("Wat doet een zorgcoördinator?")) == "answer"
