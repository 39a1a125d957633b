"""The file with what is kept under codes, shared by all actions of this server."""

from __future__ import annotations

from functools import lru_cache

from helpdesk.progress import Progress
from helpdesk.settings import progress_days, progress_path
from kompas.flows.learning import Kept


@lru_cache(maxsize=1)
def progress() -> Progress:
    """The file, made when it is not there."""
    return Progress(progress_path(), progress_days())


def keep(code: str, kept: Kept, flow: str | None) -> None:
    """Keep all that was done under a code, with the flow that is going on."""
    progress().save(code, {"kept": {name: dict(facts) for name, facts in kept.items()}, "flow": flow})
