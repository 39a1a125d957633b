"""The chance of yes or no from some figures: logistic regression, fitted by scikit-learn, plain enough to store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

Floats = npt.NDArray[np.float64]
MAX_ITERATIONS = 1000


@dataclass(frozen=True)
class Logistic:
    """`weights`: shape (figures,), for figures as they come, and what they add up to without any."""

    weights: Floats
    bias: float

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Logistic:
        """From `as_dict`."""
        return cls(np.array(stored["weights"], dtype=float), float(stored["bias"]))

    def as_dict(self) -> dict[str, Any]:
        """For storing as JSON."""
        return {"weights": self.weights.tolist(), "bias": self.bias}

    def margin(self, figures: npt.NDArray[Any]) -> float:
        """The log-odds of yes for one thing, from figures of shape (figures,)."""
        return float(figures @ self.weights + self.bias)

    def chance(self, figures: npt.NDArray[Any]) -> float:
        """P(yes), 0 to 1."""
        return float(1 / (1 + np.exp(-self.margin(figures))))


def fit(
    figures: npt.NDArray[Any],
    labels: Sequence[bool],
    *,
    strength: float = 1.0,
    counts: Sequence[float] | None = None,
    scaled: bool = True,
) -> Logistic:
    """Learn from figures of shape (things, figures). `strength`: scikit-learn's C. `counts`: for how many each thing
    counts. `scaled`: bring all figures to one scale first, since the penalty treats them alike."""
    mean, scale = np.zeros(figures.shape[1]), np.ones(figures.shape[1])
    if scaled:
        mean, scale = figures.mean(axis=0), figures.std(axis=0) + 1e-9
    model = LogisticRegression(C=strength, max_iter=MAX_ITERATIONS)
    model.fit((figures - mean) / scale if scaled else figures, labels, sample_weight=counts)
    weights = model.coef_[0] / scale
    return Logistic(weights, float(model.intercept_[0] - weights @ mean))
