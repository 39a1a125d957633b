"""The figures as a dashboard: what Datasette and its dashboards plugin need to know, made from metrics.yml."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from typing import Any

from helpdesk.database import statements
from helpdesk.insight.metrics import Metric, metrics
from helpdesk.insight.recorder import HERE

DATABASE, DASHBOARD = "insight", "helpdesk"
TITLE = "Kompas-assistent: cijfers voor de helpdesk"
INTRODUCTION = (
    "Elke titel heeft zijn betekenis eronder. Testgesprekken en gesprekken die nog lopen tellen niet mee. "
    "Deze cijfers bevatten geen namen, geen contactgegevens en geen berichten; alleen teksten van vragen, tijdelijk."
)
COLORS = ["#1b6e3a", "#6aa84f", "#e0a800", "#c0392b", "#1f5fa8", "#8a8a8a", "#7b2d8b"]
LAYOUT = [
    ["gesprekken", "meteen", "bevestigd", "doorgestuurd"],
    ["afloop", "afloop", "afloop_per_dag", "afloop_per_dag"],
    ["vragen_per_dag", "vragen_per_dag", "onderwerpen", "onderwerpen"],
    ["antwoorden", "antwoorden", "hiaten", "hiaten"],
    ["stemmen", "stemmen", "antwoordtijd", "antwoordtijd"],
]


def metadata(password_hash: str | None) -> dict[str, Any]:
    """Datasette's metadata. Without a password hash everybody who gets in may look (see `gatekeeper`)."""
    made: dict[str, Any] = {
        "title": TITLE,
        "databases": {DATABASE: {"queries": {m.id: _query(m) for m in metrics().values()}}},
        "plugins": {
            "datasette-dashboards": {
                DASHBOARD: {
                    "title": TITLE,
                    "description": INTRODUCTION,
                    "layout": LAYOUT,
                    "filters": {
                        "van": {"name": "Van", "type": "date"},
                        "tot": {"name": "Tot en met", "type": "date"},
                        "pagina": {
                            "name": "Pagina van de gemeente", "type": "select", "db": DATABASE,
                            "query": "SELECT DISTINCT page FROM counted ORDER BY 1",
                        },
                    },
                    "charts": {metric.id: _chart(metric) for metric in metrics().values()},
                }
            }
        },
    }  # fmt: skip
    if password_hash is not None:
        made["allow"] = {"id": "*"}
        made["plugins"]["datasette-auth-passwords"] = {"helpdesk_password_hash": password_hash}
    return made


def _query(metric: Metric) -> dict[str, Any]:
    return {"sql": metric.sql, "title": metric.title, "description": metric.definition}


def _chart(metric: Metric) -> dict[str, Any]:
    chart: dict[str, Any] = {"title": metric.title, "definition": metric.definition, "db": DATABASE}
    if metric.show == "number":
        [column] = columns(metric)
        query = f"SELECT coalesce({column}, 'geen') AS {column} FROM ({metric.sql})"
        return {**chart, "query": query, "library": "metric", "display": {"field": column}}
    if metric.show == "table":
        return {**chart, "query": safe_table(metric), "library": "table", "display": {}}
    return {**chart, "query": metric.sql, "library": "vega-lite", "display": _drawn(metric)}


def _drawn(metric: Metric) -> dict[str, Any]:
    """A drawing in Vega-Lite."""
    amount = {"field": metric.y, "type": "quantitative", "title": metric.y}
    if metric.show == "bars":
        rest = {"field": metric.x, "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 260}}
        return {"mark": {"type": "bar", "color": COLORS[4], "tooltip": True}, "encoding": {"y": rest, "x": amount}}
    color = {"field": metric.color, "type": "nominal", "sort": None, "scale": {"range": COLORS}, "title": None}
    when = {"field": metric.x, "type": "ordinal", "title": None, "axis": {"labelAngle": -40}}
    mark = "bar" if metric.show == "stacked" else "line"
    return {"mark": {"type": mark, "tooltip": True}, "encoding": {"x": when, "y": amount, "color": color}}


@lru_cache(maxsize=32)
def columns(metric: Metric) -> list[str]:
    """The names of the columns of a figure."""
    with sqlite3.connect(":memory:") as database:
        for script in ("schema.sql", "views.sql"):
            for statement in statements((HERE / script).read_text(encoding="utf-8")):
                database.execute(statement)
        cursor = database.execute(metric.sql, {"van": "", "tot": "", "pagina": ""})
        return [column[0] for column in cursor.description]


def safe_table(metric: Metric) -> str:
    """SQL of a figure whose rows are shown as a table. The plugin puts cells into the page as they are, and some hold
    what users typed: so they must not hold markup. And it cannot show a table without rows."""
    names = columns(metric)
    cells = ", ".join(f"replace(replace({n}, '&', '&amp;'), '<', '&lt;') AS {n}" for n in names)
    nothing = ", ".join(["'geen gegevens'", *["''"] * (len(names) - 1)])
    return (
        f"WITH figure AS ({metric.sql}) SELECT {cells} FROM figure "
        f"UNION ALL SELECT {nothing} WHERE NOT EXISTS (SELECT 1 FROM figure)"
    )
