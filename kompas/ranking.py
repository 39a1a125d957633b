"""Orders answers by all evidence together, and says how likely the first one is right.

Three small models. The order is a conditional logit (McFadden, 1974): one weight per figure, fitted so that the right
answer stands out among its rivals. The chance that the first is right, and the chance that the message is about our
subject at all, are logistic regressions over how it stands out; they learn from questions that have an answer and
from messages that have none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from kompas.evidence import Reading

Floats = npt.NDArray[np.float64]

PLAIN = ("words", "grams", "text_bm25", "coverage", "meaning", "text_meaning", "linked", "aspect", "learned")
RELATIVE = ("words", "grams", "coverage", "meaning", "text_meaning", "linked", "learned")
FEATURES = (*PLAIN, *(f"{name}_behind" for name in RELATIVE), "linked_aspect")
CONFIDENCE = (
    "chance", "margin", "score", "words", "grams", "meaning", "coverage", "linked", "aspect", "learned",
    "best_linked", "length", "foreign", "foreign_logit",
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
    total = sum((figure - figure.mean()) / (figure.std() or 1.0) for figure in evidence.values())
    assert not isinstance(total, int)
    count = min(count, len(total))
    return np.argpartition(-total, count - 1)[:count]


@dataclass(frozen=True)
class Ranking:
    """The fitted weights, plain enough to store as JSON."""

    weights: list[float]
    mean: list[float]
    scale: list[float]
    confidence_weights: list[float]
    confidence_bias: float
    confidence_mean: list[float]
    confidence_scale: list[float]
    ours_weights: list[float]
    ours_bias: float

    def as_dict(self) -> dict[str, object]:
        """For storing."""
        return asdict(self)

    def scores(self, matrix: Floats) -> Floats:
        """Score per row of a feature matrix."""
        return np.asarray((matrix - np.array(self.mean)) / np.array(self.scale) @ np.array(self.weights))

    def confidence(self, shape: Floats) -> float:
        """P(the first answer is right), from `confidence_features`."""
        return self._chance(shape, self.confidence_weights, self.confidence_bias)

    def ours(self, shape: Floats) -> float:
        """P(the message is about our subject), from `confidence_features`."""
        return self._chance(shape, self.ours_weights, self.ours_bias)

    def _chance(self, shape: Floats, weights: list[float], bias: float) -> float:
        scaled = (shape - np.array(self.confidence_mean)) / np.array(self.confidence_scale)
        return float(1 / (1 + np.exp(-(scaled @ np.array(weights) + bias))))


def softmax(scores: Floats) -> Floats:
    """Shares that add up to one."""
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


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
    foreign = min(max(reading.foreign, 1e-4), 1 - 1e-4)
    figures += [foreign, float(np.log(foreign / (1 - foreign)))]
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
    table = np.array(shapes)
    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    scaled = (table - middle) / spread
    ours = np.array([bool(example.right) for example in examples])
    model = LogisticRegression(max_iter=1000).fit(scaled, labels, sample_weight=np.where(ours, 1.0, FOREIGN_WEIGHT))
    subject = LogisticRegression(max_iter=1000).fit(scaled, ours)
    return Ranking(
        weights=weights.tolist(), mean=mean.tolist(), scale=scale.tolist(),
        confidence_weights=model.coef_[0].tolist(), confidence_bias=float(model.intercept_[0]),
        confidence_mean=middle.tolist(), confidence_scale=spread.tolist(),
        ours_weights=subject.coef_[0].tolist(), ours_bias=float(subject.intercept_[0]),
    )  # fmt: skip


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
