"""The editors' worklist: questions that went wrong, grouped by meaning, the most frequent first."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.feature_extraction.text import TfidfVectorizer

from helpdesk.database import Database
from kompas.search import Hit, Searcher
from kompas.text import content_stems, normalise
from kompas.vectors import encoder

Matrix = npt.NDArray[np.float64]
# Three likenesses weigh the same: of meaning, of words, and of what the search finds. Measured on 573 questions of the
# evaluation sets: of the pairs put together 84 % are about the same, and 38 % of the pairs about the same are put
# together (sentence vectors alone: 11 % and 17 %). Two groups about one thing cost an editor less than one about two.
FAR = 0.6
NEAR_HITS = 5
MOST = 2_000  # different questions; of more the latest
EXAMPLES = 6


@dataclass(frozen=True)
class Asked:
    """One question that went wrong: `why` is refused, unsure or voted; `reason` is that of a vote."""

    question: str
    why: str
    reason: str | None
    at: str


@dataclass(frozen=True)
class Group:
    """Questions that mean the same. `examples`: as they were asked, the most typical first; `near`: the answers that
    come nearest, with their chance among the candidates."""

    id: str
    count: int
    examples: tuple[str, ...]
    why: dict[str, int]
    reasons: dict[str, int]
    last: str
    near: tuple[Hit, ...]
    confidence: float


def asked_since(insight: Database, since: str) -> list[Asked]:
    """What went wrong from a day on, oldest first."""
    with insight.reading() as database:
        rows: Sequence[Any] = database.execute(
            "SELECT question, why, reason, at FROM gaps WHERE day >= ? ORDER BY at, conversation, number", (since,)
        ).fetchall()
    return [Asked(row["question"], row["why"], row["reason"], row["at"]) for row in rows]


def groups(asked: Sequence[Asked], searcher: Searcher) -> list[Group]:
    """Group questions by meaning; the most frequent first, then the latest."""
    by_text: dict[str, list[Asked]] = {}
    for one in asked:
        key = " ".join(normalise(one.question).split()).strip(" ?.!")
        by_text.setdefault(key, []).append(one)
    texts = list(by_text)[-MOST:]
    if not texts:
        return []
    found = [searcher.search(text) for text in texts]
    alike = _likeness(texts, [each.hits for each in found])
    labels = _clusters(alike)
    made = []
    for label in sorted(set(labels)):
        members = [i for i, other in enumerate(labels) if other == label]
        middle = max(members, key=lambda i: (alike[i, members].sum() + len(by_text[texts[i]]), -i))
        order = sorted(members, key=lambda i: (-len(by_text[texts[i]]), -alike[middle, i]))
        order.remove(middle)
        every = [one for i in members for one in by_text[texts[i]]]
        made.append(
            Group(
                id=hashlib.blake2b(texts[middle].encode(), digest_size=4).hexdigest(),
                count=len(every),
                examples=tuple(by_text[texts[i]][-1].question for i in [middle, *order][:EXAMPLES]),
                why=dict(Counter(one.why for one in every)),
                reasons=dict(Counter(one.reason for one in every if one.reason)),
                last=max(one.at for one in every),
                near=tuple(found[middle].hits[:3]),
                confidence=found[middle].confidence,
            )
        )
    return sorted(sorted(made, key=lambda group: group.last, reverse=True), key=lambda group: -group.count)


def _likeness(texts: list[str], hits: list[list[Hit]]) -> Matrix:
    """How alike each two questions are, 0 to 1."""
    vectors = encoder().encode(texts).astype(np.float64)
    meaning = vectors @ vectors.T
    try:
        counted = TfidfVectorizer(tokenizer=content_stems, token_pattern=None, lowercase=False).fit_transform(texts)
        words: Matrix = (counted @ counted.T).toarray()
    except ValueError:  # not one word that carries a topic
        words = np.zeros_like(meaning)
    answers = {answer: i for i, answer in enumerate({hit.answer for each in hits for hit in each[:NEAR_HITS]})}
    chances = np.zeros((len(texts), max(1, len(answers))))
    for row, each in enumerate(hits):
        for hit in each[:NEAR_HITS]:
            chances[row, answers[hit.answer]] = hit.chance
    near = np.array([np.minimum(row, chances).sum(axis=1) for row in chances])
    return np.asarray((meaning + words + near) / 3, dtype=np.float64)


def _clusters(alike: Matrix) -> list[int]:
    if len(alike) == 1:
        return [1]
    distance = np.clip(1 - (alike + alike.T) / 2, 0, None)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average")
    return [int(label) for label in fcluster(tree, FAR, "distance")]
