"""The actions of the hand-over: what is asked, what an answer means, and the ticket that comes of it."""

from __future__ import annotations

import logging
import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.handover import reading
from bot.handover.contact import place
from bot.handover.outbox import outbox
from bot.handover.reading import NOT_GIVEN, STEPS, Step
from bot.handover.transcript import lines
from bot.sentences import sentence
from helpdesk import reference as references
from helpdesk.clock import now
from helpdesk.config import config, day_in_words
from helpdesk.outbox import Line, Request, Ticket, UnknownContact, Withdrawal
from helpdesk.settings import mail_server
from kompas.text import normalise

logger = logging.getLogger(__name__)
# What breaks through the hand-over: rules in data/rules say what happens then.
BREAKS = frozenset(("acute_danger", "victim", "victim_relative", "personal_data", "show_answer", "for_work", "ticket"))
STOPS = frozenset(("stop", "start_over"))
SHOWN = 160  # characters of an answer in the preview
TITLE = 80  # characters of a button
_WITHDRAWS = re.compile(r"\b(?:trek|intrek\w*|in te trekken|terugtrek\w*|verwijder\w*|wis|wissen|annul\w*)\b")
REASONS = frozenset(("request", "unanswered", "complaint", "failure"))


def _intent(tracker: Tracker) -> str:
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")


def _entity(tracker: Tracker, name: str) -> str | None:
    return next(iter(tracker.get_latest_entity_values(name)), None)


def _reason(tracker: Tracker) -> str:
    """Why it is handed over: what the button says, else what was offered last."""
    offers = [(event.get("data") or {}).get("custom") or {} for event in tracker.events if event.get("event") == "bot"]
    named = [_entity(tracker, "reason"), *(offer.get("handover") for offer in reversed(offers))]
    return next((name for name in named if name in REASONS), "request")


class ValidateHandoverForm(Action):  # type: ignore[misc]
    """Reads the answer to the question that was asked; Rasa runs it at every turn of the form."""

    def name(self) -> str:
        """Name in the domain."""
        return "validate_handover_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """No events: the message is no answer, and a rule may take it. A slot set to None: it is asked again."""
        step, intent = tracker.get_slot("requested_slot"), _intent(tracker)
        if step not in STEPS or intent == "handover":
            return [SlotSet("handover_reason", _reason(tracker)), *(SlotSet(name, None) for name in STEPS)]
        text = str(tracker.latest_message.get("text") or "")
        if intent in BREAKS:
            return []
        value = self._value(step, text, intent, tracker)
        # What was offered counts as such, whatever the classifier makes of it.
        chosen = value is not None and (step == "handover_choice" or value == NOT_GIVEN)
        if intent in STOPS and not chosen and len(text.split()) <= reading.LONGEST_STOP:
            return []
        return [SlotSet(name, None) for name in STEPS] if value == "change" else [SlotSet(step, value)]

    @staticmethod
    def _value(step: Step, text: str, intent: str, tracker: Tracker) -> str | None:
        if step == "handover_question":
            return reading.question(text, intent)
        if step == "handover_contact":
            token = _entity(tracker, "contact") if intent == "handover_contact" else None
            return token if token and outbox().contact(token) else None
        if step == "handover_choice":
            return reading.choice(text, bool(lines(tracker.events)))
        return reading.name(text)


def _interrupted(tracker: Tracker) -> bool:
    """Whether something else has been said since the user's message."""
    kinds = [event.get("event") for event in tracker.events]
    return "bot" in kinds[len(kinds) - kinds[::-1].index("user") :] if "user" in kinds else False


def _progress(step: Step) -> dict[str, Any]:
    progress = {"label": sentence("handover_progress"), "step": STEPS.index(step) + 1, "of": len(STEPS)}
    return {"outcome": "flow", "handover": "begun", "progress": progress}


def _button(title: str) -> dict[str, str]:
    return {"title": title, "payload": title}


class Ask(Action):  # type: ignore[misc]
    """Asks for one thing."""

    step: Step

    def name(self) -> str:
        """Name in the domain."""
        return f"action_ask_handover_form_{self.step}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say the question with its buttons; when the answer was not understood, what is wrong with it."""
        asked_before = tracker.get_slot("requested_slot") == self.step and not _interrupted(tracker)
        text = self.again(tracker) if asked_before else self.text(tracker)
        dispatcher.utter_message(text=text, buttons=self.buttons(tracker), json_message=_progress(self.step))
        return []

    def again(self, tracker: Tracker) -> str:
        """What to say to an answer that is none."""
        return sentence(f"{self.step}_again")

    def text(self, tracker: Tracker) -> str:
        """The question."""
        return sentence(self.step)

    def buttons(self, tracker: Tracker) -> list[dict[str, str]]:
        """Answers to choose from."""
        return [_button(sentence("handover_skip"))]


class AskQuestion(Ask):
    """Asks for the question, and offers the one that was asked last."""

    step: Step = "handover_question"

    def text(self, tracker: Tracker) -> str:
        """See the class."""
        return sentence(self.step).format(name=config().name)

    def buttons(self, tracker: Tracker) -> list[dict[str, str]]:
        """See the class."""
        asked = [event["text"] for event in tracker.events if event.get("event") == "user" and _is_question(event)]
        asked += filter(None, [_entity(tracker, "asked")])
        return [{"title": _short(asked[-1], TITLE), "payload": asked[-1]}] if asked else []


def _is_question(event: dict[str, Any]) -> bool:
    intent = ((event.get("parse_data") or {}).get("intent") or {}).get("name") or ""
    text = event.get("text") or ""
    return (intent.startswith("ask_") or intent == "out_of_scope") and reading.question(text, intent) is not None


class AskMunicipality(Ask):
    """Asks for the municipality."""

    step: Step = "handover_municipality"


class AskFunction(Ask):
    """Asks for the function."""

    step: Step = "handover_function"


class AskContact(Ask):
    """Asks for an address or number, and says what for and how long it is kept."""

    step: Step = "handover_contact"

    def text(self, tracker: Tracker) -> str:
        """See the class."""
        return sentence(self.step).format(name=config().name, days=config().keep_days.contact)

    def buttons(self, tracker: Tracker) -> list[dict[str, str]]:
        """None: it must be typed."""
        return []


class AskChoice(Ask):
    """Shows all that would be sent, and asks what to do."""

    step: Step = "handover_choice"

    def text(self, tracker: Tracker) -> str:
        """See the class."""
        given = {name: tracker.get_slot(name) or sentence("handover_not_given") for name in STEPS[:3]}
        text = sentence("handover_preview").format(
            name=config().name,
            question=given["handover_question"],
            municipality=given["handover_municipality"],
            function=given["handover_function"],
            contact=place(tracker.get_slot("handover_contact")),
            ticket_days=config().keep_days.ticket,
        )
        conversation = lines(tracker.events)
        if conversation:
            shown = "\n".join(_preview(line) for line in conversation)
            text += "\n\n" + sentence("handover_preview_conversation").format(conversation=shown)
        return f"{text}\n\n{sentence('handover_choose')}\n{self._numbered(tracker)}"

    def again(self, tracker: Tracker) -> str:
        """See the class."""
        return f"{sentence('handover_choice_again')}\n{self._numbered(tracker)}"

    def _numbered(self, tracker: Tracker) -> str:
        return "\n".join(f"{n}. {b['title']}" for n, b in enumerate(self.buttons(tracker), start=1))

    def buttons(self, tracker: Tracker) -> list[dict[str, str]]:
        """See the class."""
        choices = ["handover_with", "handover_without", "handover_change", "handover_nothing"]
        if not lines(tracker.events):
            choices = ["handover_send", *choices[2:]]
        return [_button(sentence(choice)) for choice in choices]


def _preview(line: Line) -> str:
    who = sentence(f"handover_{line.who}")
    text = " ".join(line.text.split())
    return f"- {who}: {text if line.who == 'user' else _short(text, SHOWN)}"


def _short(text: str, length: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= length else plain[: length - 1].rsplit(" ", 1)[0] + " …"


class HandoverSend(Action):  # type: ignore[misc]
    """The end of the form: a ticket with its reference, or nothing."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_handover_send"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """The ticket is safe before the user reads its reference."""
        choice = tracker.get_slot("handover_choice")
        cleared = [SlotSet(name, None) for name in (*STEPS, "handover_reason")]
        if choice not in ("with", "without"):
            outbox().forget_contact(str(tracker.get_slot("handover_contact")))
            dispatcher.utter_message(response="utter_handover_stopped")
            return cleared
        try:
            ticket = outbox().accept(self._request(tracker, with_conversation=choice == "with"), now())
        except UnknownContact:
            dispatcher.utter_message(text=sentence("handover_contact_gone"), json_message={"outcome": "refuse"})
            return cleared
        dispatcher.utter_message(
            text=self._receipt(ticket, str(tracker.get_slot("handover_contact"))),
            buttons=[_button(sentence("ticket_withdraw").format(reference=ticket.reference))],
            json_message={"outcome": "handoff", "handover": "accepted", "reference": ticket.reference},
        )
        return cleared

    @staticmethod
    def _request(tracker: Tracker, with_conversation: bool) -> Request:
        return Request(
            reason=tracker.get_slot("handover_reason"),
            question=tracker.get_slot("handover_question"),
            municipality=_or_none(tracker.get_slot("handover_municipality")),
            function=_or_none(tracker.get_slot("handover_function")),
            contact=tracker.get_slot("handover_contact"),
            transcript=lines(tracker.events) if with_conversation else None,
        )

    @staticmethod
    def _receipt(ticket: Ticket, token: str) -> str:
        agreed, moment = config(), ticket.accepted_at
        # Without a mail server somebody must look for it: then no day is promised.
        kind = "handover_promise" if mail_server() is not None else "handover_promise_waiting"
        if agreed.office_hours.open_at(moment):
            hours = sentence("handover_open").format(hours=agreed.hours_in_words())
        else:
            hours = sentence("handover_closed").format(hours=agreed.hours_in_words())
        promise = sentence(kind).format(
            answer_by=day_in_words(agreed.answer_by(moment)), contact=place(token), hours=hours, name=agreed.name
        )
        return sentence("handover_done").format(reference=ticket.reference, promise=promise)


def _or_none(value: str | None) -> str | None:
    return None if value == NOT_GIVEN else value


class TicketAction(Action):  # type: ignore[misc]
    """Tells how it stands with a reference, or withdraws it."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_ticket"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Only the reference counts: whoever has it may withdraw it, in any conversation."""
        text = str(tracker.latest_message.get("text") or "")
        reference = references.find(text)
        withdraws = _WITHDRAWS.search(normalise(text)) is not None
        if reference is None:
            dispatcher.utter_message(text=sentence("ticket_which"), json_message={"outcome": "smalltalk"})
        elif withdraws:
            result = outbox().withdraw(reference, now())
            custom = {"outcome": "smalltalk"}
            if result in (Withdrawal.BEFORE_SENDING, Withdrawal.AFTER_SENDING):
                custom["handover"] = "withdrawn"
            text = sentence(f"ticket_{result.value}").format(reference=reference, name=config().name)
            dispatcher.utter_message(text=text, json_message=custom)
        else:
            self._status(dispatcher, reference)
        return []

    @staticmethod
    def _status(dispatcher: CollectingDispatcher, reference: str) -> None:
        ticket = outbox().ticket(reference)
        state = "unknown" if ticket is None else "already" if ticket.withdrawn_at else ticket.state
        buttons = []
        if state in ("waiting", "sending", "sent"):
            buttons = [_button(sentence("ticket_withdraw").format(reference=reference))]
        text = sentence(f"ticket_{state}").format(reference=reference, name=config().name)
        dispatcher.utter_message(text=text, buttons=buttons, json_message={"outcome": "smalltalk"})


ACTIONS: tuple[type[Action], ...] = (
    ValidateHandoverForm, AskQuestion, AskMunicipality, AskFunction, AskContact, AskChoice, HandoverSend, TicketAction,
)  # fmt: skip
