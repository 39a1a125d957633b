"""Carries mails from the outbox to the mail server. One process does it, and does nothing else."""

from __future__ import annotations

import fcntl
import logging
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from helpdesk.config import HelpdeskConfig
from helpdesk.mail import message
from helpdesk.outbox import Outbox
from helpdesk.settings import MailServer

logger = logging.getLogger(__name__)
PATIENCE = 30.0  # seconds for each answer of the mail server
Clock = Callable[[], datetime]


class AlreadyRunning(Exception):
    """Another process delivers from this outbox."""


@contextmanager
def only_sender(outbox: Path) -> Iterator[None]:
    """Hold the right to deliver from an outbox. The system takes it back when the process ends, however it ends; so
    whoever holds it knows that a mail marked as being sent was left behind. Raises AlreadyRunning."""
    with outbox.with_name(outbox.name + ".sender").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(str(outbox)) from error
        yield


def deliver_due(outbox: Outbox, server: MailServer, config: HelpdeskConfig, clock: Clock) -> tuple[int, int]:
    """Send all that is due, one by one; returns how many went and how many did not. Stops when the server is not there,
    or does not let us in: the others would fare the same. Call it as the only sender."""
    gone = stuck = 0
    while (mail := outbox.claim(clock())) is not None:
        try:
            send(message(mail, server.sender, server.mailbox, config), server)
        except (OSError, smtplib.SMTPException) as error:
            now = clock()
            # The text of the server may repeat what was sent; its kind and code say enough.
            note = f"{type(error).__name__} {getattr(error, 'smtp_code', '')}".strip()
            outbox.failed(mail, now, note, now + config.retry.after(mail.attempts))
            logger.warning("mail of %s not sent: %s", mail.ticket.reference, note)
            stuck += 1
            if not isinstance(error, smtplib.SMTPDataError):  # only that is about this one mail
                break
        else:
            outbox.sent(mail, clock())
            gone += 1
    return gone, stuck


def send(made: EmailMessage, server: MailServer) -> None:
    """Hand one mail to the server; returns once the server has said that it has it. Raises OSError, SMTPException."""
    client: smtplib.SMTP
    if server.security == "tls":
        client = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=ssl.create_default_context())
    else:
        client = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        if server.security == "starttls":
            client.starttls(context=ssl.create_default_context())
        if server.user:
            client.login(server.user, server.password or "")
        client.send_message(made)
    except BaseException:
        client.close()
        raise
    try:
        client.quit()
    except (OSError, smtplib.SMTPException):  # it has the mail; how it says goodbye does not matter
        client.close()
