from datetime import date
from pathlib import Path

import pytest

from kompas.check import check
from kompas.content import load
from kompas.draft import DraftError, Wanted, questions_in, write

TODAY = date(2026, 11, 21)


def test_a_draft_stands_below_the_answers_of_its_topic_and_stops_nothing(small: Path) -> None:
    before = (small / "topics" / "zorgcoordinator.yml").read_text(encoding="utf-8")
    asked = ("wie vervangt de zorgcoördinator", "vervanging: ziekte")
    place = write(small, Wanted("zorgcoordinator", "zoco-vervanging", "tasks", asked, ["blog"]), TODAY)
    assert (place.file.name, place.line) == ("zorgcoordinator.yml", 19)
    text = place.file.read_text(encoding="utf-8")
    assert text.startswith(before)
    assert text.splitlines()[place.line - 1] == "- id: zoco-vervanging"
    answer = load(small).topics["zorgcoordinator"].answers[1]
    assert (answer.status, answer.aspect, answer.sources) == ("draft", "tasks", ["blog"])
    assert answer.questions[:2] == list(asked)
    assert len(answer.questions) == 4
    assert answer.review_by == date(2027, 11, 21)
    problems = check(small, TODAY).problems
    assert problems and all(problem.unpublished for problem in problems)


def test_a_draft_without_anything_yet_still_is_readable(small: Path) -> None:
    write(small, Wanted("ketenregisseur", "ketenregisseur-nieuw"), TODAY)
    assert {p.what.split(" ")[0] for p in check(small, TODAY).problems if not p.unpublished} == set()
    assert load(small).problems == []


def test_an_indented_list_of_answers_keeps_its_indent(small: Path) -> None:
    path = small / "topics" / "ketenregisseur.yml"
    head, answers = path.read_text(encoding="utf-8").split("answers:\n")
    path.write_text(head + "answers:\n" + "".join(f"    {line}\n" for line in answers.splitlines()), encoding="utf-8")
    write(small, Wanted("ketenregisseur", "ketenregisseur-nieuw"), TODAY)
    assert [a.id for a in load(small).topics["ketenregisseur"].answers] == [
        "ketenregisseur-wat",
        "ketenregisseur-nieuw",
    ]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Wanted("zorg", "a"), "Bedoelt u: zorgcoordinator"),
        (Wanted("iets-anders", "a"), "Maak eerst een bestand"),
        (Wanted("ketenregisseur", "Één antwoord"), "kleine letters"),
        (Wanted("ketenregisseur", "zorgcoordinator-taken"), "bestaat al"),
        (Wanted("ketenregisseur", "a", aspect="taken"), "Kies uit: tasks, what"),
        (Wanted("ketenregisseur", "a", sources=["krant"]), "sources.yml"),
        (
            Wanted("ketenregisseur", "a", questions=["Wat doet een zorgcoördinator?"]),
            "staat al bij 'zorgcoordinator-taken'",
        ),
    ],
)
def test_what_cannot_be_is_one_sentence_with_the_remedy_and_nothing_is_written(
    small: Path, wanted: Wanted, message: str
) -> None:
    before = {path: path.read_bytes() for path in small.rglob("*.yml")}
    with pytest.raises(DraftError, match=message):
        write(small, wanted, TODAY)
    assert {path: path.read_bytes() for path in small.rglob("*.yml")} == before


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("# Concept uit de werklijst\n- id: x\n  aspect: ''\n  questions: [eerste vraag, tweede vraag]\n", 2),
        ("wie betaalt de tolk?\n\nkosten: tolk\nwie betaalt de tolk?\n", 2),
        ("één vraag", 1),
    ],
)
def test_questions_come_from_the_worklist_or_from_plain_lines(tmp_path: Path, text: str, questions: int) -> None:
    path = tmp_path / "vragen"
    path.write_text(text, encoding="utf-8")
    assert len(questions_in(path)) == questions


def test_a_file_without_questions_is_refused(tmp_path: Path) -> None:
    (tmp_path / "leeg").write_text("\n# niets\n", encoding="utf-8")
    with pytest.raises(DraftError, match="staan geen vragen"):
        questions_in(tmp_path / "leeg")
    with pytest.raises(DraftError, match="is er niet"):
        questions_in(tmp_path / "nergens")
