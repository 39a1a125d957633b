"""Scores rows so that the right one of each group stands out: a conditional logit with one small hidden layer.

A conditional logit (McFadden, 1974) adds figures up; the hidden layer, beside it and not instead of it, lets one figure
decide how much another counts (in `nee, ik bedoel ...` the topic of before counts against an answer). It has no more
than a few hundred weights, is fitted by L-BFGS, and costs microseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
HIDDEN = 8
ITERATIONS = 150
SPREAD = 0.5  # of the random weights at the start
TINY = 1e-12


@dataclass(frozen=True)
class Scorer:
    """What was learned. `mean`, `scale`, `direct`: shape (figures,); `inward`: (figures, HIDDEN); `bias`, `outward`:
    (HIDDEN,)."""

    mean: Floats
    scale: Floats
    inward: Floats
    bias: Floats
    outward: Floats
    direct: Floats

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Scorer:
        """From `as_dict`."""
        return cls(**{name: np.array(values, dtype=float) for name, values in stored.items()})

    @classmethod
    def flat(cls, figures: int) -> Scorer:
        """One that scores all rows alike."""
        none, hidden = np.zeros(figures), np.zeros(HIDDEN)
        return cls(none, np.ones(figures), np.zeros((figures, HIDDEN)), hidden, hidden, none)

    def as_dict(self) -> dict[str, Any]:
        """For storing as JSON."""
        return {name: values.tolist() for name, values in vars(self).items()}

    def scores(self, matrix: Floats) -> Floats:
        """Score per row of figures, shape (rows,)."""
        scaled = (matrix - self.mean) / self.scale
        return np.asarray(np.tanh(scaled @ self.inward + self.bias) @ self.outward + scaled @ self.direct)


def fit(matrices: Sequence[Floats], targets: Sequence[Bools], penalty: float) -> Scorer:
    """Learn from groups of rows, each of shape (rows, figures). `targets`: which rows of each are right, at least one.
    `penalty`: L2 weight, of the loss per group."""
    rows, right = np.vstack(matrices), np.concatenate(targets)
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    rows = (rows - mean) / scale
    sizes = [len(matrix) for matrix in matrices]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    groups = np.repeat(np.arange(len(sizes)), sizes)

    def share(values: Floats) -> tuple[Floats, Floats]:
        """Values as shares of their group, and what each group adds up to."""
        totals = np.add.reduceat(values, starts)
        return values / (totals + TINY)[groups], totals

    def loss(weights: Floats) -> tuple[float, Floats]:
        inward, bias, outward, direct = _parts(weights, rows.shape[1])
        hidden = np.tanh(rows @ inward + bias)
        scores = hidden @ outward + rows @ direct
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[groups])
        chances, totals = share(powers)
        among_right, rights = share(powers * right)
        slope = (chances - among_right) / len(sizes)
        back = np.outer(slope, outward) * (1 - hidden * hidden)
        gradient = np.concatenate([(rows.T @ back).ravel(), back.sum(axis=0), hidden.T @ slope, rows.T @ slope])
        value = -float(np.log(rights / totals + TINY).mean()) + penalty / 2 * float(weights @ weights)
        return value, gradient + penalty * weights

    found = minimize(loss, _start(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
    return Scorer(mean, scale, *_parts(np.asarray(found.x), rows.shape[1]))


def _start(figures: int) -> Floats:
    """Small random weights, the same each time: from zeroes the hidden layer would learn nothing."""
    random = np.random.default_rng(0)
    inward = random.normal(0, SPREAD / np.sqrt(figures), figures * HIDDEN)
    return np.concatenate(
        [inward, np.zeros(HIDDEN), random.normal(0, SPREAD / np.sqrt(HIDDEN), HIDDEN), np.zeros(figures)]
    )


def _parts(weights: Floats, figures: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Inward weights, bias, outward weights, direct weights."""
    inward, bias, outward, direct = np.split(weights, np.cumsum([figures * HIDDEN, HIDDEN, HIDDEN]))
    return inward.reshape(figures, HIDDEN), bias, outward, direct
