"""Serves the widget and the pages that show it, so that one address is all a user needs."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw, redirect

from bot.channels.converse import Handler

WIDGET = Path(__file__).parents[2] / "widget"
# No inline script or style; text can become script or markup nowhere, but in lit's own templates (Trusted Types).
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "require-trusted-types-for 'script'; trusted-types lit-html"
)
HTML = "text/html; charset=utf-8"
CSS = "text/css; charset=utf-8"
SCRIPT = "text/javascript; charset=utf-8"
SVG = "image/svg+xml"


@dataclass(frozen=True)
class Page:
    """One file at one address."""

    path: str
    file: str
    mime: str
    shared: bool = False  # pages of others may load it

    @property
    def name(self) -> str:
        """Name of the route."""
        return self.file.replace("/", "_").replace(".", "_").replace("-", "_")


PAGES = (
    Page("/", "demo/index.html", HTML),
    Page("/pagina", "demo/pagina.html", HTML),
    Page("/insluiten", "demo/insluiten.html", HTML),
    Page("/demo/demo.css", "demo/demo.css", CSS),
    Page("/demo/icoon.svg", "demo/icoon.svg", SVG),
    Page("/demo/insluiten.js", "demo/insluiten.js", SCRIPT),
    Page("/demo/voorbeeld-theme.css", "dist/voorbeeld-theme.css", CSS),
    Page("/widget/kompas-assistent.js", "dist/kompas-assistent.js", SCRIPT, shared=True),
)


class Pages(InputChannel):  # type: ignore[misc]
    """`GET /`, `/pagina`, `/insluiten` and the script that others embed; nothing comes from elsewhere."""

    @classmethod
    def name(cls) -> str:
        """Name in the logs."""
        return "pages"

    def url_prefix(self) -> str:
        """Outside `/webhooks`."""
        return "/"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes of this channel."""
        routes = Blueprint("kompas_pages")
        for page in PAGES:
            if page.path != "/":
                routes.add_route(_handler(page), page.path, methods=["GET", "HEAD"], name=page.name)

        @routes.route("/kompas/", methods=["GET"])
        async def old_address(request: Request) -> HTTPResponse:
            return redirect("/")

        @routes.listener("before_server_start")
        async def take_the_root(app: Sanic, loop: Any) -> None:
            # Rasa greets at "/" before any channel can claim it.
            for route in app.router.routes_all.values():
                if route.path == "" and "GET" in route.methods:
                    route.handler = _handler(PAGES[0])

        return routes


def _handler(page: Page) -> Any:
    async def serve(request: Request) -> HTTPResponse:
        return _response(page, request.headers.get("If-None-Match"))

    return serve


def _response(page: Page, known: str | None) -> HTTPResponse:
    file = WIDGET / page.file
    body, tag = _content(file, file.stat().st_mtime_ns)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    if page.mime == HTML:
        headers |= {"Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer"}
    if page.shared:
        # Also for <script crossorigin integrity=...>; the script holds no secret.
        headers |= {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    if known == tag:
        return empty(304, headers=headers)
    return raw(body, headers=headers, content_type=page.mime)


@lru_cache(maxsize=len(PAGES) * 2)
def _content(file: Path, changed: int) -> tuple[bytes, str]:
    body = file.read_bytes()
    return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'
