import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.figures import Judged, calibration_error, chance_error, percentile, reliability, share, wilson


def test_share() -> None:
    assert (share(2, 3), share(0, 5), share(0, 0)) == ("66.7 %", "0.0 %", "-")


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        ([7.0], 95, 7.0),
        ([10.0, 20.0], 50, 15.0),
        ([10, 20, 30, 40, 50], 50, 30.0),
        ([50, 10, 40, 20, 30], 95, 48.0),  # position 0.95 * 4 = 3.8: 40 + 0.8 * 10
        (list(range(101)), 95, 95.0),
    ],
)
def test_percentile(values: list[float], percent: float, expected: float) -> None:
    assert percentile(values, percent) == pytest.approx(expected)


# In tenths: one in the second, one in the third, four in the seventh, two in the last.
JUDGED = [
    Judged(0.1, False),
    Judged(0.2, False),  # opens the third bin, it does not close the second
    Judged(0.95, True),
    Judged(1.0, False),
    Judged(0.60, True),
    Judged(0.62, True),
    Judged(0.64, False),
    Judged(0.66, True),
]


def test_bins() -> None:
    bins = reliability(JUDGED)
    assert [one.count for one in bins] == [0, 1, 1, 0, 0, 0, 4, 0, 0, 2]
    assert (bins[6].low, bins[6].high) == (0.6, 0.7)
    assert bins[6].confidence == pytest.approx(0.63)  # (0.60 + 0.62 + 0.64 + 0.66) / 4
    assert bins[6].accuracy == 0.75
    assert bins[9].confidence == pytest.approx(0.975)
    assert bins[9].accuracy == 0.5
    assert (bins[0].confidence, bins[0].accuracy) == (0.0, 0.0)


def test_calibration_error() -> None:
    # 1/8 * |0.1 - 0| + 1/8 * |0.2 - 0| + 4/8 * |0.63 - 0.75| + 2/8 * |0.975 - 0.5|
    # = 0.0125 + 0.025 + 0.06 + 0.11875
    assert calibration_error(reliability(JUDGED)) == pytest.approx(0.21625)
    assert calibration_error(reliability([])) == 0.0


def test_fewer_bins_hide_more() -> None:
    # 0.4 wrong and 0.6 right are both 0.4 off; in one bin they are 0.5 sure and half right.
    judged = [Judged(0.4, False), Judged(0.6, True)]
    assert calibration_error(reliability(judged)) == pytest.approx(0.4)
    assert calibration_error(reliability(judged, bins=1)) == pytest.approx(0.0)


def test_chance_error_of_one_coin() -> None:
    # One question at 0.5 is always 0.5 off, whichever way it falls; a sure one never is.
    assert chance_error([0.5]) == (0.5, 0.5)
    assert chance_error([1.0, 0.0]) == (0.0, 0.0)


def test_chance_error_of_two_coins_and_of_many() -> None:
    # Two at 0.5: off by 0.5 in half of the cases (both right, both wrong), else exactly right; so 0.25 on average.
    mean, most = chance_error([0.5, 0.5])
    assert mean == pytest.approx(0.25, abs=0.02)  # 2000 draws: standard error 0.0056
    assert most == 0.5
    # For n coins in one bin the mean distance is sqrt(2 / pi) * 0.5 / sqrt(n) when n is large.
    assert chance_error([0.5] * 400)[0] == pytest.approx(math.sqrt(2 / math.pi) * 0.5 / 20, rel=0.05)


def test_wilson() -> None:
    # 5 of 10: (5 + 1.92) / 13.84 = 0.5; spread 1.96 / 13.84 * sqrt(2.5 + 0.96) = 0.263
    low, high = wilson(5, 10)
    assert (low, high) == (pytest.approx(0.2366, abs=5e-4), pytest.approx(0.7634, abs=5e-4))
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(4, 4)[1] == pytest.approx(1.0)
    assert wilson(0, 4)[0] == pytest.approx(0.0)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60))
def test_every_prediction_is_in_one_bin_and_the_error_is_a_share(pairs: list[tuple[float, bool]]) -> None:
    judged = [Judged(confidence, right) for confidence, right in pairs]
    bins = reliability(judged)
    assert sum(one.count for one in bins) == len(judged)
    assert sum(one.right for one in bins) == sum(right for _, right in pairs)
    assert 0 <= calibration_error(bins) <= 1
