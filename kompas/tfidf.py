"""The TF-IDF of one text, by look-up: scikit-learn's own `transform` takes a millisecond, nearly all of it checks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

Floats = npt.NDArray[np.float64]


class Tfidf:
    """What a fitted `TfidfVectorizer(sublinear_tf=True)` knows."""

    def __init__(self, vectorizer: TfidfVectorizer, units: Callable[[str], Iterable[str]] | None = None) -> None:
        """`units`: the vectorizer's own analyzer, where that can be stored; built from it otherwise."""
        self._units = units or vectorizer.build_analyzer()
        self._place: Mapping[str, int] = vectorizer.vocabulary_
        self._idf: Floats = vectorizer.idf_

    def of(self, text: str) -> tuple[npt.NDArray[np.int64], Floats]:
        """The columns of the text's units, and their values, of length 1 together; both empty where it has none that
        are known."""
        counts = Counter(self._place[unit] for unit in self._units(text) if unit in self._place)
        places = np.fromiter(counts, dtype=np.int64, count=len(counts))
        values = self._idf[places] * (1 + np.log(np.fromiter(counts.values(), dtype=float, count=len(counts))))
        return places, values / (math.sqrt(float(values @ values)) or 1.0)
