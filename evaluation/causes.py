"""Why questions were not answered right at once, counted by cause.

    python -m evaluation.causes FILE... [--items] [--into docs/evaluation.md]

Asks the running assistant, and compares what it showed with the answers that hold the facts of the question. Where they
stand in the order of search is looked up in this process, in the same build of the knowledge base.
"""

from __future__ import annotations

import argparse
import sys
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from bot.client import Client, NotRunning
from evaluation import document, sets
from evaluation.figures import share
from evaluation.guard.cases import Phrases
from evaluation.score import is_right, outcome_of, text_of
from kompas.knowledge import KnowledgeBase
from kompas.paths import store_path
from kompas.search import Found, Searcher
from kompas.store import StoreError

# What the user got, by outcome; all else is: not known. A fixed route that should not have been taken is wrong too.
OUTCOMES = {"answer": "wrong", "safety": "wrong", "smalltalk": "wrong", "flow": "wrong", "clarify": "asked back"}


class Cause(Enum):
    """Why a reply was not right; the value names it in reports. The first that fits counts."""

    ROUTE = "taken for danger, a victim, personal data or small talk"
    NO_FACT = "no answer holds the fact"
    TEXT = "right answer shown, but the pattern is not in the reply"
    UNSURE = "right answer on top, but not shown"
    ORDER = "right answer among the ten best, another shown"
    NOT_FOUND = "right answer not among the ten best"


@dataclass(frozen=True)
class Failure:
    """A question that was not answered right at once. `outcome`: as in the reply contract."""

    item: sets.Item
    outcome: str
    cause: Cause
    reply: str


def holding(knowledge: KnowledgeBase, facts: Sequence[str]) -> set[str]:
    """The answers that hold one of the facts."""
    return {answer.id for answer in knowledge.answers.values() if set(answer.records) & set(facts)}


def shown(replies: Sequence[dict[str, Any]]) -> set[str]:
    """The answers that a reply shows."""
    customs = [reply.get("custom") or {} for reply in replies]
    return {
        answer for custom in customs for answer in (custom.get("answer_id"), *custom.get("answer_ids", [])) if answer
    }


def best(found: Found) -> list[str]:
    """The answers that search puts on top, for every part of a message."""
    return [hit.answer for one in (found, *found.parts) for hit in one.hits]


def cause(right: set[str], replies: Sequence[dict[str, Any]], found: Found, phrases: Phrases) -> Cause:
    """Why a reply is not right. `right`: the answers that would have been; `found`: what search made of the message."""
    said = shown(replies)
    elsewhere = outcome_of(list(replies)) not in ("answer", "clarify", "refuse")
    if not said and (elsewhere or phrases.personal_data in text_of(list(replies))):
        return Cause.ROUTE
    if not right:
        return Cause.NO_FACT
    if right & said:
        return Cause.TEXT
    ranked = best(found)
    if ranked[:1] and ranked[0] in right:
        return Cause.UNSURE
    return Cause.ORDER if right & set(ranked) else Cause.NOT_FOUND


def failures(client: Client, searcher: Searcher, items: Sequence[sets.Item]) -> Iterator[Failure]:
    """The questions that are not answered right at once. Raises NotRunning, StoreError."""
    phrases = Phrases.read()
    for item in items:
        replies = client.say(f"eval-{uuid.uuid4().hex}", item["question"])
        said = text_of(replies)
        if not is_right(item, said):
            right = holding(searcher.knowledge, item["facts"])
            why = cause(right, replies, searcher.search(item["question"]), phrases)
            yield Failure(item, outcome_of(replies), why, said)


def table(found: Sequence[Failure], asked: int) -> str:
    """The causes, the most frequent first, and what the user got."""
    columns = ("wrong", "asked back", "not known")
    counts = Counter((one.cause, OUTCOMES.get(one.outcome, "not known")) for one in found)
    total = Counter(one.cause for one in found)
    lines = [f"| cause | questions | of {asked} | {' | '.join(columns)} |", "|---|---:|---:|---:|---:|---:|"]
    for why, count in total.most_common():
        cells = " | ".join(str(counts[why, column]) for column in columns)
        lines.append(f"| {why.value} | {count} | {share(count, asked)} | {cells} |")
    cells = " | ".join(str(sum(counts[why, column] for why in total)) for column in columns)
    return "\n".join([*lines, f"| **all** | {len(found)} | {share(len(found), asked)} | {cells} |"])


def main(arguments: list[str] | None = None) -> int:
    """Count; returns the exit code: 2 when there is nothing to measure."""
    parser = argparse.ArgumentParser(prog="evaluation.causes", description="Tel waarom antwoorden niet goed waren.")
    parser.add_argument("files", nargs="+", type=Path, help="vragensets")
    parser.add_argument("--items", action="store_true", help="toon de vragen erbij (niet bij een final_-set)")
    parser.add_argument("--into", type=Path, help="zet de tabel in dit Markdown-bestand")
    options = parser.parse_args(arguments)
    try:
        asked = {file: sets.questions(file, "facts") for file in options.files}
        client, searcher = Client.from_settings(), Searcher.read(store_path())
        client.require()
        found = {file: list(failures(client, searcher, items)) for file, items in asked.items()}
    except (sets.SetError, StoreError, NotRunning, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    everything = [one for ones in found.values() for one in ones]
    names = ", ".join(f"{file.parent.name}/{file.stem}" for file in options.files)
    text = f"Sets: {names}.\n\n{table(everything, sum(map(len, asked.values())))}"
    print(text)
    if options.into:
        document.insert(options.into, "causes", text)
    if options.items:
        for one in (one for file, ones in found.items() if not sets.is_final(file) for one in ones):
            start = " ".join(one.reply.split())[:200]
            print(f"\n[{one.cause.value}] {one.item.get('id')} {one.item['question']}\n  > {one.outcome}: {start}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
