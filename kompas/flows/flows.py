"""The flows of the knowledge base. A kind of content that is a flow (a procedure now) is turned into one here."""

from __future__ import annotations

from kompas.flows.model import Ask, Flow
from kompas.knowledge import KnowledgeBase
from kompas.schema import Procedure

PROCEDURE = "procedure"


def flows(knowledge: KnowledgeBase) -> dict[str, Flow]:
    """All flows by id."""
    return {procedure.id: from_procedure(knowledge, procedure) for procedure in knowledge.procedures.values()}


def from_procedure(knowledge: KnowledgeBase, procedure: Procedure) -> Flow:
    """The questions of a procedure as a flow. A question that does not exist is left out; `kompas check` reports it."""
    asks = [
        Ask(knowledge.questions[ask.ask], ask.when) for ask in procedure.questions if ask.ask in knowledge.questions
    ]
    return Flow(
        procedure.id, PROCEDURE, procedure.title, tuple(asks), procedure.given, tuple(procedure.start),
        procedure.told, procedure.otherwise,
    )  # fmt: skip
