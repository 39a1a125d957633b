"""Serves a plan as a document: Word, Markdown, or a page to print.

The address holds the flow and the facts, which are values from closed lists; nothing is stored. So there is nothing of
others to be found by guessing addresses: every address tells all that its document says.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw, text

from bot.channels.converse import Handler
from bot.knowledge import current
from kompas.flows.document import html, markdown
from kompas.flows.flows import flows
from kompas.flows.model import Case
from kompas.flows.plan import Plan, build
from kompas.flows.walk import next_question
from kompas.flows.word import word
from kompas.knowledge import KnowledgeBase

Format = tuple[str, Callable[[KnowledgeBase, Plan, date], bytes]]
FORMATS: dict[str, Format] = {
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda knowledge, plan, made: word(knowledge.phrases, plan, made),
    ),
    "md": ("text/markdown; charset=utf-8", lambda k, plan, made: markdown(k.phrases, plan, made).encode()),
    "html": ("text/html; charset=utf-8", lambda k, plan, made: html(k.phrases, plan, made).encode()),
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
            name, _, ending = document.rpartition(".")
            knowledge = current()
            facts = {fact: chosen[0] for fact, chosen in request.args.items() if len(chosen) == 1}
            try:
                if ending not in FORMATS or len(facts) != len(request.args):
                    raise NoPlan(document)
                found = plan_for(knowledge, name, facts)
            except NoPlan:
                return text(knowledge.phrases["download_wrong"], status=404, headers=HEADERS)
            mime, write = FORMATS[ending]
            # Writing a Word document takes some tens of milliseconds: not in the loop that serves conversations.
            body = await asyncio.get_running_loop().run_in_executor(None, write, knowledge, found, date.today())
            shown = "inline" if ending == "html" else "attachment"
            headers = {**HEADERS, "Content-Disposition": f'{shown}; filename="stappenplan-{name}.{ending}"'}
            return raw(body, content_type=mime, headers=headers)

        return routes
