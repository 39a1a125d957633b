"""Encryption and log-in with a real SMTP server: what is asked for happens, or nothing is sent."""

import datetime
import ipaddress
import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from helpdesk.clock import now
from helpdesk.config import HelpdeskConfig
from helpdesk.delivery import deliver_due
from helpdesk.outbox import Outbox
from helpdesk.settings import MailServer
from tests.helpdesk.conftest import MAILBOX, SENDER, Mailbox, request_in


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine that nobody vouches for, with its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.datetime.now(datetime.timezone.utc)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(today).not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = tmp_path_factory.mktemp("certificate") / "mail.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file


def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"kompas", b"geheim")
    return AuthResult(success=good, handled=False)


@pytest.fixture
def secure(certificate: Path) -> Iterator[tuple[Mailbox, MailServer]]:
    """A server that takes mail after STARTTLS and log-in only."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    mailbox = Mailbox()
    controller = Controller(
        mailbox, hostname="127.0.0.1", port=mailbox.port, tls_context=context, require_starttls=True,
        auth_required=True, authenticator=authenticate,
    )  # fmt: skip
    controller.start()
    yield mailbox, MailServer("127.0.0.1", mailbox.port, "starttls", SENDER, MAILBOX, "kompas", "geheim")
    controller.stop()


def note(outbox: Outbox) -> str | None:
    [ticket] = outbox.tickets(unsent_only=True)
    return ticket.last_note


def test_with_encryption_and_the_right_password_it_arrives(
    outbox: Outbox, secure: tuple[Mailbox, MailServer], config: HelpdeskConfig, certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))  # as an administrator would trust it
    outbox.accept(request_in(outbox), now())
    assert deliver_due(outbox, secure[1], config, now) == (1, 0)
    assert len(secure[0].mails) == 1


def test_a_server_that_nobody_vouches_for_gets_nothing(
    outbox: Outbox, secure: tuple[Mailbox, MailServer], config: HelpdeskConfig
) -> None:
    outbox.accept(request_in(outbox), now())
    assert deliver_due(outbox, secure[1], config, now) == (0, 1)
    assert note(outbox) == "SSLCertVerificationError"
    assert secure[0].raw == []


def test_a_server_without_encryption_gets_nothing_when_it_is_asked_for(
    outbox: Outbox, mailbox: Mailbox, config: HelpdeskConfig
) -> None:
    outbox.accept(request_in(outbox), now())
    assert deliver_due(outbox, replace(mailbox.server, security="starttls"), config, now) == (0, 1)
    assert note(outbox) == "SMTPNotSupportedError"
    assert mailbox.raw == []


def test_a_wrong_password_is_told_and_the_ticket_waits(
    outbox: Outbox, secure: tuple[Mailbox, MailServer], config: HelpdeskConfig, certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    outbox.accept(request_in(outbox), now())
    outbox.accept(request_in(outbox), now())
    # One try, not one for each ticket: the account would be locked.
    assert deliver_due(outbox, replace(secure[1], password="fout"), config, now) == (0, 1)
    assert sorted((ticket.attempts, ticket.last_note) for ticket in outbox.tickets()) == [
        (0, None), (1, "SMTPAuthenticationError 535"),
    ]  # fmt: skip
