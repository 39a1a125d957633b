import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kompas import mail
from kompas.knowledge import KnowledgeBase
from kompas.mail import Mails
from kompas.questions import sentences
from kompas.search import Searcher, Verdict
from tests.kompas.builds import small_searcher

MAIL = (
    "Beste collega, vorige week sprak ik de burgemeester over de begroting van het komende jaar. Daar kwam veel langs. "
    "Wat doet de zorgcoördinator voor een slachtoffer? De rest zoek ik zelf uit, en morgen heb ik vrij."
)


@pytest.fixture
def searcher(knowledge: KnowledgeBase) -> Searcher:
    return small_searcher(knowledge)


def test_marks_by_hand() -> None:
    parts = ["Wij hebben een zaak.", "Wie betaalt de opvang?", "Groeten uit het oosten"]
    assert mail.marks(parts).tolist() == [
        [0, 0, 0.0, 1, 0, 4 / 40],
        [1, 1, 0.5, 0, 0, 4 / 40],
        [0, 0, 1.0, 0, 1, 4 / 40],
    ]


def test_a_long_sentence_counts_as_long_as_any() -> None:
    assert mail.marks(["woord " * 200])[0][-1] == 1.0


@pytest.mark.parametrize(
    ("part", "core", "inside"),
    [
        ("Wie betaalt dat?", "Wie betaalt dat?", True),
        ("Wie betaalt dat?", "Nog iets. Wie  betaalt\ndat?", True),
        ("En dus: wie betaalt dat?", "wie betaalt dat?", True),
        ("Wie betaalt dat?", "Wie doet dat?", False),
    ],
)
def test_holds(part: str, core: str, inside: bool) -> None:
    assert mail.holds(part, core) is inside


def test_finds_the_sentence_that_asks(searcher: Searcher) -> None:
    found = mail.asked(searcher.evidence, searcher._mails.asking, MAIL)
    assert found.sentence == "Wat doet de zorgcoördinator voor een slachtoffer?"
    assert found.margin == pytest.approx(2.0, abs=1e-6)  # one for its question mark, one for its question word


def test_without_a_model_a_mail_is_read_as_a_whole(searcher: Searcher) -> None:
    letter = mail.read(searcher.evidence, searcher.ranking, None, MAIL)
    assert letter.asked == mail.Asked(MAIL, 0.0)
    np.testing.assert_array_equal(letter.shares[:, 0], letter.shares[:, 1])


def test_both_readings_give_each_answer_a_share(searcher: Searcher) -> None:
    letter = mail.read(searcher.evidence, searcher.ranking, searcher._mails.asking, MAIL)
    assert np.exp(letter.shares).sum(axis=0) == pytest.approx([1.0, 1.0])
    rows = mail.weighed(letter)
    assert len(rows) == min(mail.WEIGHED, len(letter.shares)) == len(set(rows))
    assert mail.standing_out(letter, letter.shares[rows].sum(axis=1)).shape == (len(mail.STANDING_OUT),)


def test_a_mail_is_answered_by_what_it_asks(searcher: Searcher) -> None:
    found = searcher.search(MAIL)
    plain = searcher.search("Wat doet de zorgcoördinator voor een slachtoffer?")
    assert found.verdict is Verdict.ANSWER
    assert found.hits[0].answer == plain.hits[0].answer


def test_what_was_learned_survives_storing(searcher: Searcher) -> None:
    stored = json.loads(json.dumps(searcher._mails.as_dict()))
    assert Mails.of(stored).as_dict() == stored
    whole = Mails.of({**stored, "asking": None})
    assert whole.asking is None
    assert whole.as_dict()["asking"] is None


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="abc éZ.?!\n-1", max_size=120))
def test_any_text_has_a_sentence_that_asks(searcher: Searcher, text: str) -> None:
    found = mail.asked(searcher.evidence, searcher._mails.asking, text)
    assert found.sentence in (sentences(text) or [text])
