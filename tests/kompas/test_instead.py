import pytest

from kompas.concepts import Concepts
from kompas.instead import asked_of_another
from kompas.knowledge import KnowledgeBase
from kompas.linking import TopicLinker
from kompas.schema import Concept

CONCEPTS = Concepts(
    [
        Concept(id="minor", name="kind", words=["tiener", "kind"]),
        Concept(id="eu", name="EU", words=["Poolse"]),
        Concept(id="punishment", name="straf", words=["straf", "cel"], asks=True),
    ]
)


@pytest.mark.parametrize(
    ("question", "message", "expected"),
    [
        ("Wat doet de zoco voor een Poolse tiener?", "en de ketenregisseur?", "Wat doet de voor een ?"),
        (
            "Welke straf krijgt wie een tiener ronselt?",
            "en bij een Poolse vrouw?",
            "Welke straf krijgt wie een ronselt?",
        ),
        # Neither a topic nor a concept that says whom it is about.
        ("Wat doet de zoco voor een tiener?", "en welke straf staat erop?", "Wat doet de zoco voor een tiener?"),
        ("Wat doet de zoco voor een tiener?", "en daarna?", "Wat doet de zoco voor een tiener?"),
        ("", "en de ketenregisseur?", ""),
    ],
)
def test_what_is_left_of_the_question(knowledge: KnowledgeBase, question: str, message: str, expected: str) -> None:
    assert asked_of_another(CONCEPTS, TopicLinker(knowledge), question, message) == expected
