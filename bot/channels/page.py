"""Serves the page with the conversation, so that one address is all a user needs."""

from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, file

from bot.channels.rest import Handler

FOLDER = Path(__file__).parents[2] / "widget"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


class Page(InputChannel):  # type: ignore[misc]
    """`GET /kompas/`: the page; beside it the script and the style that it needs, and nothing from elsewhere."""

    @classmethod
    def name(cls) -> str:
        """Name in the logs."""
        return "page"

    def url_prefix(self) -> str:
        """An address of its own, outside `/webhooks`."""
        return "/kompas"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes of this channel."""
        routes = Blueprint("kompas_page")

        # Each file has a route of its own: one with a parameter would also catch the page's own address.
        @routes.route("/", methods=["GET"])
        async def page(request: Request) -> HTTPResponse:
            return await _send("page.html", "text/html")

        @routes.route("/page.js", methods=["GET"])
        async def script(request: Request) -> HTTPResponse:
            return await _send("page.js", "text/javascript")

        @routes.route("/page.css", methods=["GET"])
        async def style(request: Request) -> HTTPResponse:
            return await _send("page.css", "text/css")

        return routes


async def _send(name: str, mime: str) -> Any:
    return await file(FOLDER / name, mime_type=f"{mime}; charset=utf-8", headers=HEADERS)
