"""Removes what has been kept long enough: contact data, tickets, texts of questions, figures. Each has its own term."""

from __future__ import annotations

from datetime import datetime, timedelta

from helpdesk.config import KeepDays
from helpdesk.outbox import Outbox, Purged

UNUSED_CONTACT = timedelta(hours=24)  # given in a hand-over that was never finished


def purge_outbox(outbox: Outbox, keep: KeepDays, now: datetime) -> Purged:
    """Remove contact data and tickets whose terms have passed."""
    return outbox.purge(
        contacts_before=now - timedelta(days=keep.contact),
        unused_before=now - UNUSED_CONTACT,
        tickets_before=now - timedelta(days=keep.ticket),
    )
