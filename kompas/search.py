"""From a message to an answer, a question back, or silence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import numpy as np

from kompas import store
from kompas.context import Context, continues
from kompas.evidence import Evidence
from kompas.knowledge import KnowledgeBase
from kompas.linking import Link
from kompas.ranking import Ranking, candidates, confidence_features, features, softmax
from kompas.terms import Floats
from kompas.text import words
from kompas.vectors import encoder


FOREIGN = 0.5  # the classifier's chance of being out of scope from which a refusal says so


class Verdict(Enum):
    """What to do with what was found."""

    ANSWER = "answer"
    ASK_BACK = "clarify"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Hit:
    """An answer and its share of the chance among the candidates."""

    answer: str
    chance: float


@dataclass(frozen=True)
class Found:
    """The outcome of one search. `confidence`: P(the first hit is right), 0 to 1. `foreign`: the message seems to be
    about something else than human trafficking altogether."""

    verdict: Verdict
    confidence: float
    hits: list[Hit]
    links: list[Link]
    foreign: bool = False


class Searcher:
    """Search over one build of the knowledge base."""

    def __init__(self, evidence: Evidence, ranking: Ranking) -> None:
        self.evidence, self._ranking = evidence, ranking
        self.knowledge: KnowledgeBase = evidence.knowledge

    @classmethod
    def read(cls, path: Path) -> Searcher:
        """From a store. Raises StoreError."""
        knowledge = store.read_knowledge(path)
        model = encoder()
        vectors = store.read_vectors(path, model.name)
        return cls(Evidence(knowledge, vectors, model), Ranking(**store.read_models(path)["ranking"]))

    def search(self, message: str, context: Context | None = None, out_of_scope: float = 0.0) -> Found:
        """Find the answers to a message; `context` lets it lean on what was said before. `out_of_scope`: the intent
        classifier's chance that it is about something else."""
        links = self.evidence.linker.link(message)
        figures = self._figures(message, links, context)
        rows = candidates(figures)
        scores = self._ranking.scores(features(figures)[rows])
        shape = confidence_features(figures, rows, scores, len(words(message)))
        confidence = self._ranking.confidence(shape) * (1 - out_of_scope) ** 0.5
        order = np.argsort(-scores)
        chances = softmax(scores)
        hits = [Hit(self.evidence.index.answers[rows[i]], float(chances[i])) for i in order[:10]]
        return Found(self._verdict(confidence), confidence, hits, links, foreign=out_of_scope >= FOREIGN)

    def _verdict(self, confidence: float) -> Verdict:
        thresholds = self.knowledge.thresholds
        if confidence >= thresholds.answer:
            return Verdict.ANSWER
        return Verdict.ASK_BACK if confidence >= thresholds.ask_back else Verdict.REFUSE

    def _figures(self, message: str, links: list[Link], context: Context | None) -> dict[str, Floats]:
        figures = self.evidence.of(message)
        if context is None or context.topic not in self.knowledge.topics or not continues(message):
            return figures
        return self._leaning(message, figures, links, context)

    def _leaning(
        self, message: str, figures: dict[str, Floats], links: list[Link], context: Context
    ) -> dict[str, Floats]:
        """Figures of a message that goes on: the same question about another topic, or another question about
        the same topic; per figure the stronger of the two readings counts."""
        assert context.topic is not None
        topic = self.knowledge.topics[context.topic]
        if any(link.precision >= self.knowledge.thresholds.own_topic for link in links):
            reading = f"{self.evidence.linker.without_topics(context.question or '')} {message}"
            expanded = self.evidence.of(reading)
            expanded["linked"] = figures["linked"]
        else:
            reading = f"{topic.name}: {message}"
            expanded = self.evidence.of(reading)
            expanded["aspect"] = figures["aspect"]
        if context.answer in self.evidence.index.position:
            said = self.evidence.index.position[context.answer]
            for name in expanded:
                expanded[name][said] = min(expanded[name][said], float(np.median(expanded[name])))
        return expanded


class Search:
    """Search that follows the newest build on disk."""

    def __init__(self, path: Path) -> None:
        """Reads the store at once. Raises StoreError."""
        self._watched = store.Watched(path, Searcher.read)

    def current(self) -> Searcher:
        """The searcher over the newest build that is ready."""
        return self._watched.current()
