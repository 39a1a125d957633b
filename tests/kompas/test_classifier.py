import numpy as np
import pytest

from kompas.classifier import Classifier, carried_over, fit

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


def test_what_was_learned_is_carried_over_to_other_answers() -> None:
    old = Classifier(np.array([[1.0, 2.0, 9.0]], np.float32), np.array([0.1, -0.2, 0.3], np.float32), ["weather"])
    new = carried_over(old, ["a", "b"], ["b", "c"])
    assert new.weights.tolist() == [[2.0, 0.0, 9.0]]
    assert new.bias.tolist() == pytest.approx([-0.2, -0.2, 0.3])  # c is new: as unlikely as the rarest
    assert new.kinds == ["weather"]


def test_goes_on_from_what_was_learned() -> None:
    learned = fit(FEATURES, LABELS, 2, ["weather"], epochs=120)
    again = fit(FEATURES, LABELS, 2, ["weather"], start=learned)
    assert [int(np.argmax(again.scores(row))) for row in FEATURES] == LABELS
