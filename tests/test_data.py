"""The training data as Rasa itself judges it."""

import subprocess
import sys
from pathlib import Path

from bot.model import environment

ROOT = Path(__file__).parents[1]


def rasa(*arguments: object, **settings: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "rasa", *(str(argument) for argument in arguments)]
    env = {**environment(), "NO_COLOR": "1", **settings}
    return subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_rasa_data_validate_has_no_warnings() -> None:
    result = rasa("data", "validate", "--fail-on-warnings")
    assert result.returncode == 0, result.stdout[-4000:]
    assert "No story structure conflicts found" in result.stdout


def test_conversations_go_as_their_stories_tell(assistant, tmp_path: Path) -> None:
    result = rasa(
        "test", "core", "--e2e", "--stories", "tests/stories", "--model", assistant.model, "--out", tmp_path,
        "--fail-on-prediction-errors", "--no-plot", **assistant.settings,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout[-4000:]
    assert "Correct:          14 / 14" in result.stdout
