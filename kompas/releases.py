"""Publishing: a new build prepared aside, numbered, kept, put in place in one move, and taken back as easily.

`var/builds` holds the candidate (a build of the content as it is now, not live) and the releases, one file each. Which
release is live stands in the live store itself, so that the two can never tell different stories.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kompas import snapshot, store
from kompas.build import Report, build, keep_ready
from kompas.content import EditorError, load
from kompas.practice import FOLDER as TRAINING
from kompas.search import Searcher

KEEP = 5  # releases; a build of the whole Kompas takes about 100 MB


class ReleaseError(EditorError):
    """Nothing was published or taken back; the message names the remedy, in Dutch."""


@dataclass(frozen=True)
class Release:
    """One published build. `live`: users read this one."""

    version: int
    build: str
    published_at: str
    note: str
    path: Path
    live: bool


def builds_dir(target: Path) -> Path:
    """The folder of the candidate and the releases of a store."""
    return target.parent / "builds"


def inputs(content: Path) -> str:
    """A mark of all that a build is made from: content, practice questions and code."""
    mark = hashlib.sha256(snapshot.code().encode())
    for folder in (content, TRAINING):
        for path in sorted(p for p in folder.rglob("*.y*ml") if p.is_file()):
            mark.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    return mark.hexdigest()[:16]


def prepare(content: Path, target: Path, today: date, report: Report, *, unpublished: bool = False) -> Path:
    """A build of the content as it is now, aside of the live one; made anew only when something has changed.

    `unpublished`: with drafts and answers under review. Raises ContentError.
    """
    wanted = inputs(content)
    path = builds_dir(target) / ("preview.sqlite" if unpublished else "candidate.sqlite")
    if path.exists() and _meta(path).get("inputs") == wanted:
        return path
    report("Nieuwe kennisbank bouwen (ongeveer een minuut); de oude blijft in gebruik ...")
    build(content, path, today, report, unpublished=unpublished, known=target, learned=target)
    _mark(path, {"inputs": wanted})
    return path


def releases(target: Path) -> list[Release]:
    """All releases that are kept, the newest first."""
    live = _meta(target).get("version") if target.exists() else None
    found = []
    for path in builds_dir(target).glob("[0-9]*.sqlite"):
        meta = _meta(path)
        if "version" in meta:
            version = meta["version"]
            found.append(
                Release(
                    int(version), meta["build"], meta["published_at"], meta.get("note", ""), path, version == live
                )
            )  # fmt: skip
    return sorted(found, key=lambda release: -release.version)


def publish(content: Path, target: Path, today: date, now: datetime, note: str, report: Report) -> Release:
    """Put the content as it is now live; running servers take it over. Raises ContentError or ReleaseError."""
    with _locked(target):
        return publish_build(prepare(content, target, today, report), target, now, note)


def publish_build(candidate: Path, target: Path, now: datetime, note: str) -> Release:
    """Put a build live that was prepared. Raises ReleaseError."""
    _try_out(candidate)
    if target.exists():
        live = _meta(target)
        if live.get("inputs") == _meta(candidate)["inputs"]:
            raise ReleaseError("Er is niets veranderd sinds de laatste keer; er is niets gepubliceerd.")
        if "version" not in live:
            _keep(target, target, now, "stond er al, gebouwd zonder publish")
    release = _keep(candidate, target, now, note)
    _put_in_place(release.path, target)
    _prune(target)
    return next(r for r in releases(target) if r.version == release.version)


def roll_back(target: Path, content: Path, version: int | None = None) -> Release:
    """Put an earlier release live: the one before the live one, or `version`. Raises ReleaseError."""
    with _locked(target):
        kept = releases(target)
        live = next((release.version for release in kept if release.live), None)
        if version is None:
            wanted = next((r for r in kept if live is None or r.version < live), None)
        else:
            wanted = next((r for r in kept if r.version == version), None)
        if wanted is None:
            raise ReleaseError("Deze eerdere versie is er niet. Bekijk de versies met: kompas releases")
        missing = set(load(content).phrases) - set(_phrases(wanted.path))
        if missing:
            raise ReleaseError(
                f"Versie {wanted.version} is van een oudere assistent en mist de zinnen {', '.join(sorted(missing))}. "
                "Kies een nieuwere versie."
            )
        _put_in_place(wanted.path, target)
    return next(r for r in releases(target) if r.version == wanted.version)


def _phrases(path: Path) -> dict[str, str]:
    try:
        return store.read_knowledge(path).phrases
    except store.StoreError as error:
        raise ReleaseError(f"Deze versie past niet bij deze assistent: {error}") from error


def _try_out(path: Path) -> None:
    """Do with a build what a server does with it; what servers need ready is there after it, also in a build of older
    code. Raises ReleaseError."""
    try:
        if snapshot.load(path, "searcher") is None:
            keep_ready(path)
        searcher = Searcher.read(path)
        question = next(iter(searcher.knowledge.answers.values())).questions[0]
        hits = searcher.search(question).hits
    except (store.StoreError, StopIteration, KeyError, ValueError) as error:
        raise ReleaseError(f"De gebouwde kennisbank werkt niet ({error}); de oude blijft staan.") from error
    if not hits:
        raise ReleaseError("De gebouwde kennisbank vindt geen antwoorden; de oude blijft staan.")


def _keep(source: Path, target: Path, now: datetime, note: str) -> Release:
    """Keep a copy of a build as the next release."""
    version = max((release.version for release in releases(target)), default=0) + 1
    meta = _meta(source)
    path = builds_dir(target) / f"{version:04}-{meta['build']}.sqlite"
    path.parent.mkdir(parents=True, exist_ok=True)
    published_at = now.isoformat(timespec="seconds")
    with store.staged(path) as staged:
        shutil.copyfile(source, staged)
        _mark(staged, {"version": str(version), "published_at": published_at, "note": note})
    return Release(version, meta["build"], published_at, note, path, False)


def _put_in_place(path: Path, target: Path) -> None:
    """One move, of a build that works. Raises ReleaseError."""
    with store.staged(target) as staged:
        shutil.copyfile(path, staged)
        _try_out(staged)


def _prune(target: Path) -> None:
    for release in releases(target)[KEEP:]:
        if not release.live:
            release.path.unlink()


def _meta(path: Path) -> dict[str, str]:
    """What a store says of itself, of whatever version it is; empty when it says nothing."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            return dict(database.execute("SELECT key, value FROM meta WHERE key != 'models'"))
    except sqlite3.Error:
        return {}


def _mark(path: Path, marks: dict[str, str]) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", marks.items())


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """One publication at a time. Raises ReleaseError when another one is busy."""
    folder = builds_dir(target)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ReleaseError("Iemand anders publiceert nu. Probeer het over een paar minuten opnieuw.") from error
        yield
