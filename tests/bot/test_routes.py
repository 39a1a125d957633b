"""Messages that a fixed route must take, and look-alikes from a professional that it must leave to search."""

from pathlib import Path

import pytest

from bot.nlu.routes import fixed_route, spoken_by_professional

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "message",
    [
        "help, hij heeft een mes en staat voor de deur",
        "HELP ze wordt nu geslagen door haar vriend!!",
        "Er wordt op dit moment een meisje vastgehouden in een hotelkamer",
        "een vrouw gilt om hulp in het pand hiernaast",
        "hij dreigt haar te vermoorden",
        "ze ligt op de grond en is bewusteloos",
        "er staat een gast met een geweer bij de werknemers",
        "hij heeft een machete bij zich",
        "twee mannen sleuren een jongen een bestelbus in",
        "ik zag hem haar de auto in duwen",
    ],
)
def test_acute_danger(message: str) -> None:
    assert fixed_route(message) == "acute_danger"


@pytest.mark.parametrize(
    "message",
    [
        "Ik ben slachtoffer van mensenhandel",
        "ik ben zelf uitgebuit, wat zijn mijn mogelijkheden?",
        "Ik denk dat ik zelf slachtoffer ben van mensenhandel, bij wie kan ik terecht?",
        "ik word gedwongen om te werken",
        "mijn baas heeft mijn paspoort afgepakt, hij houdt mijn paspoort",
        "Mijn vriend dwingt me om met mannen naar bed te gaan",
        "ik mag niet weg van mijn baas",
        "ik zat jaren in een uitbuitingssituatie en wil nu hulp",
        "ik kom uit gedwongen prostitutie",
        "ik word uitgebuit en de gemeente doet niets",
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
        "mag een boa een wapen dragen",
        "mag een boa een geweer dragen",
        "ik zit in de werkgroep uitbuiting",
        "ik kom uit het team mensenhandel",
        "",
        "😀",
        "?",
    ],
)
def test_questions_are_left_to_search(message: str) -> None:
    assert fixed_route(message) is None


def test_danger_comes_before_everything_else() -> None:
    assert fixed_route("ik ben slachtoffer en hij staat nu met een mes voor de deur") == "acute_danger"


@pytest.mark.parametrize(
    "message",
    [
        "stuur door", "Stuur mijn vraag door.", "ja, stuur maar door", "stuur deze vraag door naar een mens",
        "stuur mijn vraag naar de helpdesk", "Doorsturen naar de VNG",
        "kunt u mijn vraag doorsturen naar de helpdesk?",
    ],
)  # fmt: skip
def test_forwarding_a_question(message: str) -> None:
    assert fixed_route(message) == "handover"


@pytest.mark.parametrize(
    "message",
    [
        "aan wie stuur ik een signaal door?", "stuurt de politie meldingen door naar CoMensha",
        "mag ik gegevens doorsturen naar de GGD", "wie zet de melding door naar de helpdesk van CoMensha",
        "stuur ik de zorgcoördinator het formulier toe",
    ],
)  # fmt: skip
def test_questions_about_passing_on_are_questions(message: str) -> None:
    assert fixed_route(message) is None


@pytest.mark.parametrize(
    "message",
    [
        "trek KA-BCDFG-HJKLV in", "hoe staat het met ka bcdfg hjklv", "KA–BCDFG–HJKLV", "ik wil mijn vraag intrekken",
        "Trek mijn vraag in",
    ],
)  # fmt: skip
def test_a_forwarded_question_is_asked_about(message: str) -> None:
    assert fixed_route(message) == "ticket"


@pytest.mark.parametrize(
    "message",
    [
        "kan een slachtoffer de aangifte intrekken?", "de vergunning intrekken van een seksbedrijf",
        "wanneer trekt de burgemeester een vergunning in", "KA-12345", "vraag over het intrekken van een vergunning",
    ],
)  # fmt: skip
def test_withdrawing_something_else_is_a_question(message: str) -> None:
    assert fixed_route(message) is None


@pytest.mark.parametrize(
    ("message", "professional"),
    [
        ("Mijn cliënte zegt dat hij haar paspoort heeft", True),
        ("ik ben boa en zag een meisje huilen", True),
        ("Ik werk bij de gemeente en hoor dat hij haar slaat", True),
        ("baliecollega zag dat hij haar paspoort pakte", True),
        ("haar vader belt, waarheen verwijs ik hem", True),
        ("ik werk bij de kapper en krijg geen geld", False),
        ("waar kan ik heen", False),
        ("hij heeft mijn paspoort", False),
        ("ze slaan hem", False),
    ],
)
def test_tells_a_professional_from_someone_who_speaks_of_himself(message: str, professional: bool) -> None:
    assert spoken_by_professional(message) is professional


@pytest.mark.parametrize(
    "message", ["stop", "Laat maar, stop.", "laat maar", "nee, stop maar", "ok laat maar zitten", "stop hiermee aub"]
)
def test_stopping(message: str) -> None:
    assert fixed_route(message) == "stop"


@pytest.mark.parametrize(
    "message", ["hoe stop ik uitbuiting", "stop mensenhandel campagne", "mag een slachtoffer stoppen met de aangifte"]
)
def test_stopping_something_else_is_a_question(message: str) -> None:
    assert fixed_route(message) is None


@pytest.mark.parametrize(
    ("message", "professional"),
    [
        ("mijn cliënt moet alles afgeven", True),
        ("onze gemeente heeft geen beleid", True),
        ("hier een wijkagent met een vraag", True),
        ("de gemeente helpt mij niet", False),
        ("een collega van me is zijn paspoort kwijt aan de baas", False),
    ],
)
def test_the_marks_of_a_professional(message: str, professional: bool) -> None:
    assert spoken_by_professional(message) is professional
