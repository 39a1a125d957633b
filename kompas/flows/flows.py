"""The flows of the knowledge base: every kind of content that is a flow is turned into one here."""

from __future__ import annotations

from kompas.flows.learning import from_module, from_path
from kompas.flows.model import PROCEDURE, Ask, Flow
from kompas.flows.scan import from_checklist
from kompas.knowledge import KnowledgeBase
from kompas.schema import Procedure

_made: list[tuple[KnowledgeBase, dict[str, Flow]]] = []


def flows(knowledge: KnowledgeBase) -> dict[str, Flow]:
    """All flows by id. Made once per build: every message asks for them a few times."""
    if not _made or _made[0][0] is not knowledge:
        _made[:] = [(knowledge, _make(knowledge))]
    return _made[0][1]


def _make(knowledge: KnowledgeBase) -> dict[str, Flow]:
    found = [
        *(from_procedure(knowledge, procedure) for procedure in knowledge.procedures.values()),
        *(from_checklist(knowledge, checklist) for checklist in knowledge.checklists.values()),
        *(from_module(knowledge, module) for module in knowledge.modules.values()),
        *(from_path(path) for path in knowledge.learning_paths.values()),
    ]
    return {flow.id: flow for flow in found}


def from_procedure(knowledge: KnowledgeBase, procedure: Procedure) -> Flow:
    """The questions of a procedure as a flow. A question that does not exist is left out; `kompas check` reports it."""
    asks = [
        Ask(knowledge.questions[ask.ask], ask.when) for ask in procedure.questions if ask.ask in knowledge.questions
    ]
    return Flow(
        procedure.id, PROCEDURE, procedure.title, tuple(asks), procedure.given, tuple(procedure.start),
        procedure.told, procedure.otherwise,
    )  # fmt: skip


def phrase(knowledge: KnowledgeBase, name: str, flow: Flow) -> str:
    """A sentence for a flow: that of its kind when there is one, else the general one."""
    return knowledge.phrases.get(f"{name}_{flow.kind}") or knowledge.phrases[name]
