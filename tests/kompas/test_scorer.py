import json

import numpy as np
import pytest
from numpy.random import Generator
from scipy.optimize import check_grad

from kompas import scorer
from kompas.scorer import HIDDEN, Bools, Floats, Scorer


def by_hand() -> Scorer:
    """Two figures, of which the hidden layer takes the first only."""
    inward = np.zeros((2, HIDDEN))
    inward[0, 0] = 1.0
    outward = np.zeros(HIDDEN)
    outward[0] = 2.0
    return Scorer(np.array([1.0, 0.0]), np.array([2.0, 1.0]), inward, np.zeros(HIDDEN), outward, np.array([0.0, 3.0]))


def test_scores_by_hand() -> None:
    # First row: (1 - 1) / 2 = 0, and 3 times 1. Second row: (3 - 1) / 2 = 1, twice its hyperbolic tangent.
    assert by_hand().scores(np.array([[1.0, 1.0], [3.0, 0.0]])) == pytest.approx([3.0, 2 * np.tanh(1.0)])


def test_flat_scores_all_rows_alike() -> None:
    assert Scorer.flat(3).scores(np.random.default_rng(0).normal(size=(4, 3))).tolist() == [0.0] * 4


def test_survives_storing() -> None:
    again = Scorer.of(json.loads(json.dumps(by_hand().as_dict())))
    assert again.as_dict() == by_hand().as_dict()


def group(random: Generator, turned: bool) -> tuple[Floats, Bools]:
    """Five rows of noise. The first figure is the highest in the right row, or the lowest when the second says so."""
    rows = random.normal(size=(5, 3))
    rows[:, 1] = float(turned)
    right = np.arange(5) == (rows[:, 0].argmin() if turned else rows[:, 0].argmax())
    return rows, right


def test_learns_that_one_figure_turns_another_round() -> None:
    random = np.random.default_rng(1)
    groups = [group(random, turned=number % 2 == 1) for number in range(200)]
    fitted = scorer.fit([rows for rows, _ in groups], [right for _, right in groups], 0.001)
    fresh = [group(random, turned=number % 2 == 1) for number in range(100)]
    found = sum(bool(right[fitted.scores(rows).argmax()]) for rows, right in fresh)
    assert found >= 90  # a sum of figures finds half of them


def test_the_gradient_is_that_of_the_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(2)
    groups = [group(random, turned=number % 2 == 1) for number in range(6)]
    error = []

    class Found:
        def __init__(self, x: Floats) -> None:
            self.x = x

    def minimise(loss, start, **rest):  # type: ignore[no-untyped-def]
        error.append(check_grad(lambda w: loss(w)[0], lambda w: loss(w)[1], start))
        return Found(start)

    monkeypatch.setattr(scorer, "minimize", minimise)
    scorer.fit([rows for rows, _ in groups], [right for _, right in groups], 0.1)
    assert error[0] < 1e-5
