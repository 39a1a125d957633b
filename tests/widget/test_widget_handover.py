"""The hand-over in the browser, up to the mail at a real SMTP server."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from screen import Widget

from helpdesk.outbox import Outbox
from tests.conftest import Assistant
from tests.helpdesk.conftest import Mailbox, deliver

QUESTION = "Wie betaalt de opvang van een slachtoffer zonder papieren?"
ADDRESS = "e.zeldzaam@goes.example"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    made = Mailbox()
    made.start()
    yield made
    made.stop()


def test_a_hand_over_in_the_browser_ends_as_a_mail(widget: Widget, assistant: Assistant, mailbox: Mailbox) -> None:
    widget.ask("Wat doet een zorgcoördinator?")
    widget.ask("Ik wil een echte medewerker spreken")
    first = widget.press("Stuur mijn vraag door")
    expect(first).to_contain_text("Vraag doorsturen")
    widget.ask(QUESTION)
    widget.ask("Goes")
    contact = widget.press("Overslaan")
    expect(contact).to_contain_text("wis het na 30 dagen")
    preview = widget.ask(ADDRESS)
    for part in (QUESTION, "Goes", "niet opgegeven", ADDRESS, "U: Wat doet een zorgcoördinator?"):
        expect(preview).to_contain_text(part)
    receipt = widget.press("Versturen zonder het gesprek")
    reference = re.search(r"KA-[A-Z]{5}-[A-Z]{5}", receipt.inner_text())
    assert reference
    mail = deliver(Outbox(assistant.outbox), mailbox, reference[0])
    assert mail["Reply-To"] == ADDRESS
    body = mail.get_content().replace("\r\n", "\n")
    assert f"VRAAG\n{QUESTION}\n" in body
    assert "GESPREK\nDe vraagsteller stuurt het gesprek niet mee." in body
    withdrawn = widget.press(re.compile("^Trek KA-"))
    expect(withdrawn).to_contain_text("is ingetrokken en hier gewist")
