"""What becomes of a message with a contact in it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Hidden:
    """A message in which no contact stands any more. `from_us`: it is our own command, and needs no guard."""

    text: str
    from_us: bool
