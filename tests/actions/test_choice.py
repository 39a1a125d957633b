import pytest

from actions.choice import chosen

TITLES = ["Wie betaalt de opvang?", "Hoe lang is de bedenktijd?", "Wie biedt de bedenktijd aan?"]


@pytest.mark.parametrize(
    ("message", "index"),
    [
        ("1", 0),
        ("de tweede", 1),
        ("optie 3 graag", 2),
        ("een", 0),
        ("de laatste", 2),
        ("de bovenste", 0),
        ("wie betaalt de opvang", 0),
        ("Hoe lang is de bedenktijd?", 1),
        ("opvang", 0),
        ("hoe lang", 1),
        ("4", None),
        ("bedenktijd", None),  # fits two
        ("een vraag over politie", None),
        ("wat is het verschil tussen de eerste en de tweede optie eigenlijk", None),  # a new question
        ("", None),
    ],
)
def test_picks_the_option_that_was_meant(message: str, index: int | None) -> None:
    assert chosen(message, TITLES) == index


def test_nothing_offered_nothing_chosen() -> None:
    assert chosen("1", []) is None
