"""The gate as a whole, with sessions, limits and offers of its own."""

import asyncio
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guard.caller import Caller
from bot.guard.gate import Gate, Incoming, Refused
from bot.guard.offers import Offers
from bot.guard.sessions import Sessions
from bot.settings import Settings

SESSIONS = Sessions("k" * 64)
HERE = Caller("127.0.0.1", None, "localhost:5005", False)
THERE = Caller("192.0.2.1", None, "kompas.example", False)
BUTTON = '/show_answer{"answer": "zorgcoordinator-taken"}'
OFFER = [{"text": "Kies", "buttons": [{"title": "Taken", "payload": BUTTON}, {"title": "Hallo"}]}]


def gate(
    *, stored: dict[str, list[dict[str, Any]]] | None = None, host: str = "0.0.0.0", proxies: int = 0,
    limits: str | None = None, conversations: int = 100, per_conversation: int = 40,
) -> Gate:  # fmt: skip
    async def look_up(conversation: str) -> Iterable[dict[str, Any]]:
        return (stored or {}).get(conversation, [])

    made = Settings(host, 5005, 5055, "var/x.sqlite", proxies=proxies, limits=limits)
    return Gate(made, Offers(look_up, conversations, per_conversation), SESSIONS)


def admit(gate: Gate, message: str, sender: str | None = None, caller: Caller = THERE) -> Incoming:
    return asyncio.run(gate.admit(caller, sender or gate.open(caller), message))


def refusal(gate: Gate, sender: str, caller: Caller = THERE) -> tuple[int, str]:
    with pytest.raises(Refused) as refused:
        admit(gate, "hallo", sender, caller)
    return refused.value.status, refused.value.code


def test_the_conversation_is_not_the_token() -> None:
    token = SESSIONS.issue()
    incoming = admit(gate(), "hallo", token)
    assert incoming == Incoming(SESSIONS.conversation(token), "hallo")
    assert incoming.conversation not in token
    assert refusal(gate(), incoming.conversation) == (401, "session")


@pytest.mark.parametrize(
    ("host", "proxies", "caller", "free"),
    [
        ("127.0.0.1", 0, HERE, True),
        ("localhost", 0, HERE, True),
        ("127.0.0.1", 1, HERE, False),
        ("0.0.0.0", 0, HERE, False),
        ("127.0.0.1", 0, THERE, False),
        ("127.0.0.1", 0, Caller("127.0.0.1", None, "localhost", True), False),
        ("127.0.0.1", 0, Caller("127.0.0.1", None, "evil.example", False), False),
    ],
)
def test_a_free_sender_is_for_ones_own_machine(host: str, proxies: int, caller: Caller, free: bool) -> None:
    made = gate(host=host, proxies=proxies)
    if free:
        assert admit(made, "hallo", "iemand", caller) == Incoming("iemand", "hallo")
    else:
        assert refusal(made, "iemand", caller) == (401, "session")


@pytest.mark.parametrize("sender", ["a.b.c", f"{SESSIONS.issue()}x", "web-" + "0" * 32], ids=["parts", "changed", "id"])
def test_what_looks_like_a_session_is_checked_on_ones_own_machine_too(sender: str) -> None:
    assert refusal(gate(host="127.0.0.1"), sender, HERE) == (401, "session")


def test_on_ones_own_machine_nothing_is_limited_unless_asked_for() -> None:
    free = gate(host="127.0.0.1")
    for _ in range(70):
        free.open(HERE)
        admit(free, "hallo", "iemand", HERE)
    asked = gate(host="127.0.0.1", limits="session=1/minute")
    admit(asked, "hallo", "iemand", HERE)
    assert refusal(asked, "iemand", HERE) == (429, "rate")


def test_limits_have_their_codes() -> None:
    made = gate(limits="messages=1,new=1/minute")
    token = made.open(THERE)
    admit(made, "hallo", token)
    assert refusal(made, token) == (429, "messages")
    with pytest.raises(Refused) as refused:
        made.open(THERE)
    assert (refused.value.status, refused.value.code) == (429, "rate")
    assert refused.value.retry_after


def test_an_offered_button_passes_in_its_conversation_only() -> None:
    made, one, other = gate(), SESSIONS.issue(), SESSIONS.issue()
    made.offers.remember(SESSIONS.conversation(one), OFFER)
    assert admit(made, BUTTON, one).text == BUTTON
    assert admit(made, f" {BUTTON}\n", one).text == BUTTON
    assert admit(made, BUTTON, other).refused == "button_gone"
    assert admit(made, BUTTON + " ", other).refused == "button_gone"


def test_an_offer_of_before_a_restart_is_looked_up() -> None:
    token = SESSIONS.issue()
    made = gate(stored={SESSIONS.conversation(token): OFFER})
    assert admit(made, BUTTON, token).text == BUTTON
    assert admit(made, BUTTON.replace("taken", "geld"), token).refused == "button_gone"


def test_the_memory_of_offers_has_a_bound() -> None:
    made = gate(conversations=2, per_conversation=3)
    for conversation in ("a", "b", "c"):
        made.offers.remember(conversation, OFFER)
    made.offers.remember("b", [{"buttons": [{"payload": f"/x{{{n}}}"} for n in range(3)]}])

    async def known(conversation: str, payload: str) -> bool:
        return await made.offers.made(conversation, payload)

    assert not asyncio.run(known("a", BUTTON))
    assert not asyncio.run(known("b", BUTTON))
    assert asyncio.run(known("b", "/x{0}"))
    assert asyncio.run(known("c", BUTTON))


COMMANDS = st.sampled_from(
    [
        "/restart",
        "/back",
        "/session_start",
        "/restart{}",
        BUTTON,
        '/a{"b": 1}',
        "/greet",
        "/personal_data",
        "EXTERNAL: x",
    ]
)
NOISE = st.text(alphabet=' \t\n\x00\u200b\u202e/{}":aé😀', max_size=8)
MESSAGES = st.one_of(st.text(max_size=80), st.tuples(NOISE, COMMANDS, NOISE).map("".join))


@settings(deadline=None, max_examples=400)
@given(MESSAGES)
def test_no_message_becomes_a_command_unless_it_was_offered(message: str) -> None:
    made, token = gate(), SESSIONS.issue()
    incoming = admit(made, message, token)
    assert incoming.text or incoming.refused
    if incoming.text.startswith("/"):
        assert incoming.refused == "personal_data"
        assert incoming.text in {"/personal_data", "/acute_danger", "/victim", "/victim_relative"}


@settings(deadline=None, max_examples=300)
@given(MESSAGES, MESSAGES)
def test_only_what_was_offered_letter_for_letter_passes_as_a_command(offered: str, message: str) -> None:
    made, token = gate(), SESSIONS.issue()
    made.offers.remember(SESSIONS.conversation(token), [{"buttons": [{"payload": offered}]}])
    incoming = admit(made, message, token)
    if incoming.text.startswith("/") and incoming.refused is None:
        assert incoming.text == offered
        assert not re.match(r"/(restart|back|session_start|personal_data)\b", incoming.text, re.IGNORECASE)


@settings(deadline=None, max_examples=300)
@given(st.text(min_size=1, max_size=120))
def test_no_free_text_opens_a_conversation(sender: str) -> None:
    assert refusal(gate(), sender) == (401, "session")


def test_a_key_file_is_used_when_no_key_is_set(tmp_path: Path) -> None:
    made = Settings("127.0.0.1", 5005, 5055, str(tmp_path / "conversations.sqlite"))

    async def none(conversation: str) -> list[dict[str, Any]]:
        return []

    first, second = (Gate(made, Offers(none)) for _ in range(2))
    assert second.conversation(THERE, first.open(THERE))
    assert (tmp_path / "session.key").exists()
