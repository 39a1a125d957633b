"""Flows in the conversation: one form that walks any flow, and what is said around it (docs/decisions/0015)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecutionRejected, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction

from actions import flow_reply
from actions.answer import ActionAnswer, Events, context_of, given_vector
from actions.case_answer import answer_at_once
from actions.endings import ENDINGS
from actions.knowledge import searcher
from actions.saved import keep
from kompas.flows.flows import flows, phrase
from kompas.flows.model import KEPT as KEPT_KINDS
from kompas.flows.model import Case, Flow
from kompas.flows.reading import ASKED, Reading, read
from kompas.flows.walk import begin, next_question, take
from kompas.knowledge import KnowledgeBase
from kompas.search import Verdict
from kompas.text import words

FORM = "flow_form"
ANSWER, CASE, NOTE, STATE = "flow_answer", "flow_case", "flow_note", "flow_state"
KEPT, CODE = "flow_kept", "flow_code"
OPEN, PAUSED, DONE = "open", "paused", "done"
# Whatever the form could read in these, they are no answers. A victim who speaks counts when the fixed routes are sure,
# or when nothing else was told: "haar vriend dwingt haar" is a fact of the case.
NO_ANSWERS = frozenset(
    {"personal_data", "human", "english", "show_answer", "for_work", "start_flow", "start_over", "stop", "why",
     "handover", "handover_contact", "ticket", "save_progress", "resume_code"}
)  # fmt: skip
ALARM = "acute_danger"
VICTIMS = frozenset({"victim", "victim_relative"})
SMALLTALK = frozenset(
    {"greet", "goodbye", "thank", "capabilities", "bot_challenge", "complaint", "repeat", "shorter", "more", "resume",
     "ask_source", "still_valid"}
)  # fmt: skip
DANGER = {"danger": "ja"}
SURE = 0.999999  # the fixed routes are sure; the classifier never quite is


def current(knowledge: KnowledgeBase, tracker: Tracker) -> tuple[Flow, Case] | None:
    """The flow that is going on, or was last, with what is known; None when there is none or it no longer exists."""
    data = tracker.get_slot(CASE)
    if not data:
        return None
    flow = flows(knowledge).get(data["flow"])
    if flow is None:
        return None
    case = Case.from_dict(data)
    return flow, replace(case, facts=flow.clean(case.facts))


def kept_with(knowledge: KnowledgeBase, tracker: Tracker) -> dict[str, dict[str, str]]:
    """The facts of all scans, modules and the path that the user worked on, with those of the flow that is going on."""
    kept: dict[str, dict[str, str]] = dict(tracker.get_slot(KEPT) or {})
    found = current(knowledge, tracker)
    if found is not None and found[0].kind in KEPT_KINDS and found[1].facts:
        kept[found[0].id] = found[1].facts
    return kept


def take_up(knowledge: KnowledgeBase, flow: Flow, kept: dict[str, dict[str, str]], text: str) -> Case:
    """The case with which a flow begins: where the user left it, unless it is asked for anew."""
    anew = text.lower().startswith(knowledge.phrases["flow_again_prefix"].lower().strip())
    facts = {} if anew else flow.clean(kept.get(flow.id, {}))
    return Case(flow.id, facts, asked=tuple(facts)) if facts else begin(flow)


def state_after(flow: Flow, case: Case) -> str:
    """Whether a case has questions left."""
    return OPEN if next_question(flow, case) is not None else DONE


def advance(knowledge: KnowledgeBase, flow: Flow, case: Case, reading: Reading) -> tuple[Flow, Case, dict[str, Any]]:
    """The flow and case after a message that was read, and the note that the next message begins with."""
    taken = take(flow, case, reading)
    note = flow_reply.note(knowledge, flow, taken)
    if taken.leaves and flow.otherwise:
        flow = flows(knowledge)[flow.otherwise]
        facts = flow.clean(taken.case.facts)
        note["text"] = "\n\n".join(
            filter(None, [note["text"], knowledge.phrases["flow_switched"].format(title=flow.title)])
        )
        return flow, replace(taken.case, flow=flow.id, facts=facts), note
    return flow, taken.case, note


class ActionFlowStart(Action):  # type: ignore[misc]
    """Begin a flow with what the message tells. Whoever told of a case gets a first answer before the question."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_flow_start"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        knowledge = searcher().knowledge
        flow = flows(knowledge).get(next(tracker.get_latest_entity_values("flow"), ""))
        if flow is None:
            dispatcher.utter_message(text=knowledge.phrases["flow_gone"], json_message={"outcome": "refuse"})
            return [SlotSet(STATE, None), SlotSet(CASE, None)]
        text = tracker.latest_message.get("text") or ""
        # Not get_intent_of_latest_message: that is the classifier's, and the words of the content have the last say.
        named = (tracker.latest_message.get("intent") or {}).get("name") == "start_flow"
        told = before(tracker) if named else text
        kept = kept_with(knowledge, tracker)
        case = take_up(knowledge, flow, kept, text) if flow.kind in KEPT_KINDS else begin(flow)
        taken_up = bool(case.asked) and state_after(flow, case) == OPEN
        reading = read(flow, knowledge.flow_words, told, None, {})
        flow, case, note = advance(knowledge, flow, case, reading)
        events: Events = [] if named else answer_at_once(dispatcher, searcher(), flow, case, tracker)
        if taken_up:
            note["text"] = "\n\n".join(filter(None, [note["text"], knowledge.phrases["flow_taken_up"]]))
        note["first"] = not taken_up
        events.append(SlotSet(KEPT, kept))
        return [*events, SlotSet(CASE, case.as_dict()), SlotSet(STATE, state_after(flow, case)), SlotSet(NOTE, note)]


def before(tracker: Tracker) -> str:
    """What the user said before the message that is being handled: a button under an answer to it begins a flow."""
    texts = [event.get("text") or "" for event in tracker.events if event.get("event") == "user"]
    return texts[-2] if len(texts) > 1 and not texts[-2].startswith("/") else ""


class ValidateFlowForm(FormValidationAction):  # type: ignore[misc]
    """Takes a message for an answer, or leaves it to the other rules."""

    def name(self) -> str:
        """Name in the domain."""
        return f"validate_{FORM}"

    async def required_slots(
        self, domain_slots: list[str], dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[str]:
        """One slot, as long as the flow has a question left."""
        found = current(searcher().knowledge, tracker)
        return [ANSWER] if found is not None and next_question(*found) is not None else []

    async def extract_flow_answer(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """What the message answers; nothing when it is no answer, so that the form rejects."""
        knowledge = searcher().knowledge
        found = current(knowledge, tracker)
        if found is None or acted(tracker):
            return {}
        flow, case = found
        question = next_question(flow, case)
        text = tracker.latest_message.get("text") or ""
        reading = read(flow, knowledge.flow_words, text, question.id if question else None, case.facts)
        answer = taken(tracker, reading)
        if answer is None or (answer.empty and asks_about_the_subject(tracker)):
            return {}
        return {ANSWER: vars(answer)}

    async def validate_flow_answer(
        self, value: dict[str, Any], dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Put the answer into the case, and leave the slot empty for the next question."""
        knowledge = searcher().knowledge
        found = current(knowledge, tracker)
        if found is None:
            return {ANSWER: None}
        reading = Reading(**value)
        unclear = knowledge.phrases["flow_unclear"]
        if reading.empty and last_text(tracker).startswith(unclear):
            reading = replace(reading, skipped=True)  # asked twice is enough
        flow, case, note = advance(knowledge, *found, reading)
        if reading.empty:
            note["text"] = unclear
        note["aside"] = reading.asks
        code = tracker.get_slot(CODE)
        if code and flow.kind in KEPT_KINDS:
            keep(code, {**kept_with(knowledge, tracker), flow.id: case.facts}, flow.id)
        return {ANSWER: None, CASE: case.as_dict(), NOTE: note, STATE: state_after(flow, case)}

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """A message that tells something and asks something too: keep the facts, and let the question be answered."""
        events: Events = await super().run(dispatcher, tracker, domain)
        notes = [event["value"] for event in events if event.get("event") == "slot" and event.get("name") == NOTE]
        if any(note and note.get("aside") for note in notes):
            events.append(ActionExecutionRejected(FORM))
        return events


def last_text(tracker: Tracker) -> str:
    """What the assistant said last."""
    said = (event.get("text") or "" for event in reversed(tracker.events) if event.get("event") == "bot")
    return next(said, "")


def acted(tracker: Tracker) -> bool:
    """Whether something was done with the last message already: the form is only coming back to its question."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "action_execution_rejected":
            return True
        if event.get("event") == "action" and event.get("name") not in (FORM, "action_listen", "action_extract_slots"):
            return True
    return False


def taken(tracker: Tracker, reading: Reading) -> Reading | None:
    """What of a message is an answer; None when it is a question or another matter, so that the form leaves it alone.

    Danger breaks through whatever else is told, and the facts are kept. Whoever says that there is none is believed
    unless the fixed routes see danger all the same."""
    intent = tracker.latest_message.get("intent") or {}
    name, confidence = intent.get("name") or "", float(intent.get("confidence") or 0.0)
    if name == ALARM and (confidence >= SURE or reading.values.get("danger") != "nee"):
        return None if reading.empty else replace(reading, asks=True)
    # "medewerker burgerzaken" is a function; only the classifier takes it for a wish for a person.
    if name == "human" and confidence < SURE and not reading.empty:
        return reading
    if name in NO_ANSWERS or (name in VICTIMS and (confidence >= SURE or reading.empty)):
        return None
    if reading.guessed and name in SMALLTALK:
        return None
    if not reading.empty or name == "correct_fact":
        return reading
    return None if reading.asks or name in SMALLTALK else reading


def asks_about_the_subject(tracker: Tracker) -> bool:
    """Whether search has an answer to a message that answers nothing: "ze zegt dat ze het zelf wil, telt dat mee" has
    neither the mark nor the order of words of a question."""
    intent = str((tracker.latest_message.get("intent") or {}).get("name"))
    if not intent.startswith("ask_") or intent in SMALLTALK:
        return False
    text = tracker.latest_message.get("text") or ""
    found = searcher().search(text, context_of(tracker), given_vector(tracker))
    return found.verdict is Verdict.ANSWER or (found.verdict is Verdict.ASK_BACK and len(words(text)) >= ASKED)


class ActionAskFlowAnswer(Action):  # type: ignore[misc]
    """Ask the open question."""

    def name(self) -> str:
        """Name in the domain: what Rasa calls for the slot of the form."""
        return f"action_ask_{ANSWER}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        knowledge = searcher().knowledge
        found = current(knowledge, tracker)
        if found is not None and next_question(*found) is not None:
            dispatcher.utter_message(**flow_reply.question(knowledge, *found, tracker.get_slot(NOTE) or {}))
        return [SlotSet(NOTE, None)]


class ActionFlowEnd(Action):  # type: ignore[misc]
    """Say what stands at the end of the flow."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_flow_end"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        knowledge = searcher().knowledge
        found = current(knowledge, tracker)
        if found is None:
            dispatcher.utter_message(text=knowledge.phrases["flow_gone"], json_message={"outcome": "refuse"})
            return [SlotSet(STATE, None)]
        flow, case = found
        kept = kept_with(knowledge, tracker)
        dispatcher.utter_message(**ENDINGS[flow.kind](knowledge, flow, case, tracker.get_slot(NOTE) or {}, kept))
        topic, answer = flow_reply.about(knowledge, flow)
        return [
            SlotSet(STATE, DONE), SlotSet(NOTE, None), SlotSet("topic", topic), SlotSet("answer", answer),
            SlotSet("options", None), SlotSet("failures", 0), SlotSet(KEPT, kept),
        ]  # fmt: skip


class ActionFlowWhy(Action):  # type: ignore[misc]
    """Why the open question is asked."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_flow_why"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        found = current(searcher().knowledge, tracker)
        question = next_question(*found) if found and (tracker.active_loop or {}).get("name") == FORM else None
        if question is None:
            return list(ActionAnswer().run(dispatcher, tracker, domain))
        return [SlotSet(NOTE, {"text": question.why})]


class ActionFlowBack(Action):  # type: ignore[misc]
    """Come back to the open question; says nothing itself."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_flow_back"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        knowledge = searcher().knowledge
        found = current(knowledge, tracker)
        text = phrase(knowledge, "flow_back", found[0]) if found else knowledge.phrases["flow_back"]
        return [SlotSet(STATE, OPEN), SlotSet(NOTE, {"text": text})]


class ActionFlowPause(Action):  # type: ignore[misc]
    """Leave the flow, but keep what is known, so that one can go on later; says nothing itself."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_flow_pause"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        return [SlotSet(STATE, PAUSED), SlotSet(NOTE, None)]


class ActionFlowStopped(Action):  # type: ignore[misc]
    """Say that the flow is left, and how to take it up again."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_flow_stopped"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        knowledge = searcher().knowledge
        found = current(knowledge, tracker)
        text = phrase(knowledge, "flow_stopped", found[0]) if found else knowledge.phrases["flow_stopped"]
        kept = found is not None and found[0].kind in KEPT_KINDS
        titles = [knowledge.phrases[name] for name in ("flow_go_on", *(["flow_save"] if kept else []))]
        dispatcher.utter_message(
            text=text,
            buttons=[{"title": title, "payload": title} for title in titles],
            json_message={"outcome": "smalltalk"},
        )
        return [SlotSet(KEPT, kept_with(knowledge, tracker))]


class ActionFlowRestart(Action):  # type: ignore[misc]
    """Forget the facts and begin the same flow again."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_flow_restart"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        knowledge = searcher().knowledge
        found = current(knowledge, tracker)
        if found is None:
            return [SlotSet(CASE, None), SlotSet(STATE, None)]
        flow = found[0]
        note = {"text": phrase(knowledge, "flow_restarted", flow)}
        kept = {name: facts for name, facts in kept_with(knowledge, tracker).items() if name != flow.id}
        return [
            SlotSet(CASE, begin(flow).as_dict()), SlotSet(STATE, OPEN), SlotSet(NOTE, note), SlotSet(KEPT, kept),
        ]  # fmt: skip


class ActionFlowForget(Action):  # type: ignore[misc]
    """Forget the flow and its facts; says nothing itself."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_flow_forget"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        return [SlotSet(CASE, None), SlotSet(STATE, None), SlotSet(NOTE, None)]


class ActionFlowDanger(Action):  # type: ignore[misc]
    """Danger was told in the middle of a flow: keep that fact, and say how to go on."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_flow_danger"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        knowledge = searcher().knowledge
        found = current(knowledge, tracker)
        if found is None:
            return []
        flow, case = found
        dispatcher.utter_message(**flow_reply.after_danger(knowledge, flow))
        facts = flow.clean({**case.facts, **DANGER})
        return [SlotSet(CASE, replace(case, facts=facts).as_dict()), SlotSet(NOTE, None)]


class ActionFlowCorrect(Action):  # type: ignore[misc]
    """A fact is corrected after the plan, or after a stop; without a flow it is a message like any other."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_flow_correct"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        knowledge = searcher().knowledge
        found = current(knowledge, tracker)
        text = tracker.latest_message.get("text") or ""
        if found is not None and tracker.get_slot(STATE) in (DONE, PAUSED):
            flow, case = found
            reading = read(flow, knowledge.flow_words, text, None, case.facts)
            if reading.values:
                flow, case, note = advance(knowledge, flow, case, reading)
                return [SlotSet(CASE, case.as_dict()), SlotSet(STATE, state_after(flow, case)), SlotSet(NOTE, note)]
        return [*ActionAnswer().run(dispatcher, tracker, domain), SlotSet(STATE, None)]
