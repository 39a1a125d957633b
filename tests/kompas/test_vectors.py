"""A sentence vector survives the way to another process, and search does not compute it again."""

import numpy as np
import pytest

from kompas.knowledge import KnowledgeBase
from kompas.vectors import Encoder, encoder, packed, unpacked
from tests.kompas.builds import small_searcher

MESSAGE = "Wat doet de zorgcoördinator?"


def test_packed_and_back_it_is_as_good_as_the_same() -> None:
    vector = encoder().encode([MESSAGE])[0]
    back = unpacked(packed(vector))
    assert back.dtype == np.float32
    assert np.abs(back - vector).max() < 0.0005  # the steps of half precision between 0.5 and 1
    assert float(back @ vector) == pytest.approx(1.0, abs=0.001)


@pytest.mark.parametrize("text", ["", "geen vector!", "AAAA", packed(np.zeros(3, dtype=np.float32))])
def test_anything_else_is_no_vector(text: str) -> None:
    with pytest.raises(ValueError):
        unpacked(text)


def test_a_vector_that_is_known_is_not_computed_again(
    knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    searcher = small_searcher(knowledge)
    plain, vectors = searcher.search(MESSAGE), {MESSAGE: encoder().encode([MESSAGE])[0]}

    def never(self: Encoder, texts: object) -> None:
        raise AssertionError(f"computed again: {texts}")

    monkeypatch.setattr(Encoder, "encode", never)
    assert searcher.search(MESSAGE, vectors=vectors).hits == plain.hits
