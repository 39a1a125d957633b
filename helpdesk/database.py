"""SQLite files of the helpdesk: how they are opened, made and brought up to date."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 30.0  # seconds that a writer waits for another


class Database:
    """One SQLite file with its schema. `scripts`: one per version of the schema, oldest first; never change one that
    has been released, add one."""

    def __init__(self, path: Path, scripts: Sequence[str], *, durable: bool = True) -> None:
        """Makes the file, readable by its owner only, and brings it up to date. `durable`: what was committed must
        survive a power cut, not only a crash of the process."""
        self.path, self._durable = path, durable
        path.parent.mkdir(parents=True, exist_ok=True)
        # SQLite gives its side files the rights of this one.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self._use_journal()
        # Whoever closes the last connection must move the journal into the file, which costs more than all the rest.
        self._kept_open = self._open()
        with self.transaction() as database:
            known: int = database.execute("PRAGMA user_version").fetchone()[0]
            for script in scripts[known:]:
                for statement in statements(script):
                    database.execute(statement)
            if known < len(scripts):
                database.execute(f"PRAGMA user_version = {len(scripts)}")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is done inside happens, or nothing does. Waits for another writer."""
        database = self._open()
        try:
            database.execute("BEGIN IMMEDIATE")
            yield database
            database.execute("COMMIT")
        finally:
            database.close()  # without COMMIT: undone

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent view; waits for nobody."""
        database = self._open()
        try:
            database.execute("BEGIN")
            yield database
        finally:
            database.close()

    def vacuum(self) -> None:
        """Write the file anew without what was deleted, also in its journal."""
        database = self._open()
        try:
            database.execute("VACUUM")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            database.close()

    def _use_journal(self) -> None:
        """Switch to a write-ahead log, in which readers and a writer do not wait for each other. SQLite does not wait
        by itself when two processes do this to a new file at once."""
        for _ in range(int(PATIENCE / 0.05)):
            database = self._open()
            try:
                database.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError:
                time.sleep(0.05)
            finally:
                database.close()
        raise sqlite3.OperationalError(f"{self.path} stays locked")

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        database.row_factory = sqlite3.Row
        database.execute(f"PRAGMA synchronous = {'FULL' if self._durable else 'NORMAL'}")
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        return database


def statements(script: str) -> Iterator[str]:
    """The statements of a script; `executescript` would commit in between."""
    part = ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            yield part
            part = ""
