"""The outbox: tickets, the contact data that belong to them, and the mails that carry them, in one file that survives
a crash.

A mail goes through these states, and every step is recorded in `steps`:

    waiting ──claim──> sending ──the server said yes──> sent
       ^                  │
       └──failed, or the process died──┘        waiting ──withdrawn──> cancelled

A mail that was being sent when the process died is sent again: the server may or may not have taken it, and no one can
tell. It goes with the same Message-ID and the same bytes, so a mailbox can see that it is the same one.
docs/decisions tells what is guaranteed.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Literal

from helpdesk import reference as references
from helpdesk.clock import moment, stamp
from helpdesk.contact import Contact
from helpdesk.database import Database

Reason = Literal["request", "unanswered", "complaint", "failure"]
MailKind = Literal["ticket", "withdrawal"]
State = Literal["waiting", "sending", "sent", "cancelled"]

SCHEMA = (
    """
    CREATE TABLE tickets (
        reference TEXT PRIMARY KEY,
        accepted_at TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (reason IN ('request', 'unanswered', 'complaint', 'failure')),
        question TEXT NOT NULL,
        municipality TEXT,
        function TEXT,
        transcript TEXT,      -- JSON; NULL when the user left the conversation out
        withdrawn_at TEXT
    ) WITHOUT ROWID;
    -- Apart from the tickets, with a term of its own. Nothing else ever holds an address or number.
    CREATE TABLE contacts (
        token TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('email', 'phone')),
        value TEXT NOT NULL,
        given_at TEXT NOT NULL
    ) WITHOUT ROWID;
    -- Which contact belongs to which ticket. The row stays when the contact has gone: a token is used once.
    CREATE TABLE ticket_contacts (
        token TEXT PRIMARY KEY,
        reference TEXT NOT NULL UNIQUE REFERENCES tickets ON DELETE CASCADE
    ) WITHOUT ROWID;
    CREATE TABLE mails (
        id INTEGER PRIMARY KEY,
        reference TEXT NOT NULL REFERENCES tickets ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('ticket', 'withdrawal')),
        created_at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'cancelled')),
        attempts INTEGER NOT NULL DEFAULT 0,
        next_attempt_at TEXT NOT NULL,
        UNIQUE (reference, kind)
    );
    CREATE INDEX mails_due ON mails (state, next_attempt_at);
    CREATE TABLE steps (
        mail INTEGER NOT NULL REFERENCES mails ON DELETE CASCADE,
        at TEXT NOT NULL,
        state TEXT NOT NULL,
        note TEXT
    );
    CREATE INDEX steps_of_mail ON steps (mail);
    """,
)


class Withdrawal(Enum):
    """What came of a withdrawal."""

    BEFORE_SENDING = "before_sending"  # nobody has read it
    AFTER_SENDING = "after_sending"  # the helpdesk gets a second mail that asks to delete it
    ALREADY = "already"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Line:
    """One message of a conversation."""

    who: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True)
class Request:
    """What a user asks to have sent. `contact`: the token under which the outbox keeps the address or number."""

    reason: Reason
    question: str
    municipality: str | None
    function: str | None
    contact: str
    transcript: tuple[Line, ...] | None = None


@dataclass(frozen=True)
class Ticket:
    """An accepted request. The texts are empty after a withdrawal."""

    reference: str
    accepted_at: datetime
    reason: Reason
    question: str
    municipality: str | None
    function: str | None
    transcript: tuple[Line, ...] | None
    withdrawn_at: datetime | None
    state: State  # of the mail that carries it
    attempts: int
    last_note: str | None


@dataclass(frozen=True)
class Mail:
    """A mail that is being sent, with all that it is made of."""

    id: int
    kind: MailKind
    created_at: datetime
    attempts: int
    ticket: Ticket
    contact: Contact | None


class UnknownContact(Exception):
    """There is no contact under this token: it was never given, or its term has passed."""


class Outbox:
    """The outbox in one file. Every method is one transaction: when it returns, what it did survives a power cut."""

    def __init__(self, path: Path) -> None:
        """Opens or makes the file."""
        self.path = path
        self.database = Database(path, SCHEMA)

    # Contact data

    def keep_contact(self, contact: Contact, now: datetime) -> str:
        """Store an address or number; returns the token that stands for it everywhere else. The token tells nothing."""
        token = "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(24))
        with self.database.transaction() as database:
            database.execute(
                "INSERT INTO contacts VALUES (?, ?, ?, ?)", (token, contact.kind, contact.value, stamp(now))
            )
        return token

    def contact(self, token: str) -> Contact | None:
        """What a token stands for, while it is kept."""
        with self.database.reading() as database:
            return _contact(database, token)

    def forget_contact(self, token: str) -> None:
        """Remove what no ticket will need. Does nothing for the contact of a ticket."""
        with self.database.transaction() as database:
            database.execute(
                "DELETE FROM contacts WHERE token = ? AND token NOT IN (SELECT token FROM ticket_contacts)", (token,)
            )

    # Tickets

    def accept(self, request: Request, now: datetime) -> Ticket:
        """Accept a request; from the moment that this returns it is not lost any more. The same contact token again
        gives the same ticket, so a repeated call is harmless. Raises UnknownContact."""
        with self.database.transaction() as database:
            known = database.execute(
                "SELECT reference FROM ticket_contacts WHERE token = ?", (request.contact,)
            ).fetchone()
            if known is None:
                if _contact(database, request.contact) is None:
                    raise UnknownContact(request.contact)
                reference = self._insert(database, request, now)
            else:
                reference = known["reference"]
            ticket = _ticket(database, reference)
        assert ticket is not None
        return ticket

    @staticmethod
    def _insert(database: sqlite3.Connection, request: Request, now: datetime) -> str:
        reference = references.new()
        transcript = None
        if request.transcript is not None:
            transcript = json.dumps([[line.who, line.text] for line in request.transcript], ensure_ascii=False)
        database.execute(
            "INSERT INTO tickets VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
            (
                reference, stamp(now), request.reason, request.question, request.municipality, request.function,
                transcript,
            ),
        )  # fmt: skip
        database.execute("INSERT INTO ticket_contacts VALUES (?, ?)", (request.contact, reference))
        _queue(database, reference, "ticket", now)
        return reference

    def ticket(self, reference: str) -> Ticket | None:
        """The ticket with this reference."""
        with self.database.reading() as database:
            return _ticket(database, reference)

    def tickets(self, *, unsent_only: bool = False) -> list[Ticket]:
        """All tickets, oldest first; with `unsent_only` those that the helpdesk has not got yet."""
        with self.database.reading() as database:
            rows = database.execute("SELECT reference FROM tickets ORDER BY accepted_at, reference").fetchall()
            found = [_ticket(database, row["reference"]) for row in rows]
        return [t for t in found if t is not None and (not unsent_only or t.state in ("waiting", "sending"))]

    def contact_of(self, reference: str) -> Contact | None:
        """The address or number of a ticket, while it is kept."""
        with self.database.reading() as database:
            return _contact_of(database, reference)

    def withdraw(self, reference: str, now: datetime) -> Withdrawal:
        """Withdraw a ticket: its texts and contact are removed here at once. What the helpdesk may have got already is
        followed by a mail that asks to delete it."""
        with self.database.transaction() as database:
            ticket = _ticket(database, reference)
            if ticket is None:
                return Withdrawal.UNKNOWN
            if ticket.withdrawn_at is not None:
                return Withdrawal.ALREADY
            _remove_contact(database, reference)
            database.execute(
                "UPDATE tickets SET withdrawn_at = ?, question = '', municipality = NULL, function = NULL, "
                "transcript = NULL WHERE reference = ?",
                (stamp(now), reference),
            )
            # One that failed before may have arrived all the same.
            if ticket.state == "waiting" and ticket.attempts == 0:
                _step(database, _mail_id(database, reference, "ticket"), "cancelled", now, "withdrawn")
                return Withdrawal.BEFORE_SENDING
            if ticket.state == "waiting":
                _step(database, _mail_id(database, reference, "ticket"), "cancelled", now, "withdrawn")
            _queue(database, reference, "withdrawal", now)
            return Withdrawal.AFTER_SENDING

    # Mails

    def recover(self, now: datetime) -> int:
        """Give back what a sender left behind when it died; returns how many. Only for the one process that sends."""
        with self.database.transaction() as database:
            rows = database.execute(
                "SELECT mails.id, tickets.withdrawn_at IS NOT NULL AND kind = 'ticket' AS gone "
                "FROM mails JOIN tickets USING (reference) WHERE state = 'sending'"
            ).fetchall()
            for row in rows:
                if row["gone"]:
                    _step(database, row["id"], "cancelled", now, "withdrawn while it was being sent")
                else:
                    _step(database, row["id"], "waiting", now, "the sender stopped half-way", due=now)
        return len(rows)

    def claim(self, now: datetime) -> Mail | None:
        """The mail that is due longest, marked as being sent; None when none is due."""
        with self.database.transaction() as database:
            row = database.execute(
                # A withdrawal never overtakes the ticket that it withdraws.
                "SELECT * FROM mails AS mail WHERE state = 'waiting' AND next_attempt_at <= ? AND NOT EXISTS ("
                "  SELECT 1 FROM mails AS other WHERE other.reference = mail.reference AND mail.kind = 'withdrawal' "
                "  AND other.kind = 'ticket' AND other.state IN ('waiting', 'sending')"
                ") ORDER BY next_attempt_at, id LIMIT 1",
                (stamp(now),),
            ).fetchone()
            if row is None:
                return None
            database.execute("UPDATE mails SET attempts = attempts + 1 WHERE id = ?", (row["id"],))
            _step(database, row["id"], "sending", now, None)
            ticket = _ticket(database, row["reference"])
            assert ticket is not None
            return Mail(
                id=row["id"],
                kind=row["kind"],
                created_at=moment(row["created_at"]),
                attempts=row["attempts"] + 1,
                ticket=ticket,
                contact=_contact_of(database, row["reference"]),
            )

    def sent(self, mail: Mail, now: datetime) -> None:
        """The server took it."""
        with self.database.transaction() as database:
            _step(database, mail.id, "sent", now, None)

    def failed(self, mail: Mail, now: datetime, note: str, due: datetime) -> None:
        """It did not go, or nobody knows; it is due again at `due`. `note` says why, without personal data."""
        with self.database.transaction() as database:
            row = database.execute(
                "SELECT withdrawn_at FROM mails JOIN tickets USING (reference) WHERE mails.id = ?", (mail.id,)
            ).fetchone()
            if row is None:
                return  # its term passed meanwhile
            if row["withdrawn_at"] is not None and mail.kind == "ticket":
                _step(database, mail.id, "cancelled", now, "withdrawn while it was being sent")
            else:
                _step(database, mail.id, "waiting", now, note, due=due)

    def retry_now(self, now: datetime) -> int:
        """Make all waiting mails due; returns how many."""
        with self.database.transaction() as database:
            return database.execute(
                "UPDATE mails SET next_attempt_at = ? WHERE state = 'waiting'", (stamp(now),)
            ).rowcount

    def history(self, reference: str) -> list[tuple[MailKind, datetime, State, str | None]]:
        """Every step of the mails of a ticket, in order."""
        with self.database.reading() as database:
            rows = database.execute(
                "SELECT kind, at, steps.state, note FROM steps JOIN mails ON mails.id = mail "
                "WHERE reference = ? ORDER BY steps.rowid",
                (reference,),
            ).fetchall()
        return [(row["kind"], moment(row["at"]), row["state"], row["note"]) for row in rows]

    # Retention

    def purge(self, contacts_before: datetime, unused_before: datetime, tickets_before: datetime) -> Purged:
        """Remove contacts given and tickets accepted before these moments; a contact that never became part of a
        ticket has its own, short term."""
        with self.database.transaction() as database:
            contacts = database.execute(
                "DELETE FROM contacts WHERE given_at < ? "
                "OR (given_at < ? AND token NOT IN (SELECT token FROM ticket_contacts))",
                (stamp(contacts_before), stamp(unused_before)),
            ).rowcount
            unsent = database.execute(
                "SELECT count(*) FROM tickets JOIN mails USING (reference) "
                "WHERE accepted_at < ? AND kind = 'ticket' AND state IN ('waiting', 'sending')",
                (stamp(tickets_before),),
            ).fetchone()[0]
            database.execute(
                "DELETE FROM contacts WHERE token IN (SELECT token FROM ticket_contacts JOIN tickets "
                "USING (reference) WHERE accepted_at < ?)",
                (stamp(tickets_before),),
            )
            tickets = database.execute("DELETE FROM tickets WHERE accepted_at < ?", (stamp(tickets_before),)).rowcount
        if contacts or tickets:
            self.database.vacuum()
        return Purged(contacts, tickets, unsent)


@dataclass(frozen=True)
class Purged:
    """How much was removed. `unsent`: tickets among them that never reached the helpdesk."""

    contacts: int
    tickets: int
    unsent: int


def _queue(database: sqlite3.Connection, reference: str, kind: MailKind, now: datetime) -> None:
    cursor = database.execute(
        "INSERT INTO mails (reference, kind, created_at, state, next_attempt_at) VALUES (?, ?, ?, 'waiting', ?)",
        (reference, kind, stamp(now), stamp(now)),
    )
    assert cursor.lastrowid is not None
    _step(database, cursor.lastrowid, "waiting", now, None, due=now)


def _step(
    database: sqlite3.Connection, mail: int, state: State, now: datetime, note: str | None, due: datetime | None = None
) -> None:
    database.execute("UPDATE mails SET state = ? WHERE id = ?", (state, mail))
    if due is not None:
        database.execute("UPDATE mails SET next_attempt_at = ? WHERE id = ?", (stamp(due), mail))
    database.execute("INSERT INTO steps SELECT id, ?, ?, ? FROM mails WHERE id = ?", (stamp(now), state, note, mail))


def _mail_id(database: sqlite3.Connection, reference: str, kind: MailKind) -> int:
    row = database.execute("SELECT id FROM mails WHERE reference = ? AND kind = ?", (reference, kind)).fetchone()
    return int(row["id"])


def _contact(database: sqlite3.Connection, token: str) -> Contact | None:
    row = database.execute("SELECT kind, value FROM contacts WHERE token = ?", (token,)).fetchone()
    return None if row is None else Contact(row["kind"], row["value"])


def _contact_of(database: sqlite3.Connection, reference: str) -> Contact | None:
    row = database.execute("SELECT token FROM ticket_contacts WHERE reference = ?", (reference,)).fetchone()
    return None if row is None else _contact(database, row["token"])


def _remove_contact(database: sqlite3.Connection, reference: str) -> None:
    database.execute(
        "DELETE FROM contacts WHERE token IN (SELECT token FROM ticket_contacts WHERE reference = ?)", (reference,)
    )


def _ticket(database: sqlite3.Connection, reference: str) -> Ticket | None:
    row = database.execute(
        "SELECT tickets.*, state, attempts, (SELECT note FROM steps WHERE mail = mails.id AND note IS NOT NULL "
        "ORDER BY rowid DESC LIMIT 1) AS last_note FROM tickets JOIN mails USING (reference) "
        "WHERE reference = ? AND kind = 'ticket'",
        (reference,),
    ).fetchone()
    if row is None:
        return None
    return Ticket(
        reference=row["reference"],
        accepted_at=moment(row["accepted_at"]),
        reason=row["reason"],
        question=row["question"],
        municipality=row["municipality"],
        function=row["function"],
        transcript=_lines(json.loads(row["transcript"])) if row["transcript"] is not None else None,
        withdrawn_at=moment(row["withdrawn_at"]) if row["withdrawn_at"] else None,
        state=row["state"],
        attempts=row["attempts"],
        last_note=row["last_note"],
    )


def _lines(pairs: Sequence[tuple[Literal["user", "assistant"], str]]) -> tuple[Line, ...]:
    return tuple(Line(who, text) for who, text in pairs)
