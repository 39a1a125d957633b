"""Where the knowledge base lives on disk; each place can be moved by one environment variable."""

from __future__ import annotations

import os
from pathlib import Path

CONTENT = Path(__file__).parent / "content"


def content_dir() -> Path:
    """Folder with the YAML content; `KOMPAS_CONTENT` overrides it."""
    return Path(os.environ.get("KOMPAS_CONTENT") or CONTENT)


def store_path() -> Path:
    """The SQLite file that `build` writes and servers read; `KOMPAS_STORE` overrides it."""
    return Path(os.environ.get("KOMPAS_STORE") or "var/kompas.sqlite")
