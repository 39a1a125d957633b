"""Every figure against values counted by hand in the seventy conversations of conversations.py."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from helpdesk.clock import now
from helpdesk.database import Database
from helpdesk.insight.metrics import Period, compute, metrics
from helpdesk.insight.recorder import Asked, Recorder, open_insight
from tests.helpdesk.conversations import FIXTURE, fill

D1, D2, D3 = "2026-11-02", "2026-11-03", "2026-11-05"
GOES, VEERE = "www.goes.example", "www.veere.example"


@pytest.fixture(scope="module")
def insight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = open_insight(tmp_path_factory.mktemp("insight") / "insight.sqlite")
    assert fill(Recorder(database, b"secret"), now()) == 70
    yield database


def rows(insight: Database, name: str, **period: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in compute(insight, metrics()[name], Period(**period))]


def test_each_conversation_ends_as_its_heading_says(insight: Database) -> None:
    expected, heading = {}, ""
    for line in FIXTURE.strip().splitlines():
        if line.startswith("#"):
            heading = line[2:].partition(":")[0].partition(",")[0].replace(" ", "_")
        elif heading != "not_counted":
            expected[line[:2]] = heading
    recorder = Recorder(insight, b"secret")
    names = {recorder.pseudonym(f"web-{number:02}") + "-0001": f"{number:02}" for number in range(1, 71)}
    with insight.reading() as connection:
        found = {names[row["id"]]: row["outcome"] for row in connection.execute("SELECT id, outcome FROM outcomes")}
    assert len(expected) == 64
    assert found == expected


def test_tests_and_what_still_goes_on_are_not_counted(insight: Database) -> None:
    assert rows(insight, "gesprekken") == [(64,)]


def test_filters_on_period_and_page(insight: Database) -> None:
    assert rows(insight, "gesprekken", van=D1, tot=D1) == [(20,)]
    assert rows(insight, "gesprekken", van=D2) == [(44,)]
    assert rows(insight, "gesprekken", van=D1, tot=D1, pagina=GOES) == [(17,)]
    assert rows(insight, "gesprekken", pagina="zonder pagina") == [(6,)]
    assert rows(insight, "bevestigd", van=D1, tot=D1, pagina=GOES) == [(11.8,)]  # 55 and 56 of 17
    assert rows(insight, "gesprekken", pagina="www.elders.example") == [(0,)]
    assert rows(insight, "bevestigd", pagina="www.elders.example") == [(None,)]


def test_confirmed_is_a_share_of_all_conversations(insight: Database) -> None:
    assert rows(insight, "bevestigd") == [(15.6,)]  # 10 of 64


def test_answered_right_away_looks_at_the_first_question(insight: Database) -> None:
    assert rows(insight, "meteen") == [(53.7,)]  # 9 + 8 + 12 of 17 + 18 + 19


def test_forwarded_questions(insight: Database) -> None:
    assert rows(insight, "doorgestuurd") == [(8,)]  # 04 05 06 07 08 09 12 23
    assert rows(insight, "doorgestuurd", pagina=GOES) == [(4,)]  # 05 06 07 23


def test_outcomes_add_up_to_all_conversations(insight: Database) -> None:
    assert rows(insight, "afloop") == [
        ("beantwoord en bevestigd", 10, 15.6),
        ("beantwoord, geen teken", 15, 23.4),
        ("doorgevraagd", 6, 9.4),
        ("geen antwoord", 9, 14.1),
        ("naar een mens", 8, 12.5),
        ("afgebroken", 12, 18.8),
        ("veiligheid", 4, 6.3),
    ]


def test_an_outcome_that_did_not_happen_is_shown_as_none(insight: Database) -> None:
    assert rows(insight, "afloop", van=D3)[-1] == ("veiligheid", 0, 0.0)


def test_conversations_per_day(insight: Database) -> None:
    counted = rows(insight, "afloop_per_dag")
    assert [row[2] for row in counted if row[0] == D1] == [3, 4, 2, 3, 3, 3, 2]
    assert [row[2] for row in counted if row[0] == D2] == [4, 4, 2, 3, 3, 3, 2]
    assert [row[2] for row in counted if row[0] == D3] == [3, 7, 2, 3, 2, 6]


def test_questions_per_day(insight: Database) -> None:
    assert rows(insight, "vragen_per_dag") == [
        (D1, "meteen beantwoord", 10), (D1, "doorgevraagd", 2), (D1, "geen antwoord", 9),
        (D2, "meteen beantwoord", 10), (D2, "doorgevraagd", 5), (D2, "geen antwoord", 7),
        (D3, "meteen beantwoord", 14), (D3, "doorgevraagd", 3), (D3, "geen antwoord", 6),
    ]  # fmt: skip


def test_topics(insight: Database) -> None:
    assert rows(insight, "onderwerpen") == [("opvang", 22), ("melden", 15), ("taken", 7)]


def test_answers_with_their_votes(insight: Database) -> None:
    assert rows(insight, "antwoorden") == [("opvang", 16, 5, 3), ("melden", 13, 3, 1), ("taken", 5, 2, 0)]


def test_gaps(insight: Database) -> None:
    assert [row[:5] for row in rows(insight, "hiaten")] == [
        ("b83", 13, 13, 0, 0), ("opvang", 9, 0, 5, 4), ("kosten", 7, 7, 0, 0), ("melden", 2, 0, 2, 0),
        ("taken", 2, 0, 2, 0), ("tarief", 2, 2, 0, 0),
    ]  # fmt: skip
    assert rows(insight, "hiaten")[0][5] == "vraag over b83"


def test_reasons_why_an_answer_did_not_help(insight: Database) -> None:
    assert rows(insight, "stemmen") == [
        ("geen reden gegeven", 1), ("klopt niet", 1), ("onduidelijk", 1), ("verouderd", 1),
    ]  # fmt: skip


def test_reply_times(tmp_path: Path) -> None:
    database = open_insight(tmp_path / "insight.sqlite")
    recorder = Recorder(database, b"secret")
    at = datetime(2026, 11, 2, 9, tzinfo=timezone.utc)
    for number, milliseconds in enumerate([10, 20, 30, 40, 50, 60, 70, 80, 90, 1000]):
        moment = at + timedelta(minutes=number)
        recorder.asked("web-1", Asked(moment, "greet", received=moment - timedelta(milliseconds=5)))
        recorder.said("web-1", moment + timedelta(milliseconds=milliseconds - 5), {"outcome": "smalltalk"})
        recorder.said("web-1", moment + timedelta(seconds=9), {"outcome": "smalltalk"})  # the first one counts
    # Of ten: the fifth is the median, the tenth (9.5 rounded up) the 95th percentile.
    assert rows(database, "antwoordtijd") == [(D1, "mediaan", 50.0), (D1, "p95", 1000.0)]


def test_every_figure_has_its_text_and_can_be_drawn(insight: Database) -> None:
    for metric in metrics().values():
        assert len(metric.definition) > 40
        columns = compute(insight, metric)[0].keys()
        assert {metric.x, metric.y, metric.color} - {None} <= columns, metric.id
    assert len(metrics()) == 12
