"""The knowledge base as the parts inside the Rasa server see it: newest build, without what is switched off."""

from functools import lru_cache
from pathlib import Path

from kompas import store
from kompas.knowledge import KnowledgeBase
from kompas.paths import store_path
from kompas.switches import SwitchBoard, Switches, switches_path, without_switched_off


def _read(path: Path) -> KnowledgeBase:
    return store.read_knowledge(path)


@lru_cache(maxsize=1)
def _watched() -> store.Watched[KnowledgeBase]:
    return store.Watched(store_path(), _read)


@lru_cache(maxsize=1)
def _board() -> SwitchBoard:
    return SwitchBoard(switches_path(store_path()))


class _Silenced:
    """The knowledge base as the switches leave it, kept until either changes."""

    def __init__(self) -> None:
        self._made: tuple[KnowledgeBase, Switches, KnowledgeBase] | None = None

    def of(self, knowledge: KnowledgeBase, switches: Switches) -> KnowledgeBase:
        """`knowledge` without what is switched off."""
        made = self._made
        if made is None or made[0] is not knowledge or made[1] is not switches:
            self._made = made = (knowledge, switches, without_switched_off(knowledge, switches))
        return made[2]


_silenced = _Silenced()


def current() -> KnowledgeBase:
    """The knowledge base of the newest build that is ready. Raises StoreError when there is none."""
    return _silenced.of(_watched().current(), _board().current())
