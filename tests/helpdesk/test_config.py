from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from helpdesk.config import DEFAULT, ZONE, ConfigError, day_in_words, read


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("asked", "answer_by"),
    [
        ("2026-11-16 10:00", date(2026, 11, 18)),  # Monday: Wednesday
        ("2026-11-16 07:00", date(2026, 11, 18)),  # before opening counts for the day
        ("2026-11-16 17:00", date(2026, 11, 19)),  # after closing counts for Tuesday
        ("2026-11-20 15:30", date(2026, 11, 24)),  # Friday: Tuesday
        ("2026-11-21 12:00", date(2026, 11, 25)),  # Saturday counts for Monday
        ("2026-12-24 10:00", date(2026, 12, 29)),  # Christmas day is closed
    ],
)
def test_the_day_of_the_answer_counts_working_days(asked: str, answer_by: date) -> None:
    assert read(DEFAULT).answer_by(at(asked)) == answer_by


def test_a_moment_is_judged_by_dutch_time() -> None:
    hours = read(DEFAULT).office_hours
    assert hours.open_at(datetime.fromisoformat("2026-07-01T07:00+00:00"))  # 9.00 in summer
    assert not hours.open_at(datetime.fromisoformat("2026-12-01T07:30+00:00"))  # 8.30 in winter
    assert not hours.open_at(at("2026-11-21 12:00"))  # Saturday


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("[1, 2, 3, 4, 5]", "maandag tot en met vrijdag van 9.00 tot 17.00 uur"),
        ("[1, 3]", "maandag en woensdag van 9.00 tot 17.00 uur"),
        ("[5, 2, 4]", "dinsdag, donderdag en vrijdag van 9.00 tot 17.00 uur"),
        ("[2]", "dinsdag van 9.00 tot 17.00 uur"),
    ],
)
def test_hours_in_words(tmp_path: Path, days: str, words: str) -> None:
    assert read(changed(tmp_path, "days: [1, 2, 3, 4, 5]", f"days: {days}")).hours_in_words() == words


def changed(folder: Path, old: str, new: str) -> Path:
    text = DEFAULT.read_text(encoding="utf-8")
    assert old in text
    path = folder / "helpdesk.yml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("days: [1, 2, 3, 4, 5]", "days: [1, 8]", "office_hours.days"),
        ("days: [1, 2, 3, 4, 5]", "days: []", "office_hours.days"),
        ('until: "17:00"', 'until: "08:00"', "office_hours.until"),
        ("contact: 30 ", "contact: 0 ", "keep_days.contact"),
        ("ticket: 90 ", "ticket: 7 ", "keep_days.ticket"),
        ("name: de helpdesk", "naam: de helpdesk", "name"),
        ("retry:", "retries:", "retry"),
        ("name: de helpdesk", "name: [", "geen geldige YAML"),
    ],
)
def test_a_mistake_is_told_with_file_and_field(tmp_path: Path, old: str, new: str, names: str) -> None:
    path = changed(tmp_path, old, new)
    with pytest.raises(ConfigError) as error:
        read(path)
    assert str(path) in str(error.value) and names in str(error.value) and "→" in str(error.value)


def test_a_missing_file_names_the_variable(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="KOMPAS_HELPDESK_CONFIG"):
        read(tmp_path / "none.yml")


def test_retries_wait_twice_as_long_up_to_a_limit() -> None:
    retry = read(DEFAULT).retry
    assert [retry.after(n) for n in (1, 2, 3, 9, 10, 999)] == [
        timedelta(seconds=s) for s in (10, 20, 40, 2560, 3600, 3600)
    ]


def test_a_day_in_words() -> None:
    assert day_in_words(date(2026, 11, 24)) == "dinsdag 24 november"
