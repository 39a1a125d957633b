"""Repairs typing errors towards the words of the knowledge base, and leaves other good Dutch alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

import simplemma
from rapidfuzz.distance import OSA

from kompas.knowledge import KnowledgeBase
from kompas.text import STOPWORDS, words


class Spelling:
    """Nearest known word within one error (two for long words), else the word itself."""

    MIN_LENGTH = 5

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """`vocabulary`: normalised words that are right."""
        self._known = set(vocabulary)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= self.MIN_LENGTH and word.isalpha():
                self._by_length[len(word)].append(word)

    def knows(self, word: str) -> bool:
        """Whether a normalised word is one of the knowledge base's own."""
        return word in self._known

    @lru_cache(maxsize=20_000)  # noqa: B019 - one instance lives as long as its index
    def correct(self, word: str) -> str:
        """The word that was probably meant.

        >>> Spelling(["zorgcoordinator"]).correct("zorgcoordinater")
        'zorgcoordinator'
        """
        if len(word) < self.MIN_LENGTH or word in self._known or word in STOPWORDS or not word.isalpha():
            return word
        if simplemma.is_known(word, lang="nl"):
            return word
        allowed = 1 if len(word) < 8 else 2
        best, best_distance = word, allowed + 1
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for candidate in self._by_length.get(length, ()):
                if candidate[0] != word[0] and best_distance > 1 and allowed == 1:
                    continue
                distance = OSA.distance(word, candidate, score_cutoff=best_distance - 1)
                if distance < best_distance:
                    best, best_distance = candidate, distance
        return best


def correct_words(knowledge: KnowledgeBase, often: int = 4) -> set[str]:
    """Words that are surely spelt right: those of names and answers, and those that `often` example questions share.
    A word of one or two questions may be a typing error, since those are written as users type."""
    counts: Counter[str] = Counter()
    found: set[str] = set()
    for topic in knowledge.topics.values():
        texts = [topic.name, *topic.synonyms]
        for answer in topic.answers:
            texts += [answer.text, answer.caveat or "", answer.more or ""]
            for question in answer.questions:
                counts.update(set(words(question)))
        found.update(word for text in texts for word in words(text))
    return found | {word for word, count in counts.items() if count >= often}
