import pytest

from kompas.flows.ages import ages


def named(text: str, bare: bool = False) -> list[int]:
    return [age for _, age in ages(text, bare)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ze is 17", [17]),
        ("ze is net 17 geworden", [17]),
        ("ze is net zeventien geworden", [17]),
        ("een meisje van 16 uit Roemenië", [16]),
        ("een 15-jarige jongen", [15]),
        ("een vijftienjarige jongen", [15]),
        ("hij is vierendertig jaar", [34]),
        ("nog geen 18", [17]),
        ("nog geen achttien", [17]),
        ("bijna 18", [17]),
        ("jonger dan 18", [17]),
        ("ouder dan 21 jaar", [22]),
        ("18+", [18]),
        ("meisjes van 15 en 19", [15, 19]),
        ("drie meisjes van 14, 15 en 17", [14, 15, 17]),
        ("leerling van 14 verkoopt drugs", [14]),
        ("een vrouw, 29 jaar", [29]),
        ("man (34) uit Polen", [34]),
        ("al drie jaar in Nederland", []),
        ("ze werkt hier al 2 jaar", []),
        ("vier jaar cel", []),
        ("twaalf mannen in een schuur", []),
        ("20 euro per dag", []),
        ("bel van 9 tot 17 uur", []),
        ("in 2019", []),
        ("een controle van 3 panden", []),
        ("wij zijn een gemeente van 14.000 inwoners", []),
        ("van 17,5 miljoen", []),
    ],
)
def test_ages_in_a_message(text: str, expected: list[int]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("17", [17]), ("17?", [17]), ("zestien", [16]), ("16 of 17", [16, 17])])
def test_a_lone_number_counts_only_when_the_age_was_asked(text: str, expected: list[int]) -> None:
    assert named(text) == []
    assert named(text, bare=True) == expected


def test_the_place_is_the_number_of_words_before() -> None:
    assert ages("ze is niet 16 maar toch 19") == [(6, 19)]
