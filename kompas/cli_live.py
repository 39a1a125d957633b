"""The commands with which editors put content live, take it back and switch it off."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime
from typing import Any

from kompas import store, switches

Commands = Any  # argparse gives its type no public name


def add_commands(commands: Commands) -> None:
    """Add them to the command line."""
    command = commands.add_parser("publish", help="zet de inhoud live; draaiende servers nemen haar vanzelf over")
    command.add_argument("--note", default="", help="wat er veranderd is, voor wie later de versies bekijkt")
    command.add_argument("--today", type=date.fromisoformat, default=date.today(), help="datum voor nakijktermijnen")
    command.set_defaults(run=_publish)

    command = commands.add_parser("rollback", help="zet de vorige versie terug, of een andere")
    command.add_argument("--to", type=int, metavar="VERSIE", help="nummer van de versie (zie: releases)")
    command.set_defaults(run=_rollback)

    command = commands.add_parser("releases", help="toon de versies die bewaard zijn")
    command.set_defaults(run=_releases)

    command = commands.add_parser("switch", help="zet een antwoord, een onderwerp of alles uit, of weer aan")
    actions = command.add_subparsers(dest="action", required=True, metavar="actie")
    off = actions.add_parser("off", help="zet uit; de gebruiker leest de reden")
    off.add_argument("--reason", required=True, help="waarom; de gebruiker leest deze zin")
    on = actions.add_parser("on", help="zet weer aan")
    for action in (off, on):
        what = action.add_mutually_exclusive_group(required=True)
        what.add_argument("--answer", metavar="ID", help="één antwoord")
        what.add_argument("--topic", metavar="ID", help="een onderwerp met al zijn antwoorden")
        what.add_argument("--all", action="store_true", help="de hele assistent")
    off.set_defaults(run=_switch_off)
    on.set_defaults(run=_switch_on)
    actions.add_parser("list", help="toon wat er uit staat").set_defaults(run=_switch_list)


def report(line: str) -> None:
    """Tell how far a long command is."""
    print(line, file=sys.stderr, flush=True)


def _publish(options: argparse.Namespace) -> int:
    from kompas import releases as release_store

    now = datetime.now().astimezone()
    release = release_store.publish(options.content, options.store, options.today, now, options.note, report)
    print(f"Versie {release.version} ({release.build}) is live.")
    return 0


def _rollback(options: argparse.Namespace) -> int:
    from kompas import releases as release_store

    release = release_store.roll_back(options.store, options.content, options.to)
    print(f"Versie {release.version} ({release.build}) is weer live.")
    print("Let op: de bestanden met inhoud zijn niet veranderd. Herstel ze voordat u opnieuw publiceert.")
    return 0


def _releases(options: argparse.Namespace) -> int:
    from kompas import releases as release_store

    kept = release_store.releases(options.store)
    for release in kept:
        print(f"{release.version:5}  {release.published_at}  {release.build}  {'LIVE' if release.live else '    '}  "
              f"{release.note}".rstrip())  # fmt: skip
    if not any(release.live for release in kept):
        print("Wat nu live staat, is gebouwd zonder publish.")
    return 0


def _what(options: argparse.Namespace) -> tuple[switches.Kind, str]:
    if options.all:
        return "all", switches.ALL
    return ("topic", options.topic) if options.topic else ("answer", options.answer)


def _switch_off(options: argparse.Namespace) -> int:
    kind, identifier = _what(options)
    if kind != "all":
        knowledge = store.read_knowledge(options.store)
        known = knowledge.topics if kind == "topic" else knowledge.answers
        if identifier not in known:
            print(f"'{identifier}' staat niet in de kennisbank. Zoek de id met: kompas search", file=sys.stderr)
            return 2
    switch = switches.switch_off(
        switches.switches_path(options.store), kind, identifier, options.reason, datetime.now().astimezone()
    )
    print(f"Uit: {_name(switch)}, vanaf nu. De gebruiker leest: {switch.sentence}")
    return 0


def _switch_on(options: argparse.Namespace) -> int:
    switch = switches.switch_on(switches.switches_path(options.store), *_what(options))
    print(f"Weer aan: {_name(switch)} (stond uit sinds {switch.date})")
    return 0


def _switch_list(options: argparse.Namespace) -> int:
    found = switches.read(switches.switches_path(options.store)).switches
    for switch in found:
        print(f"{switch.date}  {_name(switch)}: {switch.sentence}")
    if not found:
        print("Er staat niets uit.")
    return 0


def _name(switch: switches.Switch) -> str:
    return {"all": "de hele assistent", "topic": f"onderwerp {switch.id}", "answer": f"antwoord {switch.id}"}[
        switch.kind
    ]
