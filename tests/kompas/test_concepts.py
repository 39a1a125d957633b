import pytest

from kompas.concepts import Concepts
from kompas.schema import Concept

LEXICON = [
    Concept(id="minor", name="kind", words=["tiener", "kids"], patterns=[r"\b(?:1[0-7]|[5-9])[ -]?jaa?r(?:ige?)?\b"]),
    Concept(id="no-papers", name="geen verblijf", words=["geen papieren", "ongedocumenteerd"]),
    Concept(id="eu", name="EU", words=["Roemeense", "Roemenië"]),
]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Een tiener uit Roemenie", ["#minor", "#eu"]),
        ("Twee tieners zonder en met, en kids", ["#minor"]),  # once, however often it is said
        ("ze heeft geen papieren", ["#no-papers"]),
        ("papieren heeft ze geen", []),  # the words must stand together
        ("een meisje van 16 jaar", ["#minor"]),
        ("een vrouw van 36 jaar", []),
        ("Een 17-jarige, ROEMEENSE jongen", ["#eu", "#minor"]),
        ("", []),
    ],
)
def test_finds_what_words_mean(text: str, marks: list[str]) -> None:
    assert Concepts(LEXICON).of(text) == marks


def test_no_word_can_be_taken_for_a_mark() -> None:
    assert Concepts(LEXICON).of("#minor") == []


def test_a_pattern_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="geen geldig patroon"):
        Concept(id="bad", name="fout", patterns=["("])


@pytest.mark.parametrize(("word", "subject"), [("tieners", True), ("straf", False), ("fiets", False)])
def test_whether_a_word_says_whom_it_is_about(word: str, subject: bool) -> None:
    lexicon = [*LEXICON, Concept(id="punishment", name="straf", words=["straf"], asks=True)]
    assert Concepts(lexicon).is_subject(word) is subject


def test_words_for_our_own_subject_tell_whether_a_text_is_about_it_and_not_what_it_asks_about() -> None:
    concepts = Concepts([*LEXICON, Concept(id="own", name="uitbuiting", patterns=["uitbuit"], own_subject=True)])
    assert concepts.name_own_subject("Waar meld ik arbeidsuitbuiting?")
    assert not concepts.name_own_subject("Waar meld ik een tiener zonder fietslicht?")
    assert not concepts.is_subject("uitbuiting")
