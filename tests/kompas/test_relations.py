import pytest

from kompas.context import Context
from kompas.knowledge import KnowledgeBase
from kompas.linking import TopicLinker
from kompas.relations import RELATIONS, Relations, denied


@pytest.mark.parametrize(
    ("message", "not_meant"),
    [
        ("niet de ketenregisseur, de zoco", {"ketenregisseur"}),
        ("ik bedoel niet die van de zoco maar de ketenregisseur", {"zorgcoordinator"}),
        ("de ketenregisseur wil niet met de zoco praten", {"zorgcoordinator"}),
        ("de ketenregisseur is er niet", set()),
        ("niet elke gemeente heeft een ketenregisseur", set()),
        ("en de ketenregisseur?", set()),
    ],
)
def test_what_a_message_says_is_not_meant(knowledge: KnowledgeBase, message: str, not_meant: set[str]) -> None:
    assert denied(message, TopicLinker(knowledge).link(message)) == not_meant


def test_relations_by_hand(knowledge: KnowledgeBase) -> None:
    relations = Relations(knowledge, TopicLinker(knowledge))
    context = Context("zorgcoordinator", "zorgcoordinator-taken", "wat doet een zoco")
    rows = [list(knowledge.answers).index(answer) for answer in ("zorgcoordinator-taken", "ketenregisseur-wat")]
    same, other = relations.figures(context, frozenset({"ketenregisseur"}), rows)
    # Its own text names the zorgcoördinator; the other is `next`, of a related topic that is denied, and names nobody
    # but itself.
    assert dict(zip(RELATIONS, same, strict=True)) == {
        "topic_same": 1, "answer_same": 1, "answer_next": 0, "topic_related": 0, "aspect_same": 1, "named_before": 1,
        "names_before": 1, "denied": 0,
    }  # fmt: skip
    assert dict(zip(RELATIONS, other, strict=True)) == {
        "topic_same": 0, "answer_same": 0, "answer_next": 1, "topic_related": 1, "aspect_same": 0, "named_before": 0,
        "names_before": 0, "denied": 1,
    }  # fmt: skip


def test_before_anything_was_said_nothing_is_related(knowledge: KnowledgeBase) -> None:
    relations = Relations(knowledge, TopicLinker(knowledge))
    assert relations.figures(Context(), frozenset(), [0, 1]).tolist() == [[0.0] * len(RELATIONS)] * 2
