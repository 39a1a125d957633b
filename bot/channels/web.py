"""What all web routes share: who asks, from which page, and how a refusal looks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.channels.gate import gate
from bot.guard.caller import Caller
from bot.guard.gate import Refused
from bot.guard.message import BadRequest

Route = Callable[[Request, Caller], Awaitable[HTTPResponse]]


def caller_of(request: Request) -> Caller:
    """The sender of a request. A header that is there twice counts as one with both values, so that none is hidden."""
    headers = {name.lower(): ", ".join(request.headers.getall(name)) for name in request.headers}
    return Caller.of(request.ip, headers, gate().proxies)


def guarded(routes: Blueprint, path: str, handler: Route) -> None:
    """Add a POST route for JSON behind the origin check, which answers the questions of browsers beforehand too."""

    async def route(request: Request) -> HTTPResponse:
        caller = caller_of(request)
        if (refusal := refused_origin(caller)) is not None:
            return refusal
        if request.method == "OPTIONS":
            return readable(empty(204), caller)
        try:
            # A page elsewhere may post text/plain without asking; for JSON the browser asks first, and is refused.
            if not (request.content_type or "").startswith("application/json"):
                raise BadRequest("the Content-Type must be application/json")
            return readable(await handler(request, caller), caller)
        except BadRequest as error:
            return readable(json({"error": str(error)}, status=400), caller)
        except Refused as refused:
            return readable(refusal_of(refused), caller)

    routes.add_route(route, path, methods=["POST", "OPTIONS"], name=path.strip("/"))


def readable(response: HTTPResponse, caller: Caller) -> HTTPResponse:
    """Let the browser show the response to the page of an allowed origin."""
    response.headers["Vary"] = "Origin"
    response.headers["Cache-Control"] = "no-store"
    if caller.origin is not None:
        response.headers["Access-Control-Allow-Origin"] = caller.origin
        response.headers["Access-Control-Allow-Methods"] = "POST, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "content-type"
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        response.headers["Access-Control-Max-Age"] = "600"
    return response


def refused_origin(caller: Caller) -> HTTPResponse | None:
    """The refusal when the page that asks may not use the assistant."""
    try:
        gate().check_origin(caller)
    except Refused as refused:
        return refusal_of(refused)
    return None


def refusal_of(refused: Refused) -> HTTPResponse:
    """The response that says why not."""
    response = json({"error": str(refused), "code": refused.code}, status=refused.status)
    if refused.retry_after is not None:
        response.headers["Retry-After"] = str(refused.retry_after)
    return response
