"""The wording of a message as one vector of fixed length, whatever words it holds: feature hashing.

Words, pairs of words and character n-grams are weighed by TF-IDF and spread over a fixed number of slots with random
signs (Weinberger et al., 2009), each unit over several slots so that no single collision decides (a sparse random
projection, Li et al., 2006). No vocabulary has to be stored, and a word never seen before does no harm.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from kompas.terms import character_grams
from kompas.text import normalise, stem, words

SLOTS = 2048
PROBES = 8  # slots per unit
WEIGHTS = (1.0, 0.7, 0.7)  # words, pairs, character n-grams
Units = tuple[list[str], list[str], list[str]]
Vector = npt.NDArray[np.float32]


def pairs(text: str) -> list[str]:
    """Stems of all words, and of all pairs of neighbours: here question words and small words count.

    >>> pairs("Wie betaalt?")
    ['^', 'wie', 'betaalt', '^ wie', 'wie betaalt']
    """
    stems = ["^", *[stem(word) for word in words(text)]]
    return stems + [f"{a} {b}" for a, b in pairwise(stems)]


def units(message: str, corrected: str, stems: list[str]) -> Units:
    """The units of a message, by kind. `corrected`: the message without typing errors; `stems`: of its words."""
    return stems, pairs(corrected), character_grams(normalise(message))


@lru_cache(maxsize=200_000)
def _digest(unit: str) -> bytes:
    """PROBES whole numbers of four bytes, of which the highest bit gives the sign and the rest the slot."""
    return hashlib.blake2b(unit.encode(), digest_size=4 * PROBES).digest()


class Wording:
    """Turns units into vectors, with the weight that each unit has in a set of questions."""

    def __init__(self, questions: Sequence[Units]) -> None:
        """`questions`: the units of all example questions; they decide which units are rare."""
        self._count = len(questions)
        self._seen = [Counter(unit for question in questions for unit in set(question[kind])) for kind in range(3)]

    def vector(self, units: Units) -> Vector:
        """Shape (SLOTS,)."""
        digests, values = [], []
        for kind, seen, weight in zip(units, self._seen, WEIGHTS, strict=True):
            counts = Counter(kind)
            raw = [
                (1 + math.log(n)) * (math.log((1 + self._count) / (1 + seen[unit])) + 1) for unit, n in counts.items()
            ]
            norm = math.sqrt(sum(value * value for value in raw)) or 1.0
            values += [weight * value / norm for value in raw]
            digests += [_digest(unit) for unit in counts]
        places = np.frombuffer(b"".join(digests), dtype="<u4")
        spread = np.where(places >> 31, 1.0, -1.0) * np.repeat(values, PROBES)
        total = np.bincount((places % SLOTS).astype(np.int64), spread, SLOTS)
        return np.asarray(total / math.sqrt(PROBES), dtype=np.float32)
