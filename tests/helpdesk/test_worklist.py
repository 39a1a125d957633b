"""The worklist with the real knowledge base, search and sentence vectors."""

import re
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import yaml

from helpdesk import worklist
from helpdesk.cli import main
from helpdesk.draft import draft, identifier, write
from helpdesk.insight.recorder import Asked, Recorder, open_insight
from helpdesk.stale import overdue, superseded
from helpdesk.worklist import Group
from kompas.check import check
from kompas.content import load
from kompas.search import Searcher
from kompas.store import knowledge_from
from tests.conftest import TODAY, Assistant

AT = datetime(2026, 11, 2, 9, tzinfo=timezone.utc)
TOLK = ["Wie betaalt de tolk?", "wie betaalt de tolk", "wie moet de tolk betalen?", "Tolk: wie betaalt dat?"]
DIEREN = ["Mag een hond mee in de opvang?", "mag de hond mee naar de opvang"]


@pytest.fixture
def insight(tmp_path: Path) -> Path:
    """Figures in which two things are asked that are not known, and one is judged wrong."""
    path = tmp_path / "insight.sqlite"
    recorder = Recorder(open_insight(path), b"secret")

    def ask(number: int, question: str, outcome: str, confidence: float, answer: str | None = None) -> str:
        sender, at = f"web-{number}", AT + timedelta(minutes=number)
        recorder.asked(sender, Asked(at, "ask_roles"))
        recorder.searched(sender, confidence, ["zorgcoordinator-taken"], question)
        recorder.said(sender, at, {"outcome": outcome, "answer_id": answer})
        return sender

    for number, question in enumerate([*TOLK, *TOLK[:1], *DIEREN]):
        ask(number, question, "refuse", 0.02)
    judged = ask(20, "wat doet een zorgcoördinator", "answer", 0.95, "zorgcoordinator-taken")
    recorder.vote(judged, "zorgcoordinator-taken", False, "outdated", AT)
    ask(21, "wat is een ketenregisseur", "answer", 0.95, "ketenregisseur-wat")  # right: not on the list
    test = "a-test"
    recorder.asked(test, Asked(AT, "ask_roles", test=True))
    recorder.searched(test, 0.02, [], "Wie betaalt de tolk?")
    recorder.said(test, AT, {"outcome": "refuse"})
    return path


@pytest.fixture(scope="module")
def searcher(built: Assistant) -> Searcher:
    return Searcher.read(built.store)


def grouped(insight: Path, searcher: Searcher) -> list[Group]:
    return worklist.groups(worklist.asked_since(open_insight(insight), "2026-11-01"), searcher)


def test_questions_are_grouped_by_meaning_the_most_frequent_first(insight: Path, searcher: Searcher) -> None:
    tolk, dieren, judged = grouped(insight, searcher)
    assert (tolk.count, tolk.why) == (5, {"refused": 5})
    assert {example.lower().strip("?") for example in tolk.examples} == {text.lower().strip("?") for text in TOLK}
    assert (dieren.count, set(dieren.examples)) == (2, set(DIEREN))
    assert (judged.count, judged.why, judged.reasons) == (1, {"voted": 1}, {"outdated": 1})
    assert searcher.knowledge.topic_of[judged.near[0].answer].id == "zorgcoordinator"


def test_only_from_the_day_that_is_asked(insight: Path) -> None:
    assert worklist.asked_since(open_insight(insight), "2026-11-03") == []


def test_nothing_wrong_is_an_empty_list(searcher: Searcher) -> None:
    assert worklist.groups([], searcher) == []


def test_a_single_question_and_one_without_meaning_are_groups_too(searcher: Searcher) -> None:
    [alone] = worklist.groups([worklist.Asked("???", "refused", None, "2026")], searcher)
    assert alone.count == 1


def test_the_command_names_the_nearest_content_and_how_to_begin(
    insight: Path,
    built: Assistant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KOMPAS_INSIGHT_DB", str(insight))
    monkeypatch.setenv("KOMPAS_STORE", str(built.store))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    assert main(["worklist", "--days", "3650"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("1. 5 keer: ")
    assert "geen antwoord 5; laatst op 2026-11-02" in shown
    assert "hielp niet 1 (verouderd 1)" in shown
    assert re.search(r"dichtstbij: zorgcoordinator-\S+ \(zorgcoördinator mensenhandel\), kans op goed \d+%", shown)
    [first, *_] = [line.split()[-1] for line in shown.splitlines() if "helpdesk draft" in line]
    folder = tmp_path / "drafts"
    assert main(["draft", first, "--days", "3650", "--folder", str(folder)]) == 0
    [file] = folder.iterdir()
    assert re.search(rf"python -m kompas new \S+ \S+ --from {re.escape(str(file))}", capsys.readouterr().out)
    [entry] = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert len(entry["questions"]) == 3  # five times asked, two of them differ in capitals and question mark only
    assert main(["draft", "00000000", "--days", "3650", "--folder", str(folder)]) == 1


def test_a_missing_knowledge_base_is_told_in_one_sentence(
    insight: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KOMPAS_INSIGHT_DB", str(insight))
    monkeypatch.setenv("KOMPAS_STORE", str(tmp_path / "none.sqlite"))
    assert main(["worklist"]) == 2
    assert main(["stale"]) == 2
    assert "none.sqlite" in capsys.readouterr().err


def test_a_draft_holds_the_questions_and_fits_the_content_once_filled_in(
    insight: Path, searcher: Searcher, small: Path
) -> None:
    tolk = grouped(insight, searcher)[0]
    text = draft(tolk, searcher.knowledge, TODAY)
    assert "# Concept uit de werklijst van 2026-11-21: 5 keer gevraagd (geen antwoord 5)." in text
    assert "(onderwerp " in text
    [entry] = yaml.safe_load(text)
    assert entry["review_by"] == date(2027, 11, 21)
    entry["questions"].append("kosten tolk")  # the draft asks for a fourth
    entry |= {"aspect": "what", "text": "De tolk wordt betaald. " * 12, "sources": ["blog"], "as_of": "onbekend"}
    topic = small / "topics" / "ketenregisseur.yml"
    content = yaml.safe_load(topic.read_text(encoding="utf-8"))
    content["answers"].append(entry)
    topic.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    assert check(small, TODAY).problems == []
    assert entry["id"] in {answer.id for answer in load(small).topics["ketenregisseur"].answers}


def test_a_draft_that_is_there_is_not_written_over(insight: Path, searcher: Searcher, tmp_path: Path) -> None:
    knowledge, group = searcher.knowledge, grouped(insight, searcher)[0]
    file = write(group, knowledge, tmp_path / "drafts", TODAY)
    file.write_text("half af", encoding="utf-8")
    assert write(group, knowledge, tmp_path / "drafts", TODAY) == file
    assert file.read_text(encoding="utf-8") == "half af"


@pytest.mark.parametrize(("question", "made"), [("Wie betaalt?", "wie-betaalt"), ("???", "antwoord")])
def test_an_id_is_made_of_the_question(question: str, made: str) -> None:
    assert identifier(question) == made


def test_answers_past_and_near_their_review_date(small: Path) -> None:
    knowledge = knowledge_from(check(small, TODAY))  # both are to be reviewed by 1 November 2027
    past, soon = overdue(knowledge, date(2027, 11, 2))
    assert ([answer.id for answer in past], soon) == (["ketenregisseur-wat", "zorgcoordinator-taken"], [])
    past, soon = overdue(knowledge, date(2027, 11, 1))
    assert (past, len(soon)) == ([], 2)
    assert overdue(knowledge, date(2027, 10, 1)) == ([], [])


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_source_with_a_newer_edition_in_use(small: Path) -> None:
    sources = small / "sources.yml"
    change(sources, "title: Handreiking zorgcoördinatie\n", "title: Handreiking zorgcoördinatie in de regio\n")
    change(sources, "title: Blog over regie", "title: Handreiking zorgcoördinatie in de regio (2026)")
    change(sources, "publisher: VNG", "publisher: CoMensha")
    change(sources, "date: onbekend", "date: '2026-02'")
    change(small / "topics" / "zorgcoordinator.yml", "[handreiking, blog]", "[handreiking]")
    [found] = superseded(knowledge_from(check(small, TODAY)))
    assert (found.old.id, found.new.id, found.answers) == ("handreiking", "blog", ("zorgcoordinator-taken",))


def test_sources_without_a_date_are_not_compared(small: Path) -> None:
    assert superseded(knowledge_from(check(small, TODAY))) == []
