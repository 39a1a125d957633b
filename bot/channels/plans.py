"""Serves what stands at the end of a flow as a document: Word, Markdown, or a page to print.

The address holds the flow and the facts, which are values from closed lists; nothing is stored. So there is nothing of
others to be found by guessing addresses: every address tells all that its document says.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw, text

from bot.channels.converse import Handler
from bot.channels.gate import gate
from bot.channels.web import caller_of, refusal_of
from bot.guard.gate import Refused
from bot.knowledge import current
from kompas.flows import document, paper, papers, scan, word
from kompas.flows.flows import flows
from kompas.flows.model import PATH, SCAN, Case
from kompas.flows.paper import Paper
from kompas.flows.plan import Plan, build
from kompas.flows.sources import Phrases
from kompas.flows.walk import next_question
from kompas.knowledge import KnowledgeBase

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
PLANS: dict[str, Callable[[Phrases, Plan, date], bytes]] = {
    "docx": word.word,
    "md": lambda phrases, plan, made: document.markdown(phrases, plan, made).encode(),
    "html": lambda phrases, plan, made: document.html(phrases, plan, made).encode(),
}
PAPERS: dict[str, Callable[[Paper], bytes]] = {
    "docx": paper.word,
    "md": lambda made: paper.markdown(made).encode(),
    "html": lambda made: paper.html(made).encode(),
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # The address holds facts of a case: no shared cache and no search engine should keep the document.
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
}


class NoPlan(LookupError):
    """There is no plan for this address."""


def plan_for(knowledge: KnowledgeBase, flow_id: str, facts: Mapping[str, str]) -> Plan:
    """The plan of a flow under facts. Raises NoPlan when the flow does not exist, a fact is not one of its questions
    with one of its values, or a question is not answered."""
    flow = flows(knowledge).get(flow_id)
    procedure = knowledge.procedures.get(flow_id)
    if flow is None or procedure is None:
        raise NoPlan(flow_id)
    clean = flow.clean(facts)
    if clean != dict(facts) or next_question(flow, Case(flow_id, clean)) is not None:
        raise NoPlan(flow_id)
    return build(knowledge, procedure, clean)


def paper_for(knowledge: KnowledgeBase, flow_id: str, facts: Mapping[str, str], made: date) -> Paper:
    """The document of a scan or of the learning path. Raises NoPlan, as `plan_for` does."""
    flow = flows(knowledge).get(flow_id)
    if flow is None:
        raise NoPlan(flow_id)
    if flow.kind == SCAN:
        clean = flow.clean(facts)
        if clean != dict(facts) or next_question(flow, Case(flow_id, clean)) is not None:
            raise NoPlan(flow_id)
        return papers.scan_paper(knowledge, scan.result(knowledge.checklists[flow_id], clean), made)
    if flow.kind == PATH:
        allowed = {m.id: [str(n) for n in range(len(m.quiz) + 1)] for m in knowledge.modules.values()}
        scores = {fact: value for fact, value in facts.items() if value in allowed.get(fact, [])}
        if {**flow.clean(facts), **scores} != dict(facts):
            raise NoPlan(flow_id)
        return papers.learned_paper(knowledge, knowledge.learning_paths[flow_id], facts, made)
    raise NoPlan(flow_id)


def write(knowledge: KnowledgeBase, flow_id: str, facts: Mapping[str, str], ending: str, made: date) -> bytes:
    """The document of a flow under facts. Raises NoPlan."""
    if flow_id in knowledge.procedures:
        return PLANS[ending](knowledge.phrases, plan_for(knowledge, flow_id, facts), made)
    return PAPERS[ending](paper_for(knowledge, flow_id, facts, made))


def file_name(knowledge: KnowledgeBase, flow_id: str) -> str:
    """How the file is called, without its ending."""
    return f"stappenplan-{flow_id}" if flow_id in knowledge.procedures else flow_id


class Plans(InputChannel):  # type: ignore[misc]
    """`GET /kompas/plan/<flow>.<docx|md|html>?<question>=<value>&...`."""

    @classmethod
    def name(cls) -> str:
        """Name in the logs."""
        return "plans"

    def url_prefix(self) -> str:
        """An address of its own, outside `/webhooks`."""
        return "/kompas/plan"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes of this channel."""
        routes = Blueprint("kompas_plans")

        @routes.route("/<document>", methods=["GET"])
        async def plan(request: Request, document: str) -> HTTPResponse:
            try:
                gate().document(caller_of(request))
            except Refused as refused:
                return refusal_of(refused)
            name, _, ending = document.rpartition(".")
            knowledge = current()
            facts = {fact: chosen[0] for fact, chosen in request.args.items() if len(chosen) == 1}
            try:
                if ending not in TYPES or len(facts) != len(request.args):
                    raise NoPlan(name)
                # Writing a Word document takes some tens of milliseconds: not in the loop that serves conversations.
                job = partial(write, knowledge, name, facts, ending, date.today())
                body = await asyncio.get_running_loop().run_in_executor(None, job)
            except NoPlan:
                return text(knowledge.phrases["download_wrong"], status=404, headers=HEADERS)
            shown = "inline" if ending == "html" else "attachment"
            headers = {**HEADERS, "Content-Disposition": f'{shown}; filename="{file_name(knowledge, name)}.{ending}"'}
            return raw(body, content_type=TYPES[ending], headers=headers)

        return routes
