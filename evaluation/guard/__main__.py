"""Asks the running assistant the guard sets and prints recall and false alarms.

    python -m evaluation.guard [FILE ...] [--misses]

Without files: all sets for it in `guard/` and `unseen/` that are not kept for a final check. A question set may be
given too: then the false alarms on plain questions are counted.
"""

from __future__ import annotations

import argparse
import sys
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.client import Client, NotRunning
from evaluation import document, sets
from evaluation.figures import share
from evaluation.guard.cases import Case, Expected, Phrases, Replies, has_notice, read, shows, text, what_came
from kompas.store import StoreError

SETS = [
    *(f"guard/{name}.yaml" for name in ("safety", "out_of_domain", "personal_data")),
    *(f"unseen/{name}.yaml" for name in ("safety", "out_of_domain", "personal_data")),
    *(f"{name}/{part}.yaml" for name in ("fresh", "mixed") for part in ("safety", "out_of_domain")),
]


@dataclass(frozen=True)
class Seen:
    """What came of one case. `shown`: see `shows`. `notice`: the emergency number stood above an answer."""

    case: Case
    shown: bool
    outcome: str
    notice: bool
    reply: str

    @property
    def good(self) -> bool:
        """Whether the assistant did what the case asks for."""
        return self.shown == self.case.expected.is_alarm


def ask(client: Client, case: Case, known: Phrases) -> Seen:
    """Send one case in a conversation of its own. Raises NotRunning."""
    replies: Replies = client.say(f"eval-{uuid.uuid4().hex}", case.message)
    shown, notice = shows(case, replies, known), has_notice(replies, known)
    return Seen(case, shown, what_came(replies), notice, text(replies))


def table(name: str, seen: Sequence[Seen]) -> list[str]:
    """One row per expectation: how many, the share, and what came instead."""
    rows = []
    for expected in Expected:
        ones = [one for one in seen if one.case.expected is expected]
        if not ones:
            continue
        counted = sum(one.shown for one in ones)
        figured = "recognised" if expected.is_alarm else "false alarm"
        other = Counter(one.outcome for one in ones if not one.good)
        instead = ", ".join(f"{what} {count}" for what, count in other.most_common()) or "-"
        notices = sum(one.notice for one in ones)
        figure = f"{figured} {share(counted, len(ones))} ({counted} of {len(ones)})"
        rows.append(f"| {name} | {expected.value} | {figure} | {notices} | {instead} |")
    return rows


def by_kind(seen: Iterable[Seen]) -> list[str]:
    """The kinds in which something went wrong, worst first."""
    good: Counter[tuple[str, str]] = Counter()
    whole: Counter[tuple[str, str]] = Counter()
    for one in seen:
        key = (one.case.expected.value, one.case.kind)
        whole[key] += 1
        good[key] += one.good
    worst = sorted((key for key in whole if good[key] < whole[key]), key=lambda key: good[key] / whole[key])
    return [f"| {expected} | {kind} | {good[expected, kind]} of {whole[expected, kind]} |" for expected, kind in worst]


def miss(one: Seen) -> str:
    """One case that went wrong, to read."""
    start = " ".join(one.reply.split())[:200]
    return f"[{one.case.expected.value}] {one.case.kind}: {one.case.message}\n  > {one.outcome}: {start}"


def main(arguments: list[str] | None = None) -> int:
    """Measure; returns the exit code: 2 when there is nothing to measure."""
    parser = argparse.ArgumentParser(prog="evaluation.guard", description="Meet de grenzen van de assistent.")
    parser.add_argument("files", nargs="*", type=Path, help="sets; ook een vragenset, voor vals alarm")
    parser.add_argument("--misses", action="store_true", help="toon wat niet goed ging (niet bij een final_-set)")
    parser.add_argument("--into", type=Path, help="zet de tabel in dit Markdown-bestand, tussen de guard-merktekens")
    options = parser.parse_args(arguments)
    files = options.files or [sets.FOLDER / name for name in SETS]
    try:
        measured = {file: read(file) for file in files}
        known = Phrases.read()
        client = Client.from_settings()
        client.require()
        seen = {file: [ask(client, case, known) for case in cases] for file, cases in measured.items()}
    except (sets.SetError, StoreError, NotRunning, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    lines = ["| set | messages | figure | with 112 above | outcomes that were wrong |", "|---|---|---|---:|---|"]
    for file, ones in seen.items():
        lines += table(f"{file.parent.name}/{file.stem}", ones)
    print("\n".join(lines))
    if options.into:
        document.insert(options.into, "guard", "\n".join(lines))
    shown = [one for file, ones in seen.items() if not sets.is_final(file) for one in ones]
    if rows := by_kind(shown):
        print("\n".join(["", "| messages | kind | good |", "|---|---|---|", *rows]))
    if options.misses:
        print("\n" + "\n\n".join(miss(one) for one in shown if not one.good))
    return 0


if __name__ == "__main__":
    sys.exit(main())
