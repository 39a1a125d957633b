"""Writes down what happens in conversations, as figures. Who it was is not kept: a pseudonym stands for it."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from helpdesk.clock import moment, stamp
from helpdesk.database import Database, statements

HERE = Path(__file__).parent
LONGEST_QUESTION = 400  # characters; a longer mail is not kept
VOTE_REASONS = ("wrong", "unclear", "incomplete", "outdated", "other")


def open_insight(path: Path) -> Database:
    """The file with figures, made when it is not there, with the definitions of this version."""
    database = Database(path, [(HERE / "schema.sql").read_text(encoding="utf-8")], durable=False)
    with database.transaction() as connection:
        for statement in statements((HERE / "views.sql").read_text(encoding="utf-8")):
            connection.execute(statement)
    return database


@dataclass(frozen=True)
class Asked:
    """A message of a user, without its text. `received`: when it came in; `page`: host of the embedding page."""

    at: datetime
    intent: str | None
    channel: str | None = None
    page: str | None = None
    test: bool = False
    received: datetime | None = None


class Recorder:
    """Turns events into rows. A sender is whatever names a conversation elsewhere; only its pseudonym is kept."""

    def __init__(self, database: Database, secret: bytes) -> None:
        """`secret`: key of the pseudonyms; without it nobody can tell which conversation a row is about."""
        self._database, self._secret = database, secret

    def begin(self, sender: str, at: datetime) -> None:
        """A new session: what follows is another conversation than what this sender said before."""
        with self._database.transaction() as database:
            self._begin(database, sender, at)

    def asked(self, sender: str, asked: Asked) -> None:
        """A message came in."""
        with self._database.transaction() as database:
            conversation = self._current(database, sender) or self._begin(database, sender, asked.at)
            database.execute(
                "INSERT INTO turns (conversation, number, at, intent) "
                "SELECT ?, count(*) + 1, ?, ? FROM turns WHERE conversation = ?",
                (conversation, stamp(asked.received or asked.at), asked.intent, conversation),
            )
            database.execute(
                "UPDATE conversations SET last_at = max(last_at, ?), channel = coalesce(channel, ?), "
                "page = coalesce(page, ?), test = max(test, ?) WHERE id = ?",
                (stamp(asked.at), asked.channel, asked.page, asked.test, conversation),
            )

    def searched(self, sender: str, confidence: float, near: Sequence[str], question: str | None) -> None:
        """The message was searched for. `question`: its text, if it may be kept."""
        kept = question if question and len(question) <= LONGEST_QUESTION else None
        with self._database.transaction() as database:
            self._update(
                database, sender, "searched = 1, confidence = ?, near = ?, question = ?",
                (confidence, " ".join(near), kept),
            )  # fmt: skip

    def said(self, sender: str, at: datetime, custom: Mapping[str, Any]) -> None:
        """The assistant said something; `custom` as in docs/reply-contract.md. Of several messages the last counts, but
        nothing outweighs a safety message."""
        answers = custom.get("answer_ids") or filter(None, [custom.get("answer_id")])
        progress = custom.get("progress") or {}
        with self._database.transaction() as database:
            conversation = self._current(database, sender)
            row = database.execute(
                "SELECT at, number, reply_ms FROM turns WHERE conversation = ? ORDER BY number DESC LIMIT 1",
                (conversation,),
            ).fetchone()
            if row is None:
                return
            took = (at - moment(row["at"])).total_seconds() * 1000
            self._update(
                database, sender,
                "outcome = CASE WHEN outcome = 'safety' THEN outcome ELSE coalesce(?, outcome) END, "
                "answer = coalesce(answer, ?), answers = answers || ?, topic = coalesce(topic, ?), "
                "handover = coalesce(?, handover), step = ?, steps = ?, reply_ms = coalesce(reply_ms, ?)",
                (
                    custom.get("outcome"), custom.get("answer_id"), "".join(f"{answer} " for answer in answers),
                    custom.get("topic_id"), custom.get("handover"), progress.get("step"), progress.get("of"),
                    max(0.0, took),
                ),
            )  # fmt: skip
            database.execute(
                "UPDATE conversations SET last_at = max(last_at, ?) WHERE id = ?", (stamp(at), conversation)
            )

    def vote(self, sender: str, answer: str, helpful: bool, reason: str | None, at: datetime) -> bool:
        """A user's opinion of an answer; a later one about the same answer replaces it. False when this sender has no
        conversation."""
        with self._database.transaction() as database:
            row = database.execute(
                "SELECT conversation FROM turns WHERE conversation GLOB ? AND instr(answers, ?) "
                "ORDER BY conversation DESC, number DESC LIMIT 1",
                (f"{self.pseudonym(sender)}-*", f" {answer} "),
            ).fetchone()
            conversation = row["conversation"] if row else self._current(database, sender)
            if conversation is None:
                return False
            database.execute(
                "INSERT OR REPLACE INTO votes VALUES (?, ?, ?, ?, ?)",
                (conversation, answer, helpful, None if helpful else reason, stamp(at)),
            )
        return True

    def _begin(self, database: sqlite3.Connection, sender: str, at: datetime) -> str:
        before = self._current(database, sender)
        number = int(before.rsplit("-", 1)[1]) + 1 if before else 1
        conversation = f"{self.pseudonym(sender)}-{number:04}"
        database.execute(
            "INSERT INTO conversations (id, started_at, last_at) VALUES (?, ?, ?)", (conversation, stamp(at), stamp(at))
        )
        return conversation

    def _current(self, database: sqlite3.Connection, sender: str) -> str | None:
        row = database.execute(
            "SELECT max(id) AS id FROM conversations WHERE id GLOB ?", (f"{self.pseudonym(sender)}-*",)
        ).fetchone()
        return None if row["id"] is None else str(row["id"])

    def _update(self, database: sqlite3.Connection, sender: str, what: str, values: Sequence[Any]) -> None:
        conversation = self._current(database, sender)
        database.execute(
            f"UPDATE turns SET {what} WHERE conversation = ? "
            "AND number = (SELECT max(number) FROM turns WHERE conversation = ?)",
            (*values, conversation, conversation),
        )

    def pseudonym(self, sender: str) -> str:
        """What stands for a sender in all rows."""
        return hashlib.blake2b(sender.encode(), key=self._secret[:64], digest_size=10).hexdigest()
