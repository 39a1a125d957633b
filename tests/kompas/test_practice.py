from pathlib import Path

import yaml

from kompas.content import Content
from kompas.knowledge import KnowledgeBase
from kompas.practice import PLAIN, Practice, more_messages, more_questions, practice
from kompas.store import knowledge_from

ROOT = Path(__file__).parents[2]


def test_facts_become_answers_and_bare_texts_have_none(tmp_path: Path, knowledge: KnowledgeBase) -> None:
    (tmp_path / "a.yml").write_text(
        "- {question: wat doet de zoco, facts: [zorgcoordinator-taken, weg]}\n- {question: oud, facts: [weg]}\n",
        encoding="utf-8",
    )
    (tmp_path / "b.yml").write_text("- hoe bak ik brood\n", encoding="utf-8")
    assert list(practice(knowledge, tmp_path)) == [
        Practice("wat doet de zoco", frozenset({"zorgcoordinator-taken"})),
        Practice("hoe bak ik brood", frozenset()),
    ]


def test_there_is_practice_with_and_without_an_answer(checked: Content) -> None:
    exercises = list(practice(knowledge_from(checked)))
    assert sum(bool(exercise.answers) for exercise in exercises) > 100
    assert sum(not exercise.answers for exercise in exercises) > 50


def test_plain_questions_teach_the_classifier_of_search_and_not_the_model_for_victims(checked: Content) -> None:
    asked = {item["question"] for item in yaml.safe_load(PLAIN.read_text(encoding="utf-8"))}
    assert asked <= {exercise.message for exercise in more_questions(knowledge_from(checked))}
    assert asked.isdisjoint(message for message, _ in more_messages())


def test_no_practice_or_example_question_comes_from_the_evaluation(checked: Content) -> None:
    sets = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in (ROOT / "evaluation").glob("*/*.yaml")]
    asked = {plain(item["question"]) for items in sets for item in items if "question" in item}
    known = {plain(exercise.message) for exercise in practice(knowledge_from(checked))}
    known |= {plain(exercise.message) for exercise in more_questions(knowledge_from(checked))}
    known |= {plain(q) for topic in checked.topics.values() for answer in topic.answers for q in answer.questions}
    # A few of the shortest questions have only one natural wording.
    assert sorted(text for text in asked & known if len(text.split()) > 4) == []


def plain(text: str) -> str:
    return " ".join(text.lower().strip(" ?.!").split())
