"""`Welk nummer?` in the running assistant, and whom a text names."""

import uuid

import pytest

from actions import contact_reply
from kompas.knowledge import KnowledgeBase
from kompas.schema import Contact
from kompas.store import knowledge_from


@pytest.fixture(scope="module")
def real(checked) -> KnowledgeBase:
    return knowledge_from(checked)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bel Veilig Thuis of de Arbeidsinspectie.", ["veilig-thuis", "arbeidsinspectie"]),
        ("Bel 033 448 11 86.", ["comensha"]),
        ("Vraag het de zorgcoördinator van uw regio.", []),  # nobody's number is known
        ("Vraag het uw wijkteam.", []),
    ],
)
def test_whom_a_text_names_in_its_order(real: KnowledgeBase, text: str, expected: list[str]) -> None:
    assert [contact.id for contact in contact_reply.named(real, [text])] == expected


def test_a_list_of_numbers_has_the_source_of_each(real: KnowledgeBase) -> None:
    contacts: list[Contact] = contact_reply.named(real, ["Veilig Thuis en CoMensha"])
    said = contact_reply.message(real, contacts)
    assert "- **Veilig Thuis**: 0800 2000 (dag en nacht, gratis): advies" in said["text"]
    assert "- **CoMensha**: 033 448 11 86 (werkdagen 9.00 tot 17.00 uur)" in said["text"]
    assert said["text"].count("Bron: ") == len({answer for c in contacts for answer in c.answers[:1]})
    assert said["json_message"]["answer_id"] == "melden-veilig-thuis"
    own = [len(real.answers[answer].sources) for answer in ("melden-veilig-thuis", "melden-bij-comensha")]
    assert len(said["json_message"]["sources"]) == sum(own)


def test_after_an_answer_the_number_is_that_of_whom_it_names(assistant) -> None:
    sender = uuid.uuid4().hex
    [answer] = assistant.say("Wanneer bel ik Veilig Thuis?", sender)
    assert answer["custom"]["outcome"] == "answer" and "Veilig Thuis" in answer["text"]
    [number] = assistant.say("en het nummer?", sender)
    assert "**Veilig Thuis**: 0800 2000" in number["text"] and "Bron: " in number["text"]
    [listed] = assistant.say("dank, zet de nummers eens op een rij", sender)
    assert "**Veilig Thuis**: 0800 2000" in listed["text"]


def test_a_list_of_numbers_is_of_whom_the_conversation_named(assistant) -> None:
    sender = uuid.uuid4().hex
    assistant.say("Wanneer bel ik Veilig Thuis?", sender)
    [between] = assistant.say("wat is een ketenregisseur?", sender)
    assert "Veilig Thuis" not in between["text"]
    [alone] = assistant.say("welk nummer?", sender)
    assert "0800 2000" not in alone["text"]
    [listed] = assistant.say("zet de nummers eens op een rij", sender)
    assert "**Veilig Thuis**: 0800 2000" in listed["text"]


def test_who_names_someone_gets_the_answer_about_them(assistant) -> None:
    sender = uuid.uuid4().hex
    assistant.say("Wanneer bel ik Veilig Thuis?", sender)
    [other] = assistant.say("telefoonnummer van comensha", sender)
    assert "033 448 11 86" in other["text"] and "0800 2000" not in other["text"]
