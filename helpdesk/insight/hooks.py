"""What Datasette asks its plugins: here, where to send somebody who must log in first."""

from __future__ import annotations

from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Response

from helpdesk.insight.gatekeeper import LOGIN


@hookimpl  # type: ignore[untyped-decorator]
def forbidden(datasette: Any, request: Any, message: str) -> Any:
    """A person goes to the page to log in; a program gets Datasette's own refusal."""
    if request.actor is None and "text/html" in (request.headers.get("accept") or ""):
        return Response.redirect(datasette.urls.path(LOGIN))
    return None
