"""Who sends a request: from which address, from which page, and whether from this machine itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.settings import is_loopback

_FORWARDED = ("x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded")


@dataclass(frozen=True)
class Caller:
    """The sender of one request."""

    address: str
    origin: str | None
    host: str
    forwarded: bool

    @classmethod
    def of(cls, peer: str, headers: Mapping[str, str], proxies: int = 0) -> Caller:
        """`peer`: the address of the connection. `headers`: names in lower case. `proxies`: how many reverse proxies
        of ours stand before the server; what stands further to the left in X-Forwarded-For, anyone may have written."""
        hops = [hop.strip() for hop in headers.get("x-forwarded-for", "").split(",") if hop.strip()]
        return cls(
            address=hops[-proxies] if 0 < proxies <= len(hops) else peer,
            origin=headers.get("origin"),
            host=headers.get("host", ""),
            forwarded=any(name in headers for name in _FORWARDED),
        )

    @property
    def is_local(self) -> bool:
        """Whether the request was made on this machine, for this machine; a name that leads here does not suffice."""
        return not self.forwarded and is_loopback(self.address) and is_loopback(_name(self.host))

    @property
    def page(self) -> str | None:
        """The host of the page that asks, without port; None when there is none."""
        return _name((self.origin or "").partition("://")[2]) or None

    def may_come_from(self, origins: Collection[str]) -> bool:
        """Whether the page that asks is our own or one of `origins`. A request that names no page is no page's."""
        if self.origin is None:
            return True
        origin = self.origin.lower()
        return origin in origins or _is_own(origin, self.host.lower())


def _is_own(origin: str, host: str) -> bool:
    scheme, _, rest = origin.partition("://")
    return bool(host) and scheme in ("http", "https") and rest == host


def _name(host: str) -> str:
    """The host name without port; empty when there is none.

    >>> _name("localhost:5005"), _name("[::1]:5005"), _name("")
    ('localhost', '::1', '')
    """
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
