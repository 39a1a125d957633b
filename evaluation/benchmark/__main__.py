"""Runs stock Rasa and the assistant side by side and reports reply times and where ours go.

    python -m evaluation.benchmark [--count 150] [--questions FILE] [--into docs/evaluation.md]

Stock Rasa is what `rasa init` makes in a temporary folder, trained with its default pipeline (DIET) and policies (TED);
that takes some minutes. It runs in our locked environment. Both are asked over REST on this machine, in turns, each
what it is made for, every message in a new conversation. All processes end with this one.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from bot.client import NotRunning
from bot.launch import ROOT
from evaluation import document, sets
from evaluation.benchmark import replies, servers, steps
from evaluation.figures import percentile
from evaluation.run import Run
from kompas.paths import store_path
from kompas.store import StoreError

COUNT = 150
TARGET = 20.0  # milliseconds that understanding may add, p50


def measure(questions: list[str], count: int) -> str:
    """The whole measurement, as Markdown. Raises NotStarted, NotRunning, StoreError."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        load = [os.getloadavg()[0]]
        asked = replies.sample(questions, count + replies.WARM_UP)
        with servers.ours(folder) as ours:
            with servers.stock(folder) as stock:
                others = replies.sample(replies.stock_messages(folder / "stock"), len(asked))
                times = replies.in_turns(stock, others, ours.client, asked)
            search = steps.in_search(asked)
            server = asyncio.run(steps.in_server(ours.model, ours.settings, asked))
        load.append(os.getloadavg()[0])
    run = Run.read(ROOT, store_path(), datetime.now().astimezone())
    added = steps.understanding(server, search)
    between = percentile(times.ours, 50) - percentile([1000 * sum(lap.values()) for lap in server], 50)
    verdict = "within" if percentile(added, 50) <= TARGET else "above"
    return "\n".join(
        [
            f"{run.date}, commit {run.commit}, {count} messages each, {os.cpu_count()} cores, "
            f"load {load[0]:.1f} before and {load[1]:.1f} after.",
            "",
            replies.table(times),
            "",
            f"Understanding (search and our own NLU parts) adds p50 **{percentile(added, 50):.1f} ms**, "
            f"p95 {percentile(added, 95):.1f} ms: {verdict} the target of {TARGET:.0f} ms p50.",
            "",
            "| in the server, ms | p50 | p95 |",
            "|---|---:|---:|",
            *steps.rows(server, "all, without HTTP"),
            "",
            f"HTTP and the channel take the rest: {between:.1f} ms, the difference of the medians. The time of the "
            "action server holds that of search, which was timed in a process of its own:",
            "",
            "| in search, ms | p50 | p95 |",
            "|---|---:|---:|",
            *steps.rows(search, steps.SEARCH),
        ]
    )


def main(arguments: list[str] | None = None) -> int:
    """Measure; returns the exit code: 2 when it could not."""
    parser = argparse.ArgumentParser(prog="evaluation.benchmark", description="Vergelijk antwoordtijden met kale Rasa.")
    parser.add_argument("--count", type=int, default=COUNT, help=f"berichten per assistent (gewoonlijk {COUNT})")
    parser.add_argument("--questions", type=Path, default=sets.FOLDER / "own" / "questions.yaml", help="vragenset")
    parser.add_argument("--into", type=Path, help="zet de tabellen in dit Markdown-bestand")
    options = parser.parse_args(arguments)
    if options.count < 1:
        parser.error("--count moet 1 of meer zijn")
    into = options.into.resolve() if options.into else None
    try:
        questions = [item["question"] for item in sets.questions(options.questions)]
        os.chdir(ROOT)
        text = measure(questions, options.count)
    except (sets.SetError, servers.NotStarted, NotRunning, StoreError) as error:
        print(error, file=sys.stderr)
        return 2
    print(text)
    if into:
        document.insert(into, "benchmark", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
