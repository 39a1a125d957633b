"""Published clients of Rasa, in a real browser, on a page elsewhere that the server allows: they work as they are."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

FOLDER = Path(__file__).parents[1] / "browser"
CLIENTS = {
    "3.1": "node_modules/rasa-webchat/node_modules/socket.io-client/dist/socket.io.js",
    "4.8": "node_modules/socket.io-client/dist/socket.io.js",
}
QUESTION = "Wat doet een zorgcoördinator?"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Nothing."""


def _serve(port: int) -> http.server.ThreadingHTTPServer:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(_Quiet, directory=str(FOLDER)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="module")
def elsewhere(allowed_port: int) -> Iterator[str]:
    """The address of pages that the guarded server allows."""
    if not (FOLDER / "node_modules").exists():
        pytest.fail("de clients ontbreken: npm ci in tests/browser, of make test")
    server = _serve(allowed_port)
    yield f"http://localhost:{allowed_port}"
    server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_rasa_webchat_holds_a_conversation_with_buttons(guarded: Any, elsewhere: str, page: Page) -> None:
    page.goto(f"{elsewhere}/rasa-webchat.html?server={guarded.base}")
    said = page.locator(".rw-response")
    # The client sets up its socket at its own pace; on a busy machine that takes longer than the usual five seconds.
    expect(said.first).to_contain_text("Ik ben de Kompas-assistent", timeout=20_000)
    page.locator(".rw-new-message").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(said.nth(1)).to_contain_text("het hulpproces coördineren")
    button = page.locator(".rw-reply").first
    title = button.inner_text()
    button.click()
    expect(page.locator(".rw-client").last).to_contain_text(title)
    expect(said.nth(2)).to_contain_text("Bron:")
    expect(said.nth(2)).not_to_contain_text("Deze knop")

    page.reload()
    expect(said.nth(2)).to_contain_text("Bron:")
    page.locator(".rw-new-message").fill("wat is je bron?")
    page.keyboard.press("Enter")
    expect(said.nth(3)).to_contain_text("Dit antwoord komt uit")  # the conversation went on, by its token


def events(page: Page, name: str, number: int) -> list[Any]:
    """The data of the first events of this name, once there are so many."""
    page.wait_for_function("([name, n]) => said.filter((s) => s.event === name).length >= n", arg=[name, number])
    return list(page.evaluate("(name) => said.filter((s) => s.event === name).map((s) => s.data)", name))


@pytest.mark.parametrize("transport", ["websocket", "polling"])
@pytest.mark.parametrize("client", list(CLIENTS))
def test_socket_io_client_holds_a_conversation_with_buttons(
    guarded: Any, elsewhere: str, page: Page, client: str, transport: str
) -> None:
    address = f"server={guarded.base}&client={CLIENTS[client]}&transport={transport}"
    page.goto(f"{elsewhere}/socket-io-client.html?{address}")
    [token] = events(page, "session_confirm", 1)
    page.evaluate("([text, token]) => ask(text, token)", [QUESTION, token])
    [reply] = events(page, "bot_uttered", 1)
    assert set(reply) == {"text", "quick_replies"}
    assert page.evaluate("([text, token]) => ask(text, token)", [reply["quick_replies"][0]["payload"], token]) == {
        "status": 200
    }
    rich = events(page, "kompas_uttered", 2)
    assert [message["custom"]["outcome"] for message in rich] == ["answer", "answer"]
    assert f'"{rich[1]["custom"]["answer_id"]}"' in reply["quick_replies"][0]["payload"]

    forged = page.evaluate("([text, token]) => ask(text, token)", [reply["quick_replies"][0]["payload"], f"{token}x"])
    assert forged == {"status": 200}
    fresh = events(page, "session_confirm", 2)[1]
    assert fresh != token
    assert events(page, "bot_uttered", 3)[2]["text"].startswith("Deze knop hoort bij een ander gesprek")


@pytest.mark.parametrize("transport", ["websocket", "polling"])
def test_a_page_that_is_not_allowed_gets_no_connection(guarded: Any, page: Page, transport: str) -> None:
    server = _serve(0)
    try:
        address = f"server={guarded.base}&client={CLIENTS['4.8']}&transport={transport}"
        page.goto(f"http://localhost:{server.server_port}/socket-io-client.html?{address}")
        events(page, "connect_error", 1)
        assert page.evaluate("said.every((s) => s.event === 'connect_error')")
    finally:
        server.shutdown()
