"""What was measured: the state of the code, the knowledge base and the settings."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from bot.model import fingerprint
from kompas import store


@dataclass(frozen=True)
class Run:
    """The circumstances of one evaluation."""

    date: str
    commit: str
    dirty: bool
    knowledge_build: str
    knowledge_built_at: str
    model: str
    configuration: dict[str, Any]

    @classmethod
    def read(cls, root: Path, store_path: Path, now: datetime) -> Run:
        """The circumstances as they are now. Raises StoreError."""
        meta = store.read_meta(store_path)
        pipeline = yaml.safe_load((root / "config.yml").read_text(encoding="utf-8"))["pipeline"]
        return cls(
            date=now.isoformat(timespec="seconds"),
            commit=_git(root, "rev-parse", "--short=12", "HEAD") or "onbekend",
            dirty=bool(_git(root, "status", "--porcelain")),
            knowledge_build=meta["build"],
            knowledge_built_at=meta["built_at"],
            model=fingerprint(root),
            configuration={
                "encoders": encoders(store_path),
                "thresholds": store.read_knowledge(store_path).thresholds.dict(),
                "pipeline": pipeline,
            },
        )

    @property
    def name(self) -> str:
        """Name of the report files: date and time, then the commit."""
        stamp = datetime.fromisoformat(self.date).strftime("%Y-%m-%d-%H%M%S")
        return f"{stamp}-{self.commit}{'-gewijzigd' if self.dirty else ''}"

    def as_dict(self) -> dict[str, Any]:
        """For storing."""
        return asdict(self)


def encoders(store_path: Path) -> list[str]:
    """Names of the encoders whose vectors the store holds."""
    with closing(sqlite3.connect(f"file:{store_path}?mode=ro", uri=True)) as database:
        return sorted(row[0] for row in database.execute("SELECT DISTINCT encoder FROM vector"))


def _git(root: Path, *arguments: str) -> str:
    result = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True)
    return result.stdout.strip()
