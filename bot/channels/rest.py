"""The REST channel: Rasa's own contract, behind the gate, and never silent."""

from asyncio import AbstractEventLoop, to_thread
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.exceptions import PayloadTooLarge
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.channels.converse import Handler as Handler
from bot.channels.converse import answer
from bot.channels.gate import gate
from bot.channels.web import caller_of, guarded, readable
from bot.events import recorder
from bot.guard.caller import Caller
from bot.guard.feedback import feedback_from
from bot.guard.message import MAX_LENGTH, parse, sender_and_message
from bot.handover.actions import ACTIONS
from bot.handover.local import install
from helpdesk.clock import now

# The longest message takes 48 kB when each character is written as an escaped pair.
MAX_BODY = 64 * 1024  # bytes


class _Routes(Blueprint):  # type: ignore[misc]
    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        app.config.REQUEST_MAX_SIZE = MAX_BODY
        # Rasa's own handling of origins would answer browsers before the gate can.
        app.ctx.sanic_cors.resources.clear()
        app.register_listener(_with_handover, "after_server_start")
        super().register(app, options)


async def _with_handover(app: Sanic, loop: AbstractEventLoop) -> None:
    install(app.ctx.agent, ACTIONS)


class KompasRest(InputChannel):  # type: ignore[misc]
    """`POST /webhooks/rest/session` gives a token; `/webhook` takes `{"sender", "message"}` and answers the list;
    `/feedback` takes what a user thinks of an answer."""

    @classmethod
    def name(cls) -> str:
        """Part of the address and name in the tracker."""
        return "rest"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes of this channel."""
        gate()  # a wrong setting stops the start
        routes = _Routes("kompas_rest")

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        async def session(request: Request, caller: Caller) -> HTTPResponse:
            parse(request.body)
            return json(
                {
                    "sender": gate().open(caller),
                    "expires_in": gate().sessions.lifetime,
                    "limits": {"messages": gate().limits.messages, "characters": MAX_LENGTH},
                    "feedback": True,
                }
            )

        async def webhook(request: Request, caller: Caller) -> HTTPResponse:
            sender, message = sender_and_message(parse(request.body))
            said = await answer(on_new_message, caller, sender, message, self.name())
            return json([{"recipient_id": sender, **reply} for reply in said])

        async def feedback(request: Request, caller: Caller) -> HTTPResponse:
            given = feedback_from(parse(request.body))
            conversation = gate().vote(caller, given.sender)
            await to_thread(recorder().vote, conversation, given.answer, given.helpful, given.reason, now())
            return empty(204)

        guarded(routes, "/session", session)
        guarded(routes, "/feedback", feedback)
        guarded(routes, "/webhook", webhook)
        routes.exception(PayloadTooLarge)(_too_large)
        return routes


async def _too_large(request: Request, error: PayloadTooLarge) -> HTTPResponse:
    response = json({"error": f"the body must not be larger than {MAX_BODY} bytes", "code": "size"}, status=413)
    caller = caller_of(request)
    return readable(response, caller) if gate().lets_in(caller) else response
