"""One SQLite file with a whole build of the knowledge base: written atomically, read into memory, watched for change.

The example questions and answers stand in plain tables for whoever wants to look (`sqlite3 var/kompas.sqlite`);
search itself runs in memory, where all evidence about all answers costs a few milliseconds.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np

from kompas.kinds import KINDS
from kompas.knowledge import KnowledgeBase, knowledge_from
from kompas.schema import Thresholds
from kompas.vectors import Encoder, Vectors

SCHEMA_VERSION = "5"
__all__ = [
    "StoreError", "Watched", "encode", "knowledge_from", "read_knowledge", "read_meta", "read_models", "read_vectors",
    "write",
]  # fmt: skip
BATCH = 64
LOOK_EVERY = 0.5  # seconds between two looks whether there is a new build
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE item (kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id));
CREATE TABLE answer (id TEXT PRIMARY KEY, topic TEXT NOT NULL, aspect TEXT NOT NULL, text TEXT NOT NULL,
                     caveat TEXT, as_of TEXT NOT NULL);
CREATE TABLE question (answer TEXT NOT NULL REFERENCES answer (id), text TEXT NOT NULL);
CREATE TABLE matrix (name TEXT PRIMARY KEY, columns INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE vector (encoder TEXT NOT NULL, text TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (encoder, text));
"""


class StoreError(Exception):
    """The store is missing or not of this version; the message names the remedy."""


def encode(
    encoder: Encoder, texts: Sequence[str], known: Mapping[str, Vectors], progress: Callable[[int, int], None]
) -> dict[str, Vectors]:
    """A vector for every text: from `known` where it is there, else computed. `progress(done, total)` is called."""
    vectors = {text: known[text] for text in texts if text in known}
    missing = [text for text in dict.fromkeys(texts) if text not in vectors]
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        vectors.update(zip(batch, encoder.encode(batch), strict=True))
        progress(min(start + BATCH, len(missing)), len(missing))
    return vectors


def write(
    path: Path,
    knowledge: KnowledgeBase,
    encoder: str,
    vectors: Mapping[str, Vectors],
    models: Mapping[str, Any],
    matrices: Mapping[str, Vectors],
) -> str:
    """Write a build beside `path` and put it in place in one move; returns the build's id.

    `vectors`: by text, made by the encoder named `encoder`. `models`: JSON-able parts that search needs, such as the
    ranking. `matrices`: their large parts, two-dimensional, kept in half precision. Readers see the old or the new
    file, never half.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    items = [
        (kind, item.id, item.json()) for kind in KINDS for item in getattr(knowledge, kind).values()
    ]  # fmt: skip
    items.append(("phrases", "phrases", json.dumps(knowledge.phrases, ensure_ascii=False)))
    items.append(("flow_words", "flow_words", json.dumps(knowledge.flow_words, ensure_ascii=False)))
    items.append(("thresholds", "thresholds", knowledge.thresholds.json()))
    build = hashlib.sha256(json.dumps(items).encode()).hexdigest()[:12]
    meta = {
        "schema": SCHEMA_VERSION, "build": build, "models": json.dumps(models),
        "built_at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
    }  # fmt: skip
    with closing(sqlite3.connect(temporary)) as database:
        database.executescript(_TABLES)
        database.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        database.executemany("INSERT INTO item VALUES (?, ?, ?)", items)
        answers = [
            (a.id, knowledge.topic_of[a.id].id, a.aspect, a.text, a.caveat, a.as_of) for a in knowledge.answers.values()
        ]
        database.executemany("INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?)", answers)
        questions = [(a.id, q) for a in knowledge.answers.values() for q in a.questions]
        database.executemany("INSERT INTO question VALUES (?, ?)", questions)
        kept = [(name, m.shape[1], np.asarray(m, dtype=np.float16).tobytes()) for name, m in matrices.items()]
        database.executemany("INSERT INTO matrix VALUES (?, ?, ?)", kept)
        rows = ((encoder, text, np.asarray(vector, dtype=np.float16).tobytes()) for text, vector in vectors.items())
        database.executemany("INSERT INTO vector VALUES (?, ?, ?)", rows)
        database.commit()
    os.replace(temporary, path)
    return build


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A place beside `target` to finish a store; put in place of `target` in one move, or removed when that fails."""
    path = target.with_name(f".{target.name}.staged.{os.getpid()}")
    path.unlink(missing_ok=True)
    try:
        yield path
        with path.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(path, target)
    finally:
        path.unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise StoreError(f"De kennisbank {path} is er niet. Maak haar met: make kennis")
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def read_meta(path: Path) -> dict[str, str]:
    """Build id, time, encoder and models of a store. Raises StoreError."""
    with closing(_connect(path)) as database:
        try:
            meta = dict(database.execute("SELECT key, value FROM meta"))
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path} is geen kennisbank ({error}). Maak haar opnieuw met: make kennis") from error
    if meta.get("schema") != SCHEMA_VERSION:
        raise StoreError(f"{path} is van een andere versie. Maak haar opnieuw met: make kennis")
    return meta


def read_knowledge(path: Path) -> KnowledgeBase:
    """The knowledge base in a store. Raises StoreError."""
    read_meta(path)
    parts: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    phrases: dict[str, str] = {}
    flow_words: dict[str, list[str]] = {}
    thresholds = Thresholds()
    with closing(_connect(path)) as database:
        for kind, identifier, body in database.execute("SELECT kind, id, body FROM item ORDER BY rowid"):
            if kind == "phrases":
                phrases = json.loads(body)
            elif kind == "flow_words":
                flow_words = json.loads(body)
            elif kind == "thresholds":
                thresholds = Thresholds.parse_raw(body)
            else:
                parts[kind][identifier] = KINDS[kind].model.parse_raw(body)
    return KnowledgeBase(**parts, phrases=phrases, thresholds=thresholds, flow_words=flow_words)


def read_models(path: Path) -> dict[str, Any]:
    """The models that were stored with a build. Raises StoreError."""
    models: dict[str, Any] = json.loads(read_meta(path)["models"])
    return models


def read_matrix(path: Path, name: str) -> Vectors:
    """A large part of a model. Raises StoreError."""
    with closing(_connect(path)) as database:
        row = database.execute("SELECT columns, data FROM matrix WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise StoreError(f"{path} mist {name}. Maak haar opnieuw met: make kennis")
    return np.frombuffer(row[1], dtype=np.float16).astype(np.float32).reshape(-1, row[0])


def read_vectors(path: Path, encoder: str) -> dict[str, Vectors]:
    """One encoder's vectors by text. Raises StoreError."""
    with closing(_connect(path)) as database:
        rows = database.execute("SELECT text, data FROM vector WHERE encoder = ?", (encoder,))
        return {text: np.frombuffer(data, dtype=np.float16).astype(np.float32) for text, data in rows}


Thing = TypeVar("Thing")


class Watched(Generic[Thing]):
    """Something read from a file, read again in the background soon after the file is replaced, asked for or not.

    Whoever asks never waits for a newer build: the old one answers until the new one is ready, and stays when the
    new one cannot be read.
    """

    def __init__(self, path: Path, read: Callable[[Path], Thing]) -> None:
        """Reads at once. Raises what `read` raises."""
        self._path, self._read = path, read
        self._stamp = self._look()
        self._thing = read(path)
        self._busy = threading.Lock()
        threading.Thread(target=_follow, args=(weakref.ref(self),), daemon=True).start()

    def _look(self) -> tuple[int, int]:
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return (0, 0)
        return status.st_ino, status.st_mtime_ns

    def current(self) -> Thing:
        """The newest build that is ready."""
        stamp = self._look()
        if stamp != self._stamp and stamp != (0, 0) and self._busy.acquire(blocking=False):
            threading.Thread(target=self._refresh, args=(stamp,), daemon=True).start()
        return self._thing

    def _refresh(self, stamp: tuple[int, int]) -> None:
        try:
            self._thing = self._read(self._path)
        finally:
            self._stamp = stamp
            self._busy.release()


def _follow(reference: weakref.ref[Watched[Any]]) -> None:
    while (watched := reference()) is not None:
        watched.current()
        del watched  # or it would live as long as this thread
        time.sleep(LOOK_EVERY)
