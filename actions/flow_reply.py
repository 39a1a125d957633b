"""Words a question of a flow, and what stands at its end, as a message that obeys the reply contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from kompas.flows import document
from kompas.flows.flows import phrase
from kompas.flows.model import MODULE, UNKNOWN, Case, Facts, Flow
from kompas.flows.plan import Plan, build
from kompas.flows.walk import Taken, next_question, progress
from kompas.knowledge import KnowledgeBase
from kompas.schema import Question

DOWNLOADS = "/kompas/plan"
FORMATS = (
    ("docx", "download_word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("md", "download_markdown", "text/markdown"),
    ("html", "download_print", "text/html"),
)
Note = dict[str, Any]
Kept = Mapping[str, Facts]  # the facts of every scan and module that the user worked on, by flow


def note(knowledge: KnowledgeBase, flow: Flow, taken: Taken) -> Note:
    """What the next message begins with: facts as understood, and what must be read at once."""
    parts = list(taken.now)
    for name, facts in (("flow_note_changed", taken.changed), ("flow_note_told", taken.told)):
        words = [described(question, value) for fact, value in facts.items() if (question := flow.question(fact))]
        # The answer to the open question alone needs no repeating; several facts, or a change, do.
        if words and (name == "flow_note_changed" or len(words) > 1):
            parts.append(knowledge.phrases[name].format(facts="; ".join(words)))
    if taken.hinted:
        words = [described(asked, value) for fact, value in taken.hinted.items() if (asked := flow.question(fact))]
        parts.append(knowledge.phrases["flow_note_hint"].format(facts="; ".join(words)))
    alarm = (taken.told | taken.changed).get("danger") == "ja"
    return {"text": "\n\n".join(parts), "alarm": alarm}


def described(question: Question, value: str) -> str:
    """A fact in words."""
    label = next((option.label for option in question.options if option.value == value), value)
    return f"{question.name.lower()}: {label}"


def question(knowledge: KnowledgeBase, flow: Flow, case: Case, said: Note) -> dict[str, Any]:
    """The open question with its options, progress, and what must be said before it."""
    phrases, asked = knowledge.phrases, next_question(flow, case)
    assert asked is not None
    where = progress(flow, case)
    label = phrase(knowledge, "flow_label", flow).format(step=where.step, of=where.of)
    shown = [option.label for option in asked.options if not option.vague]
    blocks = [said.get("text") or ""]
    if said.get("first"):
        blocks.append(phrase(knowledge, "flow_intro", flow).format(most=where.of, intro=_intro(knowledge, flow)))
    blocks.append(f"**{label}.** {asked.text}")
    skips = [] if flow.kind == MODULE else [phrases["flow_skip"]]  # a module offers it itself, with the right answer
    if len(shown) > 2:
        blocks.append("\n".join(f"{number}. {option}" for number, option in enumerate(shown, start=1)))
    if said.get("first"):
        blocks.append(phrase(knowledge, "flow_how", flow))
    labels = [*shown, *skips]
    return {
        "text": "\n\n".join(filter(None, blocks)),
        "buttons": [{"title": text, "payload": text} for text in labels],
        "json_message": {
            "outcome": "safety" if said.get("alarm") else "flow",
            "progress": {"label": label, "step": where.step, "of": where.of},
            "flow": {
                "id": flow.id,
                "question": asked.id,
                "options": [
                    *({"value": o.value, "label": o.label} for o in asked.options if not o.vague),
                    *({"value": UNKNOWN, "label": label} for label in skips),
                ],
                "facts": case.facts,
            },
        },
    }


def _intro(knowledge: KnowledgeBase, flow: Flow) -> str:
    """What a scan or a module says of itself at the beginning."""
    checklist, module = knowledge.checklists.get(flow.id), knowledge.modules.get(flow.id)
    return checklist.intro if checklist else module.goal if module else ""


def plan(knowledge: KnowledgeBase, flow: Flow, case: Case, said: Note, kept: Kept) -> dict[str, Any]:
    """The plan of a procedure, with downloads."""
    built = build(knowledge, knowledge.procedures[flow.id], case.facts)
    asked = len(case.asked)
    label = knowledge.phrases["plan_title"].format(title=flow.title)
    return {
        "text": "\n\n".join(filter(None, [said.get("text"), document.chat(knowledge.phrases, built)])),
        "json_message": {
            "outcome": "flow",
            **({"progress": {"label": label, "step": asked, "of": asked}} if asked else {}),
            "download": downloads(knowledge, flow, flow.clean(case.facts)),
            "sources": _sources(built),
            "flow": {"id": flow.id, "question": None, "options": [], "facts": case.facts},
            "plan": {
                "steps": [step.id for step in built.steps],
                "avoid": [step.id for step in built.avoid],
                "contacts": [contact.id for contact in built.contacts],
                "records": built.records,
            },
        },
    }


def downloads(knowledge: KnowledgeBase, flow: Flow, facts: Facts) -> list[dict[str, str]]:
    """Where the document can be had: the address holds the facts, and nothing is stored."""
    query = urlencode(sorted(facts.items()))
    return [
        {
            "title": phrase(knowledge, name, flow),
            "url": f"{DOWNLOADS}/{flow.id}.{ending}" + (f"?{query}" if query else ""),
            "type": mime,
        }
        for ending, name, mime in FORMATS
    ]


def _sources(built: Plan) -> list[dict[str, str]]:
    return [
        {
            "title": dated.source.title, "publisher": dated.source.publisher, "url": dated.source.url,
            "date": dated.source.date, "as_of": dated.as_of,
        }
        for dated in built.sources
    ]  # fmt: skip


def after_danger(knowledge: KnowledgeBase, flow: Flow) -> dict[str, Any]:
    """How to go on with a flow after danger was told in the middle of it."""
    phrases = knowledge.phrases
    go_on, stop = phrases["flow_go_on"], phrases["flow_stop"]
    return {
        "text": phrase(knowledge, "flow_danger", flow),
        "buttons": [{"title": go_on, "payload": go_on}, {"title": stop, "payload": stop}],
        "json_message": {"outcome": "safety"},
    }


def about(knowledge: KnowledgeBase, flow: Flow) -> tuple[str | None, str | None]:
    """The topic and the answer that later messages ("wat is je bron?") lean on after a flow."""
    procedure = knowledge.procedures.get(flow.id) or knowledge.checklists.get(flow.id)
    if procedure is None:
        return None, None
    return procedure.topic, next((answer for answer in procedure.offer if answer in knowledge.answers), None)
