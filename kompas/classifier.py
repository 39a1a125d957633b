"""Which answer a message asks for, learned from all example questions at once.

Multinomial logistic regression over the wording and the meaning of a message, fitted with Adam (Kingma & Ba, 2015).
Where likeness to single questions asks "which question looks most like this?", this model learns which words tell the
answers apart. Alone it puts the right answer first more often than all likenesses together (docs/decisions/0003).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
EPOCHS = 8
AGAIN = 2  # epochs for a classifier that learned nearly the same before
BATCH = 256
RATE = 5e-3
DECAY_MEAN, DECAY_SQUARE, TINY = 0.9, 0.999, 1e-7  # Adam's own defaults


@dataclass(frozen=True)
class Classifier:
    """`weights`: shape (features, classes); `bias`: shape (classes,). The classes are the answers, in the order of the
    index, and then `kinds`: sorts of messages that have no answer here."""

    weights: Matrix
    bias: Matrix
    kinds: list[str]

    def scores(self, features: Matrix) -> npt.NDArray[np.float64]:
        """Log-probability of each class, shape (classes,), for one message's features, shape (features,)."""
        margins = np.asarray(features @ self.weights + self.bias, dtype=np.float64)
        margins -= margins.max()
        return np.asarray(margins - np.log(np.exp(margins).sum()))


def fit(
    features: Matrix,
    labels: Sequence[int],
    answers: int,
    kinds: Sequence[str],
    start: Classifier | None = None,
    epochs: int | None = None,
) -> Classifier:
    """Fit to features of shape (messages, features). `labels`: the position of the right answer of each message, or
    `answers` plus the position of its kind. `start`: one of the same shape that learned nearly the same before."""
    random = np.random.default_rng(0)
    right = np.asarray(labels)
    weights = np.zeros((features.shape[1] + 1, answers + len(kinds)), dtype=np.float32)
    if start is not None:
        weights[:] = np.vstack([start.weights, start.bias])
    inputs = np.hstack([features, np.ones((len(features), 1), dtype=np.float32)])
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    step = 0
    for _ in range(epochs or (EPOCHS if start is None else AGAIN)):
        order = random.permutation(len(inputs))
        for first in range(0, len(order), BATCH):
            chosen = order[first : first + BATCH]
            batch = inputs[chosen]
            margins = batch @ weights
            margins -= margins.max(axis=1, keepdims=True)
            chances = np.exp(margins)
            chances /= chances.sum(axis=1, keepdims=True)
            chances[np.arange(len(chosen)), right[chosen]] -= 1
            gradient = batch.T @ chances
            gradient /= len(chosen)
            step += 1
            _adam(weights, gradient, mean, square, step)
    return Classifier(weights[:-1], weights[-1], list(kinds))


def carried_over(old: Classifier, before: Sequence[str], after: Sequence[str]) -> Classifier:
    """A classifier for the answers `after` with what `old` learned about those it knew, `before`; the others are new
    to it. The kinds stay."""
    place = {answer: i for i, answer in enumerate(before)}
    known = [(i, place[answer]) for i, answer in enumerate(after) if answer in place]
    known += [(len(after) + i, len(before) + i) for i in range(len(old.kinds))]
    to, of = [i for i, _ in known], [i for _, i in known]
    weights = np.zeros((len(old.weights), len(after) + len(old.kinds)), dtype=np.float32)
    bias = np.full(weights.shape[1], old.bias.min(), dtype=np.float32)
    weights[:, to], bias[to] = old.weights[:, of], old.bias[of]
    return Classifier(weights, bias, old.kinds)


def _adam(weights: Matrix, gradient: Matrix, mean: Matrix, square: Matrix, step: int) -> None:
    """One step, in place: the matrices are large and a copy of each costs more than the arithmetic."""
    mean *= DECAY_MEAN
    mean += (1 - DECAY_MEAN) * gradient
    np.multiply(gradient, gradient, out=gradient)
    square *= DECAY_SQUARE
    square += (1 - DECAY_SQUARE) * gradient
    rate = RATE * np.sqrt(1 - DECAY_SQUARE**step) / (1 - DECAY_MEAN**step)
    np.sqrt(square, out=gradient)
    gradient += TINY
    np.divide(mean, gradient, out=gradient)
    gradient *= rate
    weights -= gradient
