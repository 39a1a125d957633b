"""The search that all actions of this server share."""

from __future__ import annotations

from functools import lru_cache

from kompas.paths import store_path
from kompas.search import Search, Searcher


@lru_cache(maxsize=1)
def _search() -> Search:
    return Search(store_path())


def searcher() -> Searcher:
    """Search over the newest build of the knowledge base."""
    return _search().current()
