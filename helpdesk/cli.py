"""The command line of the helpdesk: `python -m helpdesk`. Its texts are Dutch: the helpdesk uses it."""

from __future__ import annotations

import argparse
import json
import logging
import signal
import sys
from datetime import datetime
from pathlib import Path

from helpdesk import editors
from helpdesk import reference as references
from helpdesk.clock import now
from helpdesk.config import ZONE, ConfigError, config
from helpdesk.delivery import AlreadyRunning
from helpdesk.insight.metrics import Period, compute, metrics
from helpdesk.insight.recorder import open_insight
from helpdesk.mail import texts, transcript_text
from helpdesk.outbox import Outbox, Ticket, Withdrawal
from helpdesk.retention import purge_outbox
from helpdesk.settings import SettingError, insight_path, insight_server, mail_server, outbox_path
from helpdesk.worker import Worker

STATES = {
    "waiting": "wacht op verzending",
    "sending": "wordt verstuurd",
    "sent": "verstuurd",
    "cancelled": "niet verstuurd",
}
WITHDRAWN = {
    Withdrawal.BEFORE_SENDING: "{reference} is ingetrokken en gewist. De helpdesk heeft de vraag niet gekregen.",
    Withdrawal.AFTER_SENDING: "{reference} is ingetrokken en hier gewist. De helpdesk krijgt een mail met het verzoek "
    "de vraag te wissen.",
    Withdrawal.ALREADY: "{reference} was al ingetrokken.",
    Withdrawal.UNKNOWN: "{reference} is niet bekend: een andere tik, of de bewaartermijn is voorbij.",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 good, 1 not found, 2 not usable."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        return code
    except (ConfigError, SettingError) as error:
        print(error, file=sys.stderr)
    except AlreadyRunning:
        print("Er draait al een proces dat uit deze outbox verstuurt; één is genoeg.", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="helpdesk", description="Doorgestuurde vragen en cijfers van de assistent.")
    parser.add_argument("--insight", type=Path, default=insight_path(), help="bestand met de cijfers")
    parser.add_argument("--outbox", type=Path, default=outbox_path(), help="bestand met de doorgestuurde vragen")
    commands = parser.add_subparsers(dest="command", required=True, metavar="opdracht")

    command = commands.add_parser("tickets", help="toon doorgestuurde vragen die nog niet bij de helpdesk zijn")
    command.add_argument("--all", action="store_true", help="ook die al verstuurd of ingetrokken zijn")
    command.set_defaults(run=_tickets)

    command = commands.add_parser("show", help="toon één doorgestuurde vraag, met contactgegeven en verloop")
    command.add_argument("reference", help="kenmerk, bijvoorbeeld KA-BCDFG-HJKLV")
    command.set_defaults(run=_show)

    command = commands.add_parser("withdraw", help="trek een doorgestuurde vraag in, op verzoek van de vraagsteller")
    command.add_argument("reference", help="kenmerk")
    command.set_defaults(run=_withdraw)

    command = commands.add_parser("retry", help="probeer wachtende mails nu opnieuw, bijvoorbeeld na een storing")
    command.set_defaults(run=_retry)

    command = commands.add_parser("deliver", help="verstuur wachtende mails, en blijf dat doen tot Ctrl-C")
    command.set_defaults(run=_deliver)

    command = commands.add_parser("figures", help="toon de cijfers; met een naam alleen dat cijfer")
    command.add_argument("figure", nargs="?", choices=list(metrics()), metavar="naam", help=", ".join(metrics()))
    command.add_argument("--from", dest="van", default="", help="vanaf deze dag, bijvoorbeeld 2026-11-01")
    command.add_argument("--until", dest="tot", default="", help="tot en met deze dag")
    command.add_argument("--page", dest="pagina", default="", help="alleen van deze pagina, bijvoorbeeld www.goes.nl")
    command.add_argument("--json", action="store_true", help="als JSON")
    command.set_defaults(run=_figures)

    command = commands.add_parser("insight", help="toon de cijfers in de browser, tot Ctrl-C")
    command.set_defaults(run=_insight)
    editors.add_commands(commands)
    return parser


def _tickets(options: argparse.Namespace) -> int:
    found = Outbox(options.outbox).tickets(unsent_only=not options.all)
    if not found:
        print("Er zijn geen doorgestuurde vragen." if options.all else "Alle doorgestuurde vragen zijn verstuurd.")
        return 0
    for ticket in found:
        print(_line(ticket))
    if mail_server() is None and not options.all:
        print("Er is geen mailserver ingesteld (KOMPAS_SMTP_URL): deze vragen wachten.", file=sys.stderr)
    return 0


def _line(ticket: Ticket) -> str:
    state = "ingetrokken" if ticket.withdrawn_at else STATES[ticket.state]
    tries = f", {ticket.attempts} keer geprobeerd" if ticket.attempts and ticket.state == "waiting" else ""
    note = f", {ticket.last_note}" if ticket.last_note and ticket.state == "waiting" else ""
    question = " ".join(ticket.question.split())
    return f"{ticket.reference}  {_local(ticket.accepted_at)}  {state}{tries}{note}  {question[:80]}".rstrip()


def _local(when: datetime) -> str:
    return when.astimezone(ZONE).strftime("%d-%m-%Y %H:%M")


def _found(options: argparse.Namespace) -> tuple[Outbox, Ticket] | None:
    outbox, reference = Outbox(options.outbox), references.find(options.reference)
    ticket = outbox.ticket(reference) if reference else None
    if ticket is None:
        print(WITHDRAWN[Withdrawal.UNKNOWN].format(reference=options.reference), file=sys.stderr)
        return None
    return outbox, ticket


def _show(options: argparse.Namespace) -> int:
    found = _found(options)
    if found is None:
        return 1
    outbox, ticket = found
    contact, words = outbox.contact_of(ticket.reference), texts()
    print(_line(ticket))
    if not ticket.withdrawn_at:
        print(f"\nVraag: {ticket.question}\nGemeente: {ticket.municipality or words['not_given']}")
        print(f"Functie: {ticket.function or words['not_given']}\nAanleiding: {words['reason'][ticket.reason]}")
        print(f"Te bereiken via: {contact.value if contact else words['contact_gone']}\n\n{transcript_text(ticket)}")
    print("\nVerloop:")
    for kind, at, state, note in outbox.history(ticket.reference):
        what = "vraag" if kind == "ticket" else "intrekking"
        print(f"  {_local(at)}  {what}: {STATES[state]}{f' ({note})' if note else ''}")
    return 0


def _withdraw(options: argparse.Namespace) -> int:
    found = _found(options)
    if found is None:
        return 1
    outbox, ticket = found
    print(WITHDRAWN[outbox.withdraw(ticket.reference, now())].format(reference=ticket.reference))
    return 0


def _retry(options: argparse.Namespace) -> int:
    print(f"{Outbox(options.outbox).retry_now(now())} mails staan klaar om verstuurd te worden.")
    return 0


def _deliver(options: argparse.Namespace) -> int:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    outbox, agreed = Outbox(options.outbox), config()
    worker = Worker(outbox, mail_server(), agreed, [lambda when: purge_outbox(outbox, agreed.keep_days, when)])
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: worker.stop())
    worker.run()
    return 0


def _figures(options: argparse.Namespace) -> int:
    database, period = open_insight(options.insight), Period(options.van, options.tot, options.pagina)
    chosen = [metrics()[options.figure]] if options.figure else list(metrics().values())
    found = {metric.id: compute(database, metric, period) for metric in chosen}
    if options.json:
        print(json.dumps(found[options.figure] if options.figure else found, ensure_ascii=False, indent=1))
        return 0
    for metric in chosen:
        print(f"{metric.title}\n  {metric.definition}")
        for row in found[metric.id]:
            print("  " + ", ".join(f"{name}: {value}" for name, value in row.items()))
        print()
    return 0


def _insight(options: argparse.Namespace) -> int:
    from helpdesk.insight.serve import serve  # Datasette takes a second to load

    serve(options.insight, insight_server())
    return 0
