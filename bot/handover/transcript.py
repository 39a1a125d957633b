"""The conversation as it may be forwarded: all that was said, but not the hand-over itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.handover.contact import without_places
from helpdesk.outbox import Line

FORM = "handover_form"
LONGEST = 40  # messages; of a longer conversation the last ones
Event = dict[str, Any]


def lines(events: Iterable[Event]) -> tuple[Line, ...]:
    """The messages of a tracker in order. A pressed button shows its title."""
    said: list[Line] = []
    titles: dict[str, str] = {}
    open_before = False
    for turn in _turns(events):
        loops = [event.get("name") for event in turn if event.get("event") == "active_loop"]
        if not open_before and FORM not in loops:
            said += _said(turn, titles)
        open_before = loops[-1] == FORM if loops else open_before
    return tuple(said[-LONGEST:])


def _turns(events: Iterable[Event]) -> Iterator[list[Event]]:
    turn: list[Event] = []
    for event in events:
        if event.get("event") == "user" and turn:
            yield turn
            turn = []
        turn.append(event)
    yield turn


def _said(turn: list[Event], titles: dict[str, str]) -> Iterator[Line]:
    """`titles`: of the buttons so far, by payload; those of this turn are added."""
    for event in turn:
        text = event.get("text") or ""
        if event.get("event") == "user":
            text = titles.get(text, text)
            if text and not text.startswith("/"):
                yield Line("user", text)
        elif event.get("event") == "bot" and text:
            yield Line("assistant", without_places(text))
            for button in (event.get("data") or {}).get("buttons") or []:
                titles[button.get("payload") or button["title"]] = button["title"]
