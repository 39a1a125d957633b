"""Weighs answers to a message in a conversation: read on its own, as more about the same topic, or as the same
question about something else. A conditional logit over the three readings, learned from practice conversations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from kompas.context import Context, bare, opens, points
from kompas.evidence import Evidence
from kompas.linking import Link
from kompas.ranking import Ranking, candidates, conditional_logit, features, softmax
from kompas.terms import Floats

READINGS = ("alone", "same_topic", "same_question")
FLOOR = 1e-4
WITHIN_READING = 12  # best answers of each reading that are weighed
CLUES = ("opens", "points", "bare", "names_topic")
FEATURES = (
    *READINGS, "topic_same", "answer_same", "answer_next", "topic_related",
    *(f"{clue}_{name}" for clue in CLUES for name in (*READINGS, "topic_same")),
)  # fmt: skip


@dataclass(frozen=True)
class Turn:
    """A practice message in its conversation, with the positions of the answers that are right for it."""

    message: str
    context: Context
    right: frozenset[int]


@dataclass(frozen=True)
class FollowUp:
    """The fitted weights, and how chance turns into confidence (a logistic regression on chance and margin)."""

    weights: list[float]
    confidence_weights: list[float]
    confidence_bias: float

    def as_dict(self) -> dict[str, object]:
        """For storing."""
        return asdict(self)

    def scores(self, matrix: Floats) -> Floats:
        """Score per row of a feature matrix."""
        return np.asarray(matrix @ np.array(self.weights))

    def confidence(self, scores: Floats) -> float:
        """P(the first answer is right)."""
        score = standing_out(scores) @ np.array(self.confidence_weights) + self.confidence_bias
        return float(1 / (1 + np.exp(-score)))


def standing_out(scores: Floats) -> Floats:
    """How the best of some scores stands out: its share, and its distance to the second."""
    ranked = np.sort(softmax(scores))[::-1]
    return np.array([ranked[0], ranked[0] - (ranked[1] if len(ranked) > 1 else 0.0)])


@dataclass(frozen=True)
class Weighed:
    """Positions of the answers that were weighed and their features, shape (rows, len(FEATURES))."""

    rows: list[int]
    matrix: Floats


def weigh(evidence: Evidence, ranking: Ranking, message: str, links: list[Link], context: Context) -> Weighed:
    """The features of the answers that any reading of the message brings up."""
    knowledge, index = evidence.knowledge, evidence.index
    readings = [message, _about(evidence, message, context), _again(evidence, message, context)]
    chances = [_chances(evidence, ranking, reading) for reading in readings]
    rows = sorted({row for part in chances for row in sorted(part, key=lambda r: -part[r])[:WITHIN_READING]})
    names = max((link.precision for link in links), default=0.0)
    clues = [float(opens(message)), float(points(message)), float(bare(message)), names]
    topic = knowledge.topics.get(context.topic or "")
    last = knowledge.answers.get(context.answer or "")
    related = {relation.topic for relation in topic.related} if topic else set()
    table = []
    for row in rows:
        answer = index.answers[row]
        own = knowledge.topic_of[answer].id
        base = [float(np.log(max(part.get(row, 0.0), FLOOR))) for part in chances]
        same = float(topic is not None and own == topic.id)
        extra = [
            same, float(last is not None and answer == last.id), float(last is not None and answer in last.next),
            float(own in related),
        ]  # fmt: skip
        table.append(base + extra + [clue * figure for clue in clues for figure in (*base, same)])
    return Weighed(rows, np.array(table))


def _chances(evidence: Evidence, ranking: Ranking, reading: str) -> dict[int, float]:
    figures = evidence.of(reading)
    rows = candidates(figures)
    shares = softmax(ranking.scores(features(figures)[rows]))
    return {int(row): float(share) for row, share in zip(rows, shares, strict=True)}


def _about(evidence: Evidence, message: str, context: Context) -> str:
    topic = evidence.knowledge.topics.get(context.topic or "")
    return f"{topic.name} {message}" if topic else message


def _again(evidence: Evidence, message: str, context: Context) -> str:
    return f"{evidence.linker.without_topics(context.question or '')} {message}"


def fit(evidence: Evidence, ranking: Ranking, turns: Sequence[Turn], penalty: float = 0.01) -> FollowUp:
    """Learn from practice turns. `penalty`: L2 weight per turn."""
    cases = []
    for turn in turns:
        weighed = weigh(evidence, ranking, turn.message, evidence.linker.link(turn.message), turn.context)
        cases.append((weighed.matrix, np.isin(weighed.rows, list(turn.right))))
    usable = [(matrix, right) for matrix, right in cases if right.any()]
    weights = conditional_logit([m for m, _ in usable], [r for _, r in usable], penalty)
    shapes = np.array([standing_out(matrix @ weights) for matrix, _ in cases])
    labels = [bool(right[int(np.argmax(matrix @ weights))]) for matrix, right in cases]
    model = LogisticRegression(C=10.0).fit(shapes, labels)
    return FollowUp(weights.tolist(), model.coef_[0].tolist(), float(model.intercept_[0]))
