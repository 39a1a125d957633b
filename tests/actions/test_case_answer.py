"""What is said at once about a case: what a mail asks and what the facts choose, one or two answers."""

import pytest

from actions.case_answer import _candidates
from kompas.knowledge import KnowledgeBase
from kompas.search import Found, Hit, Verdict

ASKED, CHOSEN = "zorgcoordinator-taken", "ketenregisseur-wat"


def found(verdict: Verdict) -> Found:
    return Found(verdict, 0.6, [Hit(ASKED, 0.6), Hit(CHOSEN, 0.2)])


@pytest.mark.parametrize(
    ("search", "chosen", "said"),
    [
        (None, CHOSEN, [CHOSEN]),  # a short message
        (None, None, []),
        (found(Verdict.ANSWER), CHOSEN, [ASKED]),
        (found(Verdict.ASK_BACK), CHOSEN, [ASKED, CHOSEN]),
        (found(Verdict.ASK_BACK), ASKED, [ASKED]),
        (found(Verdict.ASK_BACK), None, [ASKED]),
        (found(Verdict.REFUSE), CHOSEN, [CHOSEN]),
        (found(Verdict.DOUBT), None, []),
        (Found(Verdict.REFUSE, 0.0, []), None, []),
    ],
)
def test_one_answer_when_sure_and_two_when_not(
    knowledge: KnowledgeBase, search: Found | None, chosen: str | None, said: list[str]
) -> None:
    answers = _candidates(knowledge, search, knowledge.answers[chosen] if chosen else None)
    assert [answer.id for answer in answers] == said
