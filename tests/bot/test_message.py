import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.guard.message import MAX_LENGTH, BadRequest, Passed, clean, guard, parse, sender_and_message

BUTTON = '/show_answer{"answer": "zorgcoordinator-taken"}'
OURS = {"/personal_data", "/acute_danger", "/victim", "/victim_relative"}
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
        ("/restart", "restart"),
        ("//restart", "restart"),
        ("/ /restart", "restart"),
        (" /greet", "greet"),
        ("\u200b/greet", "greet"),
        ('/show_answer{"answer": "x"} en meer', 'show_answer{"answer": "x"} en meer'),
        ("/personal_data", "personal_data"),
        ("", "?"),
        ("/", "?"),
        ("\x00", "?"),
    ],
)
def test_a_typed_command_is_read_as_text(message: str, seen: str) -> None:
    assert guard(message) == Passed(seen)


def test_a_button_passes_as_it_was_offered() -> None:
    assert guard(BUTTON, offered=True) == Passed(BUTTON)


@pytest.mark.parametrize("payload", [BUTTON, "/next_step{}", '/show_answer{"answer": "X Y"}', '/a{"b": {"c": 1}}'])
def test_a_button_that_was_not_offered_is_refused_and_not_read(payload: str) -> None:
    assert guard(payload) == Passed("", "button_gone")


@pytest.mark.parametrize(
    "command", ["/restart", "/RESTART", "/ back", "/session_start", "/restart{}", "/personal_data"]
)
def test_some_commands_never_pass_not_even_offered(command: str) -> None:
    assert not guard(command, offered=True).text.startswith("/")


@pytest.mark.parametrize(
    ("message", "seen"),
    [
        ("Help, ik ben Maria Popescu en hij heeft een mes", "/acute_danger"),
        ("ik word gedwongen om te werken, bel mij op 0612345678", "/victim"),
        ("Hoe help ik Maria Popescu?", "/personal_data"),
    ],
)
def test_who_is_in_danger_gets_help_and_not_a_lesson_in_privacy(message: str, seen: str) -> None:
    assert guard(message) == Passed(seen, "personal_data")


def test_danger_behind_a_greeting_is_not_cut_off_as_a_signature() -> None:
    message = "Wat is de bedenktijd? Groet, help, hij heeft een mes en staat voor de deur"
    assert "mes" in guard(message).text


def test_personal_data_is_replaced_whole() -> None:
    assert guard("haar bsn is 123456782") == Passed("/personal_data", "personal_data")


@pytest.mark.parametrize(("length", "refused"), [(MAX_LENGTH, None), (MAX_LENGTH + 1, "too_long")])
def test_length_has_a_limit(length: int, refused: str | None) -> None:
    assert guard("a" * length).refused == refused


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
        (json.dumps({"sender": "x" * 501, "message": "a"}).encode(), "sender"),
        (b'{"sender": "a", "message": "a", "metadata": 5}', "metadata must be a JSON object"),
        (b'{"sender": "a", "message": "a", "metadata": "{"}', "metadata is not valid JSON"),
        (b'{"sender": "a", "message": "a", "metadata": "[]"}', "metadata must be a JSON object"),
    ],
)
def test_a_request_of_another_shape_is_refused(body: bytes, reason: str) -> None:
    with pytest.raises(BadRequest, match=reason):
        sender_and_message(parse(body))


def test_takes_sender_and_message_and_nothing_else() -> None:
    body = '{"sender": "a", "message": "wie één", "metadata": {"naam": "x"}, "more": 1}'
    assert sender_and_message(parse(body.encode())) == ("a", "wie één")


@settings(deadline=None)
@given(TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@settings(deadline=None, max_examples=500)
@given(TEXT)
@example("/ /restart")
def test_what_passes_is_never_empty_and_never_a_command(text: str) -> None:
    passed = guard(text)
    assert passed.text or passed.refused == "button_gone"
    assert not passed.text.startswith("/") or passed.text in OURS


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_a_message_or_a_bad_request(body: bytes) -> None:
    try:
        sender, message = sender_and_message(parse(body))
        assert sender and isinstance(message, str)
    except BadRequest as error:
        assert str(error)
