import json
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.model import environment
from evaluation.report import markdown, percentage, questions_table
from evaluation.run import Run

RUN = Run(
    date=datetime(2026, 11, 21, 20, 30, 5, tzinfo=timezone.utc).isoformat(),
    commit="abc123",
    dirty=True,
    knowledge_build="b1",
    knowledge_built_at="2026-11-21T19:00:00+00:00",
    model="m1",
    configuration={"encoders": ["test-1"], "thresholds": {"answer": 0.5}, "pipeline": []},
)


@pytest.mark.parametrize(("part", "whole", "text"), [(7, 8, "87,5%"), (0, 3, "0,0%"), (2, 3, "66,7%"), (0, 0, "-")])
def test_percentage(part: int, whole: int, text: str) -> None:
    assert percentage(part, whole) == text


def test_questions_table() -> None:
    groups = {"all": {"right": 6, "wrong": 1, "refused": 1}, "words_median": 50}
    assert questions_table(groups).splitlines() == [
        "| groep | aantal | goed | goed na één knop | weet niet | fout | storing |",
        "|---|---:|---:|---:|---:|---:|---:|",
        "| all | 8 | 75,0% | 0,0% | 12,5% | 12,5% | 0,0% |",
    ]


def test_report_tells_its_circumstances_and_figures() -> None:
    dialogues = {"turns": 4, "right_turns": 3, "dialogues": 2, "right_dialogues": 1}
    text = markdown(RUN, {"open/dialogues": {"dialogues": dialogues, "latency_ms": {"p50": 20.4, "p95": 31}}})
    for part in (
        "abc123 (met wijzigingen",
        "b1, gebouwd",
        "test-1",
        "answer 0.5",
        "Beurten goed: 75,0% van 4",
        "Hele gesprekken goed: 50,0% van 2",
        "p50 20 ms, p95 31 ms",
    ):
        assert part in text


def test_file_name_has_moment_commit_and_state() -> None:
    assert RUN.name == "2026-11-21-203005-abc123-gewijzigd"


def evaluate(*arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "evaluation", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**environment(), **settings})


def test_says_what_to_do_when_nothing_runs() -> None:
    result = evaluate(KOMPAS_PORT="1")
    assert result.returncode == 2
    assert "make start" in result.stderr
    assert "Traceback" not in result.stderr


def test_measures_the_running_assistant(assistant, tmp_path: Path) -> None:
    questions = tmp_path / "questions.yaml"
    questions.write_text(
        "- {id: a, question: hallo, kind: smalltalk, style: neat, must: [Kompas], must_not: []}\n"
        "- {id: b, question: hallo, kind: smalltalk, style: neat, must: [never in a reply], must_not: []}\n"
    )
    result = evaluate(str(questions), "--out", str(tmp_path / "out"), **assistant.settings)
    assert result.returncode == 0, result.stderr
    [stored] = (tmp_path / "out").glob("*.json")
    data = json.loads(stored.read_text(encoding="utf-8"))
    [figures] = data["results"].values()
    assert figures["questions"]["all"] == {"right": 1, "wrong": 1}
    assert data["run"]["knowledge_build"] in stored.with_suffix(".md").read_text(encoding="utf-8")
