from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from helpdesk.database import Database
from helpdesk.insight.recorder import LONGEST_QUESTION, Asked, Recorder, open_insight

AT = datetime(2026, 11, 2, 9, tzinfo=timezone.utc)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return open_insight(tmp_path / "insight.sqlite")


def all_rows(database: Database, table: str) -> list[dict[str, object]]:
    with database.reading() as connection:
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]


def test_a_question_and_its_answer_are_one_row(database: Database) -> None:
    recorder = Recorder(database, b"secret")
    recorder.begin("web-1", AT)
    recorder.asked("web-1", Asked(AT, "ask_roles", "rest", "www.goes.example"))
    custom = {"outcome": "answer", "answer_id": "a", "answer_ids": ["a", "b"], "topic_id": "t"}
    recorder.said("web-1", AT + timedelta(seconds=1), custom)
    recorder.searched("web-1", 0.75, ["a", "b"], "Wie doet wat?")
    [turn] = all_rows(database, "turns")
    conversation = turn.pop("conversation")
    assert turn == {
        "number": 1, "at": "2026-11-02T09:00:00.000000Z", "intent": "ask_roles", "outcome": "answer", "answer": "a",
        "answers": " a b ", "topic": "t", "searched": 1, "confidence": 0.75, "near": "a b", "handover": None,
        "step": None, "steps": None, "reply_ms": 1000.0, "question": "Wie doet wat?",
    }  # fmt: skip
    [row] = all_rows(database, "conversations")
    assert row == {
        "id": conversation, "started_at": "2026-11-02T09:00:00.000000Z", "last_at": "2026-11-02T09:00:01.000000Z",
        "channel": "rest", "page": "www.goes.example", "test": 0,
    }  # fmt: skip


def test_who_it_was_cannot_be_seen(database: Database) -> None:
    Recorder(database, b"secret").asked("web-0123456789abcdef", Asked(AT, "greet"))
    assert "0123456789abcdef" not in str(all_rows(database, "conversations") + all_rows(database, "turns"))
    other = Recorder(database, b"other")
    assert other.pseudonym("web-1") != Recorder(database, b"secret").pseudonym("web-1")


def test_a_new_session_is_another_conversation_also_after_a_restart(database: Database) -> None:
    recorder = Recorder(database, b"secret")
    recorder.begin("web-1", AT)
    recorder.asked("web-1", Asked(AT, "greet"))
    recorder = Recorder(database, b"secret")
    recorder.asked("web-1", Asked(AT, "thank"))
    recorder.begin("web-1", AT + timedelta(hours=2))
    recorder.asked("web-1", Asked(AT + timedelta(hours=2), "greet"))
    numbers = [(str(row["conversation"])[-4:], row["number"], row["intent"]) for row in all_rows(database, "turns")]
    assert numbers == [("0001", 1, "greet"), ("0001", 2, "thank"), ("0002", 1, "greet")]


def test_safety_outweighs_what_follows_in_the_same_turn(database: Database) -> None:
    recorder = Recorder(database, b"secret")
    recorder.asked("web-1", Asked(AT, "victim"))
    recorder.said("web-1", AT, {"outcome": "safety"})
    recorder.said("web-1", AT, {"outcome": "flow"})
    recorder.asked("web-1", Asked(AT, "personal_data"))
    recorder.said("web-1", AT, {"outcome": "refuse"})
    recorder.said("web-1", AT, {"outcome": "flow", "progress": {"step": 2, "of": 5}})
    assert [(row["outcome"], row["step"]) for row in all_rows(database, "turns")] == [("safety", None), ("flow", 2)]


def test_a_vote_goes_to_the_session_in_which_the_answer_was_shown(database: Database) -> None:
    recorder = Recorder(database, b"secret")
    for hour in (0, 2):
        recorder.begin("web-1", AT + timedelta(hours=hour))
        recorder.asked("web-1", Asked(AT + timedelta(hours=hour), "ask_roles"))
        recorder.said("web-1", AT, {"outcome": "answer", "answer_id": "a" if hour == 0 else "aa"})
    assert recorder.vote("web-1", "a", False, "wrong", AT)
    assert recorder.vote("web-1", "aa", True, "wrong", AT)
    votes = [(str(row["conversation"])[-4:], row["answer"], row["reason"]) for row in all_rows(database, "votes")]
    assert votes == [("0001", "a", "wrong"), ("0002", "aa", None)]  # a vote that it helped needs no reason


def test_a_vote_of_nobody_is_not_kept(database: Database) -> None:
    assert not Recorder(database, b"secret").vote("web-9", "a", True, None, AT)
    assert all_rows(database, "votes") == []


def test_long_mails_are_not_kept(database: Database) -> None:
    recorder = Recorder(database, b"secret")
    recorder.asked("web-1", Asked(AT, "ask_roles"))
    recorder.searched("web-1", 0.5, ["a"], "x" * (LONGEST_QUESTION + 1))
    assert all_rows(database, "turns")[0]["question"] is None
