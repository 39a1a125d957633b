import subprocess
import sys

import pytest

from bot.chat import payload, shown

BUTTONS = [{"title": "Wie betaalt?", "payload": "/betalen"}, {"title": "Hallo"}]


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("1", "/betalen"),
        (" 1. ", "/betalen"),
        ("2", "Hallo"),
        ("3", "3"),
        ("0", "0"),
        ("²", "²"),
        ("wie?", "wie?"),
    ],
)
def test_a_number_picks_a_button(typed: str, sent: str) -> None:
    assert payload(typed, BUTTONS) == sent


def test_shows_text_buttons_and_sources() -> None:
    source = {"title": "Handreiking", "date": "2024-05", "url": "https://vng.nl"}
    reply = {"text": "Dit is het.", "buttons": BUTTONS, "custom": {"sources": [source]}}
    assert shown([reply]) == (
        "Dit is het.\n\n  1. Wie betaalt?\n  2. Hallo\n\nBronnen:\n  Handreiking (2024-05) https://vng.nl"
    )


def test_does_not_list_twice_what_the_text_lists_already() -> None:
    assert shown([{"text": "Kies:\n1. Wie betaalt?\n2. Hallo", "buttons": BUTTONS}]).count("Hallo") == 1


def chat(typed: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    from bot.model import environment

    command = [sys.executable, "-m", "bot.chat"]
    return subprocess.run(
        command, input=typed, capture_output=True, text=True, env={**environment(), **settings}, timeout=60
    )


def test_says_what_to_do_when_nothing_runs() -> None:
    result = chat("", KOMPAS_PORT="1")
    assert result.returncode == 2
    assert "make start" in result.stderr
    assert "Traceback" not in result.stderr


def test_talks_until_the_input_ends(assistant) -> None:
    result = chat("Wat doet een zorgcoördinator?\n1\n", **assistant.settings)
    assert result.returncode == 0, result.stderr
    assert "Bronnen:" in result.stdout
    assert result.stdout.rstrip().endswith("Tot ziens.")
