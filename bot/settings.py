"""Settings of the servers, from the environment. All are listed in docs/settings.md; a test keeps the two equal."""

import ipaddress
import os
import re
from dataclasses import dataclass
from pathlib import Path

# Messages per session and per address in a while, new sessions per address in a while, messages per session in all.
DEFAULT_LIMITS = "session=30/minute,address=600/minute,new=60/minute,messages=300"
_ORIGIN = re.compile(r"https?://(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::[0-9]{1,5})?")
_RATE = re.compile(r"([1-9][0-9]{0,6})/(second|minute|hour|day)")
_SHORTEST_KEY = 32  # characters


@dataclass(frozen=True)
class Settings:
    """Where the servers listen and keep their conversations, and whom they let in."""

    host: str
    port: int
    actions_port: int
    tracker_db: str
    origins: tuple[str, ...] = ()
    proxies: int = 0
    session_key: str | None = None
    limits: str | None = None

    @classmethod
    def read(cls) -> "Settings":
        """From the environment, with safe defaults. Raises ValueError that names the variable."""
        return cls(
            host=os.environ.get("KOMPAS_HOST", "127.0.0.1"),
            port=_port("KOMPAS_PORT", 5005),
            actions_port=_port("KOMPAS_ACTIONS_PORT", 5055),
            tracker_db=os.environ.get("KOMPAS_TRACKER_DB", "var/conversations.sqlite"),
            origins=_origins("KOMPAS_ORIGINS"),
            proxies=_count("KOMPAS_PROXIES"),
            session_key=_key("KOMPAS_SESSION_KEY"),
            limits=_limits("KOMPAS_LIMITS"),
        )

    @property
    def key_file(self) -> Path:
        """Where the key of the session tokens is kept when the environment gives none: beside the conversations."""
        return Path(self.tracker_db).with_name("session.key")

    @property
    def listens_locally(self) -> bool:
        """Whether only this machine can reach the server, directly and not through a proxy."""
        return is_loopback(self.host) and not self.proxies


def is_loopback(address: str) -> bool:
    """Whether an address or host name is that of this machine.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def parse_limits(text: str) -> dict[str, tuple[int, str]]:
    """Each limit by name: how many, and per which time; the time is empty for `messages`. Raises ValueError.

    >>> parse_limits("session=5/minute,messages=10")["session"], parse_limits("messages=10")["messages"]
    ((5, 'minute'), (10, ''))
    """
    found: dict[str, tuple[int, str]] = {}
    for part in f"{DEFAULT_LIMITS},{text}".split(","):
        name, _, value = part.strip().partition("=")
        rate = _RATE.fullmatch(value)
        if name in ("session", "address", "new") and rate:
            found[name] = int(rate[1]), rate[2]
        elif name == "messages" and re.fullmatch("[1-9][0-9]{0,6}", value):
            found[name] = int(value), ""
        elif part.strip():
            raise ValueError(f"KOMPAS_LIMITS must look like {DEFAULT_LIMITS}, not '{part.strip()}'")
    return found


def _port(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not (value.isascii() and value.isdecimal()) or not 0 < int(value) < 65536:
        raise ValueError(f"{name} must be a port number between 1 and 65535, not '{value}'")
    return int(value)


def _count(name: str) -> int:
    value = os.environ.get(name, "0")
    if not re.fullmatch("[0-9]", value):
        raise ValueError(f"{name} must be a number from 0 to 9, not '{value}'")
    return int(value)


def _origins(name: str) -> tuple[str, ...]:
    origins = tuple(filter(None, (part.strip().lower() for part in os.environ.get(name, "").split(","))))
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise ValueError(f"{name} must hold origins like https://www.example.nl, comma separated, not '{origin}'")
    return origins


def _limits(name: str) -> str | None:
    value = os.environ.get(name)
    parse_limits(value or "")
    return value


def _key(name: str) -> str | None:
    value = os.environ.get(name)
    if value is not None and len(value) < _SHORTEST_KEY:
        raise ValueError(f"{name} must have at least {_SHORTEST_KEY} characters")
    return value
