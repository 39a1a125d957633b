"""Small builds that work like real ones: real index, real sentence vectors, a ranking by hand."""

import sqlite3
from pathlib import Path

import numpy as np

from kompas import store
from kompas.build import keep_ready
from kompas.evidence import Evidence
from kompas.follow_up import FEATURES as TURN_FEATURES
from kompas.follow_up import FollowUp
from kompas.index import encoded_texts
from kompas.knowledge import KnowledgeBase
from kompas.ranking import CONFIDENCE, FEATURES, Ranking
from kompas.search import Searcher
from kompas.vectors import Vectors, encoder
from kompas.wording import SLOTS


def _models() -> tuple[Ranking, FollowUp]:
    ranking = Ranking(
        weights=[{"meaning": 10.0, "words": 5.0}.get(name, 0.0) for name in FEATURES],
        mean=[0.0] * len(FEATURES),
        scale=[1.0] * len(FEATURES),
        confidence_weights=[{"chance": 1.0, "words": 6.0}.get(name, 0.0) for name in CONFIDENCE],
        confidence_bias=-3.0,
        confidence_mean=[0.0] * len(CONFIDENCE),
        confidence_scale=[1.0] * len(CONFIDENCE),
        ours_weights=[{"chance": 1.0, "words": 6.0}.get(name, 0.0) for name in CONFIDENCE],
        ours_bias=-2.0,
    )
    return ranking, FollowUp([0.0] * len(TURN_FEATURES), [0.0, 0.0, 0.0], 0.0)


def _vectors(knowledge: KnowledgeBase) -> dict[str, Vectors]:
    questions, passages = encoded_texts(knowledge)
    texts = [*questions, *passages]
    return dict(zip(texts, encoder().encode(texts), strict=True))


def small_searcher(knowledge: KnowledgeBase) -> Searcher:
    """Search that orders by meaning and words, and is sure when the first stands out."""
    return Searcher(Evidence(knowledge, _vectors(knowledge), encoder()), *_models())


def small_build(path: Path, knowledge: KnowledgeBase, inputs: str) -> Path:
    """A finished build of a small knowledge base; `inputs`: the mark of what it was made from."""
    ranking, follow_up = _models()
    models = {"ranking": ranking.as_dict(), "follow_up": follow_up.as_dict(), "kinds": []}
    answers = len(knowledge.answers)
    matrices = {
        "classifier": np.zeros((SLOTS + encoder().dimension, answers), dtype=np.float32),
        "classifier_bias": np.zeros((1, answers), dtype=np.float32),
    }
    store.write(path, knowledge, encoder().name, _vectors(knowledge), models, matrices)
    keep_ready(path)
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO meta VALUES ('inputs', ?)", (inputs,))
    return path
