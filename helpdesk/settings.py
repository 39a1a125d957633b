"""Where the helpdesk keeps its files and which mail server it uses, from the environment (docs/settings.md)."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

Security = Literal["tls", "starttls", "none"]
_SECURITY: dict[str, tuple[Security, int]] = {
    "smtps": ("tls", 465),
    "smtp+starttls": ("starttls", 587),
    "smtp": ("none", 25),
}
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class SettingError(Exception):
    """A setting cannot be used; the message names the variable and the remedy."""


@dataclass(frozen=True)
class MailServer:
    """How mails leave."""

    host: str
    port: int
    security: Security
    sender: str
    mailbox: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class InsightServer:
    """Where the dashboard listens. `password_hash`: of the user `helpdesk`; None for this machine only."""

    host: str
    port: int
    password_hash: str | None = field(default=None, repr=False)


def insight_server() -> InsightServer:
    """The dashboard's server. Raises SettingError."""
    port = os.environ.get("KOMPAS_INSIGHT_PORT", "5006")
    if not (port.isascii() and port.isdecimal()) or not 0 < int(port) < 65536:
        raise SettingError(f"KOMPAS_INSIGHT_PORT moet een poort zijn van 1 tot en met 65535, niet '{port}'")
    password_hash = os.environ.get("KOMPAS_INSIGHT_PASSWORD_HASH") or None
    if password_hash is not None and password_hash.count("$") != 3:
        raise SettingError(
            "KOMPAS_INSIGHT_PASSWORD_HASH moet een hash zijn, geen wachtwoord: .venv/bin/datasette hash-password"
        )
    return InsightServer(os.environ.get("KOMPAS_INSIGHT_HOST", "127.0.0.1"), int(port), password_hash)


def outbox_path() -> Path:
    """The file with tickets and contact data."""
    return Path(os.environ.get("KOMPAS_HELPDESK_DB") or "var/helpdesk.sqlite")


def insight_path() -> Path:
    """The file with figures, without personal data."""
    return Path(os.environ.get("KOMPAS_INSIGHT_DB") or "var/insight.sqlite")


def progress_path() -> Path:
    """The file with scans and learning paths that go on later."""
    return Path(os.environ.get("KOMPAS_PROGRESS_DB") or "var/progress.sqlite")


def progress_days() -> int:
    """For how many days these are kept after they were last used. Raises SettingError."""
    value = os.environ.get("KOMPAS_PROGRESS_DAYS", "90")
    if not (value.isascii() and value.isdecimal() and 1 <= int(value) <= 3650):
        raise SettingError(f"KOMPAS_PROGRESS_DAYS moet een aantal dagen van 1 tot 3650 zijn, niet '{value}'")
    return int(value)


def mail_server() -> MailServer | None:
    """The mail server, or None when none is set. Raises SettingError."""
    url = os.environ.get("KOMPAS_SMTP_URL")
    if not url:
        return None
    mailbox, sender = os.environ.get("KOMPAS_HELPDESK_MAILBOX"), os.environ.get("KOMPAS_HELPDESK_SENDER")
    for name, value in (("KOMPAS_HELPDESK_MAILBOX", mailbox), ("KOMPAS_HELPDESK_SENDER", sender)):
        if not value or "@" not in value or any(c.isspace() for c in value):
            raise SettingError(f"{name} moet een e-mailadres zijn als KOMPAS_SMTP_URL gezet is, niet '{value or ''}'")
    assert mailbox and sender
    parts = urlsplit(url)
    try:
        security, port = _SECURITY[parts.scheme]
        port = parts.port or port
    except (KeyError, ValueError) as error:
        raise SettingError(
            "KOMPAS_SMTP_URL moet eruitzien als smtps://host:465, smtp+starttls://host:587 of smtp://127.0.0.1:25"
        ) from error
    if not parts.hostname:
        raise SettingError("KOMPAS_SMTP_URL noemt geen server")
    if security == "none" and parts.hostname not in _LOOPBACK:
        raise SettingError(
            "KOMPAS_SMTP_URL: zonder versleuteling alleen naar deze machine; in de mails staan contactgegevens. "
            "Gebruik smtps:// of smtp+starttls://"
        )
    if parts.password:
        raise SettingError("KOMPAS_SMTP_URL mag geen wachtwoord bevatten: zet het in KOMPAS_SMTP_PASSWORD")
    return MailServer(
        host=parts.hostname,
        port=port,
        security=security,
        sender=sender,
        mailbox=mailbox,
        user=unquote(parts.username) if parts.username else None,
        password=os.environ.get("KOMPAS_SMTP_PASSWORD"),
    )
