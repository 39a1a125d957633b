"""What someone did in scans and the learning path: kept in the conversation, and under a code for another device."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Events
from actions.flow import CASE, CODE, DONE, KEPT, NOTE, OPEN, PAUSED, STATE, current, kept_with, state_after
from actions.knowledge import searcher
from actions.saved import keep, progress
from helpdesk.clock import now
from helpdesk.progress import TooManyTries
from kompas.flows.codes import find_code, new_code, written
from kompas.flows.flows import flows
from kompas.flows.model import KEPT as KINDS
from kompas.flows.model import PATH, Case
from kompas.knowledge import KnowledgeBase


class ActionFlowSave(Action):  # type: ignore[misc]
    """Give a code with which to go on later, on another device."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_flow_save"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        knowledge = searcher().knowledge
        phrases = knowledge.phrases
        if not kept_with(knowledge, tracker):
            titles = _titles(knowledge)
            dispatcher.utter_message(
                text=phrases["save_nothing"],
                buttons=[{"title": title, "payload": title} for title in titles],
                json_message={"outcome": "refuse"},
            )
            return []
        code = tracker.get_slot(CODE) or new_code()
        kept, found = kept_with(knowledge, tracker), current(knowledge, tracker)
        keep(code, kept, found[0].id if found is not None and found[0].kind in KINDS else None)
        until = (now() + timedelta(days=progress().days)).strftime("%d-%m-%Y")
        text = phrases["save_code"].format(code=written(code), until=until)
        dispatcher.utter_message(text=text, json_message={"outcome": "flow", "code": written(code)})
        return [SlotSet(CODE, code), SlotSet(KEPT, kept)]


class ActionFlowLoad(Action):  # type: ignore[misc]
    """Go on with what was kept under a code."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_flow_load"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """See the class."""
        knowledge = searcher().knowledge
        code = find_code(tracker.latest_message.get("text") or "") or ""
        try:
            state = progress().load(code, tracker.sender_id)
            wrong = "code_wrong"
        except TooManyTries:
            state, wrong = None, "code_too_many"
        if state is None:
            dispatcher.utter_message(text=knowledge.phrases[wrong], json_message={"outcome": "refuse"})
            going_on = (tracker.active_loop or {}).get("name") is not None
            return [SlotSet(STATE, OPEN if going_on else PAUSED)]
        found = flows(knowledge)
        kept = {
            flow: found[flow].clean(facts)
            for flow, facts in state["kept"].items()
            if flow in found and found[flow].kind in KINDS
        }
        paths = [flow.id for flow in found.values() if flow.kind == PATH]
        goal = next((flow for flow in (state.get("flow"), *paths, *kept) if flow in kept), None)
        if goal is None:
            dispatcher.utter_message(text=knowledge.phrases["code_wrong"], json_message={"outcome": "refuse"})
            return [SlotSet(STATE, PAUSED)]
        case = Case(goal, dict(kept[goal]), asked=tuple(kept[goal]))
        open_or_done = state_after(found[goal], case)
        note = {"text": knowledge.phrases["code_right"].format(title=found[goal].title)}
        return [
            SlotSet(KEPT, kept), SlotSet(CODE, code), SlotSet(CASE, case.as_dict()), SlotSet(NOTE, note),
            SlotSet(STATE, open_or_done if open_or_done == OPEN else DONE),
        ]  # fmt: skip


def _titles(knowledge: KnowledgeBase) -> list[str]:
    titles: Iterable[str] = (flow.title for flow in flows(knowledge).values() if flow.kind in ("scan", "path"))
    return list(titles)
