import numpy as np
import pytest

from kompas.classifier import Classifier, fit

# Two answers and one kind from elsewhere, each with a feature of its own.
FEATURES = np.array([[1, 0, 0], [0.9, 0, 0.1], [0, 1, 0], [0, 0.9, 0], [0, 0, 1], [0.1, 0, 1]] * 20, dtype=np.float32)
LABELS = [0, 0, 1, 1, 2, 2] * 20


def test_learns_which_feature_tells_which_answer() -> None:
    model = fit(FEATURES, LABELS, 2, ["weather"], epochs=120)
    for label in range(3):
        scores = model.scores(np.eye(3, dtype=np.float32)[label])
        assert int(np.argmax(scores)) == label
        assert np.exp(scores).sum() == pytest.approx(1.0)
    assert model.kinds == ["weather"]


def test_scores_are_log_shares_of_the_margins() -> None:
    model = Classifier(np.array([[np.log(3.0), 0.0]], dtype=np.float32), np.zeros(2, dtype=np.float32), [])
    assert np.exp(model.scores(np.ones(1, dtype=np.float32))) == pytest.approx([0.75, 0.25])


def test_the_same_questions_give_the_same_model() -> None:
    first, second = (fit(FEATURES, LABELS, 2, ["weather"], epochs=2) for _ in range(2))
    assert (first.weights == second.weights).all()
