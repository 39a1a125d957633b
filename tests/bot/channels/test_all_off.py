"""The switch of the whole assistant, at the channel: before the bot sees a message."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from bot.channels import converse
from bot.guard.gate import Incoming
from kompas.switches import switch_off, switch_on, switches_path

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone.utc)


@pytest.fixture
def switches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("KOMPAS_STORE", str(tmp_path / "kompas.sqlite"))
    monkeypatch.setenv("KOMPAS_TRACKER_DB", str(tmp_path / "conversations.sqlite"))
    converse._board.cache_clear()
    yield switches_path(tmp_path / "kompas.sqlite")
    converse._board.cache_clear()


def ask(text: str, refused: str | None = None) -> tuple[str, list[str]]:
    """What the user reads, and which messages the bot got to see."""
    seen: list[str] = []

    async def bot(message: UserMessage) -> Any:
        seen.append(message.text)
        await message.output_channel.send_response(message.sender_id, {"text": "van de bot"})

    replies = asyncio.run(converse.replies(bot, Incoming("gesprek", text, refused), "rest", {}))
    return replies[0]["text"], seen


@pytest.mark.parametrize("text", ["Wat doet een zorgcoördinator?", "hallo", '/show_answer{"answer": "x"}', "", "👍"])
def test_whoever_asks_reads_why_and_whom_to_contact(switches: Path, text: str) -> None:
    switch_off(switches, "all", "all", "De cijfers kloppen niet", NOW)
    said, seen = ask(text)
    for part in ("22-11-2026", "De reden: De cijfers kloppen niet. ", "CoMensha", "033 448 11 86", "VNG", "112"):
        assert part in said
    assert seen == []


@pytest.mark.parametrize("refused", ["too_long", "button_gone"])
def test_a_message_that_was_refused_gets_the_notice_too(switches: Path, refused: str) -> None:
    switch_off(switches, "all", "all", "storing", NOW)
    assert "De reden: storing." in ask("", refused)[0]


@pytest.mark.parametrize(
    "text", ["help, hij heeft een mes en staat voor de deur", "Ze wordt nu geslagen, ik hoor geschreeuw"]
)
def test_danger_still_reaches_the_fixed_route(switches: Path, text: str) -> None:
    switch_off(switches, "all", "all", "storing", NOW)
    assert ask(text) == ("van de bot", [text])


def test_switched_on_again_the_bot_answers_at_once(switches: Path) -> None:
    assert ask("hallo") == ("van de bot", ["hallo"])
    switch_off(switches, "all", "all", "storing", NOW)
    assert ask("hallo")[1] == []
    switch_on(switches, "all", "all")
    assert ask("hallo") == ("van de bot", ["hallo"])
