from datetime import timedelta
from pathlib import Path

import pytest

from helpdesk.contact import Contact
from helpdesk.outbox import Line, Outbox, UnknownContact, Withdrawal
from tests.helpdesk.conftest import NOW, request_in

LATER = NOW + timedelta(minutes=1)


def states(outbox: Outbox, reference: str) -> list[tuple[str, str]]:
    return [(kind, state) for kind, _, state, _ in outbox.history(reference)]


def test_an_accepted_ticket_is_there_for_another_process(outbox: Outbox) -> None:
    transcript = (Line("user", "Wie betaalt?"), Line("assistant", "Dat weet ik niet."))
    ticket = outbox.accept(request_in(outbox, transcript=transcript), NOW)
    again = Outbox(outbox.path).ticket(ticket.reference)
    assert again == ticket
    assert again is not None
    assert again.accepted_at == NOW
    assert again.transcript == transcript
    assert (again.state, again.attempts, again.withdrawn_at) == ("waiting", 0, None)
    assert outbox.contact_of(ticket.reference) == Contact("email", "j.jansen@gemeente.example")


def test_the_same_request_twice_is_one_ticket(outbox: Outbox) -> None:
    request = request_in(outbox)
    assert outbox.accept(request, NOW) == outbox.accept(request, LATER)
    assert len(outbox.tickets()) == 1


def test_a_token_that_was_never_given_is_refused(outbox: Outbox) -> None:
    request = request_in(outbox)
    outbox.forget_contact(request.contact)
    with pytest.raises(UnknownContact):
        outbox.accept(request, NOW)
    assert outbox.tickets() == []


def test_contact_data_stand_in_their_own_table_only(outbox: Outbox) -> None:
    outbox.accept(request_in(outbox, transcript=()), NOW)
    with outbox.database.reading() as database:
        tables = [row["name"] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        holding = [
            table
            for table in tables
            for row in database.execute(f"SELECT * FROM {table}")
            if any("jansen" in str(value) for value in tuple(row))
        ]
    assert holding == ["contacts"]


def test_only_the_owner_may_read_the_file(outbox: Outbox) -> None:
    outbox.keep_contact(Contact("phone", "0612345678"), NOW)
    for file in outbox.path.parent.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file


def test_a_mail_goes_from_waiting_to_sent(outbox: Outbox) -> None:
    ticket = outbox.accept(request_in(outbox), NOW)
    mail = outbox.claim(LATER)
    assert mail is not None
    assert (mail.ticket.reference, mail.kind, mail.attempts, mail.created_at) == (ticket.reference, "ticket", 1, NOW)
    assert outbox.claim(LATER) is None
    outbox.sent(mail, LATER)
    assert states(outbox, ticket.reference) == [("ticket", "waiting"), ("ticket", "sending"), ("ticket", "sent")]
    assert outbox.tickets(unsent_only=True) == []


def test_a_mail_that_failed_is_due_later_and_says_why(outbox: Outbox) -> None:
    ticket = outbox.accept(request_in(outbox), NOW)
    mail = outbox.claim(NOW)
    assert mail is not None
    outbox.failed(mail, NOW, "SMTPDataError 451", due=LATER)
    assert outbox.claim(LATER - timedelta(seconds=1)) is None
    [waiting] = outbox.tickets(unsent_only=True)
    assert (waiting.reference, waiting.state, waiting.attempts) == (ticket.reference, "waiting", 1)
    assert waiting.last_note == "SMTPDataError 451"
    again = outbox.claim(LATER)
    assert again is not None and again.attempts == 2


def test_what_a_dead_sender_left_is_sent_again(outbox: Outbox) -> None:
    outbox.accept(request_in(outbox), NOW)
    assert outbox.claim(NOW) is not None
    assert outbox.recover(LATER) == 1
    mail = outbox.claim(LATER)
    assert mail is not None and mail.attempts == 2
    outbox.sent(mail, LATER)
    assert outbox.recover(LATER) == 0


def test_a_ticket_withdrawn_before_sending_is_never_sent(outbox: Outbox) -> None:
    ticket = outbox.accept(request_in(outbox), NOW)
    assert outbox.withdraw(ticket.reference, LATER) is Withdrawal.BEFORE_SENDING
    assert outbox.claim(LATER) is None
    kept = outbox.ticket(ticket.reference)
    assert kept is not None
    assert (kept.question, kept.municipality, kept.function, kept.withdrawn_at) == ("", None, None, LATER)
    assert outbox.contact_of(ticket.reference) is None
    assert outbox.withdraw(ticket.reference, LATER) is Withdrawal.ALREADY
    assert outbox.withdraw("KA-BCDFG-HJKLV", LATER) is Withdrawal.UNKNOWN


def test_a_ticket_withdrawn_after_sending_is_followed_by_a_mail(outbox: Outbox) -> None:
    ticket = outbox.accept(request_in(outbox), NOW)
    mail = outbox.claim(NOW)
    assert mail is not None
    outbox.sent(mail, NOW)
    assert outbox.withdraw(ticket.reference, LATER) is Withdrawal.AFTER_SENDING
    second = outbox.claim(LATER)
    assert second is not None
    assert (second.kind, second.ticket.question, second.contact) == ("withdrawal", "", None)


def test_a_withdrawal_waits_for_the_ticket_that_is_being_sent(outbox: Outbox) -> None:
    ticket = outbox.accept(request_in(outbox), NOW)
    mail = outbox.claim(NOW)
    assert mail is not None
    assert outbox.withdraw(ticket.reference, NOW) is Withdrawal.AFTER_SENDING
    assert outbox.claim(LATER) is None
    outbox.sent(mail, LATER)
    second = outbox.claim(LATER)
    assert second is not None and second.kind == "withdrawal"


@pytest.mark.parametrize("ending", ["failed", "died"])
def test_a_ticket_withdrawn_while_it_failed_is_not_tried_again(outbox: Outbox, ending: str) -> None:
    ticket = outbox.accept(request_in(outbox), NOW)
    mail = outbox.claim(NOW)
    assert mail is not None
    outbox.withdraw(ticket.reference, NOW)
    if ending == "failed":
        outbox.failed(mail, NOW, "TimeoutError", due=NOW)
    else:
        outbox.recover(NOW)
    second = outbox.claim(LATER)
    assert second is not None and second.kind == "withdrawal"
    assert ("ticket", "cancelled") in states(outbox, ticket.reference)


def test_a_ticket_withdrawn_after_a_failed_attempt_is_followed_by_a_mail_too(outbox: Outbox) -> None:
    """A server that took it may have failed to say so."""
    ticket = outbox.accept(request_in(outbox), NOW)
    mail = outbox.claim(NOW)
    assert mail is not None
    outbox.failed(mail, NOW, "SMTPServerDisconnected", due=LATER)
    assert outbox.withdraw(ticket.reference, NOW) is Withdrawal.AFTER_SENDING
    second = outbox.claim(LATER)
    assert second is not None and second.kind == "withdrawal"


def test_all_waiting_mails_can_be_made_due(outbox: Outbox) -> None:
    outbox.accept(request_in(outbox), NOW)
    mail = outbox.claim(NOW)
    assert mail is not None
    outbox.failed(mail, NOW, "TimeoutError", due=NOW + timedelta(hours=1))
    assert outbox.claim(LATER) is None
    assert outbox.retry_now(LATER) == 1
    assert outbox.claim(LATER) is not None


def test_an_outbox_made_by_two_at_once_is_one(tmp_path: Path) -> None:
    first, second = Outbox(tmp_path / "new.sqlite"), Outbox(tmp_path / "new.sqlite")
    ticket = first.accept(request_in(first), NOW)
    assert second.ticket(ticket.reference) == ticket
