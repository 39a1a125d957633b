"""The figures: each is defined once, in metrics.yml, with its text beside its SQL."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from helpdesk.database import Database

FILE = Path(__file__).parent / "metrics.yml"
Show = Literal["number", "bars", "stacked", "lines", "table"]


@dataclass(frozen=True)
class Metric:
    """One figure. `sql` takes the filters of `Period` by name; `show`, `x`, `y` and `color` say how it is drawn."""

    id: str
    title: str
    definition: str
    sql: str
    show: Show
    x: str | None = None
    y: str | None = None
    color: str | None = None


@dataclass(frozen=True)
class Period:
    """What the figures are limited to: days as `2026-11-21`, and the host of a page; empty is no limit."""

    van: str = ""
    tot: str = ""
    pagina: str = ""


@lru_cache(maxsize=1)
def metrics() -> dict[str, Metric]:
    """All figures by id, in the order of the file."""
    entries: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {entry["id"]: Metric(**entry) for entry in entries}


def compute(database: Database, metric: Metric, period: Period | None = None) -> list[dict[str, Any]]:
    """The rows of a figure, each by column name."""
    with database.reading() as connection:
        rows: list[sqlite3.Row] = connection.execute(metric.sql, vars(period or Period())).fetchall()
    return [dict(row) for row in rows]
