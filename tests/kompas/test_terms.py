"""Expected numbers are computed by hand from the formulas.

Three documents: [a a b], [b c], [c]. N = 3, lengths 3, 2, 1, mean 2.
idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5)): a (df 1) ln(1 + 2.5/1.5) = ln(8/3) = 0.98083;
b and c (df 2) ln(1 + 1.5/2.5) = ln(1.6) = 0.47000.
"""

import pytest

from kompas.terms import TermSpace, character_grams

SPACE = TermSpace([["a", "a", "b"], ["b", "c"], ["c"]])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # k1 1.2, b 0.75. Document 1: damping 1.2 * (0.25 + 0.75 * 3/2) = 1.65;
        # a: 0.98083 * 2 * 2.2 / (2 + 1.65) = 1.18237; b: 0.47000 * 1 * 2.2 / (1 + 1.65) = 0.39019.
        # Document 2: damping 1.2 * (0.25 + 0.75 * 1) = 1.2; b and c each 0.47000 * 2.2 / 2.2 = 0.47000.
        # Document 3: damping 1.2 * (0.25 + 0.75 / 2) = 0.75; c: 0.47000 * 2.2 / 1.75 = 0.59086.
        (["a"], [1.18237, 0, 0]),
        (["b"], [0.39019, 0.47000, 0]),
        (["a", "b"], [1.57256, 0.47000, 0]),
        (["c", "c"], [0, 0.47000, 0.59086]),
        (["unknown"], [0, 0, 0]),
        ([], [0, 0, 0]),
    ],
)
def test_bm25(query: list[str], expected: list[float]) -> None:
    assert SPACE.bm25(query) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # Weight (1 + ln n) * idf. Document 1: a (1 + 0.69315) * 0.98083 = 1.66069, b 0.47000, norm 1.72592;
        # document 2: b and c 0.47000, norm 0.66468; document 3: c alone.
        (["a"], [0.96221, 0, 0]),
        (["b"], [0.27232, 0.70711, 0]),
        (["c"], [0, 0.70711, 1]),
        (["a", "a", "b"], [1, 0.19256, 0]),
        (["unknown"], [0, 0, 0]),
    ],
)
def test_cosine(query: list[str], expected: list[float]) -> None:
    assert SPACE.cosines(query) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (["a", "b"], [1, 0.32396, 0]),  # b's share: 0.47000 / (0.98083 + 0.47000)
        (["b", "b"], [1, 1, 0]),
        (["b", "unknown"], [0.05549, 0.05549, 0]),  # unknown words weigh 8: 0.47000 / 8.47000
        ([], [0, 0, 0]),
    ],
)
def test_coverage(query: list[str], expected: list[float]) -> None:
    assert SPACE.coverage(query) == pytest.approx(expected, abs=1e-4)


def test_character_grams_stay_inside_words_and_skip_stopwords() -> None:
    assert character_grams("de zoco", sizes=(3,)) == [" zo", "zoc", "oco", "co "]
