"""Search without one of its components. What is left is learned again, so that it may make up for the loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from kompas import store
from kompas.aspects import AspectModel
from kompas.classifier import Classifier
from kompas.evidence import Evidence
from kompas.index import encoded_texts
from kompas.knowledge import KnowledgeBase
from kompas.learn import Learner
from kompas.linking import Link, TopicLinker
from kompas.logistic import Logistic
from kompas.search import Searcher
from kompas.spelling import Spelling, correct_words
from kompas.terms import TermSpace
from kompas.vectors import Encoder, Vectors

NOTHING = "nothing"
CONTEXT = "context"  # left out by whoever holds the conversation; search itself stays as it is
COMPONENTS = (
    NOTHING, "words", "characters", "sentence vectors", "text", "topic links", "aspect", "classifier", "subject",
    "asking sentence", "concepts", "spelling", CONTEXT,
)  # fmt: skip
# Without these the classifier and the model of the subject see something else, so they must learn again too.
CHANGES_CLASSIFIER = frozenset({"sentence vectors", "concepts", "spelling"})


class _NoVectors(Encoder):
    """Gives every text the same empty vector, at no cost."""

    name = "none"

    def __init__(self) -> None:
        """Loads nothing."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Zeros."""
        return np.zeros((len(texts), self.dimension), dtype=np.float32)


class _NoAspects(AspectModel):
    def __init__(self) -> None:
        """Learns nothing."""

    def scores(self, message: str) -> dict[str, float]:
        """No aspect is likely."""
        return {}


class _NoLinks(TopicLinker):
    def __init__(self) -> None:
        """Knows no names."""

    def link(self, message: str) -> list[Link]:
        """No topic is named."""
        return []


class Workshop:
    """Makes searchers over one knowledge base, each without one component."""

    def __init__(self, knowledge: KnowledgeBase, vectors: Mapping[str, Vectors], encoder: Encoder) -> None:
        """`vectors`: what is known already, by text; the rest is computed with `encoder`."""
        self._knowledge, self._encoder = knowledge, encoder
        self._vectors = dict(vectors)
        self._shared: tuple[Classifier, Logistic] | None = None
        self._whole: Searcher | None = None

    def without(self, component: str) -> Searcher:
        """The searcher; `component` is one of COMPONENTS. Raises KeyError for another."""
        if component not in COMPONENTS:
            raise KeyError(component)
        if component in (NOTHING, CONTEXT):
            self._whole = self._whole or self._make(NOTHING)
            return self._whole
        return self._make(component)

    def _make(self, component: str) -> Searcher:
        knowledge = replace(self._knowledge, concepts={}) if component == "concepts" else self._knowledge
        encoder = _NoVectors() if component == "sentence vectors" else self._encoder
        asked, passages = encoded_texts(knowledge)
        vectors = self._encode(encoder, [*asked, *passages])
        evidence = Evidence(knowledge, vectors, encoder)
        _leave_out(evidence, component)
        learner = Learner(evidence, vectors, partial(self._encode, encoder))
        classifier, subject = self._taught(learner, component)
        evidence.classifier = None if component == "classifier" else classifier
        evidence.subject = None if component == "subject" else subject
        ranking = learner.ranking()
        asking = None if component == "asking sentence" else learner.asking()
        return Searcher(evidence, ranking, learner.mails(ranking, asking), learner.follow_up(ranking))

    def _taught(self, learner: Learner, component: str) -> tuple[Classifier, Logistic]:
        if component in CHANGES_CLASSIFIER:
            return learner.classifier(), learner.subject()
        self._shared = self._shared or (learner.classifier(), learner.subject())
        return self._shared

    def _encode(self, encoder: Encoder, texts: Sequence[str]) -> dict[str, Vectors]:
        known = self._vectors if encoder is self._encoder else {}
        found = store.encode(encoder, texts, known, lambda done, total: None)
        if encoder is self._encoder:
            self._vectors |= found
        return found


def _leave_out(evidence: Evidence, component: str) -> None:
    """Put something that finds nothing in the place of a component."""
    index, words = evidence.index, correct_words(evidence.knowledge)
    answers = len(index.answers)
    asked = sum(len(answer.questions) for answer in evidence.knowledge.answers.values())
    if component == "words":
        _swap(index, "_words", _empty(asked))
    elif component == "characters":
        _swap(index, "_grams", _empty(asked))
    elif component == "text":
        _swap(index, "_texts", _empty(answers))
    elif component == "topic links":
        _swap(evidence, "linker", _NoLinks())
    elif component == "aspect":
        _swap(evidence, "_aspects", _NoAspects())
    elif component == "spelling":
        _swap(index, "spelling", _without_repairs(words))
        _swap(evidence.linker, "_spelling", _without_repairs(words))


def _empty(documents: int) -> TermSpace:
    """As many documents, with nothing in them that a message could share."""
    return TermSpace([["\0"]] * documents)


def _without_repairs(words: Iterable[str]) -> Spelling:
    """Knows the same words, and leaves every other as it was typed."""
    spelling = Spelling(words)
    spelling._by_length.clear()
    return spelling


def _swap(owner: object, name: str, part: object) -> None:
    getattr(owner, name)  # a renamed part must not silently stay in
    setattr(owner, name, part)
