import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.model import environment
from evaluation.causes import Cause, Failure, cause, holding, table
from evaluation.guard.cases import Phrases
from kompas.knowledge import KnowledgeBase
from kompas.search import Found, Hit, Verdict

PHRASES = Phrases(None, "In uw bericht staan persoonsgegevens.")
FOUND = Found(Verdict.ANSWER, 0.9, [Hit("a", 0.8), Hit("b", 0.2)])


def reply(outcome: str, *answers: str, text: str = "x") -> list[dict[str, Any]]:
    return [{"text": text, "custom": {"outcome": outcome, "answer_ids": list(answers)}}]


@pytest.mark.parametrize(
    ("right", "replies", "expected"),
    [
        ({"a"}, reply("safety"), Cause.ROUTE),
        ({"a"}, reply("smalltalk"), Cause.ROUTE),
        ({"a"}, reply("refuse", text="In uw bericht staan persoonsgegevens. Stel uw vraag opnieuw."), Cause.ROUTE),
        (set(), reply("answer", "a"), Cause.NO_FACT),
        ({"a"}, reply("answer", "a"), Cause.TEXT),
        ({"b"}, reply("clarify", "a", "b"), Cause.TEXT),
        ({"a"}, reply("refuse"), Cause.UNSURE),
        ({"b"}, reply("answer", "a"), Cause.ORDER),
        ({"b"}, reply("refuse"), Cause.ORDER),
        ({"c"}, reply("answer", "a"), Cause.NOT_FOUND),
        ({"c"}, [{"text": "zonder custom"}], Cause.NOT_FOUND),
    ],
)
def test_cause(right: set[str], replies: list[dict[str, Any]], expected: Cause) -> None:
    assert cause(right, replies, FOUND, PHRASES) is expected


def test_the_parts_of_a_message_count_too() -> None:
    found = Found(Verdict.ANSWER, 0.9, FOUND.hits, parts=[FOUND, Found(Verdict.ASK_BACK, 0.2, [Hit("c", 0.3)])])
    assert cause({"c"}, reply("answer", "a"), found, PHRASES) is Cause.ORDER


def test_holding(knowledge: KnowledgeBase) -> None:
    assert holding(knowledge, ["zorgcoordinator-taken", "not-placed"]) == {"zorgcoordinator-taken"}
    assert holding(knowledge, ["not-placed"]) == set()


def test_table() -> None:
    item = {"id": "x", "question": "x"}
    found = [
        Failure(item, "answer", Cause.ORDER, ""),
        Failure(item, "clarify", Cause.ORDER, ""),
        Failure(item, "safety", Cause.ROUTE, ""),
        Failure(item, "handoff", Cause.ORDER, ""),
    ]
    assert table(found, 40).splitlines() == [
        "| cause | questions | of 40 | wrong | asked back | not known |",
        "|---|---:|---:|---:|---:|---:|",
        "| right answer among the ten best, another shown | 3 | 7.5 % | 1 | 1 | 1 |",
        "| taken for danger, a victim, personal data or small talk | 1 | 2.5 % | 1 | 0 | 0 |",
        "| **all** | 4 | 10.0 % | 2 | 1 | 1 |",
    ]


def count(*arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "evaluation.causes", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**environment(), **settings})


def test_counts_what_the_running_assistant_does(assistant, tmp_path: Path) -> None:
    text = (
        "- {id: a, question: wat doet een zorgcoördinator, kind: role, must: [zorg], facts: [zorgcoordinator-taken]}\n"
        "- {id: b, question: wat doet een zorgcoördinator, kind: role, must: [xyz], facts: [zorgcoordinator-taken]}\n"
        "- {id: c, question: wat doet een zorgcoördinator, kind: role, must: [xyz], facts: [no-such-record]}\n"
    )
    for name in ("some.yaml", "final_some.yaml"):
        (tmp_path / name).write_text(text)
    result = count("--items", str(tmp_path / "some.yaml"), **assistant.settings)
    assert result.returncode == 0, result.stderr
    assert "| no answer holds the fact | 1 | 33.3 % | 1 | 0 | 0 |" in result.stdout
    assert "| **all** | 2 | 66.7 % | 2 | 0 | 0 |" in result.stdout
    assert "] b wat doet een zorgcoördinator" in result.stdout
    final = count("--items", str(tmp_path / "final_some.yaml"), **assistant.settings)
    assert "| **all** | 2 | 66.7 %" in final.stdout
    assert "wat doet een" not in final.stdout
