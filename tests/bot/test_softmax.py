"""Logistic regression over features in parts: what it learns, beside scikit-learn's over one matrix."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from bot.nlu.softmax import Softmax, fit


def test_chances_add_up_the_parts() -> None:
    model = Softmax(["no", "yes"], [np.float32([[0.0, 2.0]]), np.float32([[1.0, 0.0]])], np.array([0.0, 1.0]))
    found = model.chances([np.float32([1.0]), (np.array([0]), np.array([3.0]))])
    assert found == pytest.approx({"no": 0.5, "yes": 0.5})  # 3 against 2 + 1
    found = model.chances([np.float32([0.0]), (np.array([0]), np.array([1.0 + np.log(3)]))])
    assert found == pytest.approx({"no": 0.75, "yes": 0.25})  # 1 + ln 3 against 1


@pytest.mark.parametrize("strength", [0.5, 20.0])
def test_learns_what_scikit_learn_learns_from_the_parts_joined(strength: float) -> None:
    random = np.random.default_rng(5)
    dense = random.normal(size=(90, 4)).astype(np.float32)
    sparse = csr_matrix((random.random((90, 6)) < 0.2).astype(np.float32))
    labels = [["a", "b", "c"][int(row.argmax()) % 3] for row in dense[:, :3] + random.normal(size=(90, 3))]
    model = fit([dense, sparse], labels, strength, 500)
    mine = [model.chances([row, (other.indices, other.data)]) for row, other in zip(dense, sparse, strict=True)]
    joined = hstack([csr_matrix(dense), sparse]).tocsr()
    theirs = LogisticRegression(C=strength, max_iter=500).fit(joined, labels).predict_proba(joined)
    assert [list(chances) for chances in mine] == [["a", "b", "c"]] * 90
    assert np.array([list(chances.values()) for chances in mine]) == pytest.approx(theirs, abs=0.01)
