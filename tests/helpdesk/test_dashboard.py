"""The dashboard as a real server, asked as a browser and as a stranger would."""

import http.cookiejar
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import pytest
from datasette_auth_passwords.utils import hash_password
from playwright.sync_api import sync_playwright

from bot.model import environment
from helpdesk.clock import now
from helpdesk.insight.metrics import metrics
from helpdesk.insight.recorder import Asked, Recorder, open_insight
from tests.helpdesk.conversations import fill

ROOT = Path(__file__).parents[2]
PAGE = "/-/dashboards/helpdesk"
PASSWORD = "een lang wachtwoord voor de helpdesk"
SCRIPT = '<img src=x onerror="document.title=1">'


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


@dataclass
class Dashboard:
    base: str

    def get(self, path: str, opener: urllib.request.OpenerDirector | None = None, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(self.base + path, headers={n.replace("_", "-"): v for n, v in headers.items()})
        try:
            with (opener or urllib.request.build_opener(NoRedirect)).open(request, timeout=30) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get("Location") or error.read().decode()

    def log_in(self, password: str) -> tuple[int, urllib.request.OpenerDirector]:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), NoRedirect)
        _, form = self.get("/-/login", opener)
        token = re.search(r'name="csrftoken" value="([^"]+)"', form)
        assert token
        fields = {"username": "helpdesk", "password": password, "csrftoken": token[1]}
        body = urllib.parse.urlencode(fields).encode()
        try:
            with opener.open(self.base + "/-/login", body, timeout=30) as response:
                return response.status, opener
        except urllib.error.HTTPError as error:
            return error.code, opener


def serve(folder: Path, **settings: str) -> Iterator[Dashboard]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    known = {"KOMPAS_INSIGHT_DB": str(folder / "insight.sqlite"), "KOMPAS_INSIGHT_PORT": str(port)}
    command = [sys.executable, "-m", "helpdesk", "insight"]
    server = subprocess.Popen(command, cwd=ROOT, env={**environment(), **known, **settings})
    made = Dashboard(f"http://127.0.0.1:{port}")
    try:
        end = time.monotonic() + 60
        while True:
            try:
                made.get("/-/login")
                break
            except urllib.error.URLError:
                assert time.monotonic() < end and server.poll() is None
                time.sleep(0.1)
        yield made
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dashboard")
    recorder = Recorder(open_insight(made / "insight.sqlite"), b"secret")
    fill(recorder, now())
    at = datetime(2026, 11, 5, 12, tzinfo=timezone.utc)
    recorder.asked("web-script", Asked(at, "ask_roles", "rest", "www.veere.example"))
    recorder.searched("web-script", 0.01, ["script"], SCRIPT)
    recorder.said("web-script", at, {"outcome": "refuse"})
    return made


@pytest.fixture(scope="module")
def local(folder: Path) -> Iterator[Dashboard]:
    yield from serve(folder)


@pytest.fixture(scope="module")
def locked(folder: Path) -> Iterator[Dashboard]:
    yield from serve(folder, KOMPAS_INSIGHT_PASSWORD_HASH=hash_password(PASSWORD, iterations=1000))


def test_on_this_machine_it_opens_without_a_password(local: Dashboard) -> None:
    status, page = local.get(PAGE)
    assert status == 200
    for metric in metrics().values():
        assert metric.title in page
    assert local.get("/") == (302, PAGE)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "kompas.example"},
        {"X_Forwarded_For": "203.0.113.7"},
        {"Forwarded": "for=203.0.113.7"},
        {"X_Real_IP": "203.0.113.7"},
    ],
)
def test_without_a_password_nobody_else_gets_in(local: Dashboard, headers: dict[str, str]) -> None:
    for path in (PAGE, "/insight.json?sql=select+1", "/insight/afloop.csv"):
        assert local.get(path, **headers)[0] == 403


def test_it_does_not_start_open_to_others_without_a_password(tmp_path: Path) -> None:
    settings = {"KOMPAS_INSIGHT_DB": str(tmp_path / "insight.sqlite"), "KOMPAS_INSIGHT_HOST": "0.0.0.0"}
    command = [sys.executable, "-m", "helpdesk", "insight"]
    result = subprocess.run(
        command, cwd=ROOT, env={**environment(), **settings}, capture_output=True, text=True, timeout=60
    )
    assert result.returncode == 2
    assert "KOMPAS_INSIGHT_PASSWORD_HASH" in result.stderr


@pytest.mark.parametrize(
    "path", [PAGE, "/insight", "/insight/turns", "/insight/afloop.csv", "/insight.json?sql=select+1", "/-/databases"]
)
def test_with_a_password_strangers_see_nothing(locked: Dashboard, path: str) -> None:
    status, body = locked.get(path)
    assert status == 403 and "vraag over" not in body and "afloop" not in body.replace(path, "")
    assert locked.get(path, Accept="text/html") == (302, "/-/login")


def test_with_the_password_one_gets_in_and_not_with_another(locked: Dashboard) -> None:
    status, opener = locked.log_in("een ander wachtwoord")
    assert status == 200  # the form again
    assert locked.get(PAGE, opener)[0] == 403
    status, opener = locked.log_in(PASSWORD)
    assert status == 302
    assert locked.get(PAGE, opener)[0] == 200
    assert locked.get("/insight/afloop.json?_shape=objects", opener)[0] == 200


def test_a_password_in_a_header_and_the_tool_to_make_one_are_not_served(locked: Dashboard) -> None:
    import base64

    basic = base64.b64encode(f"helpdesk:{PASSWORD}".encode()).decode()
    assert locked.get(PAGE, Authorization=f"Basic {basic}")[0] == 403
    assert locked.get("/-/password-tool")[0] == 404


def test_guessing_is_slowed_down(folder: Path) -> None:
    for dashboard in serve(folder, KOMPAS_INSIGHT_PASSWORD_HASH=hash_password(PASSWORD, iterations=1000)):
        # Twice as many as fit in a minute, so that also across the turn of a minute some are stopped.
        statuses = [dashboard.log_in("fout")[0] for _ in range(21)]
        assert 429 in statuses
        assert statuses[:10] == [200] * 10


def test_figures_come_out_as_csv_and_json(local: Dashboard) -> None:
    status, text = local.get("/insight/onderwerpen.csv?van=2026-11-02&tot=2026-11-02&pagina=www.goes.example")
    # On that page and day: opvang 01 10 40 41 55 and two of which it was unsure, 34 and 35; melden 42 and 56.
    assert (status, text.splitlines()) == (200, ["onderwerp,vragen", "opvang,7", "melden,2"])
    status, text = local.get("/insight/gesprekken.json?_shape=array&tot=2026-11-02")
    assert (status, json.loads(text)) == (200, [{"gesprekken": 20}])


def test_the_figures_cannot_be_changed(local: Dashboard) -> None:
    status, body = local.get("/insight.json?sql=delete+from+turns")
    assert status == 400 and "SELECT" in body


def test_the_page_draws_everything_and_runs_nothing_that_users_typed(local: Dashboard) -> None:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "deze test heeft Chromium nodig: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda made: None if made.url.startswith(local.base) else wrong.append(made.url))
        page.goto(local.base + PAGE)
        page.locator("#chart-hiaten td", has_text=SCRIPT).wait_for()  # as text, not as a picture
        page.locator("#chart-antwoordtijd svg, #chart-antwoordtijd canvas").first.wait_for()
        assert page.locator("#chart-gesprekken").inner_text() == "65"
        page.select_option("#pagina", "www.goes.example")
        page.fill("#tot", "2026-11-02")
        page.click("text=Toon")
        page.locator("#chart-gesprekken p").wait_for()
        assert page.locator("#chart-gesprekken").inner_text() == "17"
        page.fill("#van", "2030-01-01")
        page.fill("#tot", "")
        page.click("text=Toon")
        page.locator("#chart-hiaten td", has_text="geen gegevens").wait_for()
        assert page.title() == "Kompas-assistent: cijfers voor de helpdesk"
        pictures = os.environ.get("KOMPAS_TEST_PICTURES")  # where to keep a picture for the documentation
        if pictures:
            page.goto(f"{local.base}{PAGE}?pagina=www.goes.example")
            page.locator("#chart-antwoordtijd svg, #chart-antwoordtijd canvas").first.wait_for()
            page.screenshot(path=f"{pictures}/cijfers.png", full_page=True)
        browser.close()
    assert wrong == []
