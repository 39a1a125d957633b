import pytest

from bot.guard.limits import Limits, TooMany, network


class Clock:
    """Time as the library sees it."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("limits.storage.memory.time", clock)
    monkeypatch.setattr("bot.guard.limits.time", clock)
    return clock


def tries(number: int, limits: Limits, conversation: str = "a", address: str = "192.0.2.1") -> list[bool]:
    """Whether each of so many messages was let through."""
    through = []
    for _ in range(number):
        try:
            limits.message(conversation, address)
            through.append(True)
        except TooMany:
            through.append(False)
    return through


def test_a_session_waits_and_goes_on(clock: Clock) -> None:
    limits = Limits("session=3/minute")
    assert tries(4, limits) == [True, True, True, False]
    with pytest.raises(TooMany) as many:
        limits.message("a", "192.0.2.1")
    assert 1 <= (many.value.retry_after or 0) <= 61
    assert tries(1, limits, "b") == [True]
    clock.now += many.value.retry_after or 0
    assert tries(1, limits) == [True]


def test_an_address_counts_over_its_sessions(clock: Clock) -> None:
    limits = Limits("address=3/hour,session=2/minute")
    assert tries(2, limits, "a") + tries(2, limits, "b") == [True, True, True, False]
    assert tries(1, limits, "c", "192.0.2.2") == [True]


def test_a_session_has_a_number_of_messages_for_good(clock: Clock) -> None:
    limits = Limits("messages=2")
    assert tries(2, limits) == [True, True]
    clock.now += 12 * 60 * 60
    with pytest.raises(TooMany) as many:
        limits.message("a", "192.0.2.1")
    assert many.value.retry_after is None


def test_new_sessions_per_address(clock: Clock) -> None:
    limits = Limits("new=1/day")
    limits.new_session("2001:db8::1")
    limits.new_session("2001:db8:0:1::1")
    with pytest.raises(TooMany):
        limits.new_session("2001:db8::ffff")


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("", "unknown"),
        ("<script>", "unknown"),
        ("192.0.2.1:80", "unknown"),
    ],
)
def test_what_counts_as_one_address(address: str, counts_as: str) -> None:
    assert network(address) == counts_as


WRONG = (
    "session|session=|session=0/minute|session=5|speed=5/minute|messages=x|messages=5/minute|session=5/minuut"
    "|session=-1/minute|session=1/minute;x"
)


@pytest.mark.parametrize("text", WRONG.split("|"))
def test_a_wrong_limit_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="KOMPAS_LIMITS must look like"):
        Limits(text)
