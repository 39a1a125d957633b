import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.guard.message import MAX_LENGTH, BadRequest, Incoming, clean, guard, receive

BUTTON = '/show_answer{"answer": "zorgcoordinator-taken"}'
TEXT = st.one_of(st.text(max_size=60), st.text(alphabet='/ {}"restart\n\t\x00\u200b:,a', max_size=60))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wat\u200b is\x00 dit", "wat is dit"),
        ("  hallo \n", "hallo"),
        ("een\ttab", "een tab"),
        ("twee\nregels", "twee\nregels"),
        ("\ufeffbom", "bom"),
        ("om\u202egekeerd", "omgekeerd"),
        ("é 😀", "é 😀"),
        ("\x00\x01", ""),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("message", "seen"),
    [
        ("Wat is B8/3?", "Wat is B8/3?"),
        (BUTTON, BUTTON),
        ("/restart", "restart"),
        ("//restart", "restart"),
        ("/ /restart", "restart"),
        (" /greet", "greet"),
        ("\u200b/greet", "greet"),
        ('/show_answer{"answer": "x"} en meer', 'show_answer{"answer": "x"} en meer'),
        ('/show_answer{"answer": "X Y"}', 'show_answer{"answer": "X Y"}'),
        ("/personal_data", "personal_data"),
        ("", "?"),
        ("/", "?"),
        ("\x00", "?"),
    ],
)
def test_no_command_passes_but_our_own_buttons(message: str, seen: str) -> None:
    assert guard("s", message) == Incoming("s", seen)


def test_personal_data_is_replaced_whole() -> None:
    assert guard("s", "haar bsn is 123456782") == Incoming("s", "/personal_data", "personal_data")


@pytest.mark.parametrize(("length", "refused"), [(MAX_LENGTH, None), (MAX_LENGTH + 1, "too_long")])
def test_length_has_a_limit(length: int, refused: str | None) -> None:
    assert guard("s", "a" * length).refused == refused


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not valid JSON"),
        (b"{", "not valid JSON"),
        (b"\xff\xfe", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b"[]", "JSON object"),
        (b'"text"', "JSON object"),
        (b"{}", "sender must be a text"),
        (b'{"message": "hoi"}', "sender must be a text"),
        (b'{"sender": "a"}', "message must be a text"),
        (b'{"sender": "a", "message": 1}', "message must be a text"),
        (b'{"sender": "a", "message": null}', "message must be a text"),
        (b'{"sender": "", "message": "a"}', "sender"),
        (b'{"sender": 5, "message": "a"}', "sender"),
        (json.dumps({"sender": "x" * 201, "message": "a"}).encode(), "sender"),
    ],
)
def test_a_request_of_another_shape_is_refused(body: bytes, reason: str) -> None:
    with pytest.raises(BadRequest, match=reason):
        receive(body)


def test_receives_a_message() -> None:
    assert receive('{"sender": "a", "message": "wie één"}'.encode()) == Incoming("a", "wie één")


@settings(deadline=None)
@given(TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@settings(deadline=None, max_examples=500)
@given(TEXT)
@example("/ /restart")
def test_what_passes_is_never_empty_and_never_a_command(text: str) -> None:
    passed = guard("s", text)
    assert passed.text
    assert not passed.text.startswith("/") or passed.text == "/personal_data" or "show_answer" in passed.text


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_a_message_or_a_bad_request(body: bytes) -> None:
    try:
        assert isinstance(receive(body), Incoming)
    except BadRequest as error:
        assert str(error)
