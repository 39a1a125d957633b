"""Puts a measured table in a document, between its two marks, so that nobody copies figures by hand."""

from __future__ import annotations

import re
from pathlib import Path


class NoPlace(Exception):
    """The document has no place for it; the message says which marks it needs."""


def insert(path: Path, name: str, markdown: str) -> None:
    """Replace what stands between `<!-- name -->` and `<!-- /name -->`. Raises NoPlace; then nothing changes."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    place = re.compile(re.escape(start) + r"\n.*?" + re.escape(end), re.DOTALL)
    if len(place.findall(text)) != 1:
        raise NoPlace(f"{path}: hier horen precies één keer de regels {start} en {end} te staan → voeg ze toe")
    path.write_text(place.sub(lambda _: f"{start}\n{markdown.strip()}\n{end}", text), encoding="utf-8")
