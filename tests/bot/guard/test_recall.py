"""How much personal data the guard finds, and how often it is wrong, on the sets of `evaluation/`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.guard import known
from bot.guard.personal_data import find
from bot.guard.signature import without_signature
from kompas.content import Content
from kompas.store import knowledge_from

EVALUATION = Path(__file__).parents[3] / "evaluation"
Example = tuple[str | None, str]  # what kind of personal data, if any, and the message


def own() -> list[Example]:
    groups = yaml.safe_load((EVALUATION / "own" / "personal_data.yaml").read_text(encoding="utf-8"))
    return [(None if kind == "none" else kind, message) for kind, messages in groups.items() for message in messages]


def of_others() -> list[Example]:
    items = yaml.safe_load((EVALUATION / "guard" / "personal_data.yaml").read_text(encoding="utf-8"))
    return [(item["kinds"][0] if item["expect"] else None, item["message"]) for item in items]


@pytest.fixture(scope="module")
def public(checked: Content) -> known.Known:
    return known.of(knowledge_from(checked))


# Forms that a word before them must explain; more of them stay unseen than of numbers with a fixed form.
LOOSE = ("plate", "document", "account", "location")


def share_found(messages: list[str], public: known.Known) -> float:
    return sum(bool(find(without_signature(message), *public)) for message in messages) / len(messages)


def messages(examples: list[Example], kind: str) -> Iterator[str]:
    for found, message in examples:
        if kind == {None: "none", "name": "name", **dict.fromkeys(LOOSE, "loose")}.get(found, "number"):
            yield message


@pytest.mark.parametrize(
    ("examples", "numbers", "names"),
    [(own(), 0.98, 0.95), (of_others(), 0.97, 0.95), (own() + of_others(), 0.98, 0.95)],
)
def test_recall_and_false_alarms(examples: list[Example], numbers: float, names: float, public: known.Known) -> None:
    assert len(list(messages(examples, "number"))) + len(list(messages(examples, "name"))) >= 120
    assert len(list(messages(examples, "none"))) >= 200
    assert share_found(list(messages(examples, "number")), public) >= numbers
    assert share_found(list(messages(examples, "name")), public) >= names
    assert share_found(list(messages(examples, "none")), public) <= 0.01


def test_recall_of_loose_forms(public: known.Known) -> None:
    loose = list(messages(own(), "loose"))
    assert len(loose) >= 50
    assert share_found(loose, public) >= 0.9


def test_the_questions_of_the_knowledge_base_pass(checked: Content, public: known.Known) -> None:
    asked = [question for topic in checked.topics.values() for answer in topic.answers for question in answer.questions]
    assert len(asked) > 5000
    assert [question for question in asked if find(question, *public)] == []


def test_what_the_knowledge_base_publishes_may_be_named(public: known.Known) -> None:
    contacts, names = public
    assert "voorgemeenten@comensha.nl" in contacts
    assert find("mag ik voorgemeenten@comensha.nl mailen", *public) == []
    assert find("mag ik voorgemeenten@comensha.nl mailen") != []
    assert "Nidos" in names
