"""A conversation in the terminal with the running assistant: `make chat`."""

import sys
from collections.abc import Iterable
from typing import Any

from bot.client import Client, NotRunning

INTRODUCTION = "Typ uw vraag en druk op Enter. Een knop kiest u met zijn nummer. Stoppen: Ctrl-D."
GOODBYE = "Tot ziens."
Reply = dict[str, Any]


def buttons(replies: Iterable[Reply]) -> list[dict[str, str]]:
    """All buttons under the replies, in the order shown."""
    return [button for reply in replies for button in reply.get("buttons") or []]


def payload(typed: str, offered: list[dict[str, str]]) -> str:
    """What to send for what was typed: a button's payload for its number, else the text itself.

    >>> payload("1", [{"title": "Wie betaalt?", "payload": "/betalen"}])
    '/betalen'
    """
    number = typed.strip().rstrip(".")
    if number.isdecimal() and 1 <= int(number) <= len(offered):
        button = offered[int(number) - 1]
        return button.get("payload") or button["title"]
    return typed


def shown(replies: list[Reply]) -> str:
    """The replies for a terminal: text, numbered buttons that the text does not list itself, sources."""
    parts = [reply["text"] for reply in replies if reply.get("text")]
    text = "\n\n".join(parts)
    lines = [f"  {number}. {button['title']}" for number, button in enumerate(buttons(replies), start=1)]
    if any(line.strip() not in text for line in lines):
        parts.append("\n".join(lines))
    sources = {
        f"  {source['title']} ({source['date']}) {source['url']}"
        for reply in replies
        for source in (reply.get("custom") or {}).get("sources") or []
    }
    if sources:
        parts.append("\n".join(["Bronnen:", *sorted(sources)]))
    return "\n\n".join(parts)


def converse(client: Client) -> None:
    """Ask, send and show until the user ends it. Raises NotRunning, EOFError and KeyboardInterrupt."""
    sender, offered = client.session(), list[dict[str, str]]()
    while True:
        typed = input("\n> ").strip()
        if typed:
            replies = client.say(sender, payload(typed, offered))
            offered = buttons(replies)
            print(f"\n{shown(replies)}")


def main() -> int:
    """Run one conversation; returns the exit code: 2 when the assistant is not there."""
    try:
        client = Client.from_settings()
        client.require()
        print(INTRODUCTION)
        converse(client)
    except (EOFError, KeyboardInterrupt):
        print(f"\n{GOODBYE}")
    except (NotRunning, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
