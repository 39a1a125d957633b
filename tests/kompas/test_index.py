import pytest

from kompas.knowledge import KnowledgeBase
from tests.kompas.builds import small_searcher


@pytest.mark.parametrize(
    ("message", "share"),
    [
        ("taken zorgcoördinator", 0.0),
        ("taken zorgcoordinatr", 0.0),  # a typing error is no unknown word
        ("taken brandweer", 0.5),
        ("fietspad brandweer 2023", 1.0),  # a number says nothing
        ("de en het", 0.0),
    ],
)
def test_the_share_of_words_that_no_question_has(knowledge: KnowledgeBase, message: str, share: float) -> None:
    assert small_searcher(knowledge).evidence.index.unknown(message) == pytest.approx(share)
