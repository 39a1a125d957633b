"""Removes what has been kept long enough: contact data, tickets, texts of questions, figures. Each has its own term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from helpdesk.clock import stamp
from helpdesk.config import KeepDays
from helpdesk.database import Database
from helpdesk.outbox import Outbox, Purged

UNUSED_CONTACT = timedelta(hours=24)  # given in a hand-over that was never finished


def purge_outbox(outbox: Outbox, keep: KeepDays, now: datetime) -> Purged:
    """Remove contact data and tickets whose terms have passed."""
    return outbox.purge(
        contacts_before=now - timedelta(days=keep.contact),
        unused_before=now - UNUSED_CONTACT,
        tickets_before=now - timedelta(days=keep.ticket),
    )


@dataclass(frozen=True)
class PurgedFigures:
    """How much was removed: texts of questions, whole conversations, votes."""

    questions: int
    conversations: int
    votes: int


def purge_insight(insight: Database, keep: KeepDays, now: datetime) -> PurgedFigures:
    """Remove the texts of questions first, and later the figures themselves."""
    questions_before = stamp(now - timedelta(days=keep.question))
    figures_before = stamp(now - timedelta(days=keep.figure))
    with insight.transaction() as database:
        questions = database.execute(
            "UPDATE turns SET question = NULL WHERE question IS NOT NULL AND at < ?", (questions_before,)
        ).rowcount
        conversations = database.execute("DELETE FROM conversations WHERE last_at < ?", (figures_before,)).rowcount
        votes = database.execute("DELETE FROM votes WHERE at < ?", (figures_before,)).rowcount
    if questions or conversations or votes:
        insight.vacuum()
    return PurgedFigures(questions, conversations, votes)
