"""Messages that a fixed route must take, and look-alikes from a professional that it must leave to search."""

import pytest

from bot.nlu.routes import fixed_route


@pytest.mark.parametrize(
    "message",
    [
        "help, hij heeft een mes en staat voor de deur",
        "HELP ze wordt nu geslagen door haar vriend!!",
        "Er wordt op dit moment een meisje vastgehouden in een hotelkamer",
        "een vrouw gilt om hulp in het pand hiernaast",
        "hij dreigt haar te vermoorden",
        "ze ligt op de grond en is bewusteloos",
    ],
)
def test_acute_danger(message: str) -> None:
    assert fixed_route(message) == "acute_danger"


@pytest.mark.parametrize(
    "message",
    [
        "Ik ben slachtoffer van mensenhandel",
        "ik word gedwongen om te werken",
        "mijn baas heeft mijn paspoort afgepakt, hij houdt mijn paspoort",
        "Mijn vriend dwingt me om met mannen naar bed te gaan",
        "ik mag niet weg van mijn baas",
    ],
)
def test_a_victim_speaking(message: str) -> None:
    assert fixed_route(message) == "victim"


@pytest.mark.parametrize(
    "message", ["Ik wil een echte medewerker spreken", "kunt u mij doorverbinden", "mag ik iemand spreken"]
)
def test_asking_for_a_person(message: str) -> None:
    assert fixed_route(message) == "human"


@pytest.mark.parametrize(
    "message",
    [
        "Wat moet ik doen bij acuut gevaar?",
        "Wat is mensenhandel?",
        "Wat doet een zorgcoördinator?",
        "Mijn cliënt is slachtoffer van mensenhandel",
        "Hoe herken ik dat iemand wordt bedreigd?",
        "vorige week is een vrouw bedreigd, mag ik dat melden",
        "ik ben aandachtsfunctionaris en zoek training",
        "hoeveel slachtoffers waren er in 2024",
        "",
        "😀",
        "?",
    ],
)
def test_questions_are_left_to_search(message: str) -> None:
    assert fixed_route(message) is None


def test_danger_comes_before_everything_else() -> None:
    assert fixed_route("ik ben slachtoffer en hij staat nu met een mes voor de deur") == "acute_danger"
