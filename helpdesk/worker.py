"""The process beside the servers: delivers mails every second and cleans up every hour."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from helpdesk.clock import now
from helpdesk.config import HelpdeskConfig
from helpdesk.delivery import deliver_due, only_sender
from helpdesk.outbox import Outbox
from helpdesk.settings import MailServer

logger = logging.getLogger(__name__)
TICK = 1.0  # seconds
CLEAN_EVERY = timedelta(hours=1)
Cleaner = Callable[[datetime], object]


class Worker:
    """Delivers and cleans until it is told to stop. `cleaners` each get the moment and remove what is too old."""

    def __init__(
        self, outbox: Outbox, server: MailServer | None, config: HelpdeskConfig, cleaners: Sequence[Cleaner]
    ) -> None:
        self._outbox, self._server, self._config, self._cleaners = outbox, server, config, cleaners
        self._stop = threading.Event()
        self._failures = 0
        self._cleaned: datetime | None = None

    def stop(self) -> None:
        """Ask to stop; safe from a signal handler."""
        self._stop.set()

    def run(self) -> None:
        """Work until stopped. Without a mail server tickets wait. Raises AlreadyRunning."""
        with only_sender(self._outbox.path):
            recovered = self._outbox.recover(now())
            if recovered:
                logger.warning("%d mails were being sent when the process stopped; they go again", recovered)
            while not self._stop.is_set():
                self._clean()
                self._stop.wait(self._deliver())

    def _deliver(self) -> float:
        """One round; returns how long to wait. A server that is not there is not asked every second."""
        if self._server is None:
            return TICK
        try:
            gone, stuck = deliver_due(self._outbox, self._server, self._config, now)
        except Exception:  # a full disk, a locked file: the next round may do better
            logger.exception("delivering failed")
            gone, stuck = 0, 1
        self._failures = self._failures + 1 if stuck and not gone else 0
        return self._config.retry.after(self._failures).total_seconds() if self._failures else TICK

    def _clean(self) -> None:
        moment = now()
        if self._cleaned is not None and moment - self._cleaned < CLEAN_EVERY:
            return
        self._cleaned = moment
        for cleaner in self._cleaners:
            try:
                cleaner(moment)
            except Exception:
                logger.exception("cleaning failed")
