"""Weighs answers to a message in a conversation: read on its own, as more about the same topic, or as the same
question about something else. A conditional logit over the three readings, learned from practice conversations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kompas import logistic
from kompas.context import Context, bare, opens, points
from kompas.evidence import Evidence, Reading
from kompas.linking import Link
from kompas.logistic import Logistic
from kompas.ranking import Ranking, candidates, conditional_logit, features, softmax
from kompas.terms import Floats
from kompas.vectors import Vectors

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
    """The fitted weights. `certainty`: P(the first answer is right), from `standing_out`."""

    weights: Floats
    certainty: Logistic

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> FollowUp:
        """From `as_dict`."""
        return cls(np.array(stored["weights"], dtype=float), Logistic.of(stored["certainty"]))

    def as_dict(self) -> dict[str, Any]:
        """For storing as JSON."""
        return {"weights": self.weights.tolist(), "certainty": self.certainty.as_dict()}

    def scores(self, matrix: Floats) -> Floats:
        """Score per row of a feature matrix."""
        return np.asarray(matrix @ self.weights)

    def confidence(self, scores: Floats, foreign: float) -> float:
        """P(the first answer is right)."""
        return self.certainty.chance(standing_out(scores, foreign))


def standing_out(scores: Floats, foreign: float) -> Floats:
    """How the best of some scores stands out: its share, its distance to the second, and the chance (`foreign`) that
    the message on its own is about something else."""
    ranked = np.sort(softmax(scores))[::-1]
    return np.array([ranked[0], ranked[0] - (ranked[1] if len(ranked) > 1 else 0.0), foreign])


@dataclass(frozen=True)
class Weighed:
    """Positions of the answers that were weighed, their features, shape (rows, len(FEATURES)), and the message read
    on its own."""

    rows: list[int]
    matrix: Floats
    alone: Reading


def ways_to_read(evidence: Evidence, message: str, context: Context) -> list[str]:
    """The message on its own, as more about the same topic, and as the same question about something else."""
    return [message, _about(evidence, message, context), _again(evidence, message, context)]


def weigh(
    evidence: Evidence,
    ranking: Ranking,
    message: str,
    links: list[Link],
    context: Context,
    vectors: Mapping[str, Vectors] | None = None,
) -> Weighed:
    """The features of the answers that any reading of the message brings up. `vectors`: of texts, where known."""
    knowledge, index = evidence.knowledge, evidence.index
    readings = [evidence.of(text, vectors) for text in ways_to_read(evidence, message, context)]
    chances = [_chances(ranking, reading) for reading in readings]
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
    return Weighed(rows, np.array(table), readings[0])


def _chances(ranking: Ranking, reading: Reading) -> dict[int, float]:
    rows = candidates(reading.figures)
    shares = softmax(ranking.scores(features(reading.figures)[rows]))
    return {int(row): float(share) for row, share in zip(rows, shares, strict=True)}


def _about(evidence: Evidence, message: str, context: Context) -> str:
    topic = evidence.knowledge.topics.get(context.topic or "")
    return f"{topic.name} {message}" if topic else message


def _again(evidence: Evidence, message: str, context: Context) -> str:
    return f"{evidence.linker.without_topics(context.question or '')} {message}"


def fit(
    evidence: Evidence,
    ranking: Ranking,
    turns: Sequence[Turn],
    vectors: Mapping[str, Vectors],
    penalty: float = 0.01,
) -> FollowUp:
    """Learn from practice turns. `vectors`: by text, of all ways to read them. `penalty`: L2 weight per turn."""
    cases = []
    for turn in turns:
        links = evidence.linker.link(turn.message)
        weighed = weigh(evidence, ranking, turn.message, links, turn.context, vectors)
        cases.append((weighed.matrix, np.isin(weighed.rows, list(turn.right)), weighed.alone.foreign))
    usable = [(matrix, right) for matrix, right, _ in cases if right.any()]
    weights = conditional_logit([m for m, _ in usable], [r for _, r in usable], penalty)
    shapes = np.array([standing_out(matrix @ weights, foreign) for matrix, _, foreign in cases])
    labels = [bool(right[int(np.argmax(matrix @ weights))]) for matrix, right, _ in cases]
    return FollowUp(weights, logistic.fit(shapes, labels, strength=10.0, scaled=False))
