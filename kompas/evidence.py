"""Everything that is known about a message in relation to every answer, put together in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kompas.aspects import AspectModel
from kompas.classifier import Classifier, Matrix
from kompas.index import Index
from kompas.knowledge import KnowledgeBase
from kompas.linking import Link, TopicLinker
from kompas.logistic import Logistic
from kompas.relations import Relations
from kompas.terms import Floats
from kompas.vectors import Encoder, Vectors
from kompas.wording import Units, Wording, units

TOGETHER = 64  # messages of which the meaning is compared at once


@dataclass(frozen=True)
class Reading:
    """All that is known about one message. `figures`: by name, each of shape (answers,). `outside`: the chance that the
    message is about something else, by kind of thing. `subject`: the log-odds that it is about our subject, from
    wording and meaning alone; 0 while nothing has learned that. `unknown`: the share of its words that are none of
    ours."""

    figures: dict[str, Floats]
    outside: dict[str, float] = field(default_factory=dict)
    subject: float = 0.0
    unknown: float = 0.0

    @property
    def foreign(self) -> float:
        """The chance that the message is about something else, 0 to 1."""
        return min(1.0, sum(self.outside.values()))


class Evidence:
    """Index, topic linker, aspect model, relations and classifier of one knowledge base."""

    def __init__(
        self,
        knowledge: KnowledgeBase,
        vectors: Mapping[str, Vectors],
        encoder: Encoder,
        classifier: Classifier | None = None,
        subject: Logistic | None = None,
    ) -> None:
        """`vectors`: by text, for all texts of the knowledge base. `classifier`, `subject`: None while there is none
        yet."""
        self.knowledge = knowledge
        self._encoder = encoder
        self.index = Index(knowledge, vectors)
        self.linker = TopicLinker(knowledge)
        self.relations = Relations(knowledge, self.linker)
        self._aspects = AspectModel(knowledge)
        self._rows: dict[str, list[int]] = {}
        for position, answer in enumerate(self.index.answers):
            self._rows.setdefault(knowledge.topic_of[answer].id, []).append(position)
        asked = [q for answer in knowledge.answers.values() for q in answer.questions]
        self.wording = Wording([self._units(question) for question in asked])
        self.classifier, self.subject = classifier, subject
        aspects = [knowledge.answers[answer].aspect for answer in self.index.answers]
        self._aspects_used, self._aspect_of = np.unique(aspects, return_inverse=True)

    def linked(self, links: list[Link]) -> Floats:
        """Per answer how surely the message names its topic, 0 to 1."""
        figures = np.zeros(len(self.index.answers))
        for link in links:
            rows = self._rows[link.topic]
            figures[rows] = np.maximum(figures[rows], link.precision)
        return figures

    def aspects(self, message: str) -> dict[str, float]:
        """How likely a message asks for each aspect, 0 to 1, the likeliest 1."""
        return self._aspects.scores(message)

    def aspect(self, message: str) -> Floats:
        """Per answer how likely the message asks for its aspect, 0 to 1."""
        scores = self.aspects(message)
        used = np.array([scores.get(aspect, 0.0) for aspect in self._aspects_used])
        return np.asarray(used[self._aspect_of])

    def _units(self, message: str) -> Units:
        corrected = self.index.corrected(message)
        return units(message, corrected, self.index.stems(corrected))

    def as_meant(self, message: str) -> str:
        """The text of which the vector stands for the message: a typing error would lead the encoder astray."""
        return self.index.spelling.repaired(message)

    def features(self, message: str, vector: Vectors) -> Matrix:
        """What the classifier looks at: wording and meaning of a message, shape (features,)."""
        return np.concatenate([self.wording.vector(self._units(message)), vector])

    def table(self, messages: Sequence[str], vectors: Mapping[str, Vectors]) -> Matrix:
        """The features of many messages, shape (messages, features). `vectors`: by text, of all `as_meant`."""
        return np.stack([self.features(message, vectors[self.as_meant(message)]) for message in messages])

    def vectors_of(self, texts: Sequence[str], known: Mapping[str, Vectors] | None = None) -> dict[str, Vectors]:
        """The vectors of some texts by what they mean; those in `known` are not computed again."""
        found = {text: known[text] for text in map(self.as_meant, texts) if known and text in known}
        missing = [text for text in dict.fromkeys(map(self.as_meant, texts)) if text not in found]
        return {**found, **dict(zip(missing, self._encoder.encode(missing) if missing else [], strict=True))}

    def of(self, message: str, vectors: Mapping[str, Vectors] | None = None) -> Reading:
        """Read a message. `vectors`: by text, those that are known."""
        return self.all([message], vectors)[0]

    def all(self, messages: Sequence[str], vectors: Mapping[str, Vectors] | None = None) -> list[Reading]:
        """Read some messages; many take half the time of one by one. `vectors`: by text, those that are known."""
        known = self.vectors_of(messages, vectors)
        readings = []
        for first in range(0, len(messages), TOGETHER):
            some = messages[first : first + TOGETHER]
            seen = np.stack([known[self.as_meant(message)] for message in some])
            readings += [self._read(*one) for one in zip(some, seen, self.index.meanings(seen), strict=True)]
        return readings

    def _read(self, message: str, vector: Vectors, meaning: Mapping[str, Floats]) -> Reading:
        figures = {
            **self.index.evidence(message, meaning),
            "linked": self.linked(self.linker.link(message)),
            "aspect": self.aspect(message),
        }
        if self.classifier is None:
            return Reading({**figures, "learned": np.zeros(len(self.index.answers))})
        seen = self.features(message, vector)
        scores = self.classifier.scores(seen)
        count = len(self.index.answers)
        outside = dict(zip(self.classifier.kinds, np.exp(scores[count:]).tolist(), strict=True))
        subject = 0.0 if self.subject is None else self.subject.margin(seen)
        return Reading({**figures, "learned": scores[:count]}, outside, subject, self.index.unknown(message))
