"""Starts the two assistants that are compared, each on free ports and in a temporary folder, and ends them."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.client import Client
from bot.launch import Servers, actions_command, prepare, rasa_command, wait_for, warm_up
from bot.model import environment
from kompas.paths import store_path

TRAINING = 900.0  # seconds before training the stock bot is given up


class NotStarted(Exception):
    """A server did not start; the message holds the end of its log."""


@dataclass(frozen=True)
class Ours:
    """The assistant of this repository: how to talk to it, its model, and what its processes know of each other."""

    client: Client
    model: Path
    settings: dict[str, str]


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


@contextmanager
def ours(folder: Path) -> Iterator[Ours]:
    """The assistant, with the knowledge base and model of this state. Raises NotStarted."""
    model = prepare()
    port, actions_port = free_ports(2)
    actions = f"http://127.0.0.1:{actions_port}"
    settings = {
        "KOMPAS_ACTIONS_URL": f"{actions}/webhook",
        "KOMPAS_TRACKER_DB": str(folder / "conversations.sqlite"),
        "KOMPAS_HELPDESK_DB": str(folder / "helpdesk.sqlite"),
        "KOMPAS_INSIGHT_DB": str(folder / "insight.sqlite"),
        "KOMPAS_STORE": str(store_path().resolve()),
        "KOMPAS_PORT": str(port),
        "KOMPAS_ACTIONS_PORT": str(actions_port),
        "SANIC_HOST": "127.0.0.1",
    }
    servers = Servers()
    logs = [folder / "actions.log", folder / "rasa.log"]
    try:
        servers.start(actions_command(actions_port), logs[0], settings)
        servers.start(rasa_command(model, port, "127.0.0.1"), logs[1], settings)
        base = f"http://127.0.0.1:{port}"
        _require([f"{actions}/health", f"{base}/webhooks/rest/"], servers, logs)
        warm_up(actions)
        yield Ours(Client(base), model, settings)
    finally:
        servers.stop()


@contextmanager
def stock(folder: Path) -> Iterator[Client]:
    """What `rasa init` makes, trained with its default pipeline (DIET) and policies (TED). Raises NotStarted."""
    bot = folder / "stock"
    bot.mkdir()
    plain = {name: value for name, value in environment().items() if name != "PYTHONPATH"}
    log = folder / "training.log"
    command = [sys.executable, "-m", "rasa", "init", "--no-prompt", "--init-dir", str(bot)]
    with log.open("wb") as output:
        try:
            subprocess.run(command, cwd=bot, env=plain, stdout=output, stderr=output, timeout=TRAINING, check=True)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise NotStarted(f"rasa init: {error}\n{_end(log)}") from error
    port = free_ports(1)[0]
    servers = Servers()
    command = [sys.executable, "-m", "rasa", "run", "--model", str(bot / "models"), "--port", str(port)]
    command += ["--interface", "127.0.0.1", "--endpoints", str(bot / "endpoints.yml")]
    command += ["--credentials", str(_rest_only(bot))]
    try:
        servers.start(command, folder / "stock.log", {})
        _require([f"http://127.0.0.1:{port}/webhooks/rest/"], servers, [folder / "stock.log"])
        yield Client(f"http://127.0.0.1:{port}")
    finally:
        servers.stop()


def _rest_only(bot: Path) -> Path:
    """The project's credentials name a paid product's channel and leave REST out as a comment."""
    path = bot / "rest.yml"
    path.write_text("rest:\n", encoding="utf-8")
    return path


def _require(urls: list[str], servers: Servers, logs: list[Path]) -> None:
    if not wait_for(urls, servers):
        raise NotStarted("\n".join(f"{log.name}:\n{_end(log)}" for log in logs))


def _end(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-3000:]
