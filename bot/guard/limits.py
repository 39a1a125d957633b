"""How much one session and one address may ask, counted in the memory of this process."""

from __future__ import annotations

import ipaddress
import time

from limits import RateLimitItem, RateLimitItemPerDay, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from bot.settings import parse_limits


class TooMany(Exception):
    """A limit is reached. `retry_after`: seconds until it may be tried again; None when it never may."""

    def __init__(self, retry_after: int | None) -> None:
        super().__init__("too many requests")
        self.retry_after = retry_after


class Limits:
    """The limits of one server."""

    def __init__(self, text: str) -> None:
        """`text`: as in KOMPAS_LIMITS; what is not named has its default. Raises ValueError."""
        amounts = parse_limits(text)
        self.messages = amounts["messages"][0]
        self._rates = {name: parse(f"{n} per {per}") for name, (n, per) in amounts.items() if per}
        self._storage = MemoryStorage()
        # A fixed window keeps one number per key and forgets it in time; a moving one keeps a list for ever.
        self._limiter = FixedWindowRateLimiter(self._storage)

    def new_session(self, address: str) -> None:
        """Count a new session. Raises TooMany."""
        self._hit("new", network(address))

    def message(self, conversation: str, address: str) -> None:
        """Count a message. Raises TooMany."""
        self._hit("address", network(address))
        self._hit("session", conversation)
        # A day is longer than any session lives.
        if not self._limiter.hit(RateLimitItemPerDay(self.messages), "messages", conversation):
            raise TooMany(None)

    def vote(self, address: str) -> None:
        """Count an opinion of an answer. Raises TooMany."""
        self._hit("address", network(address))

    def document(self, address: str) -> None:
        """Count a document that is made for an address, among its messages. Raises TooMany."""
        self._hit("address", network(address))

    def _hit(self, name: str, key: str) -> None:
        item: RateLimitItem = self._rates[name]
        if not self._limiter.hit(item, name, key):
            reset, _ = self._limiter.get_window_stats(item, name, key)
            raise TooMany(max(1, int(reset - time.time()) + 1))


def network(address: str) -> str:
    """What counts as one address: an IPv4 address, or the network of an IPv6 address.

    >>> network("2001:db8:1:2:3:4:5:6"), network("192.0.2.7")
    ('2001:db8:1:2::/64', '192.0.2.7')
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
