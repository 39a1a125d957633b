"""Removes conversations from Rasa's store when their term has passed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path


def purge(path: Path, before: datetime) -> int:
    """Remove every conversation whose last event is older than `before`; returns how many. One that goes on stays
    whole: half a conversation would confuse the bot."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path, timeout=30)) as database:
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'events'").fetchone():
            return 0
        database.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        old = "SELECT sender_id FROM events GROUP BY sender_id HAVING max(timestamp) < ?"
        count: int = database.execute(f"SELECT count(*) FROM ({old})", (before.timestamp(),)).fetchone()[0]
        with database:
            database.execute(f"DELETE FROM events WHERE sender_id IN ({old})", (before.timestamp(),))
        return count
