import json
import math

import numpy as np
import pytest

from kompas import ranking
from kompas.evidence import Reading
from kompas.ranking import Example, candidates, features, fit, softmax


@pytest.mark.parametrize(
    ("scores", "shares"),
    [
        ([0.0, 0.0], [0.5, 0.5]),
        ([math.log(3), 0.0], [0.75, 0.25]),
        ([1000.0, 1000.0 - math.log(4)], [0.8, 0.2]),  # no overflow
        ([-5.0], [1.0]),
    ],
)
def test_softmax(scores: list[float], shares: list[float]) -> None:
    assert softmax(np.array(scores)) == pytest.approx(shares)


def evidence(answers: int, right: int | None, seed: int) -> Reading:
    """Figures of noise, in which the right answer stands out in `words` only."""
    random = np.random.default_rng(seed)
    figures = {name: random.uniform(0, 0.1, answers) for name in ranking.PLAIN}
    if right is not None:
        figures["words"][right] = 0.9
    return Reading(figures, {"weather": 0.1 if right is not None else 0.6})


def test_learns_which_figure_tells_and_how_sure_to_be() -> None:
    examples = [Example(evidence(6, n % 6, n), frozenset({n % 6}), 5) for n in range(60)]
    examples += [Example(evidence(6, None, 1000 + n), frozenset(), 5) for n in range(60)]
    fitted = fit(examples)

    def first(reading: Reading) -> tuple[int, float]:
        rows = candidates(reading.figures)
        scores = fitted.scores(features(reading.figures)[rows])
        shape = ranking.confidence_features(reading, rows, scores, 5)
        return int(rows[int(np.argmax(scores))]), fitted.confidence.chance(shape)

    for seed in range(2000, 2010):
        best, chance = first(evidence(6, seed % 6, seed))
        assert best == seed % 6
        assert chance > 0.8
        assert first(evidence(6, None, seed))[1] < 0.2


def test_a_fitted_ranking_survives_storing() -> None:
    examples = [Example(evidence(4, n % 4, n), frozenset({n % 4}), 5) for n in range(8)]
    examples += [Example(evidence(4, None, 100 + n), frozenset(), 5) for n in range(8)]
    fitted = fit(examples)
    again = type(fitted).of(json.loads(json.dumps(fitted.as_dict())))
    matrix = features(evidence(4, 1, 7).figures)
    assert again.scores(matrix).tolist() == fitted.scores(matrix).tolist()
    assert again.as_dict() == fitted.as_dict()


def test_candidates_are_the_answers_that_stand_out() -> None:
    figures = evidence(50, 7, 1).figures
    assert 7 in candidates(figures, 3)
    assert len(candidates(figures, 3)) == 3
    assert len(candidates(evidence(2, 0, 1).figures, 30)) == 2
