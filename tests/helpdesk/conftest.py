"""A real mail server on loopback, and an outbox in a folder of its own."""

from __future__ import annotations

import email
import email.policy
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from bot.model import environment
from helpdesk.config import DEFAULT, HelpdeskConfig, read
from helpdesk.contact import Contact
from helpdesk.outbox import Outbox, Request
from helpdesk.settings import MailServer

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 20, 14, 30, tzinfo=timezone.utc)  # a Friday, 15.30 in the Netherlands
MAILBOX, SENDER = "helpdesk@vng.example", "assistent@kompas.example"


class Mailbox:
    """An SMTP server that keeps what it accepts. `before` and `after` are called with the number of the delivery,
    before and after it is kept; what they return is the server's answer, None for the usual one."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.before: Callable[[int], str | None] = lambda number: None
        self.after: Callable[[int], str | None] = lambda number: None
        self._lock = threading.Lock()
        self._deliveries = 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._controller: Controller | None = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        with self._lock:
            self._deliveries += 1
            number = self._deliveries
        refused = self.before(number)
        if refused:
            return refused
        assert envelope.rcpt_tos == [MAILBOX]
        self.raw.append(envelope.content)
        return self.after(number) or "250 OK"

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    @property
    def mails(self) -> list[EmailMessage]:
        return [email.message_from_bytes(raw, policy=email.policy.default) for raw in self.raw]

    @property
    def server(self) -> MailServer:
        return MailServer("127.0.0.1", self.port, "none", SENDER, MAILBOX)

    @property
    def settings(self) -> dict[str, str]:
        return {
            "KOMPAS_SMTP_URL": f"smtp://127.0.0.1:{self.port}",
            "KOMPAS_HELPDESK_MAILBOX": MAILBOX,
            "KOMPAS_HELPDESK_SENDER": SENDER,
        }


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    made = Mailbox()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "helpdesk.sqlite")


@pytest.fixture
def config() -> HelpdeskConfig:
    return read(DEFAULT)


def deliver(outbox: Outbox, mailbox: Mailbox, reference: str) -> EmailMessage:
    """Let the real sending process run until this ticket is sent; the mail that arrived."""
    settings = {**environment(), **mailbox.settings}
    command = [sys.executable, "-m", "helpdesk", "--outbox", str(outbox.path), "deliver"]
    sender = subprocess.Popen(command, cwd=ROOT, env=settings)
    try:
        end = time.monotonic() + 60
        while (ticket := outbox.ticket(reference)) is None or ticket.state != "sent":
            assert time.monotonic() < end and sender.poll() is None
            time.sleep(0.05)
    finally:
        sender.terminate()
        sender.wait(timeout=10)
    [mail] = [mail for mail in mailbox.mails if mail["X-Kompas-Reference"] == reference]
    return mail


def request_in(outbox: Outbox, contact: str = "j.jansen@gemeente.example", **changes: Any) -> Request:
    """A request whose contact the outbox keeps."""
    kind = "email" if "@" in contact else "phone"
    token = outbox.keep_contact(Contact(kind, contact), NOW)
    values: dict[str, Any] = {
        "reason": "request",
        "question": "Wie betaalt de opvang van een slachtoffer zonder papieren?",
        "municipality": "Goes",
        "function": "beleidsmedewerker",
        "contact": token,
    }
    return Request(**{**values, **changes})
