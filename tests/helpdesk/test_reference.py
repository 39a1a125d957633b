import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guard.personal_data import find as personal_data
from helpdesk import reference

# B=0 C=1 D=2 F=3 G=4 H=5 J=6 K=7 L=8; 3*1+7*2+9*3+11*4+13*5+17*6+19*7+1*8 = 396; 396 modulo 20 = 16 = V.
GOOD = "KA-BCDFG-HJKLV"


@pytest.mark.parametrize(
    "text",
    [
        GOOD, "trek KA-BCDFG-HJKLV in", "ka-bcdfg-hjklv", "KA BCDFG HJKLV", "kabcdfghjklv", "KA–BCDFG–HJKLV.",
        "kenmerk: KA - BCDFG - HJKLV",
    ],
)  # fmt: skip
def test_a_reference_is_found_however_it_is_written(text: str) -> None:
    assert reference.find(text) == GOOD


@pytest.mark.parametrize(
    "text", ["", "KA-BCDFG-HJKLW", "KA-BCDFG-HJKL", "KA-BCDFG-HJKLVV", "OKA-BCDFG-HJKLV", "KA-BCDEG-HJKLV"]
)
def test_what_is_not_a_reference_is_not_found(text: str) -> None:
    assert reference.find(text) is None


def test_every_wrong_letter_shows() -> None:
    letters = GOOD.removeprefix("KA-").replace("-", "")
    wrong = [
        letters[:place] + other + letters[place + 1 :]
        for place in range(10)
        for other in reference.LETTERS
        if other != letters[place]
    ]
    assert len(wrong) == 190
    assert [w for w in wrong if reference.find(f"KA-{w}")] == []


def test_fresh_references_are_found_again_and_differ() -> None:
    made = [reference.new() for _ in range(2000)]
    assert len(set(made)) == 2000
    assert [reference.find(f"Mijn kenmerk is {r}.") for r in made] == made


def test_no_guard_takes_a_reference_for_personal_data() -> None:
    for _ in range(500):
        made = reference.new()
        assert personal_data(f"Ik wil mijn vraag {made} intrekken") == []


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    found = reference.find(text)
    assert found is None or reference.find(found) == found
