"""What is said at once about a case, before the questions on it: what a mail asks, and what its facts choose."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import reply
from actions.answer import Events, given_vector, remember, show
from kompas.flows.model import Case, Flow, holds
from kompas.knowledge import KnowledgeBase
from kompas.questions import is_long
from kompas.schema import Answer
from kompas.search import Found, Searcher, Verdict


def answer_at_once(
    dispatcher: CollectingDispatcher, search: Searcher, flow: Flow, case: Case, tracker: Tracker
) -> Events:
    """Say it. Of a short message the facts choose the answer, so that it never contradicts the plan. A mail gets what
    search is sure of; when search is not, its best guess stands beside the answer that the facts choose."""
    knowledge, text = search.knowledge, tracker.latest_message.get("text") or ""
    chosen = _by_facts(knowledge, flow, case)
    found = search.search(text, vectors=given_vector(tracker)) if is_long(text) else None
    if found is not None and found.parts:
        dispatcher.utter_message(**reply.several(knowledge, found.parts))
        return remember(knowledge, knowledge.answers[found.hits[0].answer], text)
    answers = _candidates(knowledge, found, chosen)
    if len(answers) < 2:
        return show(dispatcher, knowledge, answers[0], text) if answers else []
    said = reply.either(knowledge, [answer.id for answer in answers])
    del said["buttons"]  # those of the first question on the case follow
    dispatcher.utter_message(**said)
    return remember(knowledge, answers[0], text)


def _by_facts(knowledge: KnowledgeBase, flow: Flow, case: Case) -> Answer | None:
    procedure = knowledge.procedures.get(flow.id)
    held = [first.answer for first in procedure.first if holds(first.when, case.facts)] if procedure else []
    return next((knowledge.answers[answer] for answer in held if answer in knowledge.answers), None)


def _candidates(knowledge: KnowledgeBase, found: Found | None, chosen: Answer | None) -> list[Answer]:
    """One answer when it is sure or there is no other, else two; none when nothing can be said."""
    best = knowledge.answers[found.hits[0].answer] if found is not None and found.hits else None
    if found is None or best is None or found.verdict not in (Verdict.ANSWER, Verdict.ASK_BACK):
        return [chosen] if chosen is not None else []
    if found.verdict is Verdict.ANSWER or chosen is None or chosen.id == best.id:
        return [best]
    return [best, chosen]
