from typing import Any

from bot.handover.transcript import LONGEST, lines
from helpdesk.outbox import Line


def user(text: str) -> dict[str, Any]:
    return {"event": "user", "text": text}


def bot(text: str, **buttons: str) -> dict[str, Any]:
    offered = [{"title": title, "payload": payload} for title, payload in buttons.items()]
    return {"event": "bot", "text": text, "data": {"buttons": offered or None, "custom": None}}


BEGIN, END = {"event": "active_loop", "name": "handover_form"}, {"event": "active_loop", "name": None}


def test_what_was_said_before_and_after_a_hand_over() -> None:
    events = [
        {"event": "session_started"},
        user("Wie betaalt?"), bot("Dat weet ik niet.", Meer='/show_answer{"answer": "a"}'),
        user('/show_answer{"answer": "a"}'), bot("Antwoord A."),
        user("stuur door"), BEGIN, bot("Wat is uw vraag?"),
        user("Mijn vraag"), bot("Welke gemeente?"),
        user("stop"), bot("Goed, ik stuur niets."), END,
        user("Toch nog iets"), bot("Antwoord B."),
        user("stuur door"), BEGIN, bot("Wat is uw vraag?"),
    ]  # fmt: skip
    assert lines(events) == (
        Line("user", "Wie betaalt?"), Line("assistant", "Dat weet ik niet."),
        Line("user", "Meer"), Line("assistant", "Antwoord A."),
        Line("user", "Toch nog iets"), Line("assistant", "Antwoord B."),
    )  # fmt: skip


def test_commands_and_the_contact_are_no_part_of_it() -> None:
    assert lines([user('/handover_contact{"contact": "x"}'), user("/personal_data"), user("")]) == ()
    assert lines([]) == ()


def test_a_receipt_that_is_said_again_holds_no_token() -> None:
    assert lines([user("nog een keer"), bot("U krijgt antwoord via ⟦contact:bcdf⟧.")]) == (
        Line("user", "nog een keer"), Line("assistant", "U krijgt antwoord via ….")
    )  # fmt: skip


def test_of_a_long_conversation_the_last_messages() -> None:
    said = lines([event for number in range(50) for event in (user(f"v{number}"), bot(f"a{number}"))])
    assert len(said) == LONGEST
    assert said[-1] == Line("assistant", "a49")
