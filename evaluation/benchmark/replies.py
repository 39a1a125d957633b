"""Reply times of two assistants, asked in turns, so that a busy moment of the machine touches both alike."""

from __future__ import annotations

import random
import re
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.client import Client
from evaluation.figures import percentile

WARM_UP = 10  # messages that do not count
_EXAMPLE = re.compile(r"^\s*-\s+(.+)$", re.MULTILINE)
_ENTITY = re.compile(r"\[([^\]]+)\][({][^)}]*[)}]")


@dataclass(frozen=True)
class Times:
    """Reply times in milliseconds, one per message."""

    stock: list[float]
    ours: list[float]


def stock_messages(project: Path) -> list[str]:
    """The training examples of a stock project: what its bot is made for."""
    data = yaml.safe_load((project / "data" / "nlu.yml").read_text(encoding="utf-8"))
    found = [example for part in data["nlu"] for example in _EXAMPLE.findall(part.get("examples", ""))]
    return [_ENTITY.sub(r"\1", example).strip() for example in found]


def sample(messages: Sequence[str], count: int) -> list[str]:
    """`count` messages in a random order that is always the same; all of them before one comes again."""
    order = random.Random(0)
    drawn: list[str] = []
    while len(drawn) < count:
        drawn += order.sample(list(messages), len(messages))
    return drawn[:count]


def timed(client: Client, message: str) -> float:
    """Milliseconds until the reply to the first message of a new conversation. Raises NotRunning."""
    start = time.perf_counter()
    client.say(f"bench-{uuid.uuid4().hex}", message)
    return 1000 * (time.perf_counter() - start)


def in_turns(stock: Client, stock_asked: Sequence[str], ours: Client, ours_asked: Sequence[str]) -> Times:
    """Ask both, one message each in turn; the first of each are only a warm-up. Raises NotRunning."""
    times = Times([], [])
    for number, (first, second) in enumerate(zip(stock_asked, ours_asked, strict=True)):
        pair = timed(stock, first), timed(ours, second)
        if number >= WARM_UP:
            times.stock.append(pair[0])
            times.ours.append(pair[1])
    return times


def table(times: Times) -> str:
    """Percentiles of both, and their ratio, as Markdown."""
    rows = ["| reply over REST, ms | stock Rasa | the assistant | ratio |", "|---|---:|---:|---:|"]
    for percent in (50, 95):
        stock, ours = percentile(times.stock, percent), percentile(times.ours, percent)
        rows.append(f"| p{percent} | {stock:.1f} | {ours:.1f} | {ours / stock:.2f} |")
    return "\n".join(rows)
