"""Which topics a message names, by the names and synonyms that the knowledge base itself holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from kompas.knowledge import KnowledgeBase
from kompas.spelling import Spelling, correct_words
from kompas.text import STOPWORDS, Compounds, stem, word_spans, words

MAX_NAME_WORDS = 8


@dataclass(frozen=True)
class Link:
    """A topic named in a message. `precision`: how often this name, in a question, is about this topic; `start` and
    `end`: the characters of the message that name it."""

    topic: str
    name: str
    precision: float
    start: int
    end: int


class TopicLinker:
    """Finds topic names in messages: inflected, misspelt, or as part of a compound."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        names: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for topic in knowledge.topics.values():
            for name in (topic.name, topic.id.replace("-", " "), *topic.synonyms):
                key = self._key(words(name))
                if key:
                    names[key].add(topic.id)
        self._names = dict(names)
        vocabulary = correct_words(knowledge)
        self._spelling = Spelling(vocabulary)
        self._compounds = Compounds(set(vocabulary) - STOPWORDS)
        self._precision = self._measure()

    @staticmethod
    def _key(tokens: list[str]) -> tuple[str, ...]:
        stems = tuple(stem(token) for token in tokens if token not in STOPWORDS or len(tokens) == 1)
        return stems[:MAX_NAME_WORDS]

    def _measure(self) -> dict[tuple[tuple[str, ...], str], float]:
        """Share of the example questions holding a name that are about its topic (smoothed by half a question)."""
        seen: dict[tuple[str, ...], int] = defaultdict(int)
        about: dict[tuple[tuple[str, ...], str], int] = defaultdict(int)
        for topic in self._knowledge.topics.values():
            for question in (q for answer in topic.answers for q in answer.questions):
                for key, _, _ in self._spans(words(question)):
                    seen[key] += 1
                    about[key, topic.id] += 1
        return {
            (key, topic): (about[key, topic] + 0.5) / (seen[key] + 1)
            for key, topics in self._names.items()
            for topic in topics
        }

    def _spans(self, tokens: list[str]) -> list[tuple[tuple[str, ...], int, int]]:
        """Longest names first, without overlap: (name, start, end) over the message's meaningful words."""
        kept = [(i, stem(token)) for i, token in enumerate(tokens) if token not in STOPWORDS]
        if not kept:
            kept = [(i, stem(token)) for i, token in enumerate(tokens)]
        found = []
        taken: set[int] = set()
        for size in range(min(MAX_NAME_WORDS, len(kept)), 0, -1):
            for first in range(len(kept) - size + 1):
                window = kept[first : first + size]
                key = tuple(s for _, s in window)
                if key in self._names and not taken.intersection(i for i, _ in window):
                    taken.update(i for i, _ in window)
                    found.append((key, window[0][0], window[-1][0] + 1))
        return found

    def link(self, message: str) -> list[Link]:
        """Topics named in the message, most telling name first."""
        return list(self._linked(message))

    @lru_cache(maxsize=500)  # noqa: B019 - one instance lives as long as its index
    def _linked(self, message: str) -> tuple[Link, ...]:
        tokens, places = [], []
        for word, start, end in word_spans(message):
            known = self._spelling.correct(word)
            parts = self._compounds.split(known)
            pieces = [known] if (stem(known),) in self._names or not parts else list(parts)
            tokens += pieces
            places += [(start, end)] * len(pieces)
        links = [
            Link(topic, " ".join(key), self._precision[key, topic], places[start][0], places[end - 1][1])
            for key, start, end in self._spans(tokens)
            for topic in sorted(self._names[key])
        ]
        return tuple(sorted(links, key=lambda link: -link.precision))
