import sqlite3
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from kompas import store
from kompas.knowledge import KnowledgeBase

ENCODER = "test-1"
VECTORS = {"een tekst": np.array([0.5, -0.25, 1.0], dtype=np.float32)}
MATRICES = {"classifier": np.array([[0.5, 2.0, -1.0], [0.0, 0.25, 8.0]], dtype=np.float32)}


@pytest.fixture
def written(tmp_path: Path, knowledge: KnowledgeBase) -> Path:
    path = tmp_path / "made" / "kompas.sqlite"
    store.write(path, knowledge, ENCODER, VECTORS, {"ranking": {"weights": [1.5]}}, MATRICES)
    return path


def changed(knowledge: KnowledgeBase) -> KnowledgeBase:
    topics = {name: topic for name, topic in knowledge.topics.items() if name != "ketenregisseur"}
    return KnowledgeBase(topics=topics, sources=knowledge.sources, aspects=knowledge.aspects)


def test_reads_back_what_was_written(written: Path, knowledge: KnowledgeBase) -> None:
    assert store.read_knowledge(written) == knowledge
    assert store.read_models(written) == {"ranking": {"weights": [1.5]}}
    assert store.read_vectors(written, "test-1")["een tekst"].tolist() == [0.5, -0.25, 1.0]
    assert store.read_vectors(written, "another") == {}
    assert store.read_matrix(written, "classifier").tolist() == MATRICES["classifier"].tolist()


def test_a_missing_part_is_named_with_its_remedy(written: Path) -> None:
    with pytest.raises(store.StoreError, match=r"mist bias.*make kennis"):
        store.read_matrix(written, "bias")


def test_the_build_id_follows_the_content(tmp_path: Path, knowledge: KnowledgeBase) -> None:
    first = store.write(tmp_path / "a", knowledge, ENCODER, VECTORS, {}, {})
    assert store.read_meta(tmp_path / "a")["build"] == first
    assert store.write(tmp_path / "b", knowledge, ENCODER, VECTORS, {}, {}) == first
    assert store.write(tmp_path / "c", changed(knowledge), ENCODER, VECTORS, {}, {}) != first


def test_answers_stand_in_a_plain_table(written: Path) -> None:
    with sqlite3.connect(written) as database:
        rows = database.execute("SELECT id, topic, aspect, as_of FROM answer ORDER BY id").fetchall()
    assert rows == [
        ("ketenregisseur-wat", "ketenregisseur", "what", "onbekend"),
        ("zorgcoordinator-taken", "zorgcoordinator", "tasks", "2025-01"),
    ]


def test_a_write_that_fails_leaves_the_old_build(written: Path, knowledge: KnowledgeBase) -> None:
    before = store.read_meta(written)
    with pytest.raises(TypeError):
        store.write(written, changed(knowledge), ENCODER, VECTORS, {"ranking": object()}, {})
    assert store.read_meta(written) == before
    assert [path.name for path in written.parent.iterdir()] == [written.name]


def test_readers_never_see_half_a_build(written: Path, knowledge: KnowledgeBase) -> None:
    sizes, stop = set(), threading.Event()

    def read() -> None:
        while not stop.is_set():
            sizes.add(len(store.read_knowledge(written).answers))

    reader = threading.Thread(target=read)
    reader.start()
    for round_ in range(20):
        store.write(written, changed(knowledge) if round_ % 2 else knowledge, ENCODER, VECTORS, {}, {})
    stop.set()
    reader.join()
    assert sizes <= {1, 2}


def test_a_missing_store_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(store.StoreError, match="make kennis"):
        store.read_meta(tmp_path / "nergens.sqlite")


@pytest.mark.parametrize("content", [b"no database at all, but text", b""])
def test_another_file_names_the_remedy(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kompas.sqlite"
    path.write_bytes(content)
    with pytest.raises(store.StoreError, match="make kennis"):
        store.read_knowledge(path)


def test_another_version_names_the_remedy(written: Path) -> None:
    with sqlite3.connect(written) as database:
        database.execute("UPDATE meta SET value = 'older' WHERE key = 'schema'")
    database.close()
    with pytest.raises(store.StoreError, match="andere versie"):
        store.read_meta(written)


def wait_until_one_answer(watched: "store.Watched[KnowledgeBase]") -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if len(watched.current().answers) == 1:
            return True
        time.sleep(0.01)
    return False


def test_watched_picks_up_a_new_build(written: Path, knowledge: KnowledgeBase) -> None:
    watched = store.Watched(written, store.read_knowledge)
    assert len(watched.current().answers) == 2
    store.write(written, changed(knowledge), ENCODER, VECTORS, {}, {})
    assert wait_until_one_answer(watched)


def test_watched_keeps_the_old_build_when_the_new_one_is_gone(written: Path) -> None:
    watched = store.Watched(written, store.read_knowledge)
    written.unlink()
    assert len(watched.current().answers) == 2


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_watched_survives_a_broken_build(written: Path, knowledge: KnowledgeBase) -> None:
    watched = store.Watched(written, store.read_knowledge)
    broken = written.with_name("broken")
    broken.write_bytes(b"no database at all, but text")
    broken.replace(written)
    assert len(watched.current().answers) == 2
    store.write(written, changed(knowledge), ENCODER, VECTORS, {}, {})
    assert wait_until_one_answer(watched)
