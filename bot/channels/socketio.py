"""The Socket.IO channel: the protocol of Rasa's own, for clients that exist, behind the same gate as REST."""

import logging
from typing import Any

from engineio.exceptions import EngineIOError
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json
from socketio import AsyncServer

from bot.channels.converse import Handler, answer, plain
from bot.channels.gate import gate
from bot.channels.rest import MAX_BODY
from bot.channels.web import caller_of, readable, refused_origin
from bot.guard.caller import Caller
from bot.guard.gate import Refused
from bot.guard.message import BadRequest, sender_and_message
from bot.sentences import sentence

logger = logging.getLogger(__name__)
PATH = "/socket.io"
# The library logs what clients send it in error; that may be anything.
_QUIET = logging.getLogger("kompas.socketio")
_QUIET.setLevel(logging.CRITICAL + 1)


class KompasSocketIO(InputChannel):  # type: ignore[misc]
    """`session_request` gives a token, `user_uttered` asks, `bot_uttered` answers; see docs/reply-contract.md."""

    @classmethod
    def name(cls) -> str:
        """Part of the address and name in the tracker."""
        return "socketio"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes of this channel."""
        gate()  # a wrong setting stops the start
        # The gate decides on origins, for it knows our own; the library would let pass what names no origin it knows.
        server = AsyncServer(
            async_mode="sanic",
            cors_allowed_origins=[],
            max_http_buffer_size=MAX_BODY,
            http_compression=False,
            logger=_QUIET,
            engineio_logger=_QUIET,
        )
        conversations = Conversations(server, on_new_message, self.name())
        server.on("connect", conversations.connect)
        server.on("session_request", conversations.session_request)
        server.on("user_uttered", conversations.user_uttered)
        routes = _Routes(server)

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        return routes


class _Routes(Blueprint):  # type: ignore[misc]
    def __init__(self, server: AsyncServer) -> None:
        super().__init__("kompas_socketio")
        self.ctx.server = server

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Add the address outside `/webhooks` at which clients of Socket.IO connect."""

        async def connection(request: Request) -> HTTPResponse | None:
            caller = caller_of(request)
            if (refusal := refused_origin(caller)) is not None:
                return refusal
            if request.method == "OPTIONS":
                return readable(empty(204), caller)
            try:
                response: HTTPResponse | None = await self.ctx.server.eio.handle_request(request)
            except (EngineIOError, ValueError, LookupError, TypeError):
                # The library does not catch what a packet out of order leads to; the connection is of no use any more.
                logger.info("a connection ended by a broken packet")
                request.transport.close()
                return None
            return response and readable(response, caller)

        connection.is_websocket = True  # type: ignore[attr-defined]  # or Sanic misses a response when one closes
        app.add_route(connection, f"{PATH}/", methods=["GET", "POST", "OPTIONS"], name="kompas_socketio_connection")
        app.enable_websocket()
        super().register(app, options)


class Conversations:
    """What happens at each event. A socket may speak for any session whose token it shows."""

    def __init__(self, server: AsyncServer, on_new_message: Handler, channel: str) -> None:
        """`on_new_message`: hands a message to the bot. `channel`: the name in the tracker."""
        self._server = server
        self._channel = channel
        self._on_new_message = on_new_message

    async def connect(self, socket: str, environ: dict[str, Any], auth: Any = None) -> None:
        """Remember who connected."""
        await self._server.save_session(socket, {"caller": caller_of(environ["sanic.request"]), "token": None})

    async def session_request(self, socket: str, data: Any = None) -> None:
        """Confirm the session that is asked for when its token is good; else a new one."""
        try:
            await self._session(socket, data.get("session_id") if isinstance(data, dict) else None, confirm=True)
        except Refused as refused:
            await self._say(socket, plain(_sentence(refused)))

    async def user_uttered(self, socket: str, data: Any = None) -> dict[str, Any]:
        """Answer a message. Returns, for clients that ask for it, status and reason."""
        try:
            if not isinstance(data, dict):
                raise BadRequest("the message must be a JSON object")
            caller, token = await self._session(socket, data.get("session_id"))
            _, message = sender_and_message({**data, "sender": token})
            for reply in await answer(self._on_new_message, caller, token, message, self._channel):
                await self._say(gate().conversation(caller, token), reply)
        except BadRequest as error:
            await self._say(socket, plain(sentence("empty")))
            return {"status": 400, "error": str(error)}
        except Refused as refused:
            await self._say(socket, plain(_sentence(refused)))
            return {"status": refused.status, "error": str(refused), "code": refused.code}
        return {"status": 200}

    async def _session(self, socket: str, wanted: Any, confirm: bool = False) -> tuple[Caller, str]:
        """Who is behind the socket, and the token to speak for: the wanted one if good, else that of this socket, else
        a new one. The client is told when it is another than before, or when `confirm` asks for it."""
        state = await self._server.get_session(socket)
        caller, bound = state["caller"], state["token"]
        token = gate().renew(caller, wanted or bound)
        if confirm or token != bound:
            self._server.enter_room(socket, gate().conversation(caller, token))
            await self._server.save_session(socket, {"caller": caller, "token": token})
            await self._server.emit("session_confirm", token, room=socket)
        return caller, token

    async def _say(self, room: str, reply: dict[str, Any]) -> None:
        """One message, twice: as Rasa's clients know it, who stumble over fields of others, and as REST has it."""
        await self._server.emit("bot_uttered", as_rasa_does(reply), room=room)
        await self._server.emit("kompas_uttered", reply, room=room)


def as_rasa_does(reply: dict[str, Any]) -> dict[str, Any]:
    """A reply in the form of Rasa's own Socket.IO channel.

    >>> as_rasa_does({"text": "Kies", "buttons": [{"title": "A", "payload": "a"}], "custom": {"outcome": "answer"}})
    {'text': 'Kies', 'quick_replies': [{'content_type': 'text', 'title': 'A', 'payload': 'a'}]}
    """
    if "image" in reply:
        return {"attachment": {"type": "image", "payload": {"src": reply["image"]}}}
    message: dict[str, Any] = {"text": reply.get("text", "")}
    if buttons := reply.get("buttons"):
        message["quick_replies"] = [
            {"content_type": "text", "title": b["title"], "payload": b.get("payload") or b["title"]} for b in buttons
        ]
    return message


def _sentence(refused: Refused) -> str:
    if refused.code == "messages":
        return sentence("too_many")
    return sentence("too_fast").format(seconds=refused.retry_after or 60)
