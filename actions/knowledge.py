"""The search that all actions of this server share."""

from __future__ import annotations

from functools import lru_cache

from kompas.paths import store_path
from kompas.search import Search, Searcher
from kompas.switches import SwitchBoard, Switches, switches_path, without_switched_off


@lru_cache(maxsize=1)
def _search() -> Search:
    return Search(store_path())


@lru_cache(maxsize=1)
def _board() -> SwitchBoard:
    return SwitchBoard(switches_path(store_path()))


class _Silenced:
    """The searcher as the switches leave it, kept until either changes."""

    def __init__(self) -> None:
        self._made: tuple[Searcher, Switches, Searcher] | None = None

    def of(self, searcher: Searcher, switches: Switches) -> Searcher:
        """`searcher`, showing notices in place of what is switched off."""
        made = self._made
        if made is None or made[0] is not searcher or made[1] is not switches:
            shown = searcher.showing(without_switched_off(searcher.knowledge, switches))
            self._made = made = (searcher, switches, shown)
        return made[2]


_silenced = _Silenced()


def searcher() -> Searcher:
    """Search over the newest build of the knowledge base, without the texts that are switched off."""
    return _silenced.of(_search().current(), _board().current())
