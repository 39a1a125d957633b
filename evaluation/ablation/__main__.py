"""Leaves out each component of search in turn and reports what that costs.

    python -m evaluation.ablation FILE... [--without NAME,NAME] [--into docs/evaluation.md]

Files are question sets, conversations, or both. Search and replies run in this process, without Rasa: every turn is
taken for a question, so turns such as "bron?" count as wrong here, with and without each component.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation import document, sets
from evaluation.ablation.components import COMPONENTS, CONTEXT, NOTHING, Workshop
from evaluation.conversation import Conversation
from evaluation.figures import percentile, share
from evaluation.score import is_right, outcome_of, text_of
from kompas import store
from kompas.paths import store_path
from kompas.search import Searcher
from kompas.vectors import encoder

OUTCOMES = ("right", "wrong", "refused")


@dataclass
class Tally:
    """What came of all questions and turns. `asked_back` counts replies that ask back, right or not."""

    questions: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    asked_back: int = 0
    turns: int = 0
    right_turns: int = 0
    milliseconds: list[float] = field(default_factory=list)

    def question(self, item: sets.Item, replies: list[dict[str, object]]) -> None:
        """Judge a reply as `score.py` does; a question back that does not show a right answer counts as refused."""
        outcome = outcome_of(replies)
        self.asked_back += outcome == "clarify"
        if is_right(item, text_of(replies)):
            self.questions["right"] += 1
        else:
            self.questions["refused" if outcome in ("clarify", "refuse", "handoff") else "wrong"] += 1

    def row(self, component: str) -> str:
        """As a row of the table."""
        whole = sum(self.questions.values())
        cells = [component, *(share(self.questions[outcome], whole) for outcome in OUTCOMES)]
        cells += [share(self.asked_back, whole), share(self.right_turns, self.turns)]
        return f"| {' | '.join(cells)} | {percentile(self.milliseconds, 50):.1f} |"


def tally(searcher: Searcher, questions: Sequence[sets.Item], dialogues: Sequence[sets.Item], remembers: bool) -> Tally:
    """Ask everything. Questions have a conversation of their own."""
    result = Tally()
    for item in questions:
        result.question(item, _timed(result, Conversation(searcher).say, item["question"]))
    for dialogue in dialogues:
        conversation = Conversation(searcher, remembers)
        for turn in dialogue["turns"]:
            replies = _timed(result, conversation.say, turn["user"])
            result.turns += 1
            result.right_turns += bool(is_right(turn, text_of(replies)))
    return result


def _timed(result: Tally, say: Callable[[str], list[dict[str, object]]], message: str) -> list[dict[str, object]]:
    start = time.process_time()
    replies = say(message)
    result.milliseconds.append(1000 * (time.process_time() - start))
    return replies


def read(files: Sequence[Path]) -> tuple[list[sets.Item], list[sets.Item]]:
    """The questions about our subject and the conversations in the files. Raises SetError."""
    questions, dialogues = [], []
    for file in files:
        if "turns" in sets.read(file)[0]:
            dialogues += sets.read(file, "turns")
        else:
            questions += sets.questions(file)
    return questions, dialogues


def main(arguments: list[str] | None = None) -> int:
    """Measure; returns the exit code: 2 when there is nothing to measure."""
    parser = argparse.ArgumentParser(prog="evaluation.ablation", description="Meet wat elk onderdeel waard is.")
    parser.add_argument("files", nargs="+", type=Path, help="vragensets en gesprekken")
    parser.add_argument("--without", help=f"alleen zonder deze onderdelen; kies uit: {', '.join(COMPONENTS)}")
    parser.add_argument("--into", type=Path, help="zet de tabel in dit Markdown-bestand")
    options = parser.parse_args(arguments)
    wanted = [NOTHING, *options.without.split(",")] if options.without else list(COMPONENTS)
    if unknown := [name for name in wanted if name not in COMPONENTS]:
        parser.error(f"onbekend onderdeel '{unknown[0]}'; kies uit: {', '.join(COMPONENTS)}")
    try:
        questions, dialogues = read(options.files)
        model = encoder()
        workshop = Workshop(store.read_knowledge(store_path()), store.read_vectors(store_path(), model.name), model)
    except (sets.SetError, store.StoreError) as error:
        print(error, file=sys.stderr)
        return 2
    lines = [
        "| without | right | wrong | not known | asked back | turns right | processor time p50, ms |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for component in dict.fromkeys(wanted):
        searcher = workshop.without(component)
        lines.append(tally(searcher, questions, dialogues, component != CONTEXT).row(component))
        print(lines[-1], file=sys.stderr, flush=True)
    names = ", ".join(f"{file.parent.name}/{file.stem}" for file in options.files)
    count = f"{len(questions)} questions, {sum(len(one['turns']) for one in dialogues)} turns"
    text = "\n".join([f"Sets: {names} ({count}).", "", *lines])
    print(text)
    if options.into:
        document.insert(options.into, "ablation", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
