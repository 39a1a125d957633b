"""Where the time of a reply goes, measured per message inside the server and inside search."""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.core.agent import load_agent
from rasa.core.channels.channel import UserMessage
from rasa.core.utils import AvailableEndpoints

from bot.channels.output import Replies
from bot.guard.message import guard
from evaluation.benchmark.replies import WARM_UP
from evaluation.figures import percentile
from evaluation.stopwatch import Stopwatch
from kompas.paths import store_path
from kompas.search import Searcher
from kompas.vectors import encoder

Laps = list[dict[str, float]]  # per message: seconds per part

GUARD = "guard: form and personal data"
OWN = "understanding: "  # parts that stock Rasa does not have
NLU = "NLU parts of Rasa itself: features, classifier"
POLICIES = "policies"
ACTION = "action server, there and back"
REST = "the rest of Rasa: conversation, lock, slots"
SEARCH = "search in all"
SEARCH_REST = "candidates, sentences, the rest"
# Attribute of the searcher, its method, and what it is called.
PARTS = (
    ("evidence.linker", "link", "topic links and spelling"),
    ("evidence.index", "evidence", "words, characters, texts compared"),
    ("evidence.index", "meanings", "sentence vectors compared"),
    ("evidence", "aspect", "aspect"),
    ("evidence", "features", "wording for the classifier, concepts"),
    ("evidence.classifier", "scores", "classifier"),
    ("evidence.subject", "margin", "is it our subject"),
    ("ranking", "scores", "ranking"),
    ("ranking.confidence", "chance", "P(right)"),
    ("_mails.asking", "margin", "which sentence of a mail asks"),
    ("_follow_up", "scores", "weighing of the conversation"),
)


async def in_server(model: Path, settings: Mapping[str, str], messages: Sequence[str]) -> Laps:
    """Handle messages as the server does, with the same endpoints. `settings`: those of the running action server."""
    os.environ.update({name: value for name, value in settings.items() if name.startswith("KOMPAS_")})
    endpoints = AvailableEndpoints.read_endpoints("endpoints.yml")
    agent = await load_agent(model_path=str(model), endpoints=endpoints)
    watch = Stopwatch()
    try:
        for node in agent.processor.graph_runner._instantiated_nodes.values():
            watch.watch(node, "_fn", _name(node._component_class))
        watch.watch(RemoteAction, "run", ACTION)
        laps = []
        for message in messages:
            with watch.part(GUARD):
                passed = guard(message)
            with watch.part(REST):
                await agent.handle_message(
                    UserMessage(passed.text, Replies("rest"), f"bench-{uuid.uuid4().hex}", input_channel="rest")
                )
            laps.append(watch.lap())
        return laps[WARM_UP:]
    finally:
        watch.stop()


def _name(component: type[Any]) -> str:
    if component.__module__.startswith("bot."):
        return f"{OWN}{component.__name__}"
    return NLU if component.__module__.startswith("rasa.nlu") else POLICIES


def in_search(messages: Sequence[str]) -> Laps:
    """Search for each message in this process. Raises StoreError."""
    searcher = Searcher.read(store_path())
    watch = Stopwatch()
    try:
        watch.watch(encoder(), "encode", "sentence vector")
        for path, method, part in PARTS:
            owner: object = searcher
            for name in path.split("."):
                owner = getattr(owner, name)
            watch.watch(owner, method, part)
        laps = []
        for message in messages:
            # The Rasa server hands it over; its time stands among the parts of the NLU.
            vectors = {message: encoder().encode([message])[0]}
            watch.lap()
            with watch.part(SEARCH_REST):
                searcher.search(message, vectors=vectors)
            laps.append(watch.lap())
        return laps[WARM_UP:]
    finally:
        watch.stop()


def understanding(server: Laps, search: Laps) -> list[float]:
    """Milliseconds per message that understanding adds: search, and our own parts of the NLU."""
    own = [sum(seconds for part, seconds in lap.items() if part.startswith(OWN)) for lap in server]
    return [1000 * (nlu + sum(lap.values())) for nlu, lap in zip(own, search, strict=True)]


def rows(laps: Laps, total: str) -> list[str]:
    """A Markdown row per part, the slowest first, and one for all together."""
    parts = {part for lap in laps for part in lap}
    times = {part: [1000 * lap.get(part, 0.0) for lap in laps] for part in parts}
    ordered = sorted(parts, key=lambda part: -percentile(times[part], 50))
    lines = [_row(part, times[part]) for part in ordered]
    return [*lines, _row(f"**{total}**", [1000 * sum(lap.values()) for lap in laps])]


def _row(name: str, times: Sequence[float]) -> str:
    return f"| {name} | {percentile(times, 50):.2f} | {percentile(times, 95):.2f} |"
