"""What different words have in common: `kuisvrouw` and `schoonmaakster`, `kids` and `minderjarig`, `Roemeense` and EU.

The lexicon is content (concepts.yml). A concept found in a message counts as a word of it, so that search learns from
`een meisje van 16` what to do with `een jongen van 15`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kompas.schema import Concept
from kompas.text import normalise, stem, words

LONGEST = 5  # words in one expression
MARK = "#"  # no word of a message holds it


class Concepts:
    """Finds the concepts of a lexicon in texts."""

    def __init__(self, lexicon: Iterable[Concept]) -> None:
        self._expressions: dict[tuple[str, ...], list[str]] = {}
        self._asking: set[str] = set()
        self._own: set[str] = set()
        self._patterns: list[tuple[re.Pattern[str], str]] = []
        for concept in lexicon:
            if concept.asks:
                self._asking.add(MARK + concept.id)
            if concept.own_subject:
                self._own.add(MARK + concept.id)
            for expression in concept.words:
                key = tuple(stem(word) for word in words(expression))
                if 0 < len(key) <= LONGEST:
                    self._expressions.setdefault(key, []).append(MARK + concept.id)
            self._patterns += [(re.compile(pattern), MARK + concept.id) for pattern in concept.patterns]
        self._starts = {key[0] for key in self._expressions}

    def of(self, text: str) -> list[str]:
        """The marks of the concepts in a text, each once.

        >>> Concepts([Concept(id="minor", name="kind", words=["tiener"], patterns=[r"van 1[0-7]"])]).of("Tieners")
        ['#minor']
        """
        stems = [stem(word) for word in words(text)]
        found: dict[str, None] = {}
        for start, first in enumerate(stems):
            if first in self._starts:
                for size in range(1, min(LONGEST, len(stems) - start) + 1):
                    for mark in self._expressions.get(tuple(stems[start : start + size]), ()):
                        found[mark] = None
        plain = normalise(text)
        for pattern, mark in self._patterns:
            if mark not in found and pattern.search(plain):
                found[mark] = None
        return list(found)

    def name_own_subject(self, text: str) -> bool:
        """Whether a text has a word for what all our answers are about (`uitbuiting`)."""
        return not self._own.isdisjoint(self.of(text))

    def is_subject(self, word: str) -> bool:
        """Whether a word says whom or what a question is about (`Poolse`), and not what is asked (`straf`)."""
        found = set(self.of(word)) - self._own
        return bool(found) and self._asking.isdisjoint(found)
