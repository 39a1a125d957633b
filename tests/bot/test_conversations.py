"""The clock is moved, not waited for. The store is Rasa's own, filled by Rasa."""

import asyncio
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import housekeeping
from bot.conversations import purge
from helpdesk.contact import Contact
from helpdesk.outbox import Outbox

NOW = datetime(2026, 11, 21, 12, tzinfo=timezone.utc)


def days(number: float) -> timedelta:
    return timedelta(days=number)


def store(path: Path, sender: str, *said: tuple[datetime, str]) -> None:
    events: list[Any] = []
    for at, text in said:
        events.append(UserUttered(text, timestamp=at.timestamp()))
        events.append(ActionExecuted("action_listen", timestamp=at.timestamp()))
    tracker = DialogueStateTracker.from_events(sender, events)
    asyncio.run(SQLTrackerStore(domain=Domain.empty(), dialect="sqlite", db=str(path)).save(tracker))


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    path = tmp_path / "conversations.sqlite"
    store(path, "old", (NOW - days(40), "koekoeksklok"), (NOW - days(31), "horloge"))
    store(path, "going-on", (NOW - days(40), "zandloper"), (NOW - days(1), "wekker"))
    return path


def senders(path: Path) -> set[str]:
    database = SQLTrackerStore(domain=Domain.empty(), dialect="sqlite", db=str(path))
    return set(asyncio.run(database.keys()))  # type: ignore[arg-type]


def test_a_conversation_goes_after_its_last_message_and_as_a_whole(tracker: Path) -> None:
    assert purge(tracker, NOW - days(32)) == 0
    assert senders(tracker) == {"old", "going-on"}
    assert purge(tracker, NOW - days(30)) == 1
    assert senders(tracker) == {"going-on"}
    assert b"koekoeksklok" not in tracker.read_bytes()
    assert b"zandloper" in tracker.read_bytes()


def test_a_store_that_is_not_there_yet_is_no_problem(tmp_path: Path) -> None:
    assert purge(tmp_path / "none.sqlite", NOW) == 0
    (tmp_path / "empty.sqlite").touch()
    assert purge(tmp_path / "empty.sqlite", NOW) == 0


def test_one_command_cleans_everything_each_after_its_own_term(
    tracker: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tracker.parent
    monkeypatch.setenv("KOMPAS_TRACKER_DB", str(tracker))
    monkeypatch.setenv("KOMPAS_HELPDESK_DB", str(folder / "helpdesk.sqlite"))
    monkeypatch.setenv("KOMPAS_INSIGHT_DB", str(folder / "insight.sqlite"))
    Outbox(folder / "helpdesk.sqlite").keep_contact(Contact("phone", "0612345678"), NOW)
    assert housekeeping.main(["--once", "--on", "2026-11-21"]) == 0
    assert "0 contactgegevens" in capsys.readouterr().out
    assert housekeeping.main(["--once", "--on", "2026-11-23"]) == 0
    assert "1 contactgegevens, 0 doorgestuurde vragen, 0 teksten" in capsys.readouterr().out
    assert senders(tracker) == {"going-on"}
