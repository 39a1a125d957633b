import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.asides import without_asides
from kompas.search import Searcher
from tests.kompas.builds import small_searcher


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("wacht even, wie betaalt dat?", "wie betaalt dat?"),
        ("Oké. Helder. En wie betaalt dat?", "En wie betaalt dat?"),
        ("ok en wie betaalt dat", "en wie betaalt dat"),
        ("o ja nog een vraagje: wie meldt?", "wie meldt?"),
        ("ok, nu even terug naar het RIEC", "terug naar het RIEC"),
        # These say something, or nothing else is said.
        ("goede opvang", "goede opvang"),
        ("duidelijk beleid", "duidelijk beleid"),
        ("wachttijd voor opvang", "wachttijd voor opvang"),
        ("moment van melden", "moment van melden"),
        ("nee, ik bedoel de meldplicht", "nee, ik bedoel de meldplicht"),
        ("ok, dank je wel!", "ok, dank je wel!"),
        ("", ""),
    ],
)
def test_what_is_said_before_the_question_is_left_out(message: str, asked: str) -> None:
    assert without_asides(message) == asked


@given(st.text(max_size=60))
def test_it_only_ever_takes_away_from_the_front(message: str) -> None:
    assert message.endswith(without_asides(message))


def test_search_finds_the_same_with_and_without(knowledge) -> None:
    searcher: Searcher = small_searcher(knowledge)
    plain, aside = (searcher.search(f"{opening}wie is de ketenregisseur") for opening in ("", "wacht even, "))
    assert (plain.hits, plain.confidence, plain.verdict) == (aside.hits, aside.confidence, aside.verdict)
