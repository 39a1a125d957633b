import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handover import reading
from kompas.text import normalise


@pytest.mark.parametrize(
    ("text", "intent", "value"),
    [
        ("Wie betaalt de opvang?", "ask_roles", "Wie betaalt de opvang?"),
        ("  hoe zit het met kosten ", "dont_know", "hoe zit het met kosten"),
        ("Ik wil graag een medewerker spreken", "human", None),
        ("ik wil iemand spreken over de kosten van opvang voor een minderjarige", "human", ...),
        ("hallo", "greet", None),
        ("ja graag", "affirm", None),
        ("opvang", "ask_forms_and_signals", None),
        ("?", "out_of_scope", None),
    ],
)
def test_what_counts_as_a_question(text: str, intent: str, value: object) -> None:
    assert reading.question(text, intent) == (text if value is ... else value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Goes", "Goes"),
        ("gemeente  's-Hertogenbosch", "gemeente 's-Hertogenbosch"),
        ("Zorg- en Veiligheidshuis Zeeland", "Zorg- en Veiligheidshuis Zeeland"),
        ("Overslaan", reading.NOT_GIVEN),
        ("sla over", reading.NOT_GIVEN),
        ("zeg ik liever niet", reading.NOT_GIVEN),
        ("Wat is B8/3?", None),
        ("ik werk bij een gemeente in het zuiden van het land", None),
        ("...", None),
    ],
)
def test_what_counts_as_a_name(text: str, value: str | None) -> None:
    assert reading.name(text) == value


@pytest.mark.parametrize(
    ("text", "with_conversation", "without_one"),
    [
        ("1", "with", "without"),
        ("2.", "without", "change"),
        ("3", "change", "nothing"),
        ("4", "nothing", None),
        ("5", None, None),
        ("Versturen met het gesprek", "with", "without"),
        ("Versturen zonder het gesprek", "without", "without"),
        ("Versturen", None, "without"),
        ("ja", None, "without"),
        ("Iets aanpassen", "change", "change"),
        ("Niet versturen", "nothing", "nothing"),
        ("verstuur maar niets", "nothing", "nothing"),
        ("ja maar het gesprek niet", "without", "without"),
        ("wat is mensenhandel", None, None),
    ],
)
def test_what_counts_as_a_choice(text: str, with_conversation: str | None, without_one: str | None) -> None:
    assert reading.choice(text, True) == with_conversation
    assert reading.choice(text, False) == without_one


@given(st.text(max_size=200))
def test_nothing_goes_along_unless_it_is_said(text: str) -> None:
    assert reading.choice(text, False) != "with"
    plain = normalise(text)
    if "gesprek" not in plain and "1" not in plain:
        assert reading.choice(text, True) != "with"
