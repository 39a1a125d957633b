"""Likeness by shared units, words or character n-grams: TF-IDF cosine, BM25 and coverage.

BM25 after Robertson & Zaragoza (2009), k1 = 1.2 and b = 0.75.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_matrix

from kompas.text import STOPWORDS, words

Floats = npt.NDArray[np.float64]
K1, B = 1.2, 0.75
UNKNOWN_IDF = 8.0


class TermSpace:
    """A fixed set of documents, each a bag of units, against which bags are compared."""

    def __init__(self, documents: Sequence[Iterable[str]]) -> None:
        counts = [Counter(document) for document in documents]
        self._column: dict[str, int] = {}
        for count in counts:
            for term in count:
                self._column.setdefault(term, len(self._column))
        frequency = np.zeros(len(self._column))
        for count in counts:
            frequency[[self._column[term] for term in count]] += 1
        self._idf: Floats = np.log1p((len(counts) - frequency + 0.5) / (frequency + 0.5))
        # By column, since a message has few of them.
        self._documents = len(counts)
        self._cosine, self._bm25 = self._weigh(counts)

    def _weigh(self, counts: Sequence[Counter[str]]) -> tuple[csc_matrix, csc_matrix]:
        lengths = np.array([sum(count.values()) for count in counts], dtype=float)
        mean = lengths.mean() or 1.0
        rows, columns, cosine, bm25 = [], [], [], []
        for row, count in enumerate(counts):
            weights = [(1 + math.log(n)) * self._idf[self._column[term]] for term, n in count.items()]
            norm = math.sqrt(sum(weight**2 for weight in weights)) or 1.0
            damping = K1 * (1 - B + B * lengths[row] / mean)
            for term, n in count.items():
                idf = self._idf[self._column[term]]
                rows.append(row)
                columns.append(self._column[term])
                cosine.append((1 + math.log(n)) * idf / norm)
                bm25.append(idf * n * (K1 + 1) / (n + damping))
        shape = (len(counts), len(self._column))
        return csc_matrix((cosine, (rows, columns)), shape=shape), csc_matrix((bm25, (rows, columns)), shape=shape)

    def knows(self, term: str) -> bool:
        """Whether any document has this unit."""
        return term in self._column

    def cosines(self, terms: Iterable[str]) -> Floats:
        """Cosine with every document, shape (documents,)."""
        counts = {self._column[term]: n for term, n in Counter(terms).items() if term in self._column}
        weights = np.array([(1 + math.log(n)) * self._idf[column] for column, n in counts.items()])
        norm = float(np.linalg.norm(weights))
        return self._total(list(counts), weights / (norm or 1.0), self._cosine.data)

    def bm25(self, terms: Iterable[str]) -> Floats:
        """BM25 with every document, shape (documents,)."""
        known = self._known(terms)
        return self._total(known, np.ones(len(known)), self._bm25.data)

    def coverage(self, terms: Iterable[str]) -> Floats:
        """Which share of the query's weight occurs in each document, 0 to 1; unknown words count as rare."""
        present = set(terms)
        known = self._known(present)
        total = self._idf[known].sum() + UNKNOWN_IDF * (len(present) - len(known))
        return self._total(known, self._idf[known]) / (total or 1.0)

    def _total(self, columns: Sequence[int], weights: Floats, values: Floats | None = None) -> Floats:
        """The columns of one of the matrices, weighed and added up; without `values` each unit that a document has
        counts as one. What scipy's `matrix[:, columns] @ weights` gives, in a third of the time."""
        if not len(columns):
            return np.zeros(self._documents)
        bounds = self._bm25.indptr
        starts, ends = bounds[columns], bounds[np.add(columns, 1)]
        runs = [slice(*run) for run in zip(starts.tolist(), ends.tolist(), strict=True)]
        rows = np.concatenate([self._bm25.indices[run] for run in runs])
        parts = np.repeat(weights, ends - starts)
        if values is not None:
            parts *= np.concatenate([values[run] for run in runs])
        return np.asarray(np.bincount(rows, parts, self._documents), dtype=float)

    def _known(self, terms: Iterable[str]) -> list[int]:
        """The columns of the terms that some document has, each once."""
        return [self._column[term] for term in set(terms) if term in self._column]


def character_grams(text: str, sizes: Sequence[int] = (3, 4)) -> list[str]:
    """Character n-grams inside word borders: what survives typing errors and compounds."""
    grams = []
    for word in words(text):
        if word not in STOPWORDS:
            padded = f" {word} "
            grams += [padded[i : i + n] for n in sizes for i in range(len(padded) - n + 1)]
    return grams
