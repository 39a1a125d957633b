import pytest

from kompas.knowledge import KnowledgeBase
from kompas.linking import TopicLinker


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("Wat doet een zorgcoördinator?", "zorgcoördinator"),
        ("taken van de ZOCO graag", "ZOCO"),
        ("waar zijn zorgcoördinatoren voor", "zorgcoördinatoren"),
        ("is er een zorgcoordinater?", "zorgcoordinater"),
        ("Wie betaalt de zorgcoördinator mensenhandel?", "zorgcoördinator mensenhandel"),
    ],
)
def test_finds_a_topic_by_name_synonym_inflection_or_typo(knowledge: KnowledgeBase, message: str, named: str) -> None:
    link = TopicLinker(knowledge).link(message)[0]
    assert link.topic == "zorgcoordinator"
    assert message[link.start : link.end] == named


@pytest.mark.parametrize("message", ["", "???", "wat kost een fiets"])
def test_finds_nothing_where_nothing_is_named(knowledge: KnowledgeBase, message: str) -> None:
    assert TopicLinker(knowledge).link(message) == []


def test_precision_is_the_smoothed_share_of_questions_about_the_topic(knowledge: KnowledgeBase) -> None:
    # "ketenregisseur" stands in three example questions, all about this topic: (3 + 0.5) / (3 + 1).
    link = TopicLinker(knowledge).link("ketenregisseur")[0]
    assert link.precision == pytest.approx(3.5 / 4)
