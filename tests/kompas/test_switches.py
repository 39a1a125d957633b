from datetime import datetime, timezone
from pathlib import Path

import pytest

from kompas.knowledge import KnowledgeBase
from kompas.switches import (
    MAX_REASON,
    SwitchBoard,
    SwitchError,
    read,
    switch_off,
    switch_on,
    switches_path,
    without_switched_off,
)

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone.utc)
REASON = "Het telefoonnummer klopt niet"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return switches_path(tmp_path / "kompas.sqlite")


def test_nothing_is_off_without_a_file(path: Path, knowledge: KnowledgeBase) -> None:
    assert read(path).switches == ()
    assert without_switched_off(knowledge, read(path)) is knowledge


def test_an_answer_that_is_off_shows_why_and_whom_to_contact(path: Path, knowledge: KnowledgeBase) -> None:
    switch_off(path, "answer", "zorgcoordinator-taken", REASON, NOW)
    shown = without_switched_off(knowledge, read(path))
    notice = shown.notices["zorgcoordinator-taken"]
    answer = shown.answers["zorgcoordinator-taken"]
    for part in ("22-11-2026", "Het telefoonnummer klopt niet.", "CoMensha", "033 448 11 86", "VNG", "112"):
        assert part in notice
    assert (answer.text, answer.more, answer.caveat, answer.next) == (notice, None, None, [])
    assert shown.topics["zorgcoordinator"].answers[0] is answer
    assert shown.answers["ketenregisseur-wat"] == knowledge.answers["ketenregisseur-wat"]
    assert list(shown.notices) == ["zorgcoordinator-taken"]
    assert shown.procedures == knowledge.procedures


def test_a_topic_that_is_off_takes_its_procedures_along(path: Path, knowledge: KnowledgeBase) -> None:
    switch_off(path, "topic", "zorgcoordinator", REASON, NOW)
    shown = without_switched_off(knowledge, read(path))
    assert list(shown.notices) == ["zorgcoordinator-taken"]
    assert "'zorgcoördinator mensenhandel'" in shown.notices["zorgcoordinator-taken"]
    assert shown.procedures == {}


def test_when_all_is_off_no_answer_is_left(path: Path, knowledge: KnowledgeBase) -> None:
    switch_off(path, "all", "all", REASON, NOW)
    shown = without_switched_off(knowledge, read(path))
    assert set(shown.notices) == {"zorgcoordinator-taken", "ketenregisseur-wat"}
    assert read(path).everything is not None


def test_a_running_server_sees_each_change_at_the_next_look(path: Path) -> None:
    board = SwitchBoard(path)
    assert board.current().everything is None
    switch_off(path, "all", "all", REASON, NOW)
    assert board.current().everything is not None
    assert board.current() is board.current()
    switch_on(path, "all", "all")
    assert board.current().everything is None


def test_a_second_reason_replaces_the_first(path: Path) -> None:
    switch_off(path, "answer", "a", "eerst", NOW)
    switch_off(path, "answer", "b", "ander", NOW)
    switch_off(path, "answer", "a", "  later\n nog   iets ", NOW)
    assert [(s.id, s.reason) for s in read(path).switches] == [("b", "ander"), ("a", "later nog iets")]


@pytest.mark.parametrize("reason", ["", "  ", "x", "x" * (MAX_REASON + 1)])
def test_a_reason_is_required_and_short(path: Path, reason: str) -> None:
    with pytest.raises(SwitchError, match="Schrijf de reden"):
        switch_off(path, "all", "all", reason, NOW)
    assert not path.exists()


def test_what_is_not_off_cannot_be_put_on(path: Path) -> None:
    with pytest.raises(SwitchError, match="kompas switch list"):
        switch_on(path, "answer", "a")


@pytest.mark.parametrize("content", [b"", b"{", b'{"switches": [{"kind": "answer"}]}', b"\xff\xfe", b"[]"])
def test_an_unreadable_file_puts_everything_out_of_use(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    everything = read(path).everything
    assert everything is not None
    assert everything.reason == "De instellingen van de redactie zijn niet te lezen."


def test_a_series_with_a_value_of_a_switched_off_answer_is_left_out(path: Path, checked) -> None:
    from kompas.store import knowledge_from

    knowledge = knowledge_from(checked)
    series = next(iter(knowledge.series.values()))
    switch_off(path, "answer", series.points[0].answer, REASON, NOW)
    left = without_switched_off(knowledge, read(path)).series
    gone = {name for name, s in knowledge.series.items() if any(p.answer == series.points[0].answer for p in s.points)}
    assert set(left) == set(knowledge.series) - gone
    assert series.id in gone
