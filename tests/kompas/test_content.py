import json
from pathlib import Path

import pytest

from kompas.content import Content, load


def test_reads_every_kind(small: Path) -> None:
    content = load(small)
    assert content.problems == []
    assert sorted(content.topics) == ["ketenregisseur", "zorgcoordinator"]
    assert sorted(content.sources) == ["blog", "handreiking"]
    assert list(content.procedures) == ["melden"]
    assert content.thresholds.answer == 0.5


def test_a_missing_folder_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="KOMPAS_CONTENT"):
        load(tmp_path / "nergens")


def test_knows_the_line_of_every_node(small: Path) -> None:
    document = load(small).documents["topics/zorgcoordinator.yml"]
    assert document.line(("related", 0, "topic")) == 7
    assert document.line(("answers", 0, "aspect")) == 10
    assert document.line(("answers", 0, "no such key")) == 9


def test_the_real_content_has_no_problems(checked: Content) -> None:
    assert [str(problem) for problem in checked.problems] == []


def test_every_fact_has_its_place(checked: Content) -> None:
    placed = {r for topic in checked.topics.values() for answer in topic.answers for r in answer.records}
    # 743 records, 8 of which share their id with another.
    assert len(placed) >= 735
    expected = json.loads((Path(__file__).parent / "record_ids.json").read_text(encoding="utf-8"))
    assert set(expected) - placed == set()


def test_every_answer_is_dated_and_sourced(checked: Content) -> None:
    for topic in checked.topics.values():
        for answer in topic.answers:
            assert answer.sources and answer.as_of, answer.id
            assert len({question.lower() for question in answer.questions}) >= 4, answer.id


def test_the_phrases_that_must_work_without_a_knowledge_base_name_a_way_to_a_person(checked: Content) -> None:
    assert "112" in checked.phrases["unavailable"]
    assert "033 448 11 86" in checked.phrases["unavailable"]
