import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.wording import SLOTS, Wording, pairs, units


def read(text: str) -> tuple[list[str], list[str], list[str]]:
    return units(text, text, text.lower().split())


EXAMPLES = [read(text) for text in ("wie betaalt de opvang", "wie regelt de opvang", "wat is een signaal")]


def likeness(wording: Wording, one: str, other: str) -> float:
    a, b = wording.vector(read(one)), wording.vector(read(other))
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def test_pairs_keep_the_order_of_words() -> None:
    assert pairs("wie betaalt wie") == ["^", "wie", "betaalt", "wie", "^ wie", "wie betaalt", "betaalt wie"]


def test_the_same_wording_gives_the_same_vector_and_shared_words_a_like_one() -> None:
    wording = Wording(EXAMPLES)
    assert likeness(wording, "wie betaalt", "wie betaalt") == pytest.approx(1.0)
    shared, none = likeness(wording, "wie betaalt de opvang", "wie regelt de opvang"), likeness(wording, "wie", "zxq")
    assert shared > 0.3 > abs(none)


def test_a_typing_error_keeps_most_of_the_likeness_to_its_own_word() -> None:
    wording = Wording(EXAMPLES)
    assert likeness(wording, "signaal", "signnaal") > likeness(wording, "signaal", "betaalt")


def test_a_common_word_weighs_less_than_a_rare_one() -> None:
    wording = Wording(EXAMPLES)
    assert likeness(wording, "wie signaal", "signaal") > likeness(wording, "wie signaal", "wie")


@given(st.text(max_size=60))
def test_any_text_gives_a_finite_vector_of_one_shape(text: str) -> None:
    vector = Wording(EXAMPLES).vector(read(text))
    assert vector.shape == (SLOTS,)
    assert np.isfinite(vector).all()
