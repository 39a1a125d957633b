"""Mails at a real SMTP server on loopback."""

from datetime import datetime, timedelta, timezone

import pytest

from helpdesk.config import HelpdeskConfig
from helpdesk.delivery import AlreadyRunning, deliver_due, only_sender
from helpdesk.outbox import Line, Outbox
from tests.helpdesk.conftest import MAILBOX, NOW, SENDER, Mailbox, request_in


class Clock:
    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment


def test_a_ticket_arrives_as_a_mail_with_all_that_is_needed(
    outbox: Outbox, mailbox: Mailbox, config: HelpdeskConfig
) -> None:
    transcript = (Line("user", "Wie betaalt de opvang?"), Line("assistant", "Dat weet ik niet.\nVraag het anders."))
    ticket = outbox.accept(request_in(outbox, reason="unanswered", transcript=transcript), NOW)
    assert deliver_due(outbox, mailbox.server, config, Clock()) == (1, 0)
    [mail] = mailbox.mails
    reference = ticket.reference
    assert mail["Subject"] == f"[{reference}] Vraag via de Kompas-assistent"
    assert mail["Message-ID"] == f"<{reference.lower()}.ticket@kompas.example>"
    assert (mail["From"], mail["To"], mail["Reply-To"]) == (SENDER, MAILBOX, "j.jansen@gemeente.example")
    assert mail["Date"].datetime == NOW
    body = mail.get_content().replace("\r\n", "\n")
    for line in (
        f"Kenmerk: {reference}",
        "Ontvangen: vrijdag 20 november 2026, 15.30 uur",
        "Antwoord beloofd: uiterlijk dinsdag 24 november",
        "Aanleiding: de assistent wist het twee keer niet",
        "VRAAG\nWie betaalt de opvang van een slachtoffer zonder papieren?",
        "Gemeente: Goes\nFunctie: beleidsmedewerker\nTe bereiken via: j.jansen@gemeente.example",
        "GESPREK\nGebruiker: Wie betaalt de opvang?\n\nAssistent: Dat weet ik niet.\nVraag het anders.\n",
        "na 30 dagen en de vraag na 90 dagen",
    ):
        assert line in body


def test_a_telephone_number_is_no_reply_address_and_the_conversation_can_stay_out(
    outbox: Outbox, mailbox: Mailbox, config: HelpdeskConfig
) -> None:
    outbox.accept(request_in(outbox, "0612345678", municipality=None, function=None), NOW)
    deliver_due(outbox, mailbox.server, config, Clock())
    [mail] = mailbox.mails
    assert mail["Reply-To"] is None
    body = mail.get_content().replace("\r\n", "\n")
    assert "Gemeente: niet opgegeven\nFunctie: niet opgegeven\nTe bereiken via: 0612345678" in body
    assert "GESPREK\nDe vraagsteller stuurt het gesprek niet mee." in body


def test_a_withdrawal_names_the_mail_that_it_withdraws(
    outbox: Outbox, mailbox: Mailbox, config: HelpdeskConfig
) -> None:
    ticket = outbox.accept(request_in(outbox), NOW)
    clock = Clock()
    deliver_due(outbox, mailbox.server, config, clock)
    outbox.withdraw(ticket.reference, NOW)
    deliver_due(outbox, mailbox.server, config, clock)
    first, second = mailbox.mails
    assert second["In-Reply-To"] == first["Message-ID"] != second["Message-ID"]
    assert second["Subject"] == f"[{ticket.reference}] Ingetrokken: wis deze vraag"
    assert "jansen" not in mailbox.raw[1].decode()


def test_a_server_that_is_down_costs_nothing_but_time(outbox: Outbox, mailbox: Mailbox, config: HelpdeskConfig) -> None:
    for _ in range(3):
        outbox.accept(request_in(outbox), NOW)
    mailbox.stop()
    clock = Clock()
    assert deliver_due(outbox, mailbox.server, config, clock) == (0, 1)
    waiting = sorted(outbox.tickets(unsent_only=True), key=lambda ticket: ticket.attempts)
    assert [(t.attempts, t.last_note) for t in waiting] == [(0, None), (0, None), (1, "ConnectionRefusedError")]
    mailbox.start()
    clock.moment = NOW + timedelta(seconds=10)
    assert deliver_due(outbox, mailbox.server, config, clock) == (3, 0)
    assert len({m["Message-ID"] for m in mailbox.mails}) == len(mailbox.mails) == 3


def test_a_mail_that_is_refused_does_not_stop_the_others(
    outbox: Outbox, mailbox: Mailbox, config: HelpdeskConfig
) -> None:
    for _ in range(3):
        outbox.accept(request_in(outbox), NOW)
    mailbox.before = lambda number: "554 5.7.1 geen zin in j.jansen@gemeente.example" if number == 1 else None
    assert deliver_due(outbox, mailbox.server, config, Clock()) == (2, 1)
    [waiting] = outbox.tickets(unsent_only=True)
    assert waiting.last_note == "SMTPDataError 554"


def test_a_mail_taken_without_a_yes_comes_again_byte_for_byte(
    outbox: Outbox, mailbox: Mailbox, config: HelpdeskConfig
) -> None:
    """What SMTP cannot know: the server kept it and the answer got lost."""
    outbox.accept(request_in(outbox), NOW)
    mailbox.after = lambda number: "451 4.3.0 en toch bewaard" if number == 1 else None
    clock = Clock()
    deliver_due(outbox, mailbox.server, config, clock)
    clock.moment = datetime(2026, 11, 23, 9, tzinfo=timezone.utc)
    deliver_due(outbox, mailbox.server, config, clock)
    first, second = mailbox.raw
    assert first == second


def test_one_process_at_a_time_delivers(outbox: Outbox) -> None:
    with only_sender(outbox.path), pytest.raises(AlreadyRunning), only_sender(outbox.path):
        pass
    with only_sender(outbox.path):
        pass
