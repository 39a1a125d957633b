"""Turns the figures of the scorer into a report that people read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluation.run import Run

OUTCOMES = {
    "right": "goed",
    "after_1": "goed na één knop",
    "refused": "weet niet",
    "wrong": "fout",
    "error": "storing",
}


def percentage(part: int, whole: int) -> str:
    """A share with one decimal, as Dutch writes it.

    >>> percentage(7, 8)
    '87,5%'
    """
    return f"{100 * part / whole:.1f}%".replace(".", ",") if whole else "-"


def _of(part: int, whole: int) -> str:
    return f"{percentage(part, whole)} van {whole}"


def questions_table(groups: Mapping[str, Any]) -> str:
    """A Markdown table, one row per group of questions."""
    lines = [
        f"| groep | aantal | {' | '.join(OUTCOMES.values())} |",
        f"|---|{'---:|' * (len(OUTCOMES) + 1)}",
    ]
    for group, counts in groups.items():
        if isinstance(counts, Mapping):
            whole = sum(counts.values())
            shares = (percentage(counts.get(outcome, 0), whole) for outcome in OUTCOMES)
            lines.append(f"| {group} | {whole} | {' | '.join(shares)} |")
    return "\n".join(lines)


def section(name: str, figures: Mapping[str, Any]) -> str:
    """One question set: its tables and reply times."""
    parts = [f"## {name}"]
    if questions := figures.get("questions"):
        parts.append(questions_table(questions))
        if questions.get("words_median") is not None:
            parts.append(f"Woorden in een goed antwoord: mediaan {questions['words_median']:.0f}.")
    if dialogues := figures.get("dialogues"):
        parts.append(
            f"Beurten goed: {_of(dialogues['right_turns'], dialogues['turns'])}. "
            f"Hele gesprekken goed: {_of(dialogues['right_dialogues'], dialogues['dialogues'])}."
        )
    if latency := figures.get("latency_ms"):
        parts.append(f"Antwoordtijd: p50 {latency['p50']:.0f} ms, p95 {latency['p95']:.0f} ms.")
    return "\n\n".join(parts)


def markdown(run: Run, results: Mapping[str, Mapping[str, Any]]) -> str:
    """The whole report."""
    thresholds = ", ".join(f"{name} {value}" for name, value in run.configuration["thresholds"].items())
    head = [
        f"# Evaluatie van {run.date}",
        f"- commit: {run.commit}{' (met wijzigingen die niet vastgelegd zijn)' if run.dirty else ''}\n"
        f"- kennisbank: {run.knowledge_build}, gebouwd {run.knowledge_built_at}\n"
        f"- taalmodel: {run.model}\n"
        f"- zinsvectoren: {', '.join(run.configuration['encoders'])}\n"
        f"- drempels: {thresholds}",
    ]
    return "\n\n".join([*head, *(section(name, figures) for name, figures in results.items())]) + "\n"
