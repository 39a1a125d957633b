"""Dutch text to the units that search counts: words, stems, parts of compounds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import Stemmer  # type: ignore[import-not-found]

_STEMMER = Stemmer.Stemmer("dutch")

# Words that carry no topic. Question words stay in: they tell the aspect.
STOPWORDS = frozenset(
    """de het een en of maar want dus ook nog al er hier daar dat die dit deze den t m n s ik je jij u wij we ze
    zij hij hem haar hun ons onze mijn uw jullie men zich zelf is ben bent zijn was waren wordt worden werd heb
    hebt heeft hebben had hadden kan kun kunt kunnen kon zal zult zullen zou zouden wil wilt willen mag mogen
    moet moeten ga gaat gaan doe doen gedaan van in op te aan met voor om bij tot uit over door naar als dan
    toch wel niet geen eigenlijk even ff gewoon precies nou nu eens hoor he ofzo zoiets graag alvast groet
    groeten beste geachte hallo hoi goedemorgen goedemiddag dank bedankt vriendelijke""".split()
)

_WORD = re.compile(r"[a-z0-9]+(?:/[a-z0-9]+)?")
# "art. 273 f", "artikel 273f", "art273f" are one thing; so are "b8 / 3" and "B8/3".
_ARTICLE = re.compile(r"\b(?:art(?:ikel)?\.?\s*)?(\d{2,4})\s?([a-h])\b(?=\s|\.|,|\?|!|\)|$|sr|sv)")
_ARTICLE_WORD = re.compile(r"\bart(?:ikel)?\.?\s*(?=\d)")
_B83 = re.compile(r"\bb\s?8\s?[/.\-]?\s?3\b")


@lru_cache(maxsize=50_000)
def normalise(text: str) -> str:
    """Lower case, without diacritics, with one spelling for articles and B8/3.

    >>> normalise("Art. 273 f Sr, zorgcoördinator")
    'artikel 273f sr, zorgcoordinator'
    """
    plain = text.lower()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'")
    plain = _ARTICLE_WORD.sub("artikel ", plain)
    plain = _ARTICLE.sub(lambda m: f"artikel {m[1]}{m[2]}" if "art" in m[0] else f"{m[1]}{m[2]}", plain)
    return _B83.sub("b8/3", plain)


def words(text: str) -> list[str]:
    """All words of a text, normalised, in order.

    >>> words("Wat is B8 / 3?")
    ['wat', 'is', 'b8/3']
    """
    return _WORD.findall(normalise(text))


@lru_cache(maxsize=2_000)
def word_spans(text: str) -> tuple[tuple[str, int, int], ...]:
    """Every word with the characters of the original text that it stands on, as good as normalising allows.

    >>> word_spans("Wie is dé zorgcoördinator?")[-1]
    ('zorgcoordinator', 10, 25)
    """
    spans, position = [], 0
    lowered = text.lower() if text.isascii() else "".join(_bare(character) for character in text)
    for word in words(text):
        start = lowered.find(word, position)
        if start < 0:  # an article or code whose spelling was made uniform
            start = position
        end = min(len(text), start + len(word))
        spans.append((word, start, end))
        position = end
    return tuple(spans)


def _bare(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character.lower())[:1]
    return plain or " "


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Snowball stem of a normalised Dutch word; what holds a digit stays whole.

    >>> stem("slachtoffers")
    'slachtoffer'
    """
    return word if any(c.isdigit() for c in word) else str(_STEMMER.stemWord(word))


def content_stems(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order, repeats kept."""
    return [stem(word) for word in words(text) if word not in STOPWORDS]


class Compounds:
    """Splits Dutch compounds into stems that the knowledge base knows.

    Dutch glues nouns ("mensenhandelslachtofferopvang"); the parts are what the texts use.
    """

    MIN_PART = 4
    LINKS = ("", "s", "en", "e", "er")

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """`vocabulary`: normalised words (not stems) that may be a part."""
        self._parts = {word for word in vocabulary if len(word) >= self.MIN_PART and word.isalpha()}

    @lru_cache(maxsize=20_000)  # noqa: B019 - one instance lives as long as its index
    def split(self, word: str) -> tuple[str, ...]:
        """The known parts of a compound, at least two, or nothing.

        >>> Compounds(["mensenhandel", "slachtoffer", "opvang"]).split("mensenhandelslachtofferopvang")
        ('mensenhandel', 'slachtoffer', 'opvang')
        """
        parts = self._search(word, top=True) if len(word) >= 2 * self.MIN_PART else None
        return tuple(parts) if parts and len(parts) > 1 else ()

    def _search(self, rest: str, top: bool = False) -> list[str] | None:
        if not rest:
            return []
        for size in range(len(rest) - (1 if top else 0), self.MIN_PART - 1, -1):
            head = rest[:size]
            if head not in self._parts:
                continue
            for link in self.LINKS:
                if rest[size:].startswith(link):
                    tail = self._search(rest[size + len(link) :])
                    if tail is not None:
                        return [head, *tail]
        return None
