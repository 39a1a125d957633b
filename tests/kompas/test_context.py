import pytest

from kompas.context import bare, last_alone, opens, points, stands_alone


def test_the_marks_of_a_follow_up() -> None:
    assert opens("En wie betaalt die?")
    assert not opens("wie betaalt die")
    assert points("wie betaalt die")
    assert not points("wie betaalt de opvang")
    assert bare("welk nummer?")
    assert not bare("welk nummer heeft de landelijke helpdesk van CoMensha")


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("wie betaalt de opvang", True),
        ("welke straf staat er op smokkel?", True),
        ("wie betaalt die regeling?", True),
        ("wie betaalt die?", False),
        ("moet hij daar aangifte voor doen?", False),
        ("en de ketenregisseur?", False),
        ("hoeveel zijn er?", False),
        ("hoe zit dat nou eigenlijk", False),
        ("?", True),
    ],
)
def test_a_question_that_can_be_understood_by_itself(question: str, alone: bool) -> None:
    assert stands_alone(question) == alone
    assert last_alone(None, question) == question
    assert last_alone("wat is een RIEC", question) == (question if alone else "wat is een RIEC")
