"""The commands with which editors write an answer and look at what it does before anyone else sees it."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from kompas import comparison, draft, releases
from kompas.cli_live import report
from kompas.comparison import Change, Reply
from kompas.knowledge import KnowledgeBase
from kompas.publication import PLACEHOLDER, PUBLISHED
from kompas.search import Searcher, Verdict

Commands = Any  # argparse gives its type no public name
VERDICTS = {
    Verdict.ANSWER: "De assistent geeft dit antwoord",
    Verdict.ASK_BACK: "De assistent twijfelt en toont deze twee antwoorden",
    Verdict.REFUSE: "De assistent zegt dat hij het niet weet",
}
SHORT = {Verdict.ANSWER: "antwoord", Verdict.ASK_BACK: "twijfel", Verdict.REFUSE: "weet niet"}
RIVALS = 4
STATUSES = {"draft": "concept", "review": "wordt nagekeken"}


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


def _candidate(options: argparse.Namespace, *, unpublished: bool) -> Searcher:
    path = releases.prepare(options.content, options.store, options.today, report, unpublished=unpublished)
    return Searcher.read(path)


def _preview(options: argparse.Namespace) -> int:
    searcher = _candidate(options, unpublished=True)
    found, said = searcher.search(options.question), comparison.reply(searcher, options.question)
    print(f"{VERDICTS[said.verdict]}. Zekerheid: {said.confidence:.0%}")
    for answer in said.answers:
        print(f"\n[{answer}{_status(searcher.knowledge, answer)}]\n{searcher.knowledge.answers[answer].text}")
    print("\nDe antwoorden die hierbij het dichtst in de buurt komen:")
    for hit in found.hits[:RIVALS]:
        print(f"{hit.chance:5.0%}  {hit.answer}{_status(searcher.knowledge, hit.answer)}")
    live = comparison.reply(Searcher.read(options.store), options.question)
    print(f"\nNu live: {_short(live)}")
    return 0


def _status(knowledge: KnowledgeBase, answer: str) -> str:
    status = knowledge.answers[answer].status
    return f" ({STATUSES[status]})" if status in STATUSES else ""


def _diff(options: argparse.Namespace) -> int:
    questions = comparison.read_questions(options.questions or comparison.question_sets())
    before, after = Searcher.read(options.store), _candidate(options, unpublished=options.drafts)
    content = comparison.texts(before.knowledge, after.knowledge)
    for title, answers in (("Nieuw", content.new), ("Weg", content.gone), ("Gewijzigd", content.changed)):
        print(f"{title}: {len(answers)}{''.join(f'{chr(10)}  {answer}' for answer in answers)}")

    def progress(done: int) -> None:
        if done % 100 == 0:
            report(f"{done} van {len(questions)} vragen gesteld")

    result = comparison.compare(before, after, questions, progress)
    for change in sorted(result.changes, key=lambda change: (not change.worse, not change.better)):
        print(
            f"\n[{_effect(change)}] {change.question}\n  was:   {_short(change.was)}\n  wordt: {_short(change.becomes)}"
        )
    print(f"\n{result.asked} vragen, {len(result.changes)} krijgen een ander antwoord. "
          f"Beter: {sum(c.better for c in result.changes)}, slechter: {sum(c.worse for c in result.changes)}.\n"
          f"Goed: eerst {result.right_before}, nu {result.right_after} van de {result.judged} "
          "vragen waarvan bekend is wat een goed antwoord is.")  # fmt: skip
    return 0


def _effect(change: Change) -> str:
    if change.better or change.worse:
        return "beter" if change.better else "SLECHTER"
    return "anders"


def _short(said: Reply) -> str:
    answers = f": {', '.join(said.answers)}" if said.answers else ""
    return f"{SHORT[said.verdict]} ({said.confidence:.0%}){answers}"
