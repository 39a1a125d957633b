"""A real browser and the running assistant. Against an assistant that runs already: KOMPAS_TEST_SERVER=http://127.0.0.1:5005."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

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
def browser() -> Iterator[Browser]:
    """One browser for all tests; each test has a profile of its own in it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("de tests van de widget hebben Chromium nodig: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
