"""Orders answers by all evidence together, and says how likely the first one is right.

Three small models. The order is a conditional logit (McFadden, 1974): one weight per figure, fitted so that the right
answer stands out among its rivals. The chance that the first is right, and the chance that the message is about our
subject at all, are logistic regressions over how it stands out; they learn from questions that have an answer and
from messages that have none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from kompas import logistic
from kompas.evidence import Reading
from kompas.logistic import Logistic

Floats = npt.NDArray[np.float64]

PLAIN = ("words", "grams", "text_bm25", "coverage", "meaning", "text_meaning", "linked", "aspect", "learned")
RELATIVE = ("words", "grams", "coverage", "meaning", "text_meaning", "linked", "learned")
FEATURES = (*PLAIN, *(f"{name}_behind" for name in RELATIVE), "linked_aspect")
CONFIDENCE = (
    "chance", "margin", "score", "words", "grams", "meaning", "coverage", "linked", "aspect", "learned",
    "best_linked", "length", "foreign", "foreign_logit", "subject", "unknown",
)  # fmt: skip
CANDIDATES = 30
FOREIGN_WEIGHT = 0.25  # in P(right), of a practice message without an answer: users send far fewer of them


def features(evidence: dict[str, Floats]) -> Floats:
    """Evidence per answer as a matrix of shape (answers, len(FEATURES)); `_behind` is the gap to the best."""
    columns = [evidence[name] for name in PLAIN]
    columns += [evidence[name] - evidence[name].max() for name in RELATIVE]
    columns.append(evidence["linked"] * evidence["aspect"])
    return np.column_stack(columns)


def candidates(evidence: dict[str, Floats], count: int = CANDIDATES) -> npt.NDArray[np.int64]:
    """Positions of the answers worth weighing: the best by a plain sum of standardised figures."""
    figures = np.stack(list(evidence.values()))
    spread = figures.std(axis=1)
    # What they are less their means is the same for all answers.
    total = (1 / np.where(spread, spread, 1.0)) @ figures
    count = min(count, len(total))
    return np.argpartition(-total, count - 1)[:count]


@dataclass(frozen=True)
class Ranking:
    """What was learned: `weights` of features that were brought to one scale with `mean` and `scale`, each of shape
    (len(FEATURES),). `confidence`, `ours`: P(the first answer is right), P(the message is about our subject), from
    `confidence_features`."""

    weights: Floats
    mean: Floats
    scale: Floats
    confidence: Logistic
    ours: Logistic

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Ranking:
        """From `as_dict`."""
        plain = {name: np.array(stored[name], dtype=float) for name in ("weights", "mean", "scale")}
        return cls(**plain, confidence=Logistic.of(stored["confidence"]), ours=Logistic.of(stored["ours"]))

    def as_dict(self) -> dict[str, Any]:
        """For storing as JSON."""
        plain = {name: getattr(self, name).tolist() for name in ("weights", "mean", "scale")}
        return {**plain, "confidence": self.confidence.as_dict(), "ours": self.ours.as_dict()}

    def scores(self, matrix: Floats) -> Floats:
        """Score per row of a feature matrix."""
        return np.asarray((matrix - self.mean) / self.scale @ self.weights)


def softmax(scores: Floats) -> Floats:
    """Shares that add up to one."""
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def log_softmax(scores: Floats) -> Floats:
    """The logarithms of shares that add up to one."""
    above = scores - scores.max()
    return np.asarray(above - np.log(np.exp(above).sum()))


def foreign_logit(reading: Reading) -> float:
    """The log-odds of being about something else, kept within what can be told apart."""
    foreign = min(max(reading.foreign, 1e-4), 1 - 1e-4)
    return float(np.log(foreign / (1 - foreign)))


def confidence_features(reading: Reading, rows: npt.NDArray[np.int64], scores: Floats, words: int) -> Floats:
    """How the first answer stands out, in the order of CONFIDENCE. `rows[i]` is the answer that `scores[i]` is of."""
    evidence = reading.figures
    order = np.argsort(-scores)
    chances = softmax(scores)[order]
    first = rows[order[0]]
    second = chances[1] if len(chances) > 1 else 0.0
    figures = [chances[0], chances[0] - second, scores[order[0]]]
    figures += [
        evidence[name][first] for name in ("words", "grams", "meaning", "coverage", "linked", "aspect", "learned")
    ]
    figures += [float(evidence["linked"].max()), min(words, 30) / 30]
    figures += [min(max(reading.foreign, 1e-4), 1 - 1e-4), foreign_logit(reading), reading.subject, reading.unknown]
    return np.array(figures)


@dataclass(frozen=True)
class Example:
    """A message with the positions of the answers that are right for it; none when it is out of scope."""

    reading: Reading
    right: frozenset[int]
    words: int


def fit(examples: Sequence[Example], penalty: float = 0.003) -> Ranking:
    """Fit all three. `penalty`: L2 weight per question, against over-reading small sets."""
    matrices, targets = [], []
    for example in examples:
        rows = candidates(example.reading.figures)
        right = np.isin(rows, list(example.right))
        if right.any():
            matrices.append(features(example.reading.figures)[rows])
            targets.append(right)
    everything = np.vstack(matrices)
    mean, scale = everything.mean(axis=0), everything.std(axis=0) + 1e-9
    weights = conditional_logit([(matrix - mean) / scale for matrix in matrices], targets, penalty)
    shapes, labels = [], []
    for example in examples:
        rows = candidates(example.reading.figures)
        scores = ((features(example.reading.figures)[rows] - mean) / scale) @ weights
        shapes.append(confidence_features(example.reading, rows, scores, example.words))
        labels.append(bool(rows[int(np.argmax(scores))] in example.right))
    return Ranking(weights, mean, scale, *chances(np.array(shapes), labels, examples))


def chances(table: Floats, labels: Sequence[bool], examples: Sequence[Example]) -> tuple[Logistic, Logistic]:
    """P(the first answer is right) and P(the message is about our subject), from figures of shape (examples, figures).
    `labels`: whether the first answer is right for each."""
    ours = [bool(example.right) for example in examples]
    counts = [1.0 if own else FOREIGN_WEIGHT for own in ours]
    return logistic.fit(table, labels, counts=counts), logistic.fit(table, ours)


def conditional_logit(matrices: Sequence[Floats], targets: Sequence[npt.NDArray[np.bool_]], penalty: float) -> Floats:
    """Weights, one per column, under which the right rows of each matrix get the largest share. `targets`: which rows
    are right, at least one per matrix."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        value, gradient = 0.0, np.zeros_like(weights)
        for matrix, right in zip(matrices, targets, strict=True):
            chances = softmax(matrix @ weights)
            total = chances[right].sum() + 1e-12
            value -= np.log(total)
            gradient += matrix.T @ chances - matrix[right].T @ (chances[right] / total)
        value += penalty * len(matrices) * float(weights @ weights) / 2
        return value / len(matrices), (gradient + penalty * len(matrices) * weights) / len(matrices)

    start = np.zeros(matrices[0].shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)
