import json

import numpy as np
import pytest

from kompas.context import Context
from kompas.evidence import Reading
from kompas.follow_up import FEATURES, FLOOR, READINGS, FollowUp, Turn, fit, standing_out, ways_to_read, weigh
from kompas.knowledge import KnowledgeBase
from kompas.search import Searcher
from tests.kompas.builds import small_searcher

AFTER = Context("zorgcoordinator", "zorgcoordinator-taken", "wat doet de zoco zoal")
STANDS_FOR = "wat doet een zorgcoördinator"  # the first example question of that answer


@pytest.fixture
def searcher(knowledge: KnowledgeBase) -> Searcher:
    return small_searcher(knowledge)


@pytest.mark.parametrize(
    ("context", "after_question", "after_answer"),
    [
        (AFTER, "wat doet de zoco zoal en wanneer?", f"{STANDS_FOR} en wanneer?"),
        # A whole mail would drown what is asked now.
        (Context(AFTER.topic, AFTER.answer, "Wij zoeken hulp. " * 20), *[f"{STANDS_FOR} en wanneer?"] * 2),
        (Context(AFTER.topic, "gone", "wat doet de zoco"), "wat doet de zoco en wanneer?", "en wanneer?"),
        (Context(), "en wanneer?", "en wanneer?"),
    ],
)
def test_ways_to_read(searcher: Searcher, context: Context, after_question: str, after_answer: str) -> None:
    # The message names nobody: the question before it stays as it is.
    expected = ["en wanneer?", after_question, after_answer, after_question]
    assert ways_to_read(searcher.evidence, "en wanneer?", context) == expected


def test_the_question_before_it_about_another(searcher: Searcher) -> None:
    again = ways_to_read(searcher.evidence, "en de ketenregisseur?", AFTER)[READINGS.index("instead")]
    assert again == "wat doet de zoal en de ketenregisseur?"


def test_features_of_a_turn(searcher: Searcher) -> None:
    message = "en die van de ketenregisseur?"
    links = searcher.evidence.linker.link(message)
    weighed = weigh(searcher.evidence, searcher.ranking, message, links, AFTER)
    assert weighed.matrix.shape == (len(weighed.rows), len(FEATURES)) == (2, len(FEATURES))
    row = weighed.rows.index(searcher.evidence.index.position["zorgcoordinator-taken"])
    figures = dict(zip(FEATURES, weighed.matrix[row], strict=True))
    assert (figures["opens"], figures["points"], figures["topic_same"], figures["answer_same"]) == (1, 1, 1, 1)
    assert figures["names_topic"] == links[0].precision
    assert FLOOR <= figures["after_answer_share"] <= 0
    assert figures["after_answer_words"] > figures["alone_words"]  # the question before is about this answer


def test_standing_out_by_hand() -> None:
    alone = Reading({}, {"weather": 0.2}, subject=1.5, unknown=0.25)
    # Shares 0.75 and 0.25.
    assert standing_out(np.log([1.0, 3.0]), alone).tolist() == pytest.approx([0.75, 0.5, 0.2, 1.5, 0.25])
    assert standing_out(np.array([1.0]), alone).tolist() == pytest.approx([1.0, 1.0, 0.2, 1.5, 0.25])


def test_learns_to_stay_and_to_leave(searcher: Searcher) -> None:
    position = searcher.evidence.index.position
    stay = [Turn(text, AFTER, frozenset({position["zorgcoordinator-taken"]})) for text in ("en waarvoor?", "wat nog?")]
    leave = [
        Turn(text, AFTER, frozenset({position["ketenregisseur-wat"]}))
        for text in ("en de ketenregisseur?", "nee, ik bedoel de ketenregisseur")
    ]
    nothing = [Turn(text, AFTER, frozenset()) for text in ("hoe laat gaat de trein?", "wat kost een paspoort?")]
    turns = (stay + leave + nothing) * 4
    texts = [text for turn in turns for text in ways_to_read(searcher.evidence, turn.message, turn.context)]
    fitted = fit(searcher.evidence, searcher.ranking, turns, searcher.evidence.vectors_of(texts))
    again = FollowUp.of(json.loads(json.dumps(fitted.as_dict())))

    def best(message: str) -> tuple[str, float]:
        links = searcher.evidence.linker.link(message)
        weighed = weigh(searcher.evidence, searcher.ranking, message, links, AFTER)
        scores = again.scores(weighed.matrix)
        found = searcher.evidence.index.answers[weighed.rows[int(np.argmax(scores))]]
        return found, again.confidence(scores, weighed.alone)

    assert best("en waarvoor dan?")[0] == "zorgcoordinator-taken"
    assert best("en een ketenregisseur dan?")[0] == "ketenregisseur-wat"


def test_one_practice_turn_is_enough_to_learn_from(searcher: Searcher) -> None:
    row = searcher.evidence.index.position["zorgcoordinator-taken"]
    turns = [Turn("en waarvoor?", AFTER, frozenset({row})), *[Turn("hoe laat gaat de trein?", AFTER, frozenset())] * 9]
    texts = [text for turn in turns for text in ways_to_read(searcher.evidence, turn.message, turn.context)]
    fitted = fit(searcher.evidence, searcher.ranking, turns, searcher.evidence.vectors_of(texts))
    weighed = weigh(searcher.evidence, searcher.ranking, "en waarvoor?", [], AFTER)
    assert weighed.rows[int(np.argmax(fitted.scorer.scores(weighed.matrix)))] == row
