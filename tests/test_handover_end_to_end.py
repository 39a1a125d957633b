"""The hand-over over HTTP, from the wish to the mail: real servers, a real SMTP server, a real sending process."""

import json
import re
import sqlite3
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from helpdesk.outbox import Outbox, Ticket
from tests.conftest import Assistant
from tests.helpdesk.conftest import Mailbox, deliver

ADDRESS = "e.zeldzaam@goes.example"
NUMBER = "0118 41 22 33"
QUESTION = "Wie betaalt de opvang van een slachtoffer zonder papieren?"
REFERENCE = re.compile(r"KA-[A-Z]{5}-[A-Z]{5}")


class Talk:
    """One conversation."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant, self.sender = assistant, uuid.uuid4().hex
        self.replies: list[dict[str, Any]] = []

    def say(self, *messages: str) -> str:
        """Send them in turn; the text of the replies to the last one."""
        for message in messages:
            self.replies = self.assistant.say(message, self.sender)
        return "\n".join(reply["text"] for reply in self.replies)

    @property
    def custom(self) -> dict[str, Any]:
        return dict(self.replies[-1]["custom"])

    @property
    def buttons(self) -> list[str]:
        return [button["payload"] for button in self.replies[-1].get("buttons") or []]

    def forward(self, contact: str = ADDRESS, choice: str = "Versturen zonder het gesprek") -> str:
        """Go through the steps after the offer; the reference."""
        text = self.say(QUESTION, "Goes", "beleidsmedewerker", contact, choice)
        assert self.custom["handover"] == "accepted", text
        found = REFERENCE.search(text)
        assert found
        return found[0]


@pytest.fixture
def talk(assistant: Assistant) -> Talk:
    return Talk(assistant)


@pytest.fixture
def outbox(assistant: Assistant) -> Outbox:
    return Outbox(assistant.outbox)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    made = Mailbox()
    made.start()
    yield made
    made.stop()


def ticket(outbox: Outbox, reference: str) -> Ticket:
    found = outbox.ticket(reference)
    assert found is not None
    return found


def test_a_wish_for_a_person_ends_as_a_mail(outbox: Outbox, mailbox: Mailbox, talk: Talk) -> None:
    talk.say("Wat doet een zorgcoördinator?")
    assert "033 448 11 86" in talk.say("Ik wil een echte medewerker spreken")
    assert talk.custom["outcome"] == "handoff"
    talk.say(talk.buttons[0])
    assert talk.custom["progress"] == {"label": "Vraag doorsturen", "step": 1, "of": 5}
    assert "wis het na 30 dagen" in talk.say(QUESTION, "Goes", "beleidsmedewerker")
    preview = talk.say(f"Dat is {ADDRESS}, van Els Zeldzaam")
    for part in (QUESTION, "Goes", "beleidsmedewerker", ADDRESS, "- U: Wat doet een zorgcoördinator?", "na 90 dagen"):
        assert part in preview
    receipt = talk.say("Versturen met het gesprek")
    found = REFERENCE.search(receipt)
    assert found and ADDRESS in receipt
    mail = deliver(outbox, mailbox, found[0])
    assert mail["Reply-To"] == ADDRESS
    body = mail.get_content().replace("\r\n", "\n")
    for part in (
        f"VRAAG\n{QUESTION}\n",
        f"Gemeente: Goes\nFunctie: beleidsmedewerker\nTe bereiken via: {ADDRESS}\n",
        "Aanleiding: de gebruiker vroeg om een mens",
        "Gebruiker: Wat doet een zorgcoördinator?\n\nAssistent: ",
        "Gebruiker: Ik wil een echte medewerker spreken",
    ):
        assert part in body
    assert "Voor welke gemeente" not in body  # the hand-over itself is no part of the conversation


def test_a_contact_is_kept_in_the_outbox_and_nowhere_else(assistant: Assistant, outbox: Outbox, talk: Talk) -> None:
    talk.say("stuur door")
    reference = talk.forward(f"bel {NUMBER} of mail {ADDRESS}", "Versturen zonder het gesprek")
    contact = outbox.contact_of(reference)
    assert contact is not None and contact.value == ADDRESS
    talk.say("nog een keer", "dank je wel")  # a message said again must not bring it in either
    with sqlite3.connect(assistant.tracker) as database:
        kept = "\n".join(row[0] for row in database.execute("SELECT data FROM events"))
    assert QUESTION in kept
    holding = {
        file.name
        for file in assistant.folder.rglob("*")
        if file.is_file() and any(text.encode() in file.read_bytes() for text in (ADDRESS, NUMBER, "0118412233"))
    }
    assert {name.partition("-")[0] for name in holding} == {assistant.outbox.name}


@pytest.mark.parametrize("contact", [ADDRESS, NUMBER, "info@goes.example"])
def test_the_conversation_stays_out_unless_the_user_lets_it_go_along(outbox: Outbox, talk: Talk, contact: str) -> None:
    talk.say("Wat is mensenhandel?", "stuur door")
    assert ticket(outbox, talk.forward(contact)).transcript is None


def test_after_two_failures_it_is_offered_and_yes_suffices(outbox: Outbox, talk: Talk) -> None:
    talk.say("asdfgh qwerty zxcv", "kwxzq vrrtp bnmlk")
    assert talk.custom == {"outcome": "handoff", "handover": "unanswered"}
    talk.say("ja")
    reference = talk.forward()
    assert ticket(outbox, reference).reason == "unanswered"


def test_no_to_the_offer_sends_nothing(talk: Talk) -> None:
    talk.say("asdfgh qwerty zxcv", "kwxzq vrrtp bnmlk")
    assert "ik stuur niets door" in talk.say("nee")


def test_a_complaint_offers_it(outbox: Outbox, talk: Talk) -> None:
    talk.say("Wat doet een zorgcoördinator?", "dit klopt niet")
    talk.say(talk.buttons[0])
    assert talk.buttons == ["Wat doet een zorgcoördinator?"]  # the last question is at hand
    assert ticket(outbox, talk.forward()).reason == "complaint"


def test_it_works_when_the_action_server_does_not(assistant: Assistant, outbox: Outbox, talk: Talk) -> None:
    assistant.actions.stop()
    try:
        assert "Er is nu een storing" in talk.say(QUESTION)
        talk.say(talk.buttons[0])
        assert talk.buttons == [QUESTION]
        reference = talk.forward()
        assert ticket(outbox, reference).reason == "failure"
        assert "ingetrokken" in talk.say(f"trek {reference} in")
    finally:
        assistant.start_actions()
        assistant.wait()


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 4])
def test_danger_breaks_through_at_every_step(talk: Talk, steps: int) -> None:
    talk.say("stuur door", *[QUESTION, "Goes", "jurist", ADDRESS][:steps])
    assert talk.say(f"help ze wordt nu geslagen, bel mij op {NUMBER}" if steps == 3 else "help ze wordt nu geslagen") \
        .startswith("**Bel nu 112.**")  # fmt: skip
    talk.say("Wat doet een zorgcoördinator?")
    assert talk.custom["outcome"] == "answer"


@pytest.mark.parametrize("steps", [0, 1, 2, 4])
def test_outside_the_contact_step_personal_data_are_refused(assistant: Assistant, talk: Talk, steps: int) -> None:
    talk.say("stuur door", *[QUESTION, "Goes", "jurist", NUMBER][:steps])
    assert "staan persoonsgegevens" in talk.say("mail mij op iemand.anders@goes.example")
    assert talk.custom["progress"]["step"] == steps + 1
    for file in assistant.folder.rglob("*"):
        assert not file.is_file() or b"iemand.anders" not in file.read_bytes(), file


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 4])
def test_stop_sends_nothing(outbox: Outbox, talk: Talk, steps: int) -> None:
    before = len(outbox.tickets())
    talk.say("stuur door", *[QUESTION, "Goes", "jurist", ADDRESS][:steps])
    assert "ik stuur niets door" in talk.say("stop")
    talk.say("Wat doet een zorgcoördinator?")
    assert talk.custom["outcome"] == "answer"
    assert len(outbox.tickets()) == before


def test_an_answer_that_is_none_is_asked_again(talk: Talk) -> None:
    talk.say("stuur door")
    assert "Typ uw vraag in een of meer zinnen" in talk.say("hallo")
    assert "Typ alleen de naam van uw gemeente" in talk.say(QUESTION, "Wat is B8/3?")
    assert "zie ik geen e-mailadres" in talk.say("Overslaan", "Overslaan", "dat wil ik niet zeggen")
    assert "niet opgegeven" in talk.say(ADDRESS)
    assert "Kies een van de mogelijkheden" in talk.say("wat is mensenhandel")


def test_what_was_filled_in_can_be_changed(outbox: Outbox, talk: Talk) -> None:
    talk.say("stuur door", "Een andere vraag over opvang", "Veere", "jurist", NUMBER, "Iets aanpassen")
    assert talk.custom["progress"]["step"] == 1
    reference = talk.forward()
    assert (ticket(outbox, reference).question, ticket(outbox, reference).municipality) == (QUESTION, "Goes")
    contact = outbox.contact_of(reference)
    assert contact is not None and contact.value == ADDRESS


def test_a_second_hand_over_starts_empty(outbox: Outbox, talk: Talk) -> None:
    talk.say("stuur door")
    first = talk.forward()
    talk.say("stuur door")
    second = talk.forward(NUMBER)
    assert first != second
    contact = outbox.contact_of(second)
    assert contact is not None and contact.kind == "phone"


def test_a_ticket_is_withdrawn_in_any_conversation(assistant: Assistant, outbox: Outbox, talk: Talk) -> None:
    talk.say("stuur door")
    reference = talk.forward()
    other = Talk(assistant)
    assert "wacht op verzending" in other.say(f"hoe staat het met {reference}?")
    assert "is ingetrokken en gewist" in other.say(other.buttons[0])
    assert ticket(outbox, reference).withdrawn_at is not None
    assert "is al ingetrokken" in talk.say(f"trek {reference.lower()} in")
    assert "Ik ken geen vraag met kenmerk" in other.say("trek KA-BCDFG-HJKLV in")
    assert "Welke vraag bedoelt u?" in other.say("ik wil mijn vraag intrekken")


def test_a_token_cannot_be_sent_by_a_client(outbox: Outbox, talk: Talk) -> None:
    talk.say("stuur door", QUESTION, "Goes", "jurist")
    payload = json.dumps({"contact": "bcdfghjklmnpqrstvwxzbcdf"})
    assert "Deze knop hoort bij een ander gesprek" in talk.say(f"/handover_contact{payload}")
