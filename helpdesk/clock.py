"""Moments as texts of one length in UTC: they sort as they pass, and a person can read them in the database."""

from __future__ import annotations

from datetime import datetime, timezone

_FORM = "%Y-%m-%dT%H:%M:%S.%fZ"


def now() -> datetime:
    """This moment."""
    return datetime.now(timezone.utc)


def stamp(moment: datetime) -> str:
    """A moment as it is stored. It must know its zone.

    >>> stamp(datetime(2026, 11, 21, 9, 30, tzinfo=timezone.utc))
    '2026-11-21T09:30:00.000000Z'
    """
    return moment.astimezone(timezone.utc).strftime(_FORM)


def moment(text: str) -> datetime:
    """The moment that was stored."""
    return datetime.strptime(text, _FORM).replace(tzinfo=timezone.utc)
