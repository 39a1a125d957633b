import pytest

from kompas.aspects import AspectModel, aspect_units
from kompas.knowledge import KnowledgeBase
from kompas.store import knowledge_from


def test_units_are_stems_and_pairs_with_the_start_marked() -> None:
    assert aspect_units("Wie betaalt?") == ["^", "wie", "betaalt", "^ wie", "wie betaalt"]


@pytest.mark.parametrize(
    ("message", "aspect"), [("wat is een ketenregisseur", "what"), ("wat doet een zorgcoördinator", "tasks")]
)
def test_the_likeliest_aspect_has_one(knowledge: KnowledgeBase, message: str, aspect: str) -> None:
    scores = AspectModel(knowledge).scores(message)
    assert scores[aspect] == 1
    assert set(scores) == {"what", "tasks"}
    assert all(0 < score <= 1 for score in scores.values())


@pytest.mark.parametrize(
    ("message", "aspect"),
    [
        ("wie betaalt dat", "financing"),
        ("is dat verplicht", "required"),
        ("wat is het verschil tussen die twee", "difference"),
        ("hoe lang duurt dat", "term"),
    ],
)
def test_knows_the_side_that_a_real_question_asks_for(checked, message: str, aspect: str) -> None:
    # Two, since the ranking weighs all of them and `wie betaalt dat` asks for who as well as for money.
    scores = AspectModel(knowledge_from(checked)).scores(message)
    assert aspect in sorted(scores, key=lambda name: -scores[name])[:2]
