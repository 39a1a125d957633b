import pytest

from kompas.spelling import Spelling

SPELLING = Spelling(["zorgcoordinator", "opvang", "gemeente", "aandachtsfunctionaris"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("opvnag", "opvang"),  # two letters swapped
        ("gemeete", "gemeente"),  # one left out
        ("zorgcoordinattor", "zorgcoordinator"),  # one too many
        ("zorgcordinater", "zorgcoordinator"),  # two errors in a long word
        ("aandachtfunctionaris", "aandachtsfunctionaris"),
    ],
)
def test_repairs_a_typing_error(typed: str, meant: str) -> None:
    assert SPELLING.correct(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        "opvang",  # right already
        "opera",  # good Dutch, though the knowledge base does not know it
        "opvn",  # too short to tell
        "gmente2",  # holds a digit
        "xxxxxxxx",  # like nothing
        "opvgan1",
        "",
    ],
)
def test_leaves_alone(word: str) -> None:
    assert SPELLING.correct(word) == word
