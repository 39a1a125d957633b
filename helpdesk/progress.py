"""What someone was doing in a scan or the learning path, kept under a code: no account, no personal data.

Only a hash of the code is stored, so that who reads the file cannot go on as someone else. What was not used for the
configured number of days is removed.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from limits import RateLimitItemPerHour
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from helpdesk.clock import now, stamp
from helpdesk.database import Database

WRONG_PER_CONVERSATION, WRONG_IN_ALL = 5, 500  # per hour
_SCRIPTS = (
    """
    CREATE TABLE progress (code_hash TEXT PRIMARY KEY, state TEXT NOT NULL, used TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX progress_used ON progress (used);
    """,
)


class TooManyTries(Exception):
    """So many wrong codes were tried that no more are looked at for now."""


class Progress:
    """The file with what was kept."""

    def __init__(self, path: Path, days: int) -> None:
        """Makes the file when it is not there. `days`: for how long something is kept after it was last used."""
        self.days = days
        self._database = Database(path, _SCRIPTS)
        self._storage = MemoryStorage()  # the limiter itself holds it by a weak reference only
        self._limiter = FixedWindowRateLimiter(self._storage)

    def save(self, code: str, state: dict[str, Any], at: datetime | None = None) -> None:
        """Keep a state under a code, instead of what was there."""
        at = at or now()
        with self._database.transaction() as database:
            database.execute("DELETE FROM progress WHERE used < ?", (self._oldest(at),))
            row = (_hash(code), json.dumps(state, separators=(",", ":")), stamp(at))
            database.execute("INSERT OR REPLACE INTO progress (code_hash, state, used) VALUES (?, ?, ?)", row)

    def load(self, code: str, who: str, at: datetime | None = None) -> dict[str, Any] | None:
        """What was kept under a code, or None when there is nothing (any more). `who`: the conversation that asks; its
        wrong codes are counted. Raises TooManyTries."""
        at = at or now()
        limits = ((RateLimitItemPerHour(WRONG_PER_CONVERSATION), who), (RateLimitItemPerHour(WRONG_IN_ALL), "all"))
        if not all(self._limiter.test(limit, key) for limit, key in limits):
            raise TooManyTries
        with self._database.transaction() as database:
            row = database.execute(
                "SELECT state FROM progress WHERE code_hash = ? AND used >= ?", (_hash(code), self._oldest(at))
            ).fetchone()
            if row is not None:
                database.execute("UPDATE progress SET used = ? WHERE code_hash = ?", (stamp(at), _hash(code)))
        if row is None:
            for limit, key in limits:
                self._limiter.hit(limit, key)
            return None
        state: dict[str, Any] = json.loads(row["state"])
        return state

    def _oldest(self, at: datetime) -> str:
        return stamp(at - timedelta(days=self.days))


def _hash(code: str) -> str:
    """Codes are random and long, so a plain hash cannot be searched back."""
    return hashlib.sha256(code.encode()).hexdigest()
