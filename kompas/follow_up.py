"""Weighs answers to a message in a conversation, which is read in four ways (`ways_to_read`). Learned from practice
conversations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kompas import logistic, scorer
from kompas.context import Context, bare, opens, points
from kompas.evidence import Evidence, Reading
from kompas.instead import asked_of_another
from kompas.linking import Link
from kompas.logistic import Logistic
from kompas.questions import is_long
from kompas.ranking import FEATURES as OF_ANSWERS
from kompas.ranking import Ranking, features, log_softmax, softmax
from kompas.relations import RELATIONS, denied
from kompas.scorer import Scorer
from kompas.terms import Floats
from kompas.vectors import Vectors

READINGS = ("alone", "after_question", "after_answer", "instead")
CLUES = ("opens", "points", "bare", "names_topic", "foreign")
FEATURES = (
    *(f"{reading}_{name}" for reading in READINGS for name in ("share", *OF_ANSWERS)), *RELATIONS, *CLUES
)  # fmt: skip
CERTAIN = ("chance", "margin", "foreign", "subject", "unknown")
FLOOR = -9.0  # of the logarithm of a share
WITHIN_READING = 12  # best answers of each reading that are weighed
PENALTY = 0.03  # L2 weight per turn
FOLDS = 4


@dataclass(frozen=True)
class Turn:
    """A practice message in its conversation, with the positions of the answers that are right for it."""

    message: str
    context: Context
    right: frozenset[int]


@dataclass(frozen=True)
class FollowUp:
    """What was learned. `certainty`: P(the first answer is right), from `standing_out`."""

    scorer: Scorer
    certainty: Logistic

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> FollowUp:
        """From `as_dict`."""
        return cls(Scorer.of(stored["scorer"]), Logistic.of(stored["certainty"]))

    def as_dict(self) -> dict[str, Any]:
        """For storing as JSON."""
        return {"scorer": self.scorer.as_dict(), "certainty": self.certainty.as_dict()}

    def scores(self, matrix: Floats) -> Floats:
        """Score per row of a feature matrix."""
        return self.scorer.scores(matrix)

    def confidence(self, scores: Floats, alone: Reading) -> float:
        """P(the first answer is right). `alone`: the message read on its own."""
        return self.certainty.chance(standing_out(scores, alone))


def standing_out(scores: Floats, alone: Reading) -> Floats:
    """How the best of some scores stands out, and whether the message on its own (`alone`) seems ours, in the order of
    CERTAIN."""
    ranked = np.sort(softmax(scores))[::-1]
    margin = ranked[0] - (ranked[1] if len(ranked) > 1 else 0.0)
    return np.array([ranked[0], margin, alone.foreign, alone.subject, alone.unknown])


@dataclass(frozen=True)
class Weighed:
    """Positions of the answers that were weighed, their features, shape (rows, len(FEATURES)), and the message read
    on its own."""

    rows: list[int]
    matrix: Floats
    alone: Reading


def ways_to_read(evidence: Evidence, message: str, context: Context) -> list[str]:
    """The message on its own; after the last question that can be understood by itself; after the question that the
    answer before it stands for; and that last question, asked about what the message names. In a whole mail what is
    asked now would drown: the answer's question takes its place."""
    last = evidence.knowledge.answers.get(context.answer or "")
    stands_for = last.questions[0] if last else ""
    question = context.question or ""
    before = question if question and not is_long(question) else stands_for
    again = asked_of_another(evidence.index.concepts, evidence.linker, before, message)
    return [f"{said} {message}".strip() for said in ("", before, stands_for, again)]


def weigh(
    evidence: Evidence,
    ranking: Ranking,
    message: str,
    links: list[Link],
    context: Context,
    vectors: Mapping[str, Vectors] | None = None,
) -> Weighed:
    """The features of the answers that any reading of the message brings up. `vectors`: of texts, where known."""
    texts = ways_to_read(evidence, message, context)
    different = list(dict.fromkeys(texts))
    read = dict(zip(different, evidence.all(different, vectors), strict=True))
    readings = [(features(read[text].figures), read[text]) for text in texts]
    shares = [log_softmax(ranking.scores(figures)) for figures, _ in readings]
    rows = sorted({int(row) for share in shares for row in np.argsort(-share)[:WITHIN_READING]})
    columns = []
    for (figures, _), share in zip(readings, shares, strict=True):
        columns += [np.maximum(share[rows], FLOOR)[:, None], figures[rows]]
    alone = readings[0][1]
    names = max((link.precision for link in links), default=0.0)
    clues = [float(opens(message)), float(points(message)), float(bare(message)), names, alone.foreign]
    columns += [evidence.relations.figures(context, denied(message, links), rows), np.tile(clues, (len(rows), 1))]
    return Weighed(rows, np.hstack(columns), alone)


def fit(evidence: Evidence, ranking: Ranking, turns: Sequence[Turn], vectors: Mapping[str, Vectors]) -> FollowUp:
    """Learn from practice turns. `vectors`: by text, of all ways to read them. How sure it may be is learned from turns
    that were not learned from, if there are enough: of its own it is surer."""
    weighed = [weigh(evidence, ranking, t.message, evidence.linker.link(t.message), t.context, vectors) for t in turns]
    right = [np.isin(each.rows, list(turn.right)) for each, turn in zip(weighed, turns, strict=True)]
    usable = [i for i, rows in enumerate(right) if rows.any()]

    def learned(numbers: Sequence[int]) -> Scorer:
        return scorer.fit([weighed[i].matrix for i in numbers], [right[i] for i in numbers], PENALTY)

    shapes, labels = [], []
    for fold in range(FOLDS):
        others = learned([i for i in usable if i % FOLDS != fold] or usable)
        for i in range(fold, len(turns), FOLDS):
            scores = others.scores(weighed[i].matrix)
            shapes.append(standing_out(scores, weighed[i].alone))
            labels.append(bool(right[i][int(np.argmax(scores))]))
    return FollowUp(learned(usable), logistic.fit(np.array(shapes), labels, strength=10.0, scaled=False))
