from collections.abc import Callable
from datetime import timedelta

import pytest

from helpdesk.cli import main
from helpdesk.outbox import Line, Outbox
from tests.helpdesk.conftest import NOW, request_in

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(outbox: Outbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv("KOMPAS_SMTP_URL", raising=False)

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(["--outbox", str(outbox.path), *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return command


def test_without_a_mail_server_tickets_wait_and_are_listed(outbox: Outbox, run: Run) -> None:
    first = outbox.accept(request_in(outbox), NOW)
    second = outbox.accept(request_in(outbox, question="Een tweede\nvraag"), NOW + timedelta(hours=1))
    code, out, err = run("tickets")
    assert code == 0
    assert out.splitlines() == [
        f"{first.reference}  20-11-2026 15:30  wacht op verzending  Wie betaalt de opvang van een slachtoffer zonder "
        "papieren?",
        f"{second.reference}  20-11-2026 16:30  wacht op verzending  Een tweede vraag",
    ]
    assert "geen mailserver" in err


def test_what_failed_says_why_and_what_went_is_not_listed(outbox: Outbox, run: Run) -> None:
    outbox.accept(request_in(outbox), NOW)
    mail = outbox.claim(NOW)
    assert mail is not None
    outbox.failed(mail, NOW, "SMTPDataError 554", due=NOW)
    assert "wacht op verzending, 1 keer geprobeerd, SMTPDataError 554" in run("tickets")[1]
    mail = outbox.claim(NOW)
    assert mail is not None
    outbox.sent(mail, NOW)
    assert run("tickets")[1] == "Alle doorgestuurde vragen zijn verstuurd.\n"
    assert "verstuurd" in run("tickets", "--all")[1]


def test_one_ticket_with_all_that_belongs_to_it(outbox: Outbox, run: Run) -> None:
    ticket = outbox.accept(request_in(outbox, transcript=(Line("user", "Hallo"),)), NOW)
    code, out, _ = run("show", ticket.reference.lower().replace("-", " "))
    assert code == 0
    for part in ("Gemeente: Goes", "Te bereiken via: j.jansen@gemeente.example", "Gebruiker: Hallo", "Verloop:"):
        assert part in out


def test_withdrawing_on_request(outbox: Outbox, run: Run) -> None:
    ticket = outbox.accept(request_in(outbox), NOW)
    assert "is ingetrokken en gewist" in run("withdraw", ticket.reference)[1]
    assert "was al ingetrokken" in run("withdraw", ticket.reference)[1]
    code, out, _ = run("show", ticket.reference)
    assert code == 0 and "jansen" not in out and "papieren" not in out
    assert "ingetrokken" in run("tickets", "--all")[1]


@pytest.mark.parametrize("reference", ["KA-BCDFG-HJKLV", "KA-BCDFG-HJKLW", "iets anders"])
@pytest.mark.parametrize("command", ["show", "withdraw"])
def test_a_reference_that_is_not_there(run: Run, command: str, reference: str) -> None:
    code, out, err = run(command, reference)
    assert (code, out) == (1, "") and f"{reference} is niet bekend" in err


def test_a_wrong_setting_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch, outbox: Outbox) -> None:
    outbox.accept(request_in(outbox), NOW)
    monkeypatch.setenv("KOMPAS_SMTP_URL", "smtp://elders.example")
    code, _, err = run("tickets")
    assert code == 2 and err.startswith("KOMPAS_HELPDESK_MAILBOX")


def test_waiting_mails_can_be_tried_at_once(outbox: Outbox, run: Run) -> None:
    outbox.accept(request_in(outbox), NOW)
    assert run("retry")[1] == "1 mails staan klaar om verstuurd te worden.\n"
