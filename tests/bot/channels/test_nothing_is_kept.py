"""Personal data, planted in every way a client can send it, is in no file afterwards: no database, no log."""

import contextlib
import http.client
import json
import re
import sqlite3
import urllib.parse
from pathlib import Path
from typing import Any

import pytest
import websocket

# All made up. The surname stands for a whole person: it must be found by its cue.
PLANTED = {
    "bsn": "853453895",
    "phone": "06-48213907",
    "email": "d.krasteva.1998@example-mail.net",
    "iban": "NL20INGB0001234567",
    "v_number": "2871934406",
    "birth date": "17-09-2003",
    "postcode": "7311 KP 214",
    "name": "Desislava Krasteva",
}
MESSAGES = {
    "bsn": "Haar BSN is {}, wat nu?",
    "phone": "U kunt haar bellen op {}.",
    "email": "Haar adres is {}, mag ik dat delen?",
    "iban": "Het loon gaat naar {}.",
    "v_number": "Haar V-nummer is {}.",
    "birth date": "Ze is geboren op {}, is ze dan minderjarig?",
    "postcode": "Ze werkt op {} en mag niet weg.",
    "name": "Mijn cliënt heet {}, wat nu?",
}


def forms(value: str) -> set[bytes]:
    """How a value may be written down."""
    written = {
        value,
        value.replace("-", ""),
        value.replace(" ", ""),
        json.dumps(value)[1:-1],
        urllib.parse.quote(value),
    }
    return {form.encode() for form in written} | {value.encode("utf-16-le")}


def found_in(folder: Path) -> list[tuple[str, str]]:
    """Which planted value is in which file."""
    return [
        (kind, file.name)
        for file in folder.rglob("*")
        if file.is_file() and not file.is_relative_to(folder / "content") and file.name != "kompas.sqlite"
        for kind, value in PLANTED.items()
        if any(form in file.read_bytes() for form in forms(value))
    ]


def raw(server: Any, method: str, path: str, body: bytes = b"", **headers: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.ports[0], timeout=30)
    with contextlib.closing(connection):
        connection.request(method, path, body, {"Content-Type": "application/json", **headers})
        return connection.getresponse().status


def token_of(server: Any, address: str) -> str:
    status, answer = server.post(b"{}", "session", {"X-Forwarded-For": address})
    assert status == 200
    return str(answer["sender"])


@pytest.mark.parametrize("kind", list(PLANTED))
def test_in_a_message(guarded: Any, kind: str) -> None:
    address = f"100.64.1.{list(PLANTED).index(kind)}"
    token = token_of(guarded, address)
    headers = {"X-Forwarded-For": address}

    def say(message: str) -> list[dict[str, Any]]:
        status, replies = guarded.post(json.dumps({"sender": token, "message": message}).encode(), "webhook", headers)
        assert status == 200
        return list(replies)

    say("Wat doet een zorgcoördinator?")
    planted = MESSAGES[kind].format(PLANTED[kind])
    for message in (planted, planted + " " + "a" * 4000, f"/{planted}", f'/show_answer{{"answer": "{planted}"}}'):
        [reply] = say(message)
        assert reply["custom"]["outcome"] == "refuse"
        assert PLANTED[kind] not in json.dumps(reply)
    say("wat is je bron?")
    assert not found_in(guarded.folder)


def test_over_socket_io(guarded: Any) -> None:
    url = f"ws://127.0.0.1:{guarded.ports[0]}/socket.io/?EIO=4&transport=websocket"
    connection = websocket.create_connection(url, timeout=30, header={"X-Forwarded-For": "100.64.2.1"})
    connection.recv()
    connection.send("40")
    connection.recv()
    for kind, value in PLANTED.items():
        message = MESSAGES[kind].format(value)
        data = {"message": message, "metadata": {"naam": value}, "customData": value, "session_id": value}
        connection.send("42" + json.dumps(["user_uttered", data]))
        said = ""
        while "bot_uttered" not in said:
            said = connection.recv()
        assert "persoonsgegevens" in said
    for packet in (f'42["{value}"', f'42["{value}","{value}"]', f"4{value}", value):
        connection.send(packet)
    connection.close()
    assert not found_in(guarded.folder)


@pytest.mark.parametrize("kind", list(PLANTED))
def test_in_any_other_field(guarded: Any, kind: str) -> None:
    value = PLANTED[kind]
    address = f"100.64.3.{list(PLANTED).index(kind)}"
    forwarded = {"X-Forwarded-For": address}
    token = token_of(guarded, address)
    good = {"sender": token, "message": "Wat doet een zorgcoördinator?"}
    for data in (
        {**good, "metadata": {"naam": value}},
        {**good, "metadata": value},
        {**good, value: value},
        {"sender": value, "message": value},
        {"sender": f"{token}{value}", "message": value},
        {"sender": {value: value}, "message": value},
        [value],
    ):
        guarded.post(json.dumps(data).encode(), "webhook", forwarded)
    path, quoted = "/webhooks/rest/webhook", urllib.parse.quote(value)
    statuses = [
        raw(guarded, "POST", path, f'{{"message": "{value}"'.encode(), **forwarded),
        raw(guarded, "POST", path, value.encode("utf-16"), **forwarded),
        raw(guarded, "POST", f"{path}?naam={quoted}", b"{}", **forwarded),
        raw(guarded, "POST", path, b"{}", **{"Content-Type": value}),
        raw(guarded, "POST", path, b"{}", **{"Origin": f"https://{quoted}"}),
        raw(guarded, "POST", path, b"{}", **{"User-Agent": value, "X-Forwarded-For": value, "Cookie": value}),
        raw(guarded, "GET", f"/webhooks/rest/{quoted}"),
        raw(guarded, "GET", f"/{quoted}"),
        raw(guarded, "GET", f"/socket.io/?EIO=4&transport=polling&sid={quoted}"),
        raw(guarded, "GET", f"/socket.io/?EIO={quoted}&transport={quoted}&naam={quoted}"),
        raw(guarded, "POST", f"/socket.io/?EIO=4&transport=polling&sid={quoted}", value.encode()),
        raw(guarded, "PATCH", f"/webhooks/rest/webhook/{quoted}"),
    ]
    assert all(400 <= status < 500 for status in statuses), statuses
    assert not found_in(guarded.folder)


def test_nothing_went_to_the_action_server_either_and_the_search_would_have_seen_it(
    guarded: Any, assistant: Any, tmp_path: Path
) -> None:
    assert not found_in(assistant.folder)
    with contextlib.closing(sqlite3.connect(guarded.tracker)) as database:
        kept = "\n".join(row[0] for row in database.execute("SELECT data FROM events"))
        senders = {row[0] for row in database.execute("SELECT sender_id FROM events")}
    assert "Wat doet een zorgco" in kept  # the conversations are there
    assert all(re.fullmatch("web-[0-9a-f]{32}", sender) for sender in senders)
    (tmp_path / "log").write_text(f"x{PLANTED['phone']}x")
    assert found_in(tmp_path) == [("phone", "log")]
