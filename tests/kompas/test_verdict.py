"""What search does with how sure it is, and with how likely a message is about our subject."""

import math
from dataclasses import replace

import numpy as np
import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from kompas.concepts import Concepts
from kompas.knowledge import KnowledgeBase
from kompas.logistic import Logistic
from kompas.ranking import CONFIDENCE
from kompas.schema import Concept
from kompas.search import Searcher, Verdict
from tests.kompas.builds import small_searcher

MESSAGE = "iets heel anders van een mens"


def always(chance: float) -> Logistic:
    """A model that gives everything the same chance."""
    return Logistic(np.zeros(len(CONFIDENCE)), math.log(chance / (1 - chance)))


def sure(knowledge: KnowledgeBase, right: float, ours: float) -> Searcher:
    searcher = small_searcher(knowledge)
    searcher.ranking = replace(searcher.ranking, confidence=always(right), ours=always(ours))
    return searcher


@pytest.mark.parametrize(
    ("right", "ours", "verdict"),
    [
        (0.55, 0.01, Verdict.ANSWER),  # sure of the answer: then it is ours
        (0.30, 0.60, Verdict.ASK_BACK),
        (0.30, 0.40, Verdict.DOUBT),
        (0.30, 0.20, Verdict.REFUSE),
        (0.10, 0.99, Verdict.REFUSE),
    ],
)
def test_the_verdict_follows_from_both_chances(
    knowledge: KnowledgeBase, right: float, ours: float, verdict: Verdict
) -> None:
    """The small content answers from 0.5 and asks back from 0.2; the rest is default: 0.5 and 0.3."""
    assert sure(knowledge, right, ours).search(MESSAGE).verdict is verdict


@pytest.mark.parametrize(
    ("right", "of_one_kind", "verdict", "kind"),
    [
        (0.30, 0.4, Verdict.ASK_BACK, None),
        (0.10, 0.4, Verdict.REFUSE, None),  # not known, but not sent to another desk
        (0.30, 0.6, Verdict.REFUSE, "media"),
    ],
)
def test_who_names_our_subject_is_not_told_that_it_is_another(
    knowledge: KnowledgeBase, right: float, of_one_kind: float, verdict: Verdict, kind: str | None
) -> None:
    searcher = sure(knowledge, right, ours=0.1)
    searcher.evidence.index.concepts = Concepts([Concept(id="own", name="mens", words=["mens"], own_subject=True)])
    read = searcher.evidence.of(MESSAGE)
    outside = {"media": of_one_kind, "municipal": 0.3}
    searcher.evidence.of = lambda *_: replace(read, outside=outside)  # type: ignore[method-assign]
    found = searcher.search(MESSAGE)
    assert (found.verdict, found.outside) == (verdict, kind)


def test_in_doubt_no_answer_is_shown_and_questions_are_offered(knowledge: KnowledgeBase) -> None:
    dispatcher = CollectingDispatcher()
    message = {"text": MESSAGE, "intent": {"name": "ask_roles", "confidence": 0.9}}
    tracker = Tracker("t", {}, message, [], False, None, {}, "action_listen")
    events = ActionAnswer(lambda: sure(knowledge, 0.3, 0.4)).run(dispatcher, tracker, {})
    [said] = dispatcher.messages
    assert said["text"].startswith(knowledge.phrases["doubt"])
    assert knowledge.phrases["in_need"] in said["text"]
    assert said["custom"] == {"outcome": "clarify"}
    assert not any(answer.text in said["text"] for answer in knowledge.answers.values())
    offered = next(event["value"] for event in events if event.get("name") == "options")
    assert len(offered) == len(said["buttons"]) == min(4, len(knowledge.answers))


def test_a_question_that_stands_beside_an_answer_gets_that_answer(knowledge: KnowledgeBase) -> None:
    """However unsure the models are: an editor who adds an answer must get it for its own questions."""
    searcher = sure(knowledge, right=0.01, ours=0.01)
    for answer in knowledge.answers.values():
        for question in answer.questions:
            found = searcher.search(f"{question.upper()}?!")
            assert (found.verdict, found.hits[0].answer) == (Verdict.ANSWER, answer.id)
            assert found.confidence == 0.99


@pytest.mark.parametrize(
    ("message", "kind"), [("blorf snerk wuppel", "nonsense"), ("qwop", "nonsense"), (MESSAGE, None)]
)
def test_a_message_of_which_most_are_no_words_is_nonsense(
    knowledge: KnowledgeBase, message: str, kind: str | None
) -> None:
    found = sure(knowledge, 0.1, 0.1).search(message)
    assert (found.verdict, found.outside) == (Verdict.REFUSE, kind)


def test_a_name_of_ours_is_no_nonsense_though_no_dictionary_has_it(knowledge: KnowledgeBase) -> None:
    assert sure(knowledge, 0.1, 0.1).search("zorgcoördinator").outside is None
