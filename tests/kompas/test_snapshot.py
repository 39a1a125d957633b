import io
import os
import pickle
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from kompas import snapshot, store
from kompas.knowledge import KnowledgeBase
from kompas.search import Searcher
from tests.kompas.builds import small_build


class Bomb:
    """What a harmful store would hold: a call of something, made when it is read."""

    def __init__(self, call: object, *arguments: object) -> None:
        self.call, self.arguments = call, arguments

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call, self.arguments


def test_reads_back_search_that_finds_the_same(tmp_path: Path, knowledge: KnowledgeBase) -> None:
    path = small_build(tmp_path / "a.sqlite", knowledge, "1")
    before, after = Searcher.compute(path), Searcher.read(path)
    assert after.knowledge == knowledge
    for question in ("wat doet een zorgcoördinator", "uitleg over de regisseur", "iets heel anders"):
        assert after.search(question).hits == before.search(question).hits


@pytest.mark.parametrize(
    "bomb",
    [
        Bomb(os.system, "true"),
        Bomb(eval, "1"),
        Bomb(getattr, "x", "upper"),
        Bomb(np.load, "nergens.npy"),
        Bomb(store.write, 1),
        Bomb(store.sqlite3.connect, ":memory:"),
    ],
    ids=["os", "eval", "getattr", "numpy", "own function", "library through our own module"],
)
def test_a_snapshot_that_would_run_code_is_not_read(
    tmp_path: Path, bomb: Bomb, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "a.sqlite"
    snapshot.save(path, "searcher", bomb)
    assert snapshot.load(path, "searcher") is None
    assert "does not belong in a snapshot" in caplog.text


def test_a_module_of_ours_is_no_way_round(tmp_path: Path) -> None:
    reader = snapshot._Reader(io.BytesIO(b"ckompas.store\nos.system\n."))
    with pytest.raises((pickle.UnpicklingError, AttributeError)):
        reader.load()


def test_a_snapshot_of_other_code_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    snapshot.save(path, "searcher", [1])
    assert snapshot.load(path, "searcher") == [1]
    with sqlite3.connect(path) as database:
        database.execute("UPDATE snapshot SET code = 'other'")
    assert snapshot.load(path, "searcher") is None


@pytest.mark.parametrize("name", ["nergens.sqlite", "leeg.sqlite"])
def test_without_a_snapshot_there_is_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "leeg.sqlite").touch()
    assert snapshot.load(tmp_path / name, "searcher") is None


def test_a_real_build_holds_its_snapshots(built) -> None:
    searcher = snapshot.load(built.store, "searcher")
    assert isinstance(searcher, Searcher)
    computed = Searcher.compute(built.store)
    question = "wie betaalt de zorgcoördinator"
    kept, anew = searcher.search(question).hits, computed.search(question).hits
    assert [hit.answer for hit in kept] == [hit.answer for hit in anew]
    # The store keeps vectors with fewer digits than the build had.
    assert [hit.chance for hit in kept] == pytest.approx([hit.chance for hit in anew], abs=1e-3)
    assert snapshot.load(built.store, "linker").link(question) == computed.evidence.linker.link(question)
