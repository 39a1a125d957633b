import threading
from pathlib import Path

import jwt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guard.message import MAX_SENDER
from bot.guard.sessions import InvalidSession, Sessions, key_from, looks_like_conversation, looks_like_token

KEY = "0123456789abcdef" * 4
SESSIONS = Sessions(KEY)
TOKEN = SESSIONS.issue()


def test_a_token_opens_one_conversation_and_no_two_are_alike() -> None:
    ids = {SESSIONS.conversation(SESSIONS.issue()) for _ in range(50)}
    assert len(ids) == 50
    assert all(looks_like_conversation(one) for one in ids)
    assert SESSIONS.conversation(TOKEN) == SESSIONS.conversation(TOKEN)


def test_a_token_fits_in_a_request_and_looks_like_one() -> None:
    assert len(TOKEN) <= MAX_SENDER
    assert looks_like_token(TOKEN)


def test_another_server_with_the_same_key_accepts_it_and_one_with_another_does_not() -> None:
    assert Sessions(KEY).conversation(TOKEN) == SESSIONS.conversation(TOKEN)
    with pytest.raises(InvalidSession):
        Sessions(KEY[::-1]).conversation(TOKEN)


def test_a_token_ends() -> None:
    with pytest.raises(InvalidSession):
        SESSIONS.conversation(Sessions(KEY, lifetime=-1).issue())


@pytest.mark.parametrize("missing", ["sid", "aud", "exp"])
def test_a_token_needs_all_its_claims(missing: str) -> None:
    claims = {"sid": "0" * 32, "aud": "kompas-session", "exp": 4_000_000_000}
    assert SESSIONS.conversation(jwt.encode(claims, KEY, "HS256")) == f"web-{'0' * 32}"
    del claims[missing]
    with pytest.raises(InvalidSession):
        SESSIONS.conversation(jwt.encode(claims, KEY, "HS256"))


@pytest.mark.parametrize("sid", [None, 5, "", "0" * 31, "0" * 33, "A" * 32, "0" * 32 + "\n", ["0" * 32]])
def test_a_token_holds_no_other_id_than_those_given_out(sid: object) -> None:
    claims = {"sid": sid, "aud": "kompas-session", "exp": 4_000_000_000}
    with pytest.raises(InvalidSession):
        SESSIONS.conversation(jwt.encode(claims, KEY, "HS256"))


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=300))
def test_any_text_is_no_token(text: str) -> None:
    with pytest.raises(InvalidSession):
        SESSIONS.conversation(text)


@settings(deadline=None, max_examples=500)
@given(st.integers(0, len(TOKEN) - 1), st.characters())
def test_a_token_with_one_character_changed_is_refused_or_the_same(place: int, character: str) -> None:
    changed = TOKEN[:place] + character + TOKEN[place + 1 :]
    try:
        # The last characters of base64 have bits that mean nothing.
        assert SESSIONS.conversation(changed) == SESSIONS.conversation(TOKEN)
        assert changed == TOKEN or place == len(TOKEN) - 1
    except InvalidSession:
        assert changed != TOKEN


def test_the_key_is_made_once_for_the_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "new" / "session.key"
    key = key_from(file)
    assert len(key) == 64
    assert key_from(file) == key
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["session.key"]


def test_servers_that_start_together_have_one_key(tmp_path: Path) -> None:
    keys: list[str] = []
    threads = [threading.Thread(target=lambda: keys.append(key_from(tmp_path / "key"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1
