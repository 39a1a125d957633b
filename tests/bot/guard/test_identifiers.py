"""What points at one person without a name; forms and expectations made up by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guard.identifiers import accounts, documents, locations, plates


def found(finder, text: str) -> list[str]:
    return [text[start:end] for start, end in finder(text)]


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("busje 8-VRT-41 rijdt elke nacht", "8-VRT-41"),
        ("GX-871-P", "GX-871-P"),
        ("XX-99-99 stond er ook", "XX-99-99"),
        ("Bulgaars kenteken CB 4718 HT, vol met mensen", "CB 4718 HT"),
        ("plaat hz559s", "hz559s"),
        ("er staat weer een busje, KT553R, voor de loods", "KT553R"),
        ("kenteken PZ 7K41 haalt ze op", "PZ 7K41"),
        ("roemeense bus B-914-ZTR parkeert", "B-914-ZTR"),
    ],
)
def test_number_plates(text: str, plate: str) -> None:
    assert plate in found(plates, text)


@pytest.mark.parametrize(
    "text",
    ["mag ik een kenteken noteren?", "kenteken van het busje", "op 12-05-66", "A-B-C", "Kst 33-552-53", "B8-3 en B9-1",
     "de auto van 2026", "artikel 273-f-1", "12-ABC-345", "formulier KT553R invullen"],
)  # fmt: skip
def test_no_number_plates(text: str) -> None:
    assert found(plates, text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("paspoortnr NX4R7LP82 is afgepakt", "NX4R7LP82"),
        ("Zijn paspoort (Bulgaars, 384719206) ligt in de kluis", "384719206"),
        ("rijbewijs 5038291746 van slachtoffer", "5038291746"),
        ("id-kaart IRB7K29F4 staat op naam van iemand anders", "IRB7K29F4"),
    ],
)
def test_documents(text: str, number: str) -> None:
    assert found(documents, text) == [number]


@pytest.mark.parametrize(
    "text",
    ["paspoort geldig tot 12-12-2030", "een paspoort kost 12.000 euro", "paspoort ingenomen, artikel 273f",
     "paspoortwet 1991", "visum van 1 maart tot 1 juni 2026", "verblijfsvergunning B8/3", "document uit 2024"],
)  # fmt: skip
def test_no_documents(text: str) -> None:
    assert found(documents, text) == []


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("zijn insta is @lil.riffi_010 en hij zoekt meisjes", "@lil.riffi_010"),
        ("op onlyfans als sweetjade_rtm, ze is 16", "sweetjade_rtm"),
        ("discord user nachtwolf#4418 dwingt jongens", "nachtwolf#4418"),
        ("linkedin.com/in/marcin-zielonka vraagt vooraf geld", "marcin-zielonka"),
        ("onlyfans.com/zoetje.rdam, zestien volgens haar juf", "zoetje.rdam"),
        ("iemand die zich @koning.van.west noemt ronselt", "@koning.van.west"),
        ("haar snapchat is apenstaartje lotte zomer", "apenstaartje lotte zomer"),
    ],
)
def test_accounts(text: str, account: str) -> None:
    assert set(found(accounts, text)) == {account}  # two patterns may see the same


@pytest.mark.parametrize(
    "text",
    ["ronselen via instagram sinds 2019", "een 16-jarige op snapchat", "op telegram, art.273f Sr", "tiktok en de wet",
     "@gemeente", "volg ons op instagram via @kennisnet.nl", "signal 273f", "advertenties op facebook: 40 per week"],
)  # fmt: skip
def test_no_accounts(text: str) -> None:
    assert found(accounts, text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("zijn ip is 145.53.88.201", "145.53.88.201"),
        ("zijn ip is 12 . 53 . 88 . 20", "12 . 53 . 88 . 20"),
        ("lat 52.1177 lon 5.0366 daar slapen ze", "lat 52.1177 lon 5.0366"),
        ("vanaf 2a02:a45f:71c3:1:9d2e:44b0:8f17:63ac dus", "2a02:a45f:71c3:1:9d2e:44b0:8f17:63ac"),
        ("telefoon: 51.92473, 4.48816, bij een vriendin", "51.92473, 4.48816"),
        ("///tafel.zilver.kraan", "///tafel.zilver.kraan"),
    ],
)
def test_places_of_a_device(text: str, place: str) -> None:
    assert found(locations, text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "versie 3.6.21",
        "update 7.14.0.22 van het zaaksysteem",
        "999.1.1.1",
        "om 12:30:45",
        "artikel 4.5.2",
        "1.5, 2.5 en 3.5",
    ],
)
def test_no_places_of_a_device(text: str) -> None:
    assert found(locations, text) == []


@given(st.text(alphabet="aB9 -_.:/@#°'", max_size=300) | st.text(max_size=200))
def test_places_lie_in_the_text_and_hold_something(text: str) -> None:
    for finder in (plates, documents, accounts, locations):
        for start, end in finder(text):
            assert 0 <= start < end <= len(text)
            assert any(character.isalnum() for character in text[start:end])
