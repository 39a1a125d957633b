"""The clock is moved, not waited for."""

from datetime import timedelta
from pathlib import Path

from helpdesk.config import DEFAULT, read
from helpdesk.insight.recorder import Asked, Recorder, open_insight
from helpdesk.outbox import Outbox, Purged
from helpdesk.retention import PurgedFigures, purge_insight, purge_outbox
from tests.helpdesk.conftest import NOW, request_in

KEEP = read(DEFAULT).keep_days  # contact 30, ticket 90


def days(number: float) -> timedelta:
    return timedelta(days=number)


def in_files(outbox: Outbox, text: str) -> bool:
    return any(text.encode() in file.read_bytes() for file in outbox.path.parent.iterdir())


def test_contact_goes_first_and_then_the_ticket(outbox: Outbox) -> None:
    ticket = outbox.accept(request_in(outbox), NOW)
    assert purge_outbox(outbox, KEEP, NOW + days(29.9)) == Purged(0, 0, 0)
    assert outbox.contact_of(ticket.reference) is not None
    assert purge_outbox(outbox, KEEP, NOW + days(30.1)) == Purged(1, 0, 0)
    assert outbox.contact_of(ticket.reference) is None
    assert outbox.ticket(ticket.reference) == ticket
    assert purge_outbox(outbox, KEEP, NOW + days(89.9)) == Purged(0, 0, 0)
    assert purge_outbox(outbox, KEEP, NOW + days(90.1)) == Purged(0, 1, 1)
    assert outbox.ticket(ticket.reference) is None
    assert outbox.history(ticket.reference) == []


def test_what_is_removed_is_gone_from_the_files(outbox: Outbox) -> None:
    outbox.accept(request_in(outbox, question="Een zeldzame vraag over koekoeksklokken"), NOW)
    assert in_files(outbox, "jansen") and in_files(outbox, "koekoeksklokken")
    purge_outbox(outbox, KEEP, NOW + days(31))
    assert not in_files(outbox, "jansen") and in_files(outbox, "koekoeksklokken")
    purge_outbox(outbox, KEEP, NOW + days(91))
    assert not in_files(outbox, "koekoeksklokken")


def test_a_contact_of_an_unfinished_hand_over_goes_after_a_day(outbox: Outbox) -> None:
    unfinished = request_in(outbox).contact
    finished = outbox.accept(request_in(outbox), NOW)
    assert purge_outbox(outbox, KEEP, NOW + days(0.9)) == Purged(0, 0, 0)
    assert purge_outbox(outbox, KEEP, NOW + days(1.1)) == Purged(1, 0, 0)
    assert outbox.contact(unfinished) is None
    assert outbox.contact_of(finished.reference) is not None


def test_only_what_is_old_enough_goes(outbox: Outbox) -> None:
    old = outbox.accept(request_in(outbox), NOW)
    young = outbox.accept(request_in(outbox), NOW + days(50))
    purge_outbox(outbox, KEEP, NOW + days(95))
    assert [t.reference for t in outbox.tickets()] == [young.reference]
    assert outbox.ticket(old.reference) is None


def test_texts_of_questions_go_before_the_figures(tmp_path: Path) -> None:
    insight = open_insight(tmp_path / "insight.sqlite")
    recorder = Recorder(insight, b"secret")
    recorder.asked("web-1", Asked(NOW, "ask_roles"))
    recorder.searched("web-1", 0.02, ["a"], "Een zeldzame vraag over koekoeksklokken")
    recorder.said("web-1", NOW, {"outcome": "refuse", "answer_id": "a"})
    recorder.vote("web-1", "a", True, None, NOW)

    def kept() -> bool:
        return any(b"koekoeksklokken" in file.read_bytes() for file in tmp_path.iterdir())

    assert purge_insight(insight, KEEP, NOW + days(179)) == PurgedFigures(0, 0, 0)
    assert kept()
    assert purge_insight(insight, KEEP, NOW + days(181)) == PurgedFigures(1, 0, 0)
    assert not kept()
    assert purge_insight(insight, KEEP, NOW + days(729)) == PurgedFigures(0, 0, 0)
    assert purge_insight(insight, KEEP, NOW + days(731)) == PurgedFigures(0, 1, 1)
    with insight.reading() as database:
        assert [tuple(row) for row in database.execute("SELECT * FROM turns")] == []
