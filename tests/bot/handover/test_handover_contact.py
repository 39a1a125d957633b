"""The contact step: an address goes to the outbox, and nothing but a token goes on."""

import asyncio
import re
from pathlib import Path

import pytest

from bot.guard.hidden import Hidden
from bot.handover.contact import Contacts, place, reveal
from helpdesk.clock import now
from helpdesk.contact import Contact
from helpdesk.outbox import Outbox


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "helpdesk.sqlite")


def hidden(outbox: Outbox, message: str, asked: bool = True) -> Hidden | None:
    async def is_asked(conversation: str) -> bool:
        return asked

    return asyncio.run(Contacts(lambda: outbox, is_asked).hide("web-1", message))


@pytest.mark.parametrize(
    ("message", "contact"),
    [
        ("j.jansen@goes.nl", Contact("email", "j.jansen@goes.nl")),
        ("Ik ben Jan Jansen, BSN 123456782, bel 06-12345678", Contact("phone", "0612345678")),
        ("info@goes.nl", Contact("email", "info@goes.nl")),
    ],
)
def test_the_contact_is_kept_and_the_rest_is_dropped(outbox: Outbox, message: str, contact: Contact) -> None:
    result = hidden(outbox, message)
    assert result is not None and result.from_us
    match = re.fullmatch(r'/handover_contact\{"contact": "([a-z]{24})"\}', result.text)
    assert match
    assert outbox.contact(match[1]) == contact


@pytest.mark.parametrize("message", ["Goes", "weet ik niet", "", "06123", "1234567890123456789", "x" * 5000 + "a@b.nl"])
def test_a_message_without_a_contact_goes_the_usual_way(outbox: Outbox, message: str) -> None:
    assert hidden(outbox, message) is None


def test_outside_the_contact_step_nothing_passes(outbox: Outbox) -> None:
    assert hidden(outbox, "j.jansen@goes.nl", asked=False) is None


def test_danger_goes_on_and_the_contact_does_not(outbox: Outbox) -> None:
    result = hidden(outbox, "help ze wordt nu geslagen, bel 0612345678")
    assert result == Hidden("help ze wordt nu geslagen, bel ", from_us=False)


def test_what_goes_out_is_filled_in(outbox: Outbox) -> None:
    token = outbox.keep_contact(Contact("phone", "0612345678"), now())
    message = {"text": f"Te bereiken via {place(token)}, of {place('x')}.", "custom": {"outcome": "flow"}}
    shown = reveal(message, lambda: outbox, "(gewist)")
    assert shown == {"text": "Te bereiken via 0612345678, of (gewist).", "custom": {"outcome": "flow"}}
    assert "0612345678" not in message["text"]
