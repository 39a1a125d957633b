import pytest

from kompas.context import Context
from kompas.knowledge import KnowledgeBase
from kompas.linking import Link
from kompas.named import Name, gone_back_to, named_in, remembered, resolved
from tests.kompas.builds import small_searcher

RIEC, AVIM, COMENSHA = Name("riec", "RIEC"), Name("politie", "avim"), Name("comensha", "CoMensha")


def test_names_in_a_message_are_as_the_user_wrote_them() -> None:
    message = "Riek of de avim bij mensenhandel?"
    links = [
        Link("politie", "avim", 0.5, 11, 15), Link("riec", "RIEC", 0.3, 0, 4), Link("melden", "avim", 0.3, 11, 15),
        Link("mensenhandel", "mensenhandel", 0.01, 20, 32),
    ]  # fmt: skip
    assert named_in(message, links) == [Name("riec", "Riek"), Name("politie", "avim")]
    assert named_in(message, links, 0.0)[2:] == [Name("mensenhandel", "mensenhandel")]


@pytest.mark.parametrize(
    ("before", "now", "after"),
    [
        ([], [RIEC], [RIEC]),
        ([RIEC], [AVIM], [RIEC, AVIM]),
        ([RIEC, AVIM], [RIEC], [RIEC, AVIM]),
        ([RIEC, AVIM], [Name("riec", "het riek")], [RIEC, AVIM]),
        ([RIEC, AVIM], [COMENSHA], [AVIM, COMENSHA]),
        ([RIEC, AVIM], [], [RIEC, AVIM]),
        ([COMENSHA], [RIEC, AVIM], [RIEC, AVIM]),
    ],
)
def test_the_last_two_are_remembered(before: list[Name], now: list[Name], after: list[Name]) -> None:
    assert remembered(before, now) == after


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("wie betaalt die eerste?", "wie betaalt RIEC?"),
        ("En de tweede dan?", "En avim dan?"),
        ("de 2e, wie regelt die", "avim, wie regelt die"),
        ("en hoe zit dat bij de laatstgenoemde", "en hoe zit dat bij avim"),
        ("het eerste of het tweede?", "RIEC of avim?"),
        # About an order of steps, not about what was named.
        ("wat is de eerste stap", "wat is de eerste stap"),
        ("wat is het eerste wat ik moet doen", "wat is het eerste wat ik moet doen"),
        ("ten eerste: wie betaalt", "ten eerste: wie betaalt"),
    ],
)
def test_the_first_and_the_second_are_what_was_named(message: str, meant: str) -> None:
    assert resolved(message, [RIEC, AVIM]) == meant
    assert resolved(message, [RIEC]) == message


def test_two_things_set_against_each_other_are_named_however_often_they_are_mentioned(knowledge: KnowledgeBase) -> None:
    searcher = small_searcher(knowledge)
    asked = "wat is het verschil tussen een zorgcoordinater en een ketenregisseur"
    assert [name.topic for name in searcher.named(asked)] == ["zorgcoordinator", "ketenregisseur"]
    assert searcher.named(asked)[0].words == "zorgcoordinater"
    assert searcher.named("hoe laat gaat de trein") == []


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("terug naar de zorgcoördinator. Wie betaalt die?", "zorgcoordinator"),
        ("Terug naar ketenregisseurs", "ketenregisseur"),
        ("terug naar Roemenië met de zorgcoördinator", None),
        ("de zorgcoördinator gaat terug naar de ketenregisseur", None),
    ],
)
def test_going_back_to_a_topic(knowledge: KnowledgeBase, message: str, topic: str | None) -> None:
    found = gone_back_to(message, small_searcher(knowledge).evidence.linker.link(message))
    assert (found.topic if found else None) == topic


def test_search_leaves_the_topic_of_before_when_a_message_goes_back_to_another(knowledge: KnowledgeBase) -> None:
    searcher = small_searcher(knowledge)
    before = Context("zorgcoordinator", "zorgcoordinator-taken", "wat doet een zorgcoördinator")
    there = Context("ketenregisseur", searcher.knowledge.topics["ketenregisseur"].answers[0].id)
    back = searcher.search("terug naar de ketenregisseur. Wie is dat?", before)
    assert back.hits == searcher.search("ketenregisseur. Wie is dat?", there).hits
