"""The command line of the knowledge base: `python -m kompas`. Its texts are Dutch: editors use it.

What search needs takes seconds to load; a switch must not wait for it. So commands import what they alone need.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from kompas import cli_live, cli_writing, store
from kompas.check import check
from kompas.content import ContentError, EditorError
from kompas.knowledge import KnowledgeBase
from kompas.paths import content_dir, store_path


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 good, 1 mistakes found, 2 not usable."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        return code
    except ContentError as error:
        print(error)
        print(f"{len(error.problems)} fouten. Er is niets gebouwd; de kennisbank die er was, blijft staan.")
        return 1
    except (store.StoreError, EditorError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kompas", description="Beheer van de kennisbank van de Kompas-assistent.")
    parser.add_argument("--content", type=Path, default=content_dir(), help="map met de inhoud (YAML)")
    parser.add_argument("--store", type=Path, default=store_path(), help="gebouwde kennisbank (SQLite)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="opdracht")

    command = commands.add_parser("check", help="kijk de inhoud na op fouten")
    command.add_argument("--today", type=date.fromisoformat, default=date.today(), help="datum voor nakijktermijnen")
    command.set_defaults(run=_check)

    command = commands.add_parser("build", help="bouw de kennisbank; draaiende servers nemen haar vanzelf over")
    command.add_argument("--today", type=date.fromisoformat, default=date.today(), help="datum voor nakijktermijnen")
    command.set_defaults(run=_build)

    command = commands.add_parser("search", help="zoek zoals de assistent zoekt")
    command.add_argument("question", help="de vraag, tussen aanhalingstekens")
    command.add_argument("--top", type=int, default=5, help="hoeveel antwoorden te tonen")
    command.set_defaults(run=_search)

    command = commands.add_parser("show", help="toon een onderwerp met al zijn antwoorden")
    command.add_argument("topic", help="id van het onderwerp, bijvoorbeeld zorgcoordinator")
    command.set_defaults(run=_show)

    command = commands.add_parser("stats", help="tel wat er in de kennisbank staat")
    command.set_defaults(run=_stats)

    command = commands.add_parser("records", help="toon bij elk feit (record) de plaats waar het terechtkwam")
    command.add_argument("record", nargs="?", help="alleen dit feit")
    command.set_defaults(run=_records)
    cli_writing.add_commands(commands)
    cli_live.add_commands(commands)
    return parser


def _check(options: argparse.Namespace) -> int:
    checked = check(options.content, options.today)
    notes = [problem for problem in checked.problems if problem.unpublished]
    mistakes = [problem for problem in checked.problems if not problem.unpublished]
    for problem in mistakes:
        print(problem)
    for problem in notes:
        print(f"Nog niet gepubliceerd: {problem}")
    answers = sum(len(topic.answers) for topic in checked.topics.values())
    print(f"{len(checked.topics)} onderwerpen, {answers} antwoorden, {len(mistakes)} fouten")
    if notes:
        print(f"{len(notes)} opmerkingen bij antwoorden die nog niet gepubliceerd zijn; zij houden niets tegen.")
    return 1 if mistakes else 0


def _build(options: argparse.Namespace) -> int:
    from kompas.build import build

    identifier = build(options.content, options.store, options.today, lambda line: print(line, flush=True))
    print(f"Kennisbank {identifier} staat klaar in {options.store}")
    return 0


def _search(options: argparse.Namespace) -> int:
    from kompas.search import Searcher

    searcher = Searcher.read(options.store)
    found = searcher.search(options.question)
    print(f"{found.verdict.value}, kans op goed {found.confidence:.0%}")
    for link in found.links[:3]:
        print(f"  onderwerp genoemd: {link.topic} ('{link.name}', {link.precision:.0%})")
    for hit in found.hits[: options.top]:
        text = " ".join(searcher.knowledge.answers[hit.answer].text.split())
        print(f"{hit.chance:5.0%}  {hit.answer}: {text[:100]}")
    return 0


def _show(options: argparse.Namespace) -> int:
    knowledge = store.read_knowledge(options.store)
    topic = knowledge.topics.get(options.topic)
    if topic is None:
        near = [t for t in knowledge.topics if options.topic.lower() in t] or sorted(knowledge.topics)[:5]
        print(f"Onderwerp '{options.topic}' bestaat niet. Bedoelt u: {', '.join(near[:5])}?", file=sys.stderr)
        return 2
    print(f"{topic.name} ({topic.kind}, deel {topic.part})\nook: {', '.join(topic.synonyms)}")
    for relation in topic.related:
        print(f"  {relation.type} → {relation.topic}")
    for answer in topic.answers:
        print(f"\n[{answer.id}] {knowledge.aspects[answer.aspect].name}, peildatum {answer.as_of}\n{answer.text}")
        if answer.caveat:
            print(f"Let op: {answer.caveat}")
        for source in answer.sources:
            print(f"  bron: {knowledge.sources[source].title} ({knowledge.sources[source].date})")
    return 0


def _stats(options: argparse.Namespace) -> int:
    knowledge, meta = store.read_knowledge(options.store), store.read_meta(options.store)
    print(f"Kennisbank {meta['build']}, gebouwd {meta['built_at']}")
    for name, count in _counts(knowledge):
        print(f"{count:6}  {name}")
    for kind, count in Counter(topic.kind for topic in knowledge.topics.values()).most_common():
        print(f"{count:6}    onderwerpen van soort {kind}")
    return 0


def _counts(knowledge: KnowledgeBase) -> list[tuple[str, int]]:
    answers = knowledge.answers.values()
    return [
        ("onderwerpen", len(knowledge.topics)), ("antwoorden", len(knowledge.answers)),
        ("voorbeeldvragen", sum(len(answer.questions) for answer in answers)),
        ("feiten (records) verwerkt", len({record for answer in answers for record in answer.records})),
        ("bronnen", len(knowledge.sources)), ("procedures", len(knowledge.procedures)),
        ("checklists", len(knowledge.checklists)), ("cijferreeksen", len(knowledge.series)),
    ]  # fmt: skip


def _records(options: argparse.Namespace) -> int:
    knowledge = store.read_knowledge(options.store)
    places: dict[str, list[str]] = {}
    for answer in knowledge.answers.values():
        for record in answer.records:
            places.setdefault(record, []).append(f"{knowledge.topic_of[answer.id].id}/{answer.id}")
    if options.record and options.record not in places:
        print(f"Feit '{options.record}' staat nergens in de kennisbank.", file=sys.stderr)
        return 2
    for record in [options.record] if options.record else sorted(places):
        print(f"{record}: {', '.join(places[record])}")
    return 0
