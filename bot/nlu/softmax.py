"""Multinomial logistic regression over features in parts, of which some are dense and others sparse.

scikit-learn takes one matrix: with a dense part among the sparse ones all of it is kept as sparse, and training takes
more than twice as long. The loss is the same: log-loss over all examples, and the squared weights (not the intercept)
by 1 / (2 * strength).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import log_softmax, softmax

Part = Any  # a matrix, dense or csr_matrix; scipy has no types
Floats = npt.NDArray[np.float64]
# Of one example: dense, shape (features,); or sparse, the columns and the values in them.
Row = npt.NDArray[np.float32] | tuple[npt.NDArray[np.int64], Floats]


@dataclass(frozen=True)
class Softmax:
    """`weights`: per part, shape (its features, classes). `intercept`: shape (classes,)."""

    classes: list[str]
    weights: list[npt.NDArray[np.float32]]
    intercept: Floats

    def chances(self, parts: Sequence[Row]) -> dict[str, float]:
        """P per class for one example, by the parts of its features."""
        scores = self.intercept
        for part, weights in zip(parts, self.weights, strict=True):
            scores = scores + (part[1] @ weights[part[0]] if isinstance(part, tuple) else part @ weights)
        return dict(zip(self.classes, softmax(scores).tolist(), strict=True))


def fit(parts: Sequence[Part], labels: Sequence[str], strength: float, iterations: int) -> Softmax:
    """Learn from examples with known classes, by L-BFGS. `strength`: scikit-learn's C."""
    classes, right = np.unique(labels, return_inverse=True)
    wanted = np.eye(len(classes), dtype=np.float32)[right]
    turned = [part.T.tocsr() if isinstance(part, csr_matrix) else part.T for part in parts]  # once, not at each step
    borders = np.cumsum([part.shape[1] for part in parts])

    def loss(flat: Floats) -> tuple[float, Floats]:
        *weights, intercept = np.split(flat.reshape(-1, len(classes)), borders)
        small = [part.astype(np.float32) for part in weights]
        logs = log_softmax(sum(part @ w for part, w in zip(parts, small, strict=True)) + intercept, axis=1)
        wrong = (np.exp(logs) - wanted).astype(np.float32)
        slopes = [part @ wrong + w / strength for part, w in zip(turned, weights, strict=True)]
        squares = sum(float((w**2).sum()) for w in weights)
        total = -float(logs[np.arange(len(right)), right].sum()) + squares / (2 * strength)
        return total, np.vstack([*slopes, wrong.sum(axis=0, dtype=np.float64)]).astype(np.float64).ravel()

    start = np.zeros((borders[-1] + 1) * len(classes))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": iterations, "gtol": 1e-4}).x
    *weights, intercept = np.split(found.reshape(-1, len(classes)), borders)
    return Softmax(classes.tolist(), [np.ascontiguousarray(w, dtype=np.float32) for w in weights], intercept[0])
