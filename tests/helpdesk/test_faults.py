"""What is promised to a user arrives, whatever dies: real processes, real kills, a real SMTP server."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from bot.model import environment
from helpdesk.config import DEFAULT
from helpdesk.outbox import Outbox
from tests.helpdesk.conftest import Mailbox

ROOT = Path(__file__).parents[2]
TICKETS = 240
PATIENCE = 240.0  # seconds for the whole test
QUICK = DEFAULT.read_text(encoding="utf-8").replace("first_seconds: 10", "first_seconds: 0.05").replace(
    "longest_seconds: 3600", "longest_seconds: 0.2"
)  # fmt: skip


class Sender:
    """The delivering process; started again whenever it is dead."""

    def __init__(self, outbox: Path, settings: dict[str, str]) -> None:
        self._command = [sys.executable, "-m", "helpdesk", "--outbox", str(outbox), "deliver"]
        self._environment = {**environment(), **settings}
        self._process: subprocess.Popen[bytes] | None = None
        self.kills = 0

    def keep_alive(self) -> None:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )

    def kill(self) -> None:
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self.kills += 1

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(timeout=10)


def accept(outbox: Path, first: int, last: int, kill_after: int | None) -> dict[int, str]:
    """Let a process accept tickets; kill it once it has promised `kill_after` of them. What it promised."""
    script = ROOT / "tests" / "helpdesk" / "accept_many.py"
    command = [sys.executable, str(script), str(outbox), str(first), str(last)]
    promised = {}
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            number, reference = line.split()
            promised[int(number)] = reference
            if kill_after is not None and len(promised) == kill_after:
                process.kill()  # SIGKILL; lines already in the pipe were promised too
    return promised


def test_no_ticket_is_lost_or_sent_twice_when_processes_are_killed(tmp_path: Path, mailbox: Mailbox) -> None:
    path, chance = tmp_path / "helpdesk.sqlite", random.Random(6)
    (tmp_path / "helpdesk.yml").write_text(QUICK, encoding="utf-8")
    sender = Sender(path, {**mailbox.settings, "KOMPAS_HELPDESK_CONFIG": str(tmp_path / "helpdesk.yml")})
    yes_lost: Counter[bytes] = Counter()  # more than once for a mail that has bad luck

    def before(number: int) -> str | None:
        if number % 29 == 0:  # killed while it sends, before the server has the mail
            sender.kill()
            return "451 4.3.0 too late"
        return "451 4.3.0 not now" if number % 17 == 0 else None

    def after(number: int) -> str | None:
        if number % 23 == 0:  # killed between the server's keeping it and its own noting so
            yes_lost[mailbox.raw[-1]] += 1
            sender.kill()
        return None

    mailbox.before, mailbox.after = before, after
    end = time.monotonic() + PATIENCE
    promised: dict[int, str] = {}
    kills_of_acceptors = 0
    try:
        while len(promised) < TICKETS:
            assert time.monotonic() < end
            sender.keep_alive()
            first = max(promised, default=-1) + 1
            kill_after = chance.randint(5, 40)
            promised |= accept(path, first, TICKETS, kill_after)
            kills_of_acceptors += len(promised) < TICKETS
            if chance.random() < 0.3:  # the mail server goes away for a while
                mailbox.stop()
                promised |= accept(path, max(promised) + 1, min(TICKETS, max(promised) + 4), None)
                mailbox.start()
        outbox = Outbox(path)
        while outbox.tickets(unsent_only=True):
            assert time.monotonic() < end, f"{len(mailbox.raw)} mails after {PATIENCE} seconds"
            sender.keep_alive()
            time.sleep(0.05)
    finally:
        sender.stop()

    assert sender.kills >= 10 and kills_of_acceptors >= 3
    arrived = Counter(mail["X-Kompas-Reference"] for mail in mailbox.mails)
    accepted = {ticket.reference for ticket in outbox.tickets()}
    # None lost: all that was promised, and all that was accepted when the promise could not be given any more.
    assert set(promised.values()) <= set(arrived) == accepted
    # A mailbox that goes by Message-ID has each once.
    assert len({mail["Message-ID"] for mail in mailbox.mails}) == len(accepted)
    # A second copy comes only where the process died with the server's yes in the air, and is the same mail.
    assert Counter(mailbox.raw) - Counter(set(mailbox.raw)) == yes_lost
    assert sum(arrived.values()) == len(accepted) + yes_lost.total()
    assert {ticket.state for ticket in outbox.tickets()} == {"sent"}
