"""Who may come near the figures, asked before Datasette sees a request.

Without a password only this machine itself may look: not another one, not a page elsewhere by a name that leads here,
and not the visitors of a reverse proxy. With a password everybody must log in, and may try only so often.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

Scope = dict[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]
TRIES = 10  # log-ins a minute
LOGIN, TOOL = "/-/login", "/-/password-tool"
# Its charts are drawn by scripts in the page and by Vega, which compiles its own; but nothing may go elsewhere.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
]
_FORWARDED = (b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"forwarded")


class _Tries:
    """Counts log-ins. The limiter itself does not hold on to its storage."""

    def __init__(self) -> None:
        self._storage = MemoryStorage()
        self._limiter = FixedWindowRateLimiter(self._storage)

    def one_more(self) -> bool:
        """Count one; whether it may be."""
        return bool(self._limiter.hit(RateLimitItemPerMinute(TRIES), "login"))


def gatekeeper(app: App, open_locally: bool, home: str) -> App:
    """`app` behind the rules above. `open_locally`: there is no password. `home`: where the first page is."""
    tries = _Tries()

    async def guarded(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
        elif open_locally and not _is_local(scope):
            await _refuse(send, 403, "Zonder wachtwoord zijn de cijfers alleen op deze machine zelf te zien.")
        elif scope["path"].rstrip("/") == TOOL:
            await _refuse(send, 404, "Deze pagina is er niet.")
        elif scope["path"] == "/" and scope["method"] == "GET":
            await _answer(send, 302, b"", (b"location", home.encode()))
        elif _logs_in(scope) and not tries.one_more():
            await _refuse(send, 429, "Te veel pogingen. Wacht een minuut en probeer het opnieuw.")
        else:
            await app(_without_basic(scope), receive, _with_headers(send))

    return guarded


def _logs_in(scope: Scope) -> bool:
    return scope["method"] == "POST" and bool(scope["path"].rstrip("/") == LOGIN)


def _without_basic(scope: Scope) -> Scope:
    """The plugin would also check a password in a header, on every page and as often as one likes."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"authorization"]}


def _is_local(scope: Scope) -> bool:
    headers = dict(scope["headers"])
    host = urlsplit(f"//{headers.get(b'host', b'').decode('latin-1')}").hostname or ""
    client = (scope.get("client") or ("", 0))[0]
    return is_loopback(client) and is_loopback(host) and not any(name in headers for name in _FORWARDED)


def is_loopback(host: str) -> bool:
    """Whether an address or name is that of this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _with_headers(send: Any) -> Any:
    async def sending(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *HEADERS]}
        await send(message)

    return sending


async def _refuse(send: Any, status: int, text: str) -> None:
    await _answer(send, status, text.encode(), (b"content-type", b"text/plain; charset=utf-8"))


async def _answer(send: Any, status: int, body: bytes, header: tuple[bytes, bytes]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [header, *HEADERS]})
    await send({"type": "http.response.body", "body": body})
