import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.flows.phrases import Span, find, has, same, tokens


@pytest.mark.parametrize(
    ("word", "wanted", "expected"),
    [
        ("prostitutie", "prostitu*", True),
        ("prosttutie", "prostitu*", True),
        ("minderjarigen", "minderjarig", True),
        ("minderjrig", "minderjarig", True),
        ("meerderjarig", "minderjarig", False),
        ("nederland", "nederlands*", False),
        ("werken", "merken", False),
        ("niet", "niets", False),
        ("boa", "boe", False),
        ("stelen", "spelen", False),
    ],
)
def test_a_word_as_people_type_it(word: str, wanted: str, expected: bool) -> None:
    assert same(word, wanted) is expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("zij heeft geen papieren", "geen papieren", [Span(2, 4)]),
        ("zij heeft geen geldige papieren", "geen papieren", [Span(2, 5)]),
        ("zij wil geen aangifte", "wil aangifte", []),  # the word in between turns the meaning round
        ("niet minderjarig", "minderjarig", [Span(1, 2, negated=True)]),
        ("hij is niet meer minderjarig", "minderjarig", [Span(4, 5, negated=True)]),
        ("zonder papieren minderjarig", "minderjarig", [Span(2, 3)]),
        ("papieren", "geen papieren", []),
        ("geen papieren, minderjarig", "minderjarig", [Span(3, 4)]),  # `geen` does not reach over the comma
        ("ze wil geen aangifte. wat nu?", "wat nu", [Span(5, 7)]),
        ("", "geen papieren", []),
    ],
)
def test_find(text: str, phrase: str, expected: list[Span]) -> None:
    assert find(tokens(text), phrase) == expected


def test_has_does_not_count_what_is_denied() -> None:
    assert has(tokens("er is gevaar"), ["gevaar"])
    assert not has(tokens("er is geen gevaar"), ["gevaar"])


@given(st.text(max_size=80), st.text(max_size=20))
def test_any_text_and_any_phrase(text: str, phrase: str) -> None:
    said = tokens(text)
    for span in find(said, phrase):
        assert 0 <= span.start < span.end <= len(said)
