"""From a message to an answer, a question back, or silence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import numpy as np

from kompas import snapshot, store
from kompas.context import SHORT, Context
from kompas.evidence import Evidence
from kompas.follow_up import FollowUp, weigh
from kompas.knowledge import KnowledgeBase
from kompas.linking import Link
from kompas.questions import is_long, questions, readings
from kompas.ranking import Ranking, candidates, confidence_features, features, softmax
from kompas.terms import Floats
from kompas.text import STOPWORDS, normalise, words
from kompas.vectors import encoder

FOREIGN = 0.35  # the classifier's chance of being out of scope from which it is not asked back about
MAX_PARTS = 3
COMPARED = 0.08  # a name in a comparison may be one that is often mentioned in passing
HITS = 10
_COMPARES = re.compile(
    r"\b(?:verschil\w*|onderscheid|hetzelfde|hetzelde|het ?zelfde|tzelfde|zelfde|versus|vs|twee namen|"
    r"anders dan|dubbelop)\b"
)


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
    about something else than human trafficking. `parts`: for a message with several questions, each with its own
    outcome; empty otherwise."""

    verdict: Verdict
    confidence: float
    hits: list[Hit]
    links: list[Link] = field(default_factory=list)
    foreign: bool = False
    question: str = ""
    parts: list[Found] = field(default_factory=list)


class Searcher:
    """Search over one build of the knowledge base."""

    def __init__(self, evidence: Evidence, ranking: Ranking, follow_up: FollowUp) -> None:
        self.evidence, self.ranking, self._follow_up = evidence, ranking, follow_up
        self.knowledge: KnowledgeBase = evidence.knowledge

    @classmethod
    def read(cls, path: Path) -> Searcher:
        """From a store. Raises StoreError."""
        ready = snapshot.load(path, "searcher")
        return ready if isinstance(ready, cls) else cls.compute(path)

    @classmethod
    def compute(cls, path: Path) -> Searcher:
        """From a store, with all that follows from its content computed anew. Raises StoreError."""
        knowledge = store.read_knowledge(path)
        model = encoder()
        models = store.read_models(path)
        evidence = Evidence(knowledge, store.read_vectors(path, model.name), model)
        return cls(evidence, Ranking(**models["ranking"]), FollowUp(**models["follow_up"]))

    def showing(self, knowledge: KnowledgeBase) -> Searcher:
        """The same search, with other texts to show for the same answers."""
        other = copy(self)
        other.knowledge = knowledge
        return other

    def search(self, message: str, context: Context | None = None, out_of_scope: float = 0.0) -> Found:
        """Find the answers to a message; `context` lets it lean on what was said before. `out_of_scope`: the intent
        classifier's chance that it is about something else."""
        links = self.evidence.linker.link(message)
        compared = self._compared(message, links)
        if compared is not None:
            return compared
        if is_long(message):
            return self._long(message, out_of_scope)
        if context is not None and context.topic and len(words(message)) <= SHORT:
            confidence, hits = self._in_context(message, links, context)
        else:
            confidence, hits = self._alone(message)
        return self._found(message, confidence, hits, links, out_of_scope)

    def _found(self, message: str, confidence: float, hits: list[Hit], links: list[Link], out_of_scope: float) -> Found:
        if any(link.precision >= self.knowledge.thresholds.own_topic for link in links) or self._one_own_word(message):
            out_of_scope = 0.0  # whoever names one of our topics is not elsewhere
        confidence *= 1 - out_of_scope
        foreign = out_of_scope >= FOREIGN
        verdict = self._verdict(confidence)
        if foreign and verdict is Verdict.ASK_BACK:
            verdict = Verdict.REFUSE
        return Found(verdict, confidence, hits, links, foreign=foreign, question=message)

    def _one_own_word(self, message: str) -> bool:
        """Whether a message is a single word of ours (`aangifte`), from which nobody can tell the intent."""
        meaningful = [word for word in words(message) if word not in STOPWORDS]
        return len(meaningful) == 1 and self.evidence.index.spelling.knows(meaningful[0])

    def _verdict(self, confidence: float) -> Verdict:
        thresholds = self.knowledge.thresholds
        if confidence >= thresholds.answer:
            return Verdict.ANSWER
        return Verdict.ASK_BACK if confidence >= thresholds.ask_back else Verdict.REFUSE

    def _alone(self, message: str) -> tuple[float, list[Hit]]:
        figures = self.evidence.of(message)
        rows = candidates(figures)
        scores = self.ranking.scores(features(figures)[rows])
        shape = confidence_features(figures, rows, scores, len(words(message)))
        return self.ranking.confidence(shape), self._hits(rows, scores)

    def _hits(self, rows: Iterable[int], scores: Floats) -> list[Hit]:
        chances = softmax(scores)
        positions = list(rows)
        order = np.argsort(-scores)[:HITS]
        return [Hit(self.evidence.index.answers[positions[i]], float(chances[i])) for i in order]

    def _in_context(self, message: str, links: list[Link], context: Context) -> tuple[float, list[Hit]]:
        weighed = weigh(self.evidence, self.ranking, message, links, context)
        scores = self._follow_up.scores(weighed.matrix)
        return self._follow_up.confidence(scores), self._hits(weighed.rows, scores)

    def _long(self, message: str, out_of_scope: float) -> Found:
        asked = questions(message)
        if len(asked) > 1:
            parts = [self._found(q, *self._alone(q), [], out_of_scope) for q in asked]
            sure = [part for part in parts if part.verdict is Verdict.ANSWER]
            if len({part.hits[0].answer for part in sure}) > 1:
                best = max(sure, key=lambda part: part.confidence)
                return Found(Verdict.ANSWER, best.confidence, best.hits, question=message, parts=parts[: MAX_PARTS + 2])
        tries = [self._alone(reading) for reading in readings(message)]
        confidence, hits = max(tries, key=lambda attempt: attempt[0])
        return self._found(message, confidence, hits, self.evidence.linker.link(message), out_of_scope)

    def _compared(self, message: str, links: list[Link]) -> Found | None:
        """Two topics set against each other, unless one answer is about their difference."""
        compares = _COMPARES.search(normalise(message)) or _COMPARES.search(self.evidence.index.corrected(message))
        if not compares or is_long(message):
            return None
        best: dict[int, Link] = {}
        for link in links:
            if link.precision >= COMPARED and link.start not in best:
                best[link.start] = link
        named = list(dict.fromkeys(best[start].topic for start in sorted(best)))
        if len(named) < 2:
            return None
        confidence, hits = self._alone(message)
        first = self.knowledge.answers[hits[0].answer]
        if first.aspect == "difference":
            return None
        parts = [
            Found(Verdict.ANSWER, confidence, [Hit(self._introduction(topic), 1.0)], question=self._name(topic))
            for topic in named[:2]
        ]
        return Found(Verdict.ANSWER, confidence, parts[0].hits, links, question=message, parts=parts)

    def _introduction(self, topic: str) -> str:
        answers = self.knowledge.topics[topic].answers
        what = [a for aspect in ("what", "role", "tasks") for a in answers if a.aspect == aspect]
        return (what or answers)[0].id

    def _name(self, topic: str) -> str:
        name = self.knowledge.topics[topic].name
        return name[:1].upper() + name[1:]


class Search:
    """Search that follows the newest build on disk."""

    def __init__(self, path: Path) -> None:
        """Reads the store at once. Raises StoreError."""
        self._watched = store.Watched(path, Searcher.read)

    def current(self) -> Searcher:
        """The searcher over the newest build that is ready."""
        return self._watched.current()
