"""Answers a mail with one question in it: the whole says what it is about, one of its sentences says what is asked.

Which sentence that is, is learned from mails in which it is known: people ask without a question mark, and put
question marks where they ask nothing. Whole and sentence are searched for apart; how much each counts, and how likely
the answer on top is right, is learned from practice mails.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kompas import logistic
from kompas.evidence import Evidence, Reading
from kompas.logistic import Logistic
from kompas.questions import asks, sentences
from kompas.ranking import Example, Ranking, chances, conditional_logit, features, foreign_logit, log_softmax
from kompas.terms import Floats
from kompas.text import words
from kompas.vectors import Vectors

MARKS = ("question mark", "opens as a question", "place", "first", "last", "length")
STANDING_OUT = (
    "chance", "margin", "same first", "asks", "foreign whole", "foreign core", "subject whole", "subject core",
    "subject best",
)  # fmt: skip
WEIGHED = 30  # answers that are weighed: the best of whole and sentence together
LONG_SENTENCE = 40  # words from which a sentence counts as long as any
ASKING_STRENGTH = 1.0  # scikit-learn's C; 0.3 finds one sentence in a hundred less


@dataclass(frozen=True)
class Asked:
    """The sentence of a mail that holds its question, and the log-odds that it does."""

    sentence: str
    margin: float


@dataclass(frozen=True)
class Letter:
    """A mail read as a whole, and the sentence that asks read by itself. `shares`: log of each answer's share by
    either, shape (answers, 2)."""

    whole: Reading
    core: Reading
    asked: Asked
    shares: Floats


@dataclass(frozen=True)
class Mails:
    """What was learned about mails. `asking`: P(a sentence holds the question), from `clues`; None to read every mail
    as a whole only. `weights`: of whole and sentence. `confidence`, `ours`: P(the first answer is right), P(the mail is
    about our subject), from `standing_out`."""

    asking: Logistic | None
    weights: Floats
    confidence: Logistic
    ours: Logistic

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Mails:
        """From `as_dict`."""
        parts = {name: Logistic.of(stored[name]) for name in ("confidence", "ours")}
        asking = stored["asking"] and Logistic.of(stored["asking"])
        return cls(asking, np.array(stored["weights"], dtype=float), **parts)

    def as_dict(self) -> dict[str, Any]:
        """For storing as JSON."""
        parts = {"confidence": self.confidence.as_dict(), "ours": self.ours.as_dict()}
        return {"asking": self.asking and self.asking.as_dict(), "weights": self.weights.tolist(), **parts}


def marks(parts: Sequence[str]) -> Floats:
    """What the form of each sentence of a mail says about whether it asks, in the order of MARKS, each 0 to 1."""
    last = max(1, len(parts) - 1)
    return np.array(
        [
            ["?" in part, asks(part), i / last, i == 0, i == len(parts) - 1,
             min(len(words(part)), LONG_SENTENCE) / LONG_SENTENCE]
            for i, part in enumerate(parts)
        ],
        dtype=float,
    )  # fmt: skip


def clues(evidence: Evidence, parts: Sequence[str], vectors: Mapping[str, Vectors] | None = None) -> Floats:
    """Wording, meaning and form of each sentence of a mail, shape (sentences, figures). `vectors`: those known."""
    return np.hstack([evidence.table(parts, evidence.vectors_of(parts, vectors)), marks(parts)])


def asked(
    evidence: Evidence, asking: Logistic | None, mail: str, vectors: Mapping[str, Vectors] | None = None
) -> Asked:
    """The sentence that most likely holds the question; the mail itself when it is one sentence."""
    parts = sentences(mail) or [mail]
    if asking is None:
        return Asked(mail, 0.0)
    margins = [asking.margin(figures) for figures in clues(evidence, parts, vectors)]
    best = int(np.argmax(margins))
    return Asked(parts[best], margins[best])


def read(
    evidence: Evidence,
    ranking: Ranking,
    asking: Logistic | None,
    mail: str,
    vectors: Mapping[str, Vectors] | None = None,
) -> Letter:
    """Search for a mail both ways."""
    found = asked(evidence, asking, mail, vectors)
    whole, core = evidence.all([mail, found.sentence], vectors)
    shares = [log_softmax(ranking.scores(features(reading.figures))) for reading in (whole, core)]
    return Letter(whole, core, found, np.column_stack(shares))


def weighed(letter: Letter) -> list[int]:
    """Positions of the answers worth weighing, the best of both readings first."""
    return [int(row) for row in np.argsort(-letter.shares.sum(axis=1))[:WEIGHED]]


def standing_out(letter: Letter, scores: Floats) -> Floats:
    """How the best of some scores stands out, and whether the mail seems ours, in the order of STANDING_OUT.
    `scores`: of `weighed`."""
    ranked = np.sort(np.exp(log_softmax(scores)))[::-1]
    both = letter.shares.argmax(axis=0)
    return np.array(
        [
            ranked[0], ranked[0] - (ranked[1] if len(ranked) > 1 else 0.0), float(both[0] == both[1]),
            letter.asked.margin, foreign_logit(letter.whole), foreign_logit(letter.core),
            letter.whole.subject, letter.core.subject, max(letter.whole.subject, letter.core.subject),
        ]
    )  # fmt: skip


def fit_asking(evidence: Evidence, mails: Sequence[tuple[str, str]], vectors: Mapping[str, Vectors]) -> Logistic:
    """Learn which sentence asks, from mails and the sentences or part of a mail that holds its question."""
    figures, labels = [], []
    for mail, core in mails:
        parts = sentences(mail)
        figures.append(clues(evidence, parts, vectors))
        labels += [holds(part, core) for part in parts]
    return logistic.fit(np.vstack(figures), labels, strength=ASKING_STRENGTH, scaled=False)


def holds(part: str, core: str) -> bool:
    """Whether a sentence is, or lies in, the part of a mail that holds its question."""
    own, whole = " ".join(part.split()), " ".join(core.split())
    return own in whole or whole in own


def fit(asking: Logistic | None, letters: Sequence[tuple[Letter, Example]], penalty: float = 0.003) -> Mails:
    """Learn to weigh from practice mails, each with the answers that are right for it; none when it is not about our
    subject. `penalty`: L2 weight per mail."""
    matrices, targets = [], []
    for letter, example in letters:
        rows = weighed(letter)
        right = np.isin(rows, list(example.right))
        if right.any():
            matrices.append(letter.shares[rows])
            targets.append(right)
    weights = conditional_logit(matrices, targets, penalty)
    shapes, labels = [], []
    for letter, example in letters:
        rows = weighed(letter)
        scores = letter.shares[rows] @ weights
        shapes.append(standing_out(letter, scores))
        labels.append(rows[int(np.argmax(scores))] in example.right)
    return Mails(asking, weights, *chances(np.array(shapes), labels, [example for _, example in letters]))
