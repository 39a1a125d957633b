import pytest

from kompas.questions import asks, is_local, is_long, questions, sentences


@pytest.mark.parametrize(
    "sentence", ["Wie betaalt dat", "hoe lang duurt dit", " Mag ik dat delen?", "welke partijen", "zijn er regels voor"]
)
def test_an_opening_that_asks(sentence: str) -> None:
    assert asks(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["De wethouder vraagt iets.", "Iemand weet het", "", "isolatie van huizen", "Zijn ouders weten van niets."],
)
def test_another_opening(sentence: str) -> None:
    assert not asks(sentence)


def test_greetings_and_signatures_are_no_sentences() -> None:
    mail = "Beste collega,\nWij zoeken opvang.\nWie regelt dat?\nMet vriendelijke groet,\nde griffie"
    assert sentences(mail) == ["Wij zoeken opvang.", "Wie regelt dat?", "de griffie"]


@pytest.mark.parametrize(
    ("message", "long"),
    [
        ("wat is rvb", False),
        ("Wat is Rvb? En wie betaalt het?", True),
        ("woord " * 26, True),
        ("woord " * 25, False),
        ("wat is rvb??", False),
        ("wat is rvb ?!? ", False),
        ("Wat is Rvb?? En wie betaalt het??", True),
    ],
)
def test_what_is_long(message: str, long: bool) -> None:
    assert is_long(message) is long


def test_items_of_a_list_are_its_questions() -> None:
    assert questions("Drie vragen:\n1. Wie betaalt de opvang?\n2. Wie meldt het slachtoffer aan?\nGroet") == [
        "Wie betaalt de opvang?",
        "Wie meldt het slachtoffer aan?",
    ]


@pytest.mark.parametrize(
    ("message", "local"),
    [
        ("Wie is onze zorgcoördinator?", True),
        ("wie zijn bij ons de aandachtsfunctionarissen", True),
        ("hoe heet de ketenregisseur van onze regio", True),
        ("telefoonnummer van mijn wijkagent", True),
        ("Wie is een zorgcoördinator?", False),
        ("Wat doet onze zorgcoördinator?", False),  # the same everywhere
        ("nummer van CoMensha", False),
        ("Wie is dat? Onze opvang zit vol.", False),  # not in one sentence
    ],
)
def test_what_only_the_own_municipality_knows(message: str, local: bool) -> None:
    assert is_local(message) is local
