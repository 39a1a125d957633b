"""A real browser and the running assistant.

To test against an assistant that runs already, start it with KOMPAS_ORIGINS=http://127.0.0.1:5499 and set
KOMPAS_TEST_SERVER to its address.
"""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from screen import OpenContext, Widget

# The browser makes no requests of its own, so that every request seen is the page's.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> str:
    """Address of the assistant."""
    running = os.environ.get("KOMPAS_TEST_SERVER")
    return running or str(request.getfixturevalue("assistant").base)


@pytest.fixture(scope="session")
def site_port(request: pytest.FixtureRequest) -> int:
    """Port for a website whose pages may use the assistant."""
    return 5499 if "KOMPAS_TEST_SERVER" in os.environ else int(request.getfixturevalue("embedding_port"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for a file of tests; each test has a profile of its own in it. Not longer: while it is there, nothing
    else in this process can use asyncio."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("de tests van de widget hebben Chromium nodig: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_context(browser: Browser, server: str) -> Iterator[OpenContext]:
    """Makes browser profiles that are watched: no error on the console, no request that leaves the server."""
    watched: list[tuple[BrowserContext, list[str]]] = []

    def make(*allowed: str, errors: bool = False, **options: Any) -> BrowserContext:
        """`allowed`: further origins; `errors`: this test makes the browser itself report failed requests."""
        context = browser.new_context(**options)
        context.set_default_timeout(15_000)
        wrong: list[str] = []
        own = (server, *allowed)

        def message(said: ConsoleMessage) -> None:
            failed_request = errors and said.text.startswith(("Failed to load resource", "Access to fetch"))
            if said.type in ("error", "warning") and not failed_request:
                wrong.append(f"console: {said.text}")

        def request(made: Request) -> None:
            origin = "/".join(made.url.split("/")[:3])
            if origin not in own and not made.url.startswith(("blob:", "data:")):
                wrong.append(f"foreign request: {made.url}")

        context.on("console", message)
        context.on("weberror", lambda error: wrong.append(f"exception: {error.error}"))
        context.on("request", request)
        watched.append((context, wrong))
        return context

    yield make
    for context, wrong in watched:
        context.close()
        assert wrong == []


@pytest.fixture
def page(open_context: OpenContext) -> Page:
    """A fresh tab, wide enough for the window beside the page."""
    return open_context(viewport={"width": 1280, "height": 900}).new_page()


@pytest.fixture
def widget(page: Page, server: str) -> Widget:
    """The widget on the municipal page, open."""
    page.goto(f"{server}/")
    return Widget(page).open()
