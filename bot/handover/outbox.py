"""The outbox of this process."""

from functools import lru_cache

from helpdesk.outbox import Outbox
from helpdesk.settings import outbox_path


@lru_cache(maxsize=1)
def outbox() -> Outbox:
    """The outbox, opened once."""
    return Outbox(outbox_path())
