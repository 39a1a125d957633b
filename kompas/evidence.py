"""Everything that is known about a message in relation to every answer, put together in one place."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kompas.aspects import AspectModel
from kompas.index import Index
from kompas.knowledge import KnowledgeBase
from kompas.linking import Link, TopicLinker
from kompas.terms import Floats
from kompas.vectors import Encoder, Vectors


class Evidence:
    """Index, topic linker and aspect model of one knowledge base."""

    def __init__(self, knowledge: KnowledgeBase, vectors: Mapping[str, Vectors], encoder: Encoder) -> None:
        """`vectors`: by text, for all texts of the knowledge base."""
        self.knowledge = knowledge
        self._encoder = encoder
        self.index = Index(knowledge, vectors)
        self.linker = TopicLinker(knowledge)
        self._aspects = AspectModel(knowledge)
        self._rows: dict[str, list[int]] = {}
        for position, answer in enumerate(self.index.answers):
            self._rows.setdefault(knowledge.topic_of[answer].id, []).append(position)
        self._aspect_of = [knowledge.answers[answer].aspect for answer in self.index.answers]

    def linked(self, links: list[Link]) -> Floats:
        """Per answer how surely the message names its topic, 0 to 1."""
        figures = np.zeros(len(self.index.answers))
        for link in links:
            rows = self._rows[link.topic]
            figures[rows] = np.maximum(figures[rows], link.precision)
        return figures

    def aspect(self, message: str) -> Floats:
        """Per answer how likely the message asks for its aspect, 0 to 1."""
        scores = self._aspects.scores(message)
        return np.array([scores.get(aspect, 0.0) for aspect in self._aspect_of])

    def of(self, message: str, vector: Vectors | None = None) -> dict[str, Floats]:
        """All figures of a message, by name, each of shape (answers,). `vector`: its vector, where known."""
        return {
            **self.index.evidence(message, self._encoder.encode([message])[0] if vector is None else vector),
            "linked": self.linked(self.linker.link(message)),
            "aspect": self.aspect(message),
        }
