"""The commands with which editors write an answer and look at what it does before anyone else sees it."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from kompas import draft
from kompas.publication import PLACEHOLDER, PUBLISHED

Commands = Any  # argparse gives its type no public name


def add_commands(commands: Commands) -> None:
    """Add them to the command line."""
    command = commands.add_parser("new", help="begin een nieuw antwoord als concept")
    command.add_argument("topic", help="id van het onderwerp, bijvoorbeeld zorgcoordinator")
    command.add_argument("id", help="id van het nieuwe antwoord, bijvoorbeeld zorgcoordinator-vervanging")
    command.add_argument("--aspect", default="what", help="kant van het onderwerp (zie aspects.yml)")
    command.add_argument("--question", action="append", default=[], help="een voorbeeldvraag; mag vaker")
    command.add_argument(
        "--from",
        dest="file",
        type=Path,
        metavar="BESTAND",
        help="neem de vragen uit dit bestand: een concept uit de werklijst, of op elke regel een vraag",
    )
    command.add_argument("--source", action="append", default=[], help="id van een bron; mag vaker")
    command.set_defaults(run=_new)

    command = commands.add_parser("preview", help="hoe antwoordt de assistent met de inhoud van nu, ook met concepten")
    command.add_argument("question", help="de vraag, tussen aanhalingstekens")
    command.set_defaults(run=_preview, today=date.today())

    command = commands.add_parser("diff", help="welke vragen krijgen een ander antwoord dan nu live")
    command.add_argument("--questions", type=Path, action="append", metavar="BESTAND",
                         help="vragenset; standaard de sets in evaluation/open en evaluation/own")  # fmt: skip
    command.add_argument("--drafts", action="store_true", help="reken concepten mee alsof ze gepubliceerd zijn")
    command.set_defaults(run=_diff, today=date.today())


def _new(options: argparse.Namespace) -> int:
    questions = [*options.question, *(draft.questions_in(options.file) if options.file else [])]
    wanted = draft.Wanted(options.topic, options.id, options.aspect, questions, options.source)
    place = draft.write(options.content, wanted, date.today())
    print(f"Concept: {place.file}:{place.line}\n"
          f"1. Vul alles in waar '{PLACEHOLDER}' staat, met minstens één bron.\n"
          "2. Kijk na:         kompas check\n"
          f"3. Probeer uit:     kompas preview \"{questions[0] if questions else 'uw vraag'}\"\n"
          f"4. Klaar? Maak van 'status: draft' eerst 'review', en na het nakijken '{PUBLISHED}'.\n"
          "5. Bekijk gevolgen: kompas diff\n"
          "6. Zet live:        kompas publish")  # fmt: skip
    return 0


def _preview(options: argparse.Namespace) -> int:
    from kompas.trial import preview

    return preview(options)


def _diff(options: argparse.Namespace) -> int:
    from kompas.trial import diff

    return diff(options)
