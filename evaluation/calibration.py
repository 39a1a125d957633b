"""Compares how sure search is with how often it is right.

    python -m evaluation.calibration FILE... [--svg docs/images/calibration.svg] [--into docs/evaluation.md]

Each question about our subject is searched for on its own, in this process, without the fixed routes. Right means: the
text of the first answer, as a user reads it, has all `must` patterns of the question and none of its `must_not`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from actions import reply
from evaluation import document, sets
from evaluation.chart import reliability_curve
from evaluation.figures import Judged, calibration_error, chance_error, reliability
from evaluation.score import is_right
from kompas.paths import store_path
from kompas.search import Searcher
from kompas.store import StoreError


@dataclass(frozen=True)
class Curve:
    """The judged questions of one or more sets. `several`: messages answered in parts, which have no single
    confidence and are left out."""

    judged: list[Judged]
    several: int


def judge(searcher: Searcher, items: Sequence[sets.Item]) -> Curve:
    """Search for every question and judge the first answer."""
    judged, several = [], 0
    for item in items:
        found = searcher.search(item["question"])
        if found.parts:
            several += 1
            continue
        said = reply.message(searcher.knowledge, searcher.knowledge.answers[found.hits[0].answer])["text"]
        judged.append(Judged(found.confidence, bool(is_right(item, said))))
    return Curve(judged, several)


def table(judged: Sequence[Judged]) -> str:
    """The curve as a Markdown table."""
    rows = ["| P(right) | questions | mean P(right) | share right |", "|---|---:|---:|---:|"]
    for one in reliability(judged):
        figures = f"{one.confidence:.2f} | {one.accuracy:.2f}" if one.count else "- | -"
        rows.append(f"| {one.low:.1f} to {one.high:.1f} | {one.count} | {figures} |")
    return "\n".join(rows)


def summary(name: str, curve: Curve) -> str:
    """One line with the expected calibration error, and what mere chance would give."""
    error = calibration_error(reliability(curve.judged))
    mean, most = chance_error([one.confidence for one in curve.judged])
    line = (
        f"{name}: expected calibration error **{error:.3f}** over {len(curve.judged)} questions "
        f"(perfect calibration would show {mean:.3f} on average with so many questions, and up to {most:.3f})."
    )
    return f"{line} Left out: {curve.several} messages answered in parts." if curve.several else line


def report(curves: dict[str, Curve]) -> str:
    """The table over all sets together, and a line for each."""
    everything = Curve([one for curve in curves.values() for one in curve.judged], 0)
    lines = [f"- {summary(name, curve)}" for name, curve in curves.items()]
    if len(curves) > 1:
        lines.append(f"- {summary('all', everything)}")
    return "\n".join([table(everything.judged), "", *lines])


def main(arguments: list[str] | None = None) -> int:
    """Measure; returns the exit code: 2 when there is nothing to measure."""
    parser = argparse.ArgumentParser(prog="evaluation.calibration", description="Meet of de zekerheid klopt.")
    parser.add_argument("files", nargs="+", type=Path, help="vragensets")
    parser.add_argument("--svg", type=Path, help="bestand voor de grafiek")
    parser.add_argument("--into", type=Path, help="zet de tabel in dit Markdown-bestand")
    options = parser.parse_args(arguments)
    try:
        items = {f"{file.parent.name}/{file.stem}": sets.questions(file) for file in options.files}
        searcher = Searcher.read(store_path())
    except (sets.SetError, StoreError) as error:
        print(error, file=sys.stderr)
        return 2
    curves = {name: judge(searcher, questions) for name, questions in items.items()}
    text = report(curves)
    print(text)
    if options.svg:
        bins = reliability([one for curve in curves.values() for one in curve.judged])
        options.svg.parent.mkdir(parents=True, exist_ok=True)
        options.svg.write_text(reliability_curve(bins, f"Reliability of P(right): {', '.join(curves)}"), "utf-8")
    if options.into:
        document.insert(options.into, "calibration", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
