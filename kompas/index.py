"""How alike a message is to every answer: words, characters and meaning, one row of figures per answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from kompas.concepts import Concepts
from kompas.knowledge import KnowledgeBase
from kompas.spelling import Spelling, correct_words
from kompas.terms import Floats, TermSpace, character_grams
from kompas.text import STOPWORDS, Compounds, content_stems, normalise, stem, words
from kompas.vectors import Vectors

MANY = 16  # vectors from which comparing them all at once is faster


class Grouped:
    """Figures of things that belong to answers (example questions), brought back to one figure per answer."""

    def __init__(self, sizes: Sequence[int]) -> None:
        """`sizes`: how many things each answer has, at least one; the things lie answer by answer."""
        self._starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int)

    def best(self, figures: Floats) -> Floats:
        """The best figure of each answer, shape (answers,)."""
        return np.asarray(np.maximum.reduceat(figures, self._starts))


def encoded_texts(knowledge: KnowledgeBase) -> tuple[list[str], list[str]]:
    """What gets a vector: all example questions, answer by answer, and one passage per answer."""
    questions = [q for answer in knowledge.answers.values() for q in answer.questions]
    passages = [f"{knowledge.topic_of[answer.id].name}: {answer.text}" for answer in knowledge.answers.values()]
    return questions, passages


class Index:
    """All evidence from wording and meaning. `answers[i]` is the answer that column i of a result speaks of."""

    def __init__(self, knowledge: KnowledgeBase, vectors: Mapping[str, Vectors]) -> None:
        """`vectors`: by text, for all of `encoded_texts`."""
        self.knowledge = knowledge
        self.answers = list(knowledge.answers)
        self.position: dict[str, int] = {answer: i for i, answer in enumerate(self.answers)}
        questions, passages = encoded_texts(knowledge)
        # By column: that is how a matrix is multiplied by one vector fastest.
        self._question_vectors = np.asfortranarray(np.stack([vectors[q] for q in questions]))
        self._passage_vectors = np.asfortranarray(np.stack([vectors[p] for p in passages]))
        self._grouped = Grouped([len(answer.questions) for answer in knowledge.answers.values()])
        texts = [self._document(answer) for answer in self.answers]
        vocabulary = correct_words(knowledge)
        self.concepts = Concepts(knowledge.concepts.values())
        self.compounds = Compounds(set(vocabulary) - STOPWORDS)
        self.spelling = Spelling(vocabulary)
        self._texts = TermSpace([self.stems(text) for text in texts])
        self._words = TermSpace([self.stems(q) for q in questions])
        self._grams = TermSpace([character_grams(q) for q in questions])

    def _document(self, answer: str) -> str:
        topic = self.knowledge.topic_of[answer]
        item = self.knowledge.answers[answer]
        return " ".join([topic.name, *topic.synonyms, item.text, item.caveat or "", item.more or ""])

    def stems(self, text: str) -> list[str]:
        """Stems of a text, with the parts of the compounds and the concepts in it."""
        return list(self._stems(text))

    @lru_cache(maxsize=500)  # noqa: B019 - one instance lives as long as its searcher
    def _stems(self, text: str) -> tuple[str, ...]:
        parts = [stem(part) for word in words(text) for part in self.compounds.split(word)]
        return (*content_stems(text), *parts, *self.concepts.of(text))

    def corrected(self, text: str) -> str:
        """The text with words that the knowledge base does not know replaced by what was probably meant."""
        return " ".join(self.spelling.corrected(text))

    def unknown(self, message: str) -> float:
        """The share of a message's meaningful words that no example question has, whole or as part of a compound, 0 to
        1: `kleding` in `container voor kleding` is good Dutch, but no word of ours."""
        meaningful = {word for word in self.spelling.corrected(message) if word not in STOPWORDS and not word.isdigit()}
        strange = [word for word in meaningful if not self._words.knows(stem(word)) and not self.compounds.split(word)]
        return len(strange) / max(1, len(meaningful))

    def meanings(self, vectors: Vectors) -> list[dict[str, Floats]]:
        """Likeness in meaning of some messages to every answer, as `evidence` takes it. `vectors`: shape (messages,
        dimension)."""
        questions, passages = _products(self._question_vectors, vectors), _products(self._passage_vectors, vectors)
        return [
            {"meaning": self._grouped.best(by_question), "text_meaning": by_passage}
            for by_question, by_passage in zip(questions, passages, strict=True)
        ]

    def evidence(self, message: str, meaning: Mapping[str, Floats]) -> dict[str, Floats]:
        """Figures of likeness per answer, each of shape (answers,). `meaning`: the message's, of `meanings`."""
        terms = self.stems(self.corrected(message))
        bm25 = self._texts.bm25(terms)
        return {
            "words": self._grouped.best(self._words.cosines(terms)),
            "grams": self._grouped.best(self._grams.cosines(character_grams(normalise(message)))),
            "text_bm25": bm25 / max(bm25.max(), 1e-9),
            "coverage": self._texts.coverage(terms),
            **meaning,
        }


def _products(matrix: Vectors, vectors: Vectors) -> Floats:
    """`matrix @ vector` for each vector, shape (vectors, rows). For a few of them one by one is faster."""
    if len(vectors) < MANY:
        return np.array([matrix @ vector for vector in vectors], dtype=float)
    return np.array((matrix @ vectors.T).T, dtype=float, order="C")
