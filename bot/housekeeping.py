"""The process beside the servers: mails forwarded questions and removes what has been kept long enough."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.conversations import purge
from bot.settings import Settings
from helpdesk.clock import now
from helpdesk.config import ZONE, ConfigError, HelpdeskConfig, config
from helpdesk.delivery import AlreadyRunning
from helpdesk.insight.recorder import open_insight
from helpdesk.outbox import Outbox
from helpdesk.retention import purge_insight, purge_outbox
from helpdesk.settings import SettingError, insight_path, mail_server, outbox_path
from helpdesk.worker import Worker

logger = logging.getLogger(__name__)
Cleaner = Callable[[datetime], str]


def cleaners(outbox: Outbox, agreed: HelpdeskConfig, tracker: Path) -> list[Cleaner]:
    """What removes old data: each takes the moment and tells in Dutch what it removed."""
    insight, keep = open_insight(insight_path()), agreed.keep_days

    def forwarded(moment: datetime) -> str:
        purged = purge_outbox(outbox, keep, moment)
        if purged.unsent:
            logger.error("%d tickets were removed that never reached the helpdesk", purged.unsent)
        return f"{purged.contacts} contactgegevens, {purged.tickets} doorgestuurde vragen"

    def figures(moment: datetime) -> str:
        purged = purge_insight(insight, keep, moment)
        return f"{purged.questions} teksten van vragen, cijfers van {purged.conversations} gesprekken"

    def conversations(moment: datetime) -> str:
        return f"{purge(tracker, moment - timedelta(days=keep.conversation))} gesprekken"

    return [forwarded, figures, conversations]


def main(arguments: list[str] | None = None) -> int:
    """Work until stopped, or clean once; returns the exit code: 2 when a setting cannot be used."""
    parser = argparse.ArgumentParser(prog="bot.housekeeping", description="Verstuurt vragen en wist oude gegevens.")
    parser.add_argument("--once", action="store_true", help="wis wat zijn bewaartermijn voorbij is, en stop")
    parser.add_argument("--on", type=datetime.fromisoformat, help="met --once: doe alsof het deze dag is (2027-01-31)")
    options = parser.parse_args(arguments)
    try:
        outbox, agreed, server = Outbox(outbox_path()), config(), mail_server()
        work = cleaners(outbox, agreed, Path(Settings.read().tracker_db))
        if options.once:
            moment = options.on.replace(tzinfo=ZONE) if options.on else now()
            print("Gewist: " + ", ".join(clean(moment) for clean in work) + ".")
            return 0
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
        worker = Worker(outbox, server, agreed, work)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: worker.stop())
        worker.run()
        return 0
    except (ConfigError, SettingError, ValueError) as error:
        print(error, file=sys.stderr)
    except AlreadyRunning:
        print("Er draait al een proces dat uit deze outbox verstuurt; één is genoeg.", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
