"""Small builds that work like real ones: real index, real sentence vectors, a ranking by hand."""

from pathlib import Path

from kompas import snapshot, store
from kompas.evidence import Evidence
from kompas.follow_up import FEATURES as TURN_FEATURES
from kompas.follow_up import FollowUp
from kompas.index import encoded_texts
from kompas.knowledge import KnowledgeBase
from kompas.ranking import CONFIDENCE, FEATURES, Ranking
from kompas.search import Searcher
from kompas.vectors import encoder


def small_searcher(knowledge: KnowledgeBase) -> Searcher:
    """Search that orders by meaning and words, and is sure when the first stands out."""
    questions, passages = encoded_texts(knowledge)
    texts = [*questions, *passages]
    vectors = dict(zip(texts, encoder().encode(texts), strict=True))
    ranking = Ranking(
        weights=[{"meaning": 10.0, "words": 5.0}.get(name, 0.0) for name in FEATURES],
        mean=[0.0] * len(FEATURES),
        scale=[1.0] * len(FEATURES),
        confidence_weights=[{"chance": 1.0, "words": 6.0}.get(name, 0.0) for name in CONFIDENCE],
        confidence_bias=-3.0,
        confidence_mean=[0.0] * len(CONFIDENCE),
        confidence_scale=[1.0] * len(CONFIDENCE),
    )
    follow_up = FollowUp([0.0] * len(TURN_FEATURES), [0.0, 0.0], 0.0)
    return Searcher(Evidence(knowledge, vectors, encoder()), ranking, follow_up)


def small_build(path: Path, knowledge: KnowledgeBase, inputs: str) -> Path:
    """A finished build of a small knowledge base; `inputs`: the mark of what it was made from."""
    store.write(path, knowledge, encoder().name, {}, {})
    snapshot.save(path, "searcher", small_searcher(knowledge))
    with store.sqlite3.connect(path) as database:
        database.execute("INSERT INTO meta VALUES ('inputs', ?)", (inputs,))
    return path
