"""What content does before anyone else sees it: one question, or all questions of a set. Printed, in Dutch."""

from __future__ import annotations

import argparse

from kompas import comparison, releases
from kompas.cli_live import report
from kompas.comparison import Change, Reply
from kompas.knowledge import KnowledgeBase
from kompas.search import Searcher, Verdict

VERDICTS = {
    Verdict.ANSWER: "De assistent geeft dit antwoord",
    Verdict.ASK_BACK: "De assistent twijfelt en toont deze twee antwoorden",
    Verdict.DOUBT: "De assistent twijfelt of dit over mensenhandel gaat en vraagt of een van deze vragen bedoeld is",
    Verdict.REFUSE: "De assistent zegt dat hij het niet weet",
}
SHORT = {
    Verdict.ANSWER: "antwoord",
    Verdict.ASK_BACK: "twijfel",
    Verdict.DOUBT: "ons onderwerp?",
    Verdict.REFUSE: "weet niet",
}
RIVALS = 4
STATUSES = {"draft": "concept", "review": "wordt nagekeken"}


def _candidate(options: argparse.Namespace, *, unpublished: bool) -> Searcher:
    path = releases.prepare(options.content, options.store, options.today, report, unpublished=unpublished)
    return Searcher.read(path)


def preview(options: argparse.Namespace) -> int:
    """Tell how the assistant answers a question with the content as it is now; returns the exit code."""
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


def diff(options: argparse.Namespace) -> int:
    """Tell which questions get another answer than they get live; returns the exit code."""
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
