from pathlib import Path

import pytest
import yaml

from evaluation import sets
from evaluation.__main__ import question_sets

UNSEEN = sets.FOLDER / "unseen"
NAMES = ("questions", "dialogues", "safety", "out_of_domain", "personal_data")


@pytest.mark.parametrize("name", NAMES)
def test_both_halves_are_there_and_share_nothing(name: str) -> None:
    half, final = sets.read(UNSEEN / f"{name}.yaml"), sets.read(UNSEEN / f"{sets.FINAL}{name}.yaml")
    assert abs(len(half) - len(final)) <= 1
    assert not {yaml.safe_dump(item) for item in half} & {yaml.safe_dump(item) for item in final}


def test_the_final_half_has_to_be_named() -> None:
    assert UNSEEN / "questions.yaml" in question_sets()
    assert not any(sets.is_final(file) for file in question_sets())


def test_only_questions_about_the_subject(tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text(
        "- {id: a, question: hallo, kind: smalltalk, must: []}\n- {id: b, question: wat is B8, kind: law, must: [x]}\n"
    )
    assert [item["id"] for item in sets.questions(file)] == ["b"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("- {id: a", "geen geldige YAML"),
        ("a: b", "geen lijst"),
        ("[]", "geen lijst"),
        ("- {question: a, kind: law, must: []}\n- {question: b, kind: law}\n", "item 2 mist 'must'"),
    ],
)
def test_a_wrong_file_is_named_with_a_remedy(tmp_path: Path, text: str, part: str) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(text)
    with pytest.raises(sets.SetError, match=r"wrong\.yaml") as raised:
        sets.questions(file)
    assert part in str(raised.value)
    assert "→" in str(raised.value)


def test_every_set_that_is_scored_by_itself_can_be_scored_and_others_are_refused_before_anything_is_measured() -> None:
    for file in question_sets():
        sets.check_scorable(file)
    with pytest.raises(sets.SetError, match=r"safety\.yaml"):
        sets.check_scorable(UNSEEN / "safety.yaml")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(sets.SetError, match=r"nothing\.yaml"):
        sets.read(tmp_path / "nothing.yaml")
