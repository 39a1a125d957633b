"""Which actions run here, and which on the action server: a real one, over HTTP."""

import asyncio
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk import Action

from bot.handover.local import LocalActions, install


class Here(Action):  # type: ignore[misc]
    def name(self) -> str:
        return "action_here"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        dispatcher.utter_message(text=f"hier, {tracker.sender_id}")
        return [{"event": "slot", "name": "a", "value": 1, "timestamp": None}]


class Elsewhere(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body = json.dumps({"events": [], "responses": [{"text": f"daar: {call['next_action']}"}]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        return None


@pytest.fixture
def elsewhere() -> Iterator[EndpointConfig]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield EndpointConfig(f"http://127.0.0.1:{server.server_port}/webhook")
    server.shutdown()
    server.server_close()


def run(endpoint: EndpointConfig, action: str) -> Any:
    call = {"next_action": action, "sender_id": "web-1", "tracker": {"sender_id": "web-1", "slots": {}}}
    return asyncio.run(endpoint.request(json=call, method="post", timeout=5))


def test_an_action_of_ours_runs_here_and_another_there(elsewhere: EndpointConfig) -> None:
    endpoint = LocalActions(elsewhere, [Here])
    assert run(endpoint, "action_here")["responses"][0]["text"] == "hier, web-1"
    assert run(endpoint, "action_answer")["responses"] == [{"text": "daar: action_answer"}]


def test_ours_needs_no_action_server() -> None:
    result = run(LocalActions(EndpointConfig("http://127.0.0.1:9/webhook"), [Here]), "action_here")
    assert result["events"][0]["name"] == "a"


def test_an_agent_gets_it_once_and_keeps_its_address(elsewhere: EndpointConfig) -> None:
    agent = SimpleNamespace(action_endpoint=elsewhere, processor=SimpleNamespace(action_endpoint=elsewhere))
    install(agent, [Here])
    first = agent.action_endpoint
    install(agent, [Here])
    assert agent.action_endpoint is agent.processor.action_endpoint is first
    assert first.url == elsewhere.url


def test_an_agent_without_a_model_is_left_alone() -> None:
    agent = SimpleNamespace(action_endpoint=None, processor=None)
    install(agent, [Here])
    assert agent.action_endpoint is None
