"""The Socket.IO channel of a server as for the internet, spoken to without a browser."""

import queue
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
import socketio
import websocket

from bot.guard.sessions import Sessions

_addresses = (f"192.0.2.{n}" for n in count(1))
FOREIGN = "https://evil.example"
EVENTS = ("session_confirm", "bot_uttered", "kompas_uttered")


class Client:
    """A connected client that keeps what it is told."""

    def __init__(self, base: str, headers: dict[str, str]) -> None:
        self.heard: dict[str, queue.Queue[Any]] = {event: queue.Queue() for event in EVENTS}
        self.socket = socketio.Client(reconnection=False)
        for event in EVENTS:
            self.socket.on(event, self.heard[event].put)
        self.socket.connect(base, headers=headers, transports=["websocket"])

    def next(self, event: str) -> Any:
        return self.heard[event].get(timeout=20)

    def session(self, token: Any = None) -> str:
        self.socket.emit("session_request", {"session_id": token})
        return str(self.next("session_confirm"))

    def ask(self, data: Any) -> Any:
        return self.socket.call("user_uttered", data, timeout=30)


@pytest.fixture
def headers() -> dict[str, str]:
    return {"X-Forwarded-For": next(_addresses)}


@pytest.fixture
def connect(guarded: Any, headers: dict[str, str]) -> Iterator[Any]:
    clients: list[Client] = []

    def make(**more: str) -> Client:
        clients.append(Client(guarded.base, {**headers, **more}))
        return clients[-1]

    yield make
    for client in clients:
        client.socket.disconnect()


def test_a_good_token_is_confirmed_and_goes_on_with_its_conversation(connect: Any) -> None:
    first = connect()
    token = first.session()
    assert first.ask({"message": "Wat doet een zorgcoördinator?", "session_id": token}) == {"status": 200}
    again = connect()
    assert again.session(token) == token
    again.ask({"message": "wat is je bron?", "session_id": token})
    assert "https://" in again.next("bot_uttered")["text"]


@pytest.mark.parametrize("wanted", ["x", "5b0c7a9e-0000-4000-8000-000000000000", 5, [], {"a": 1}, "web-" + "0" * 32])
def test_an_unknown_session_gets_a_new_token(connect: Any, wanted: Any) -> None:
    token = connect().session(wanted)
    assert token != wanted
    assert token.count(".") == 2


@pytest.mark.parametrize("sessions", [Sessions("k" * 64), None], ids=["another key", "expired"])
def test_a_forged_or_expired_token_gets_a_new_one_before_anything_is_said(
    connect: Any, guarded: Any, sessions: Sessions | None
) -> None:
    expired = Sessions((guarded.folder / "session.key").read_text(), lifetime=-1)
    token = (sessions or expired).issue()
    client = connect()
    assert client.ask({"message": "hallo", "session_id": token}) == {"status": 200}
    assert client.next("session_confirm") != token
    assert client.next("bot_uttered")["text"].startswith("Dag!")


def test_nobody_hears_the_conversation_of_another(connect: Any) -> None:
    one, other = connect(), connect()
    token = one.session()
    assert other.session(f"{token}x") != token
    one.ask({"message": "hallo", "session_id": token})
    assert one.next("bot_uttered")
    other.ask({"message": "Wat doet een zorgcoördinator?"})
    assert "zorgcoördinator" in other.next("bot_uttered")["text"]
    assert other.heard["bot_uttered"].empty()


def test_a_client_without_session_is_given_one(connect: Any) -> None:
    client = connect()
    assert client.ask({"message": "hallo"}) == {"status": 200}
    assert client.next("session_confirm")
    assert client.next("bot_uttered")["quick_replies"][0]["content_type"] == "text"


@pytest.mark.parametrize(
    "data", ["hallo", 1, [], {}, {"message": 1}, {"message": "a", "metadata": "{"}, {"message": "a", "metadata": 1}]
)
def test_what_has_another_shape_is_told_so_and_the_user_too(connect: Any, data: Any) -> None:
    client = connect()
    answer = client.ask(data)
    assert answer["status"] == 400
    assert answer["error"]
    assert client.next("bot_uttered")["text"].startswith("Ik kan uw bericht niet lezen")


def test_a_flood_is_told_to_wait(connect: Any) -> None:
    client = connect()
    token = client.session()
    answers = [client.ask({"message": "a" * 4001, "session_id": token})["status"] for _ in range(17)]
    assert answers == [200] * 15 + [429] * 2
    texts = [client.next("bot_uttered")["text"] for _ in answers]
    assert texts[0].startswith("Uw bericht is te lang")
    assert texts[-1].startswith("U hebt in dit gesprek zoveel berichten gestuurd als kan")


def test_sessions_without_end_are_not_given(connect: Any) -> None:
    client = connect()
    for _ in range(20):
        client.session("x")
    client.socket.emit("session_request", {"session_id": "x"})
    assert client.next("bot_uttered")["text"].startswith("U stuurt veel berichten achter elkaar")
    assert client.heard["session_confirm"].empty()


def websocket_at(base: str, **options: Any) -> websocket.WebSocket:
    url = base.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
    return websocket.create_connection(url, timeout=10, **options)


@pytest.mark.parametrize("origin", [FOREIGN, "null", "http://localhost"])
def test_a_foreign_page_gets_no_websocket_and_no_polling(guarded: Any, origin: str) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        websocket_at(guarded.base, origin=origin)
    assert refused.value.status_code == 403
    request = urllib.request.Request(f"{guarded.base}/socket.io/?EIO=4&transport=polling", headers={"Origin": origin})
    with pytest.raises(urllib.error.HTTPError) as unread:
        urllib.request.urlopen(request, timeout=10)
    assert unread.value.code == 403
    assert unread.value.headers["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize("own", [True, False], ids=["own page", "allowed page"])
def test_our_own_and_an_allowed_page_get_a_websocket(guarded: Any, allowed_port: int, own: bool) -> None:
    connection = websocket_at(guarded.base, origin=guarded.base if own else f"http://localhost:{allowed_port}")
    assert connection.recv().startswith('0{"sid"')
    connection.close()


@pytest.mark.parametrize("packet", ["", "9", "4", "42", "42[", '42["user_uttered"', '42["user_uttered",', "4" * 70_000])
def test_a_broken_packet_ends_at_most_its_own_connection(guarded: Any, connect: Any, packet: str) -> None:
    connection = websocket_at(guarded.base)
    connection.recv()
    connection.send("40")
    connection.recv()
    connection.send(packet)
    client = connect()
    assert client.ask({"message": "hallo"}) == {"status": 200}
    connection.close()


def test_no_test_made_a_stack_trace(guarded: Any) -> None:
    logs = guarded.logs()
    assert "Traceback" not in logs, logs[logs.index("Traceback") - 500 :]
