import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompas.text import Compounds, content_stems, normalise, stem, word_spans, words

DUTCH = st.text(alphabet="abcdefgxyzABC ëïéÉİßﬁ’'.,/-?!()0123456789\n\t😀", max_size=80)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zorgcoördinator", "zorgcoordinator"),
        ("Art. 273 f Sr", "artikel 273f sr"),
        ("artikel 273f", "artikel 273f"),
        ("art273f", "artikel 273f"),
        ("273 F Sr", "273f sr"),
        ("B8 / 3", "b8/3"),
        ("b8-3", "b8/3"),
        ("B8.3-regeling", "b8/3-regeling"),
        ("de VNG’s", "de vng's"),
        ("", ""),
    ],
)
def test_normalise_gives_one_spelling(text: str, expected: str) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wat is B8 / 3?", ["wat", "is", "b8/3"]),
        ("Wie doet dát, en waarom?", ["wie", "doet", "dat", "en", "waarom"]),
        ("😀 ... !", []),
        ("", []),
    ],
)
def test_words_are_normalised_and_in_order(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_word_spans_point_at_the_original_characters() -> None:
    text = "Wie is dé zorgcoördinator?"
    assert [(word, text[start:end]) for word, start, end in word_spans(text)] == [
        ("wie", "Wie"), ("is", "is"), ("de", "dé"), ("zorgcoordinator", "zorgcoördinator"),
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["b8/3", "273f", "2024"])
def test_a_word_with_a_digit_keeps_its_form(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("slachtoffer", "slachtoffers"),
        ("gemeente", "gemeenten"),
        ("melding", "meldingen"),
        ("regel", "regels"),
    ],
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_content_stems_leave_out_stopwords_and_keep_repeats() -> None:
    assert content_stems("De opvang van de opvang en het slachtoffer") == ["opvang", "opvang", "slachtoffer"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("mensenhandelslachtofferopvang", ("mensenhandel", "slachtoffer", "opvang")),
        ("slachtofferopvang", ("slachtoffer", "opvang")),
        ("opvangslachtoffer", ("opvang", "slachtoffer")),
        ("opvang", ()),
        ("opvangbeleid", ()),
        ("opvangs", ()),
    ],
)
def test_compounds_split_into_known_parts_only(word: str, parts: tuple[str, ...]) -> None:
    assert Compounds(["mensenhandel", "slachtoffer", "opvang"]).split(word) == parts


@settings(deadline=None)
@given(DUTCH)
def test_words_never_hold_capitals_spaces_or_accents(text: str) -> None:
    for word in words(text):
        assert word
        assert set(word) <= set("abcdefghijklmnopqrstuvwxyz0123456789/")


@settings(deadline=None)
@given(st.text(max_size=80))
def test_words_do_not_change_when_normalised_again(text: str) -> None:
    assert [words(word)[0] for word in words(text) if words(word)] == [word for word in words(text) if words(word)]


@settings(deadline=None)
@given(st.one_of(DUTCH, st.text(max_size=80)))
def test_word_spans_hold_every_word_and_stay_inside_the_text(text: str) -> None:
    spans = word_spans(text)
    assert [word for word, _, _ in spans] == words(text)
    position = 0
    for _, start, end in spans:
        assert position <= start <= end <= len(text)
        position = end
