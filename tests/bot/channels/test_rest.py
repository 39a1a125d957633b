"""The REST channel of a server as for the internet: sessions, origins, limits, and only buttons that were offered."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import count
from typing import Any

import jwt
import pytest

from bot.guard.sessions import Sessions

_addresses = (f"198.51.100.{n}" for n in count(1))
FOREIGN = "https://evil.example"


@pytest.fixture
def address() -> str:
    """An address of its own, so that the limits of one test do not touch another."""
    return next(_addresses)


class Client:
    """A client at one address."""

    def __init__(self, server: Any, address: str) -> None:
        self.server = server
        self.headers = {"X-Forwarded-For": address}

    def post(self, path: str, data: Any, **headers: str) -> tuple[int, Any]:
        status, answer = self.server.post(json.dumps(data).encode(), path, {**self.headers, **headers})
        return status, answer

    def open(self) -> str:
        status, answer = self.post("session", {})
        assert status == 200, answer
        return str(answer["sender"])

    def say(self, sender: str, message: str, **headers: str) -> tuple[int, Any]:
        return self.post("webhook", {"sender": sender, "message": message}, **headers)


@pytest.fixture
def client(guarded: Any, address: str) -> Client:
    return Client(guarded, address)


def key_of(server: Any) -> str:
    return str((server.folder / "session.key").read_text())


def test_a_session_gives_a_token_and_the_limits(client: Client) -> None:
    status, answer = client.post("session", {})
    assert status == 200
    assert answer["expires_in"] == 12 * 60 * 60
    assert answer["limits"] == {"messages": 15, "characters": 4000}
    status, [reply] = client.say(answer["sender"], "Wat doet een zorgcoördinator?")
    assert status == 200
    assert reply["recipient_id"] == answer["sender"]
    assert reply["custom"]["outcome"] == "answer", reply["text"]


def test_the_key_is_for_the_owner_only(guarded: Any) -> None:
    assert (guarded.folder / "session.key").stat().st_mode & 0o777 == 0o600


def test_two_sessions_are_two_conversations(client: Client) -> None:
    one, other = client.open(), client.open()
    client.say(one, "Wat doet een zorgcoördinator?")
    _, [reply] = client.say(other, "wat is je bron?")
    assert reply["text"].startswith("Ik heb u nog geen antwoord gegeven")


@pytest.mark.parametrize("sender", ["iemand", "5b0c7a9e-0000-4000-8000-000000000000", "web-" + "0" * 32, "a.b.c", "😀"])
def test_a_sender_that_is_no_token_is_refused(client: Client, sender: str) -> None:
    assert client.say(sender, "hallo") == (401, {"error": "the session is not valid or has ended", "code": "session"})


def tokens(key: str) -> Iterator[tuple[str, str]]:
    sid, far = "0" * 32, 4_000_000_000
    good = {"sid": sid, "aud": "kompas-session", "exp": far}
    yield "of another key", jwt.encode(good, "k" * 64, "HS256")
    yield "unsigned", jwt.encode(good, None, "none")
    yield "another algorithm", jwt.encode(good, key, "HS512")
    yield "expired", Sessions(key, lifetime=-1).issue()
    yield "without end", jwt.encode({"sid": sid, "aud": "kompas-session"}, key, "HS256")
    yield "for something else", jwt.encode({**good, "aud": "kompas-resume"}, key, "HS256")
    yield "without conversation", jwt.encode({"aud": "kompas-session", "exp": far}, key, "HS256")
    yield "another conversation", jwt.encode({**good, "sid": "../../etc"}, key, "HS256")
    valid = Sessions(key).issue()
    head, body, signature = valid.split(".")
    yield "signature cut", f"{head}.{body}."
    yield "body changed", f"{head}.{body[:-2]}AA.{signature}"


def test_a_token_that_is_not_ours_or_has_ended_is_refused(client: Client) -> None:
    key = key_of(client.server)
    for name, token in tokens(key):
        status, answer = client.say(token, "hallo")
        assert (status, answer["code"]) == (401, "session"), name
    assert client.say(Sessions(key).issue(), "hallo")[0] == 200


@pytest.mark.parametrize("path", ["session", "webhook"])
@pytest.mark.parametrize("origin", [FOREIGN, "null", "http://localhost", "http://localhost.evil.example", "file://"])
def test_a_foreign_page_is_refused(client: Client, origin: str, path: str) -> None:
    data = {"sender": client.open(), "message": "hallo"}
    status, answer = client.post(path, data, Origin=origin)
    assert (status, answer["code"]) == (403, "origin")


def test_an_allowed_page_may_read_the_answer(guarded: Any, allowed_port: int, client: Client) -> None:
    origin = f"http://localhost:{allowed_port}"
    for page in (origin, guarded.base):
        assert client.say(client.open(), "hallo", Origin=page)[0] == 200
    preflight = urllib.request.Request(
        f"{guarded.base}/webhooks/rest/webhook",
        method="OPTIONS",
        headers={"Origin": origin, "Access-Control-Request-Method": "POST", **client.headers},
    )
    with urllib.request.urlopen(preflight, timeout=10) as response:
        assert response.headers["Access-Control-Allow-Origin"] == origin
        assert response.headers["Access-Control-Allow-Headers"] == "content-type"
        assert response.headers["Access-Control-Allow-Credentials"] is None
        assert response.headers["Vary"] == "Origin"
    preflight.add_header("Origin", FOREIGN)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(preflight, timeout=10)
    assert refused.value.code == 403
    assert refused.value.headers["Access-Control-Allow-Origin"] is None


def test_a_button_works_in_its_own_conversation_only_and_after_a_restart_too(client: Client) -> None:
    one, other = client.open(), client.open()
    _, [reply] = client.say(one, "Wat doet een zorgcoördinator?")
    payload = reply["buttons"][0]["payload"]
    for sender in (other, client.open()):
        _, [refused] = client.say(sender, payload)
        assert refused["custom"] == {"outcome": "refuse"}
        assert refused["text"].startswith("Deze knop hoort bij een ander gesprek")
    client.server.rasa.stop()
    client.server.rasa = type(client.server.rasa)()
    client.server.start_rasa()
    client.server.wait()
    _, [shown] = client.say(one, payload)
    assert shown["custom"]["outcome"] == "answer"


@pytest.mark.parametrize("typed", ["/restart", "/session_start", "/back", "/greet", "/personal_data", "/ restart"])
def test_a_typed_command_does_nothing(client: Client, typed: str) -> None:
    sender = client.open()
    client.say(sender, "Wat doet een zorgcoördinator?")
    client.say(sender, typed)
    _, [reply] = client.say(sender, "wat is je bron?")
    assert "https://" in reply["text"]


@pytest.mark.parametrize(
    "payload",
    ["/restart{}", '/ask_roles{"topic": "x"}', '/show_answer{"answer": "zorgcoordinator-taken"}', '/inform{"a": "b"}'],
)
def test_an_injected_intent_is_refused(client: Client, payload: str) -> None:
    _, [reply] = client.say(client.open(), payload)
    assert reply["custom"]["outcome"] == "refuse"


def test_a_session_has_a_number_of_messages(client: Client) -> None:
    sender = client.open()
    said = [client.say(sender, "a" * 4001)[0] for _ in range(15)]
    assert said == [200] * 15
    assert client.say(sender, "hallo") == (
        429, {"error": "this session has reached its number of messages; start a new one", "code": "messages"},
    )  # fmt: skip
    assert client.say(client.open(), "hallo")[0] == 200


def test_an_address_that_floods_has_to_wait_and_another_has_not(client: Client, guarded: Any) -> None:
    senders = [client.open() for _ in range(4)]
    statuses = [client.say(sender, "a" * 4001)[0] for sender in senders for _ in range(11)]
    assert statuses == [200] * 40 + [429] * 4
    request = urllib.request.Request(
        f"{guarded.base}/webhooks/rest/webhook",
        json.dumps({"sender": senders[0], "message": "hallo"}).encode(),
        {"Content-Type": "application/json", **client.headers},
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    assert 1 <= int(refused.value.headers["Retry-After"]) <= 61
    assert json.load(refused.value)["code"] == "rate"
    assert Client(guarded, next(_addresses)).say(senders[0], "hallo")[0] == 200


def test_an_address_cannot_open_sessions_without_end_and_cannot_lie_about_itself(client: Client) -> None:
    real = client.headers["X-Forwarded-For"]
    statuses = []
    for n in range(22):
        client.headers = {"X-Forwarded-For": f"203.0.113.{n}, {real}"}  # the proxy puts the real one last
        statuses.append(client.post("session", {})[0])
    assert statuses == [200] * 20 + [429] * 2


@pytest.mark.parametrize(
    "data", [[], "x", 1, None, {"sender": 1, "message": "a"}, {"sender": "x", "message": {}}, {"sender": "x"}]
)
def test_what_has_another_shape_is_told_so(client: Client, data: Any) -> None:
    status, answer = client.post("webhook", data)
    assert status == 400
    assert set(answer) == {"error"}


@pytest.mark.parametrize("metadata", [1, [], "{", "[]", "x"])
def test_bad_metadata_is_told_so(client: Client, metadata: Any) -> None:
    data = {"sender": client.open(), "message": "hallo", "metadata": metadata}
    status, answer = client.post("webhook", data)
    assert status == 400
    assert "metadata" in answer["error"]


@pytest.mark.parametrize("size", [65_000, 70_000, 3_000_000])
def test_a_body_that_is_too_large_is_refused(client: Client, size: int) -> None:
    status, answer = client.say(client.open(), "a" * size)
    if size < 65_536:
        assert (status, answer[0]["custom"]) == (200, {"outcome": "refuse"})
    else:
        assert (status, answer["code"]) == (413, "size")


MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"


def test_markup_in_any_field_comes_back_as_text_or_not_at_all(client: Client) -> None:
    sender = client.open()
    status, answer = client.say(MARKUP, "hallo")
    assert (status, answer["code"]) == (401, "session")
    assert MARKUP not in json.dumps(answer)
    status, answer = client.post("webhook", {"sender": sender, "message": MARKUP, "metadata": {MARKUP: MARKUP}})
    assert status == 200
    assert "<script>" not in json.dumps(answer)
    request = urllib.request.Request(f"{client.server.base}/webhooks/rest/", headers={**client.headers, "Origin": "x"})
    with urllib.request.urlopen(request, timeout=10) as response:
        assert response.headers["Content-Type"] == "application/json"


def test_control_characters_do_not_reach_the_conversation(client: Client) -> None:
    sender = client.open()
    status, [reply] = client.say(sender, "Wat do\u200bet een \x00zorg\u202ecoördinator?\x1b[31m")
    assert status == 200
    assert reply["custom"]["topic_id"] == "zorgcoordinator"
