import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guard.caller import Caller

ORIGINS = frozenset({"https://www.gemeente.example"})


@pytest.mark.parametrize(
    ("peer", "headers", "local"),
    [
        ("127.0.0.1", {"host": "127.0.0.1:5005"}, True),
        ("127.0.0.1", {"host": "localhost"}, True),
        ("::1", {"host": "[::1]:5005"}, True),
        ("127.0.0.1", {"host": "evil.example:5005"}, False),  # a name that leads here
        ("127.0.0.1", {"host": "127.0.0.1.evil.example"}, False),
        ("127.0.0.1", {"host": "localhost:x"}, True),
        ("127.0.0.1", {"host": "[::1"}, False),
        ("127.0.0.1", {}, False),
        ("192.0.2.1", {"host": "localhost"}, False),
        ("127.0.0.1", {"host": "localhost", "x-forwarded-for": "192.0.2.1"}, False),
        ("127.0.0.1", {"host": "localhost", "x-forwarded-for": "127.0.0.1"}, False),
        ("127.0.0.1", {"host": "localhost", "x-real-ip": "127.0.0.1"}, False),
        ("127.0.0.1", {"host": "localhost", "forwarded": "for=127.0.0.1"}, False),
    ],
)
def test_what_is_local(peer: str, headers: dict[str, str], local: bool) -> None:
    assert Caller.of(peer, headers).is_local is local


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ("192.0.2.1", 0, "10.0.0.1"),
        ("192.0.2.1", 1, "192.0.2.1"),
        ("203.0.113.9, 192.0.2.1", 1, "192.0.2.1"),
        ("203.0.113.9, 192.0.2.1, 10.0.0.2", 2, "192.0.2.1"),
        ("192.0.2.1", 2, "10.0.0.1"),
        (" , ", 1, "10.0.0.1"),
        ("", 1, "10.0.0.1"),
    ],
)
def test_which_address_is_believed(forwarded: str, proxies: int, address: str) -> None:
    assert Caller.of("10.0.0.1", {"x-forwarded-for": forwarded}, proxies).address == address


@pytest.mark.parametrize(
    ("origin", "may"),
    [
        (None, True),
        ("http://kompas.example:5005", True),
        ("https://kompas.example:5005", True),
        ("https://www.gemeente.example", True),
        ("https://WWW.Gemeente.example", True),
        ("http://www.gemeente.example", False),
        ("https://gemeente.example", False),
        ("https://www.gemeente.example.evil.example", False),
        ("https://www.gemeente.example:8443", False),
        ("https://www.gemeente.example/", False),
        ("https://www.gemeente.example, https://evil.example", False),
        ("http://kompas.example", False),
        ("null", False),
        ("", False),
        ("file://", False),
        ("ftp://kompas.example:5005", False),
    ],
)
def test_which_pages_may_ask(origin: str | None, may: bool) -> None:
    headers = {"host": "kompas.example:5005"} | ({"origin": origin} if origin is not None else {})
    assert Caller.of("192.0.2.1", headers).may_come_from(ORIGINS) is may


def test_without_a_host_no_page_is_our_own() -> None:
    assert not Caller.of("192.0.2.1", {"origin": "http://"}).may_come_from(ORIGINS)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_header_has_an_answer_and_only_a_known_page_may_ask(origin: str, host: str, forwarded: str) -> None:
    caller = Caller.of("192.0.2.1", {"origin": origin, "host": host, "x-forwarded-for": forwarded}, 1)
    assert not caller.is_local
    if caller.may_come_from(ORIGINS):
        assert origin.lower() in {*ORIGINS, f"http://{host.lower()}", f"https://{host.lower()}"}
