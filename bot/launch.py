"""Starts everything that one user needs: knowledge base, model, action server, Rasa server. Ctrl-C stops it all."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from bot.model import environment, train_if_needed
from bot.settings import Settings
from helpdesk.config import ConfigError, config
from helpdesk.settings import SettingError, mail_server
from kompas import paths
from kompas.store import StoreError, read_meta

START_PATIENCE = 180.0  # seconds
LOGS = "var/rasa.log, var/actions.log en var/housekeeping.log"
ROOT = Path(__file__).parents[1]


def newest(folder: Path) -> float:
    """Time of the youngest file in a folder, seconds since the epoch."""
    return max((p.stat().st_mtime for p in folder.rglob("*") if p.is_file()), default=0.0)


def build_needed() -> bool:
    """Whether the knowledge base is missing, unreadable, or older than its content or practice questions. One that an
    editor published or put back stays: only `kompas publish` puts newer content live then."""
    target = paths.store_path()
    try:
        if "version" in read_meta(target):
            return False
    except StoreError:
        return True
    return max(newest(paths.content_dir()), newest(ROOT / "kompas" / "training")) > target.stat().st_mtime


class Servers:
    """The child processes; they end together."""

    def __init__(self) -> None:
        self._children: list[subprocess.Popen[bytes]] = []

    def start(self, command: Sequence[str], log: Path, extra: dict[str, str]) -> None:
        """Start one, its output to a log file."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as output:
            self._children.append(
                subprocess.Popen(
                    command,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    env={**environment(), **extra},
                    start_new_session=True,
                )
            )

    def ended(self) -> bool:
        """Whether one of them has stopped."""
        return any(child.poll() is not None for child in self._children)

    def stop(self) -> None:
        """Ask all to end, and make them after ten seconds."""
        for child in self._children:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGTERM)
        for child in self._children:
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()


def answers(url: str) -> bool:
    """Whether a server at `url` answers with success."""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def wait_for(urls: Sequence[str], servers: Servers) -> bool:
    """Wait until all answer; False when a server ends or patience does."""
    end = time.monotonic() + START_PATIENCE
    while time.monotonic() < end and not servers.ended():
        if all(answers(url) for url in urls):
            return True
        time.sleep(0.3)
    return False


def warm_up(actions_url: str) -> None:
    """Let the action server read the knowledge base now; else the first user waits for it, or waits too long.

    Asked at the action server itself, so that no conversation is stored.
    """
    tracker: dict[str, object] = {
        "sender_id": "start",
        "latest_message": {"text": "wat is mensenhandel"},
        "slots": dict.fromkeys(["topic", "answer", "question", "options"]),
        "events": [],
    }
    tracker |= {"paused": False, "active_loop": {}, "latest_action_name": "action_listen"}
    body = json.dumps({"next_action": "action_answer", "sender_id": "start", "tracker": tracker, "domain": {}})
    request = urllib.request.Request(f"{actions_url}/webhook", body.encode(), {"Content-Type": "application/json"})
    try:
        urllib.request.urlopen(request, timeout=START_PATIENCE).close()
    except (urllib.error.URLError, OSError) as error:
        print(f"De kennisbank kon niet vooraf worden gelezen: {error}", file=sys.stderr)


def actions_command(port: int) -> list[str]:
    """How the action server is started."""
    return [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)]


def rasa_command(model: Path, port: int, host: str) -> list[str]:
    """How the Rasa server is started, from the root of the repository."""
    command = [sys.executable, "-m", "rasa", "run", "--model", str(model), "--port", str(port), "--interface", host]
    return [*command, "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]


def prepare() -> Path:
    """Build the knowledge base and train the model where needed, side by side; returns the model."""
    building = None
    if build_needed():
        print("Kennisbank bouwen (de eerste keer zes tot negen minuten) ...", flush=True)
        building = subprocess.Popen([sys.executable, "-m", "kompas", "build"], env=environment())
    model = train_if_needed(ROOT)
    if building is not None and building.wait() != 0:
        raise SystemExit("De kennisbank kon niet gebouwd worden; herstel de fouten hierboven en probeer het opnieuw.")
    return model


def main() -> int:
    """Run until Ctrl-C; returns the exit code."""
    os.chdir(ROOT)
    try:
        settings = Settings.read()
        mailing = mail_server() is not None
        config()
    except (ValueError, ConfigError, SettingError) as error:
        print(error, file=sys.stderr)
        return 2
    model = prepare()
    servers = Servers()
    stopping = False

    def stop(signum: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    actions_url = f"http://127.0.0.1:{settings.actions_port}"
    extra = {"KOMPAS_ACTIONS_URL": f"{actions_url}/webhook", "KOMPAS_TRACKER_DB": settings.tracker_db}
    print("Servers starten ...", flush=True)
    try:
        local = {**extra, "SANIC_HOST": "127.0.0.1"}
        servers.start(actions_command(settings.actions_port), Path("var/actions.log"), local)
        servers.start(rasa_command(model, settings.port, settings.host), Path("var/rasa.log"), extra)
        servers.start([sys.executable, "-m", "bot.housekeeping"], Path("var/housekeeping.log"), extra)
        base = f"http://{settings.host}:{settings.port}"
        if not wait_for([f"{actions_url}/health", f"{base}/webhooks/rest/"], servers) and not stopping:
            print(f"De servers zijn niet gestart; kijk in {LOGS}.", file=sys.stderr)
            return 1
        if not stopping:
            warm_up(actions_url)
            print(f"\nDe Kompas-assistent staat klaar: {base}/", flush=True)
            if not mailing:
                print("Geen mailserver ingesteld: doorgestuurde vragen wachten (python -m helpdesk tickets).")
            print("Cijfers: make inzicht (in een ander venster). Stoppen: Ctrl-C", flush=True)
        while not stopping and not servers.ended():
            time.sleep(0.3)
        if not stopping:
            print(f"Een server is gestopt; kijk in {LOGS}.", file=sys.stderr)
            return 1
        return 0
    finally:
        servers.stop()


if __name__ == "__main__":
    sys.exit(main())
