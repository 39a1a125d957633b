"""Small builds that work like real ones: real index, real sentence vectors, a ranking by hand."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from kompas import store
from kompas.build import keep_ready
from kompas.classifier import Classifier
from kompas.evidence import Evidence
from kompas.follow_up import CERTAIN, FollowUp
from kompas.follow_up import FEATURES as TURN_FEATURES
from kompas.index import encoded_texts
from kompas.knowledge import KnowledgeBase
from kompas.learned import Learned
from kompas.logistic import Floats, Logistic
from kompas.mail import MARKS, STANDING_OUT, Mails
from kompas.ranking import CONFIDENCE, FEATURES, Ranking
from kompas.scorer import Scorer
from kompas.search import Searcher
from kompas.vectors import Vectors, encoder
from kompas.wording import SLOTS


def _weights(names: Sequence[str], known: Mapping[str, float]) -> Floats:
    return np.array([known.get(name, 0.0) for name in names])


def _learned(answers: int) -> Learned:
    sure = _weights(CONFIDENCE, {"chance": 1.0, "words": 6.0})
    count = len(FEATURES)
    ranking = Ranking(
        _weights(FEATURES, {"meaning": 10.0, "words": 5.0}), np.zeros(count), np.ones(count),
        confidence=Logistic(sure, -3.0), ours=Logistic(sure, -2.0),
    )  # fmt: skip
    seen = SLOTS + encoder().dimension
    certain = Logistic(np.zeros(len(STANDING_OUT)), 3.0)
    form = _weights(MARKS, {"question mark": 1.0, "opens as a question": 1.0})
    asking = Logistic(np.concatenate([np.zeros(seen), form]), 0.0)
    return Learned(
        Classifier(np.zeros((seen, answers), dtype=np.float32), np.zeros(answers, dtype=np.float32), []),
        Logistic(np.zeros(seen), 0.0),
        ranking,
        Mails(asking, np.array([0.5, 0.5]), certain, certain),
        FollowUp(Scorer.flat(len(TURN_FEATURES)), Logistic(np.zeros(len(CERTAIN)), 0.0)),
    )


def _vectors(knowledge: KnowledgeBase) -> dict[str, Vectors]:
    questions, passages = encoded_texts(knowledge)
    texts = [*questions, *passages]
    return dict(zip(texts, encoder().encode(texts), strict=True))


def small_searcher(knowledge: KnowledgeBase) -> Searcher:
    """Search that orders by meaning and words, and is sure when the first stands out."""
    learned = _learned(len(knowledge.answers))
    evidence = Evidence(knowledge, _vectors(knowledge), encoder())
    return Searcher(evidence, learned.ranking, learned.mails, learned.follow_up)


def small_build(path: Path, knowledge: KnowledgeBase, inputs: str) -> Path:
    """A finished build of a small knowledge base; `inputs`: the mark of what it was made from."""
    learned = _learned(len(knowledge.answers))
    store.write(path, knowledge, encoder().name, _vectors(knowledge), learned.models, learned.matrices)
    keep_ready(path)
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO meta VALUES ('inputs', ?)", (inputs,))
    return path
