"""Repairs typing errors towards the words of the knowledge base, and leaves other good Dutch alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

import simplemma
from rapidfuzz import process
from rapidfuzz.distance import OSA

from kompas.knowledge import KnowledgeBase
from kompas.text import STOPWORDS, word_spans, words

FAR = 2  # times as many questions from which a near word is the one that was meant


class Spelling:
    """Nearest known word within one error (two for long words), else the word itself; of equally near ones the most
    frequent."""

    MIN_LENGTH = 5
    SHORTEST_WHOLE = 8  # letters of a word that may have been written as two

    def __init__(self, vocabulary: Mapping[str, int] | Iterable[str]) -> None:
        """`vocabulary`: normalised words that are right, with how often each is used where that is known."""
        self._counts = dict(vocabulary) if isinstance(vocabulary, Mapping) else dict.fromkeys(vocabulary, 1)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in sorted(self._counts):
            if len(word) >= self.MIN_LENGTH and word.isalpha():
                self._by_length[len(word)].append(word)

    def knows(self, word: str) -> bool:
        """Whether a normalised word is one of the knowledge base's own."""
        return word in self._counts

    @lru_cache(maxsize=20_000)  # noqa: B019 - one instance lives as long as its index
    def correct(self, word: str) -> str:
        """The word that was probably meant.

        >>> Spelling(["zorgcoordinator"]).correct("zorgcoordinater")
        'zorgcoordinator'
        """
        if len(word) < self.MIN_LENGTH or word in self._counts or word in STOPWORDS or not word.isalpha():
            return word
        return word if simplemma.is_known(word, lang="nl") else self.nearest(word)

    def nearest(self, word: str) -> str:
        """The known word that is most like one that is not known; the word itself when none is near."""
        allowed = 1 if len(word) < 8 else 2
        best, least, often = word, allowed, 0
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            alike = process.extract_iter(
                word, self._by_length.get(length, ()), scorer=OSA.distance, processor=None, score_cutoff=allowed
            )
            for candidate, distance, _ in alike:
                if candidate[0] != word[0] and allowed == 1:
                    continue
                if distance < least or (distance == least and self._counts[candidate] > often):
                    best, least, often = candidate, distance, self._counts[candidate]
        return best

    @lru_cache(maxsize=20_000)  # noqa: B019
    def joined(self, first: str, second: str) -> str | None:
        """The known word that two words make when they should not have been apart, None when they make none. A typing
        error in it is allowed only where one of the two is no word by itself.

        >>> spelling = Spelling(["bedenktijd", "tijd"])
        >>> spelling.joined("bedenk", "tijd"), spelling.joined("bedenk", "tijt"), spelling.joined("de", "tijd")
        ('bedenktijd', 'bedenktijd', None)
        """
        whole = first + second
        fit = len(whole) >= self.SHORTEST_WHOLE > min(len(first), len(second)) and whole.isalpha()
        if not fit or first in STOPWORDS or second in STOPWORDS:
            return None
        if whole in self._counts:
            return whole
        if all(word in self._counts or simplemma.is_known(word, lang="nl") for word in (first, second)):
            return None
        near = self.nearest(whole)
        return near if near != whole else None

    def corrected(self, text: str) -> list[str]:
        """The words of a text as they were probably meant."""
        return [meant for meant, _, _ in self._meant(text)]

    def repaired(self, text: str) -> str:
        """A text with only its typing errors replaced.

        >>> Spelling(["zorgcoordinator"]).repaired("Wie is de zorg coördinater?")
        'Wie is de zorgcoordinator?'
        """
        said = {(start, end): word for word, start, end in word_spans(text)}
        pieces, done = [], 0
        for meant, start, end in self._meant(text):
            if said.get((start, end)) != meant:
                pieces += [text[done:start], meant]
                done = end
        return "".join(pieces) + text[done:]

    @lru_cache(maxsize=2_000)  # noqa: B019
    def _meant(self, text: str) -> tuple[tuple[str, int, int], ...]:
        """The words as they were meant, each with the place in the text that it stands for."""
        spans = list(word_spans(text))
        found: list[tuple[str, int, int]] = []
        while spans:
            word, start, end = spans.pop(0)
            whole = self.joined(word, spans[0][0]) if spans and not text[end : spans[0][1]].strip() else None
            if whole is None:
                found.append((self.correct(word), start, end))
            else:
                found.append((whole, start, spans.pop(0)[2]))
        return tuple(found)


def correct_words(knowledge: KnowledgeBase, often: int = 4) -> dict[str, int]:
    """Words that are surely spelt right, with the number of questions that use them: those of names and answers, and
    those that `often` example questions share. Example questions are written as users type, so a word that is not in
    the dictionary may be a common typing error: not when one that is `FAR` more frequent is near."""
    counts: Counter[str] = Counter()
    found: set[str] = set()
    for topic in knowledge.topics.values():
        texts = [topic.name, *topic.synonyms]
        for answer in topic.answers:
            texts += [answer.text, answer.caveat or "", answer.more or ""]
            for question in answer.questions:
                counts.update(set(words(question)))
        found.update(word for text in texts for word in words(text))
    shared = {word for word, count in counts.items() if count >= often} - found
    doubtful = {word for word in shared if word.isalpha() and not simplemma.is_known(word, lang="nl")}
    sure = {word: counts[word] for word in found | (shared - doubtful)}
    spelling = Spelling(sure)
    for word in sorted(doubtful):
        near = spelling.nearest(word) if len(word) >= Spelling.MIN_LENGTH else word
        if near == word or counts[near] < FAR * counts[word]:
            sure[word] = counts[word]
    return sure
