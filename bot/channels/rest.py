"""The REST channel: Rasa's own contract, behind the guard, and never silent."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.channels.output import Replies
from bot.guard.message import MAX_LENGTH, BadRequest, Incoming, receive
from bot.sentences import sentence

logger = logging.getLogger(__name__)
PATIENCE = 20.0  # seconds before a reply is given up and the user is told so
Handler = Callable[[UserMessage], Awaitable[Any]]


class KompasRest(InputChannel):  # type: ignore[misc]
    """`POST /webhooks/rest/webhook` with `{"sender", "message"}`; answers the standard list of messages."""

    @classmethod
    def name(cls) -> str:
        """Part of the address and name in the tracker."""
        return "rest"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes of this channel."""
        routes = Blueprint("kompas_rest")

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def webhook(request: Request) -> HTTPResponse:
            try:
                # A page elsewhere may post text/plain without asking; for JSON the browser asks first, and is refused.
                if not (request.content_type or "").startswith("application/json"):
                    raise BadRequest("the Content-Type must be application/json")
                incoming = receive(request.body)
            except BadRequest as error:
                return json({"error": str(error)}, status=400)
            return json(await replies(on_new_message, incoming))

        return routes


async def replies(on_new_message: Handler, incoming: Incoming) -> list[dict[str, Any]]:
    """What the bot says to a message; when it stays silent or fails, a plain sentence with the way to a person."""
    if incoming.refused == "too_long":
        return [_plain(incoming.sender, sentence("too_long").format(limit=MAX_LENGTH))]
    output = Replies()
    message = UserMessage(incoming.text, output, incoming.sender, input_channel="rest")
    try:
        await asyncio.wait_for(on_new_message(message), PATIENCE)
    except asyncio.TimeoutError:
        logger.error("no reply within %.0f seconds", PATIENCE)
    except Exception:
        logger.exception("a message could not be handled")
    return output.messages or [_plain(incoming.sender, sentence("unavailable"))]


def _plain(sender: str, text: str) -> dict[str, Any]:
    return {"recipient_id": sender, "text": text, "custom": {"outcome": "refuse"}}
