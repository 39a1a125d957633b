import json
import math

import numpy as np
import pytest

from kompas import logistic
from kompas.logistic import Logistic

SAME = {"weights": [0.5, -1.0], "bias": 0.25}


def test_margin_and_chance_by_hand() -> None:
    model = Logistic(np.array([2.0, -1.0]), 0.5)
    assert model.margin(np.array([1.0, 3.0])) == pytest.approx(2.0 - 3.0 + 0.5)
    assert model.chance(np.array([1.0, 3.0])) == pytest.approx(1 / (1 + math.exp(0.5)))
    assert model.chance(np.array([0.0, 0.5])) == pytest.approx(0.5)


@pytest.mark.parametrize("scaled", [True, False])
def test_learns_which_figure_tells_whatever_its_scale(scaled: bool) -> None:
    random = np.random.default_rng(1)
    labels = [number % 2 == 0 for number in range(200)]
    tells = np.where(labels, 1.0, -1.0) + random.normal(0, 0.1, 200)
    figures = np.column_stack([random.normal(50, 10, 200), tells])
    model = logistic.fit(figures, labels, scaled=scaled)
    assert model.chance(np.array([50.0, 1.0])) > 0.9
    assert model.chance(np.array([50.0, -1.0])) < 0.1


def test_scaled_weights_are_for_figures_as_they_come() -> None:
    """Twice the scale halves the weight and changes no chance."""
    figures = np.array([[1.0], [2.0], [3.0], [4.0]])
    labels = [False, False, True, True]
    plain, doubled = logistic.fit(figures, labels), logistic.fit(2 * figures, labels)
    assert doubled.weights[0] == pytest.approx(plain.weights[0] / 2, rel=1e-6)
    assert doubled.chance(np.array([5.0])) == pytest.approx(plain.chance(np.array([2.5])), rel=1e-6)


def test_a_thing_that_counts_for_less_weighs_less() -> None:
    figures, labels = np.zeros((4, 1)), [True, True, False, False]
    model = logistic.fit(figures, labels, counts=[1.0, 1.0, 0.5, 0.5])
    assert model.chance(np.array([0.0])) == pytest.approx(2 / 3, abs=1e-3)


def test_survives_storing() -> None:
    again = Logistic.of(json.loads(json.dumps(Logistic.of(SAME).as_dict())))
    assert again.as_dict() == SAME
