from dataclasses import replace
from pathlib import Path

import pytest

from kompas.comparison import Question, SetError, compare, question_sets, read_questions, reply, texts
from kompas.knowledge import KnowledgeBase
from kompas.search import Verdict
from tests.kompas.builds import small_searcher

ASKED = "wat doet een zorgcoördinator"
FOREIGN = "hoe laat gaat de trein naar Parijs"


def changed(knowledge: KnowledgeBase) -> KnowledgeBase:
    """The task answer says something else, and there is a new answer about replacement."""
    topic = knowledge.topics["zorgcoordinator"]
    tasks = topic.answers[0].copy(update={"text": "De zorgcoördinator begeleidt slachtoffers."})
    questions = ["wie vervangt de zorgcoördinator", "vervanging bij ziekte", "vervanger zoco", "zoco met verlof"]
    new = tasks.copy(update={"id": "zoco-vervanging", "text": "Een collega neemt het over.", "questions": questions})
    return replace(
        knowledge, topics={**knowledge.topics, "zorgcoordinator": topic.copy(update={"answers": [tasks, new]})}
    )


def test_a_reply_has_the_answers_that_the_user_reads(knowledge: KnowledgeBase) -> None:
    said = reply(small_searcher(knowledge), ASKED)
    assert (said.verdict, said.answers) == (Verdict.ANSWER, ("zorgcoordinator-taken",))
    assert "De zorgcoördinator regelt opvang en zorg" in said.text
    assert "Niet elke regio heeft er een." in said.text
    assert said.text.endswith("Bron: Handreiking zorgcoördinatie")


def test_a_refusal_shows_nothing(knowledge: KnowledgeBase) -> None:
    said = reply(small_searcher(knowledge), FOREIGN)
    assert (said.verdict, said.answers, said.text) == (Verdict.REFUSE, (), "")


def test_the_difference_tells_what_gets_better_and_worse(knowledge: KnowledgeBase) -> None:
    questions = [
        Question(ASKED, must=("opvang",), facts=("a",)),  # right now, wrong with the new text
        Question("wie vervangt de zorgcoördinator", must=("collega",), facts=("b",)),  # the other way round
        Question("wat is een ketenregisseur", must=("samenwerking",), facts=("c",)),  # the same
        Question("taken zoco"),  # another text, nobody knows what is right
        Question(FOREIGN, must=("onderwerp",)),  # behaviour: not judged
    ]
    done: list[int] = []
    result = compare(small_searcher(knowledge), small_searcher(changed(knowledge)), questions, done.append)
    by_question = {change.question: change for change in result.changes}
    assert set(by_question) == {ASKED, "wie vervangt de zorgcoördinator", "taken zoco"}
    assert (by_question[ASKED].worse, by_question[ASKED].better) == (True, False)
    assert by_question["wie vervangt de zorgcoördinator"].better
    assert by_question["taken zoco"].is_right is None
    assert (result.asked, result.judged, result.right_before, result.right_after) == (5, 3, 2, 2)
    assert done == [1, 2, 3, 4, 5]


def test_the_same_build_makes_no_difference(knowledge: KnowledgeBase) -> None:
    search = small_searcher(knowledge)
    assert compare(search, small_searcher(knowledge), [Question(ASKED)]).changes == []


def test_new_gone_and_changed_answers_are_listed(knowledge: KnowledgeBase) -> None:
    found = texts(knowledge, changed(knowledge))
    assert (found.new, found.gone, found.changed) == (["zoco-vervanging"], [], ["zorgcoordinator-taken"])
    back = texts(changed(knowledge), knowledge)
    assert (back.new, back.gone) == ([], ["zoco-vervanging"])


@pytest.mark.parametrize(
    ("text", "right"),
    [("De politie helpt", True), ("de POLITIE", True), ("de politie en 273g", False), ("niemand", False)],
)
def test_right_means_every_pattern_and_none_that_is_forbidden(text: str, right: bool) -> None:
    assert Question("q", ("politie",), ("273g",), ("feit",)).is_right(text) is right


def test_questions_come_from_sets_and_plain_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- question: een\n  must: [x]\n  facts: [f]\n- question: twee\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("drie\n\nvier: met dubbele punt\n", encoding="utf-8")
    found = read_questions([tmp_path / "a.yaml", tmp_path / "b.txt"])
    assert [question.text for question in found] == ["een", "twee", "drie", "vier: met dubbele punt"]
    assert (found[0].must, found[0].facts, found[1].must) == (("x",), ("f",), ())


@pytest.mark.parametrize("text", ["a: 1\n", "- {vraag: x}\n", "- 5\n", "[\n"])
def test_a_set_that_cannot_be_read_is_one_plain_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SetError, match=r"a\.yaml"):
        read_questions([tmp_path / "a.yaml"])


def test_unseen_questions_are_never_used_to_tune_content() -> None:
    assert question_sets()
    assert not [path for path in question_sets() if "unseen" in path.parts]
    assert len(read_questions(question_sets())) > 500
