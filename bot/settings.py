"""Settings of the servers, from the environment. All are listed in docs/settings.md; a test keeps the two equal."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Where the servers listen and keep their conversations."""

    host: str
    port: int
    actions_port: int
    tracker_db: str

    @classmethod
    def read(cls) -> "Settings":
        """From the environment, with safe defaults. Raises ValueError that names the variable."""
        return cls(
            host=os.environ.get("KOMPAS_HOST", "127.0.0.1"),
            port=_port("KOMPAS_PORT", 5005),
            actions_port=_port("KOMPAS_ACTIONS_PORT", 5055),
            tracker_db=os.environ.get("KOMPAS_TRACKER_DB", "var/conversations.sqlite"),
        )


def _port(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not (value.isascii() and value.isdecimal()) or not 0 < int(value) < 65536:
        raise ValueError(f"{name} must be a port number between 1 and 65535, not '{value}'")
    return int(value)
