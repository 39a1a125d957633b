"""Starts a draft answer from a group of the worklist: the editor writes the text, the questions are already there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import yaml

from helpdesk.worklist import Group
from kompas.knowledge import KnowledgeBase
from kompas.text import words

WHY = {"refused": "geen antwoord", "unsure": "twijfel", "voted": "hielp niet"}
LONGEST_ID = 6  # words


def draft(group: Group, knowledge: KnowledgeBase, today: date) -> str:
    """The text of the draft: one answer in the form of the topic files, with comments on what to do."""
    entry = [
        {
            "id": identifier(group.examples[0]),
            "aspect": "",
            "text": "",
            "questions": list(group.examples),
            "sources": [],
            "as_of": "",
            "review_by": today.replace(year=today.year + 1, day=min(today.day, 28)),
        }
    ]
    why = ", ".join(f"{WHY[name]} {count}" for name, count in group.why.items())
    near = [f"#   {hit.answer} (onderwerp {knowledge.topic_of[hit.answer].id})" for hit in group.near]
    head = [
        f"# Concept uit de werklijst van {today.isoformat()}: {group.count} keer gevraagd ({why}).",
        "# Vul aspect, text, sources en as_of in. Zijn er minder dan vier vragen, bedenk er dan bij.",
        "# Zet het antwoord daarna in het bestand van het onderwerp (kompas/content/topics). Dichtstbij zijn nu:",
        *near,
    ]
    return "\n".join(head) + "\n" + yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=100)


def identifier(question: str) -> str:
    """A first id for an answer, from the words of a question.

    >>> identifier("Wie betaalt de tolk bij een slachtoffer?")
    'wie-betaalt-de-tolk-bij-een'
    """
    return re.sub(r"[^a-z0-9]+", "-", " ".join(words(question)[:LONGEST_ID])).strip("-") or "antwoord"


def write(group: Group, knowledge: KnowledgeBase, folder: Path, today: date) -> Path:
    """Write the draft to a file of its own, unless it is there already; returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{identifier(group.examples[0])}-{group.id}.yml"
    if not file.exists():
        file.write_text(draft(group, knowledge, today), encoding="utf-8")
    return file
