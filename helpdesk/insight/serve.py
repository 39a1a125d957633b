"""Serves the dashboard: `python -m helpdesk insight`, or `make inzicht`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from helpdesk.insight import hooks
from helpdesk.insight.dashboard import DASHBOARD, DATABASE, metadata
from helpdesk.insight.gatekeeper import App, gatekeeper, is_loopback
from helpdesk.insight.recorder import HERE, open_insight
from helpdesk.settings import InsightServer, SettingError

PAGE = f"/-/dashboards/{DASHBOARD}"
SETTINGS = {
    "sql_time_limit_ms": 5000, "max_returned_rows": 2000, "allow_download": False, "allow_facet": False,
    "suggest_facets": False,
}  # fmt: skip


def application(file: Path, server: InsightServer) -> App:
    """The dashboard over a file with figures. Raises SettingError when it would be open to others."""
    if server.password_hash is None and not is_loopback(server.host):
        raise SettingError(
            "KOMPAS_INSIGHT_PASSWORD_HASH moet gezet zijn als KOMPAS_INSIGHT_HOST een ander adres is dan van deze "
            "machine zelf. Maak er een met: .venv/bin/datasette hash-password"
        )
    open_insight(file)
    if not pm.is_registered(hooks):
        pm.register(hooks)
    templates = str(HERE / "templates")
    datasette = Datasette(metadata=metadata(server.password_hash), settings=SETTINGS, template_dir=templates)
    # Its name is part of addresses, whatever the file is called.
    datasette.add_database(Database(datasette, path=str(file), is_mutable=True), name=DATABASE)
    return gatekeeper(datasette.app(), open_locally=server.password_hash is None, home=PAGE)


def serve(file: Path, server: InsightServer) -> None:
    """Serve until stopped. Raises SettingError."""
    app: Any = application(file, server)
    print(f"De cijfers: http://{server.host}:{server.port}{PAGE}\nStoppen: Ctrl-C", flush=True)
    # Sanic needs a version of websockets that uvicorn cannot use; the dashboard needs none.
    uvicorn.run(app, host=server.host, port=server.port, log_level="warning", proxy_headers=False, ws="none")
