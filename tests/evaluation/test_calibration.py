import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from evaluation import calibration
from evaluation.calibration import Curve, judge, report, table
from evaluation.chart import reliability_curve
from evaluation.figures import Judged, reliability
from kompas.search import Searcher

JUDGED = [Judged(0.62, True), Judged(0.66, False), Judged(0.95, True)]


def test_table_has_ten_bins_with_figures_only_where_there_are_questions() -> None:
    rows = table(JUDGED).splitlines()
    assert len(rows) == 12
    assert rows[8] == "| 0.6 to 0.7 | 2 | 0.64 | 0.50 |"
    assert rows[2] == "| 0.0 to 0.1 | 0 | - | - |"


def test_report_names_every_set_and_what_was_left_out() -> None:
    # a: (2 * |0.64 - 0.5|) / 2 = 0.14; b: |0.95 - 1| = 0.05; all: (0.28 + 0.05) / 3 = 0.11
    text = report({"a": Curve(JUDGED[:2], 3), "b": Curve(JUDGED[2:], 0)})
    assert "a: expected calibration error **0.140** over 2 questions" in text
    assert "Left out: 3 messages" in text
    assert "b: expected calibration error **0.050** over 1 questions" in text
    assert "all: expected calibration error **0.110** over 3 questions" in text


def test_the_curve_is_well_formed_and_shows_each_bin_at_its_place() -> None:
    root = ET.fromstring(reliability_curve(reliability(JUDGED), "Reliability of a < b"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == "Reliability of a < b"
    assert root.findtext(f"{space}desc") == "0.6-0.7: 1 of 2 right; 0.9-1.0: 1 of 1 right"
    dots = [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in root.iter(f"{space}circle")]
    # The plane runs from x = 60 to 500 and from y = 340 (0) to 20 (1).
    assert dots == [(pytest.approx(60 + 0.64 * 440, abs=0.1), 180.0), (pytest.approx(60 + 0.95 * 440, abs=0.1), 20.0)]


def test_judges_the_text_of_the_first_answer(built) -> None:
    searcher = Searcher.read(built.store)
    question = "Wat zijn de taken van een zorgcoördinator?"
    items = [
        {"question": question, "must": ["opvang"], "must_not": []},
        {"question": question, "must": ["never in an answer"], "must_not": []},
        {"question": question, "must": ["opvang"], "must_not": ["zorg"]},
    ]
    curve = judge(searcher, items)
    assert [one.right for one in curve.judged] == [True, False, False]
    assert {one.confidence for one in curve.judged} == {searcher.search(question).confidence}
    assert curve.several == 0


def test_messages_answered_in_parts_are_left_out(built) -> None:
    searcher = Searcher.read(built.store)
    message = "Wat doet een zorgcoördinator? En wat doet de Arbeidsinspectie bij mensenhandel?"
    assert searcher.search(message).parts
    assert judge(searcher, [{"question": message, "must": ["x"]}]) == Curve([], 1)


def test_writes_curve_and_table(built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPAS_STORE", str(built.store))
    questions, document = tmp_path / "questions.yaml", tmp_path / "report.md"
    questions.write_text(
        "- {id: a, question: wat doet een zorgcoördinator, kind: role, must: [opvang]}\n"
        "- {id: b, question: hallo, kind: smalltalk, must: [Kompas]}\n"
    )
    document.write_text("<!-- calibration -->\n<!-- /calibration -->\n")
    arguments = [str(questions), "--svg", str(tmp_path / "images" / "curve.svg"), "--into", str(document)]
    assert calibration.main(arguments) == 0
    assert "over 1 questions" in document.read_text()
    assert ET.parse(tmp_path / "images" / "curve.svg").getroot().tag.endswith("svg")


def test_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setenv("KOMPAS_STORE", str(tmp_path / "nothing.sqlite"))
    questions = tmp_path / "questions.yaml"
    questions.write_text("- {id: a, question: x, kind: role, must: [x]}\n")
    assert calibration.main([str(questions)]) == 2
    assert "make kennis" in capsys.readouterr().err
    assert calibration.main([str(tmp_path / "none.yaml")]) == 2
    assert "none.yaml" in capsys.readouterr().err
