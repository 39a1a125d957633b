"""What is kept under a code: it survives, expires, and cannot be searched."""

import sqlite3
import stat
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from helpdesk.progress import WRONG_IN_ALL, WRONG_PER_CONVERSATION, Progress, TooManyTries
from helpdesk.settings import SettingError, progress_days

CODE, STATE = "BCDFGHJKLMNPQRST", {"kept": {"zelfscan": {"plan": "ja"}}, "flow": "zelfscan"}
START = datetime(2026, 11, 22, 9, 0, tzinfo=timezone.utc)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "progress.sqlite"


def test_it_survives_a_restart_and_the_newest_state_counts(file: Path) -> None:
    Progress(file, 90).save(CODE, STATE)
    newer = {**STATE, "flow": None}
    Progress(file, 90).save(CODE, newer)
    assert Progress(file, 90).load(CODE, "iemand") == newer


def test_the_code_itself_is_nowhere_in_the_file(file: Path) -> None:
    progress = Progress(file, 90)
    progress.save(CODE, STATE)
    with sqlite3.connect(file) as database:
        dump = "\n".join(database.iterdump())
    assert "zelfscan" in dump and CODE not in dump and CODE.lower() not in dump
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_it_ends_after_the_term_and_use_lengthens_it(file: Path) -> None:
    progress = Progress(file, 30)
    progress.save(CODE, STATE, START)
    assert progress.load(CODE, "iemand", START + timedelta(days=30)) == STATE
    assert progress.load(CODE, "iemand", START + timedelta(days=60)) == STATE  # used on day 30
    assert progress.load(CODE, "iemand", START + timedelta(days=90, seconds=1)) is None
    progress.save("TSRQPNMLKJHGFDCB", STATE, START + timedelta(days=200))
    with sqlite3.connect(file) as database:
        assert database.execute("SELECT count(*) FROM progress").fetchone() == (1,)  # the ended one is gone


def test_wrong_codes_are_counted_per_conversation_and_in_all(file: Path) -> None:
    progress = Progress(file, 90)
    progress.save(CODE, STATE)
    for _ in range(WRONG_PER_CONVERSATION):
        assert progress.load("B" * 16, "gokker") is None
    with pytest.raises(TooManyTries):
        progress.load(CODE, "gokker")
    assert progress.load(CODE, "ander") == STATE
    for number in range(WRONG_IN_ALL - WRONG_PER_CONVERSATION):
        assert progress.load("C" * 16, f"gesprek-{number}") is None
    with pytest.raises(TooManyTries):
        progress.load(CODE, "weer een ander")


@pytest.mark.parametrize("value", ["0", "-1", "x", "", "3651", "1.5"])
def test_a_wrong_term_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("KOMPAS_PROGRESS_DAYS", value)
    with pytest.raises(SettingError, match="KOMPAS_PROGRESS_DAYS"):
        progress_days()


def test_the_default_term(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KOMPAS_PROGRESS_DAYS", raising=False)
    assert progress_days() == 90
