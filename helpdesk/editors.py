"""The commands for editors: the worklist, a draft from it, and what grows old. Their texts are Dutch."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from helpdesk.insight.recorder import open_insight
from helpdesk.settings import SettingError, insight_path
from kompas.paths import store_path

if TYPE_CHECKING:
    from helpdesk.worklist import Group
    from kompas.knowledge import KnowledgeBase

# What search needs takes seconds to load; the other commands of the helpdesk should not wait for it.
DRAFTS = Path("var/concepten")
REASONS = {
    "wrong": "klopt niet", "unclear": "onduidelijk", "incomplete": "onvolledig", "outdated": "verouderd",
    "other": "iets anders",
}  # fmt: skip


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands to those of the helpdesk."""
    listed = commands.add_parser("worklist", help="werklijst van de redactie: vragen die misgingen, op betekenis")
    listed.add_argument("--days", type=int, default=90, help="vragen van zoveel dagen terug (90)")
    listed.add_argument("--top", type=int, default=20, help="hoeveel groepen te tonen (20)")
    listed.add_argument("--json", action="store_true", help="als JSON")
    listed.set_defaults(run=_worklist)

    started = commands.add_parser("draft", help="begin een antwoord op een groep vragen uit de werklijst")
    started.add_argument("group", help="het nummer dat in de werklijst bij `draft` staat")
    started.add_argument("--days", type=int, default=90, help="als bij worklist (90)")
    started.add_argument("--folder", type=Path, default=DRAFTS, help=f"map voor het concept ({DRAFTS})")
    started.set_defaults(run=_draft)

    old = commands.add_parser("stale", help="wat veroudert: antwoorden om na te kijken, oude bronnen")
    old.add_argument("--on", type=date.fromisoformat, default=date.today(), help="alsof het deze dag is")
    old.set_defaults(run=_stale)


def _groups(options: argparse.Namespace) -> tuple[list[Group], KnowledgeBase]:
    from helpdesk import worklist
    from kompas.search import Searcher
    from kompas.store import StoreError

    since = (date.today() - timedelta(days=options.days)).isoformat()
    try:
        searcher = Searcher.read(store_path())
    except StoreError as error:
        raise SettingError(str(error)) from error
    return worklist.groups(worklist.asked_since(open_insight(insight_path()), since), searcher), searcher.knowledge


def _worklist(options: argparse.Namespace) -> int:
    from helpdesk.draft import WHY

    found, knowledge = _groups(options)
    if options.json:
        print(json.dumps([asdict(group) for group in found[: options.top]], ensure_ascii=False, indent=1))
        return 0
    if not found:
        print("De werklijst is leeg: er zijn geen vragen misgegaan.")
    for number, group in enumerate(found[: options.top], start=1):
        print(f"{number}. {group.count} keer: {group.examples[0]}")
        for example in group.examples[1:]:
            print(f"      ook: {example}")
        why = ", ".join(f"{WHY[name]} {count}" for name, count in group.why.items())
        reasons = ", ".join(f"{REASONS[name]} {count}" for name, count in group.reasons.items())
        print(f"   {why}{f' ({reasons})' if reasons else ''}; laatst op {group.last[:10]}")
        for hit in group.near[:1]:
            topic = knowledge.topic_of[hit.answer]
            print(f"   dichtstbij: {hit.answer} ({topic.name}), kans op goed {group.confidence:.0%}")
        print(f"   begin een antwoord: python -m helpdesk draft {group.id}\n")
    return 0


def _draft(options: argparse.Namespace) -> int:
    from helpdesk.draft import identifier, write

    found, knowledge = _groups(options)
    group = next((each for each in found if each.id == options.group), None)
    if group is None:
        print(f"Groep '{options.group}' staat niet (meer) in de werklijst: draai `worklist` opnieuw.", file=sys.stderr)
        return 1
    file = write(group, knowledge, options.folder, date.today())
    topic = knowledge.topic_of[group.near[0].answer].id if group.near else "ONDERWERP"
    print(f"Concept: {file}")
    print(f"Zet het bij een onderwerp: python -m kompas new {topic} {identifier(group.examples[0])} --from {file}")
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if editor and sys.stdin.isatty():
        return subprocess.run([*shlex.split(editor), str(file)]).returncode
    return 0


def _stale(options: argparse.Namespace) -> int:
    from helpdesk.stale import overdue, superseded
    from kompas.store import StoreError, read_knowledge

    try:
        knowledge = read_knowledge(store_path())
    except StoreError as error:
        raise SettingError(str(error)) from error
    past, soon = overdue(knowledge, options.on)
    for title, answers in (("Over de nakijkdatum", past), ("Binnen 30 dagen na te kijken", soon)):
        print(f"{title}: {len(answers)}")
        for answer in answers:
            print(f"  {answer.review_by.isoformat()}  {answer.id} ({knowledge.topic_of[answer.id].id})")
    replaced = superseded(knowledge)
    print(f"Bronnen met een nieuwere uitgave die elders al gebruikt wordt: {len(replaced)}")
    for each in replaced:
        print(f"  {each.old.id} ({each.old.date}) → {each.new.id} ({each.new.date})")
        print(f"    nog in: {', '.join(each.answers)}")
    return 0
