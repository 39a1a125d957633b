"""What the tests share: the real content, a small one of their own, and the running assistant."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

from bot.launch import Servers, wait_for, warm_up
from bot.model import environment, train_if_needed
from kompas import paths
from kompas.check import check
from kompas.content import Content
from kompas.knowledge import KnowledgeBase
from kompas.store import knowledge_from

settings.register_profile("kompas", deadline=None)  # a busy machine is no fault; speed is for benchmarks
settings.load_profile("kompas")

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 21)
SMALL = {
    "aspects.yml": """\
- {id: what, name: wat het is, cues: [wat is]}
- {id: tasks, name: taken, cues: [wat doet]}
""",
    "sources.yml": """\
- id: handreiking
  title: Handreiking zorgcoördinatie
  publisher: CoMensha
  url: https://www.comensha.nl/handreiking
  date: '2024-05'
- id: blog
  title: Blog over regie
  publisher: VNG
  url: https://vng.nl/blog
  date: onbekend
""",
    "phrases.yml": (ROOT / "kompas" / "content" / "phrases.yml").read_text(encoding="utf-8"),
    "thresholds.yml": "answer: 0.5\nask_back: 0.2\n",
    "topics/ketenregisseur.yml": f"""\
id: ketenregisseur
name: ketenregisseur
kind: role
part: met-wie
answers:
- id: ketenregisseur-wat
  aspect: what
  text: {"De ketenregisseur zorgt voor samenwerking. " * 10}
  questions: [wat is een ketenregisseur, ketenregisseur betekenis, wie is de ketenregisseur, uitleg regisseur]
  sources: [blog]
  as_of: onbekend
  review_by: 2027-11-01
""",
    "topics/zorgcoordinator.yml": f"""\
id: zorgcoordinator
name: zorgcoördinator mensenhandel
kind: role
part: met-wie
synonyms: [zorgcoördinator, zoco]
related:
- {{type: differs_from, topic: ketenregisseur}}
answers:
- id: zorgcoordinator-taken
  aspect: tasks
  text: De zorgcoördinator regelt opvang en zorg. Bel bij gevaar 112. {"Zij werkt samen. " * 10}
  caveat: Niet elke regio heeft er een.
  questions: [wat doet een zorgcoördinator, taken zoco, waar is de zorgcoördinator voor, taken in de zorg]
  sources: [handreiking, blog]
  as_of: '2025-01'
  review_by: 2027-11-01
  next: [ketenregisseur-wat]
  records: [zorgcoordinator-taken]
""",
    "procedures/melden.yml": """\
id: melden
title: Een signaal melden
topic: zorgcoordinator
steps:
- {id: bellen, who: u, what: Bel de zorgcoördinator., answers: [zorgcoordinator-taken]}
- {id: schrijven, who: u, what: Schrijf op wat u zag.}
""",
}


# What takes longest, longest first: two processes that share the files are then done at about the same time.
LONG = ("test_editing", "test_data", "test_learning_end_to_end", "test_rest", "test_widget_flows", "test_faults")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long files first."""
    items.sort(key=lambda item: LONG.index(item.path.stem) if item.path.stem in LONG else len(LONG))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A content folder without mistakes, small enough to count its lines by hand."""
    folder = tmp_path / "content"
    for name, text in SMALL.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def knowledge(small: Path) -> KnowledgeBase:
    """The knowledge base of the small content."""
    return knowledge_from(check(small, TODAY))


@pytest.fixture(scope="session")
def checked() -> Content:
    """The committed content, as `kompas check` sees it on a fixed day."""
    return check(paths.CONTENT, TODAY)


@dataclass
class Assistant:
    """The running assistant, with the places where it keeps things."""

    folder: Path
    ports: tuple[int, int]
    model: Path
    rasa: Servers = field(default_factory=Servers)
    actions: Servers = field(default_factory=Servers)
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def store(self) -> Path:
        return self.folder / "kompas.sqlite"

    @property
    def tracker(self) -> Path:
        return self.folder / "conversations.sqlite"

    @property
    def outbox(self) -> Path:
        return self.folder / "helpdesk.sqlite"

    @property
    def insight(self) -> Path:
        return self.folder / "insight.sqlite"

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.ports[0]}"

    @property
    def settings(self) -> dict[str, str]:
        return {
            "KOMPAS_CONTENT": str(self.content),
            "KOMPAS_STORE": str(self.store),
            "KOMPAS_TRACKER_DB": str(self.tracker),
            "KOMPAS_HELPDESK_DB": str(self.outbox),
            "KOMPAS_INSIGHT_DB": str(self.insight),
            "KOMPAS_PROGRESS_DB": str(self.folder / "progress.sqlite"),
            "KOMPAS_PORT": str(self.ports[0]),
            "KOMPAS_ACTIONS_PORT": str(self.ports[1]),
            "KOMPAS_ACTIONS_URL": f"http://127.0.0.1:{self.ports[1]}/webhook",
            **self.extra,
        }

    def kompas(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run the command line of the knowledge base on this assistant's content and store."""
        command = [sys.executable, "-m", "kompas", *arguments]
        settings = {**environment(), **self.settings}
        return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True)

    def start_actions(self) -> None:
        self.actions = Servers()  # one that was stopped counts as ended for good
        command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(self.ports[1])]
        self.actions.start(command, self.folder / "actions.log", self.settings)

    def start_rasa(self) -> None:
        self.rasa = Servers()
        command = [
            sys.executable,
            "-m",
            "rasa",
            "run",
            "--model",
            str(self.model),
            "--port",
            str(self.ports[0]),
        ]
        command += [
            "--interface",
            "127.0.0.1",
            "--endpoints",
            "endpoints.yml",
            "--credentials",
            "credentials.yml",
        ]
        self.rasa.start(command, self.folder / "rasa.log", self.settings)

    def wait(self) -> None:
        """Wait until both answer, or fail with what they logged."""
        ready = wait_for([f"http://127.0.0.1:{self.ports[1]}/health"], self.actions)
        if not (ready and wait_for([f"{self.base}/webhooks/rest/"], self.rasa)):
            pytest.fail(f"the servers did not start\n{self.logs()[-4000:]}")
        warm_up(f"http://127.0.0.1:{self.ports[1]}")

    def logs(self) -> str:
        return "\n".join(log.read_text(errors="replace") for log in sorted(self.folder.glob("*.log")))

    def post(self, body: bytes, path: str = "webhook", headers: dict[str, str] | None = None) -> tuple[int, Any]:
        """Status and parsed body of a raw request."""
        headers = {"Content-Type": "application/json", **(headers or {})}
        request = urllib.request.Request(f"{self.base}/webhooks/rest/{path}", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())

    def say(self, message: str, sender: str | None = None) -> list[dict[str, Any]]:
        """The replies to a message, in a conversation of its own unless a sender is given."""
        status, replies = self.post(json.dumps({"sender": sender or uuid.uuid4().hex, "message": message}).encode())
        assert status == 200, replies
        return list(replies)


def free_ports() -> tuple[int, int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(2)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return sockets[0].getsockname()[1], sockets[1].getsockname()[1]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this session that all its processes see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def model(shared: Path) -> Path:
    """The real model of this state of the code; the first process that needs it trains it."""
    with FileLock(shared / "model.lock"):
        return train_if_needed(ROOT)


@pytest.fixture(scope="session")
def built(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """A knowledge base built from a copy of the real content, by the first process that needs it; nothing runs yet."""
    made = Assistant(tmp_path_factory.mktemp("assistant"), free_ports(), Path())
    shutil.copytree(paths.CONTENT, made.content)
    done = shared / "kompas.sqlite"
    with FileLock(shared / "built.lock"):
        if not done.exists():
            known = ROOT / "var" / "kompas.sqlite"
            if known.exists():  # its vectors save a minute or two
                shutil.copy(known, made.store)
            result = made.kompas("build", "--today", TODAY.isoformat())
            assert result.returncode == 0, result.stdout + result.stderr
            shutil.copy(made.store, done)
    shutil.copy(done, made.store)
    return made


@pytest.fixture(scope="session")
def embedding_port() -> int:
    """The port of a website that embeds the widget, and so may use the assistant."""
    return free_ports()[0]


@pytest.fixture(scope="session")
def assistant(request: pytest.FixtureRequest, embedding_port: int) -> Iterator[Assistant]:
    """The whole assistant: real knowledge base, real model, real action server, over HTTP."""
    # Of two processes one builds while the other trains.
    order = ("model", "built") if os.environ.get("PYTEST_XDIST_WORKER") == "gw1" else ("built", "model")
    parts = {name: request.getfixturevalue(name) for name in order}
    built: Assistant = parts["built"]
    built.model = parts["model"]
    built.extra = {"KOMPAS_ORIGINS": f"http://127.0.0.1:{embedding_port}"}
    try:
        built.start_actions()
        built.start_rasa()
        built.wait()
        yield built
    finally:
        built.rasa.stop()
        built.actions.stop()


@pytest.fixture(scope="session")
def allowed_port() -> int:
    """The port of a page elsewhere that may use the guarded assistant."""
    return free_ports()[0]


@pytest.fixture(scope="session")
def guarded(assistant: Assistant, allowed_port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """A server as for the internet: behind a proxy, so with sessions and limits, and with one other page allowed."""
    made = Assistant(tmp_path_factory.mktemp("guarded"), (free_ports()[0], assistant.ports[1]), assistant.model)
    made.extra = {
        "KOMPAS_CONTENT": str(assistant.content),
        "KOMPAS_STORE": str(assistant.store),
        "KOMPAS_PROXIES": "1",
        "KOMPAS_ORIGINS": f"http://localhost:{allowed_port}",
        "KOMPAS_LIMITS": "session=25/minute,address=40/minute,new=20/minute,messages=15",
    }
    try:
        made.start_rasa()
        made.wait()
        yield made
    finally:
        made.rasa.stop()
