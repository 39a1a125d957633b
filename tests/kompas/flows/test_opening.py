"""Which flow a message opens, with the committed words."""

import pytest

from kompas.flows.opening import Opening, corrects, opening


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("Ik heb een signaal. Wat nu?", "casus"),
        ("ik heb een mogelijk slachtoffer en geen idee wat ik moet doen, help me er doorheen", "casus"),
        ("Loop eens stap voor stap met me door wat ik moet doen bij een mogelijk slachtoffer.", "casus"),
        ("meisje van 16 uit Roemenië, gedwongen tot prostitutie, wat nu?", "casus"),
        ("Er zit hier een vrouw zonder papieren die misschien wordt uitgebuit. Wat nu?", "casus"),
        ("Kun je me stap voor stap helpen om dit signaal te melden?", "signaal-melden"),
        ("help me stap voor stap om opvang te regelen", "opvang-en-zorg-regelen"),
        ("stappenplan bedenktijd aub", "bedenktijd-en-verblijf"),
        ("loop met me door hoe ik informatie mag delen", "informatie-delen"),
        ("bij een controle troffen we tien mannen aan in een pand met stapelbedden, wat moeten we doen?",
         "signalen-bij-controle"),
        ("Ik heb een casus: vrouw van 19, Nederlandse, loverboy, wil hulp maar geen aangifte.", "casus"),
        ("De raad heeft schriftelijke vragen gesteld over mensenhandel. Wat nu?", "vraag-van-raad-of-pers"),
        ("Wij gaan volgende maand een controle doen op een champignonkwekerij. Wat moeten we regelen?",
         "signalen-bij-controle"),
        ("ik heb een journalist aan de lijn over uitbuiting, wat doe ik", "vraag-van-raad-of-pers"),
        ("stappenplan voor een slachtoffer dat geen aangifte wil", "slachtoffer-wil-geen-aangifte"),
        ("stappenplan voor een minderjarige", "minderjarig-slachtoffer"),
        ("stappenplan slachtoffer zonder papieren", "slachtoffer-zonder-papieren"),
        ("een inwoner belt mij over de buren, hij vermoedt uitbuiting, wat nu?", "melding-van-collega-of-inwoner"),
    ],
)  # fmt: skip
def test_every_procedure_is_reached_in_the_users_own_words(real, real_flows, text: str, flow: str) -> None:
    assert opening(real_flows, real.flow_words, text, real.phrases["flow_prefix"]) == Opening(flow, False)


def test_every_flow_is_reached_by_its_button(real, real_flows) -> None:
    assert len(real_flows) == 12 + 3 + 17 + 1  # procedures, checklists, modules, the learning path
    for flow in real_flows.values():
        for text in (f"{real.phrases['flow_prefix']}{flow.title}", f"{flow.title.lower()}"):
            opened = opening(real_flows, real.flow_words, text, real.phrases["flow_prefix"])
            assert opened is not None
            assert opened.flow == flow.id


@pytest.mark.parametrize(
    "text",
    [
        "wat doe ik bij een signaal?",
        "Ik ben net aandachtsfunctionaris mensenhandel geworden. Wat doe ik op dag 1?",
        "Wat moet ik doen als ik uitbuiting vermoed?",
        "wat moet ik doen als een minderjarige misschien wordt uitgebuit",
        "welk nummer moet ik bellen bij een vermoeden van arbeidsuitbuiting?",
        "slachtoffer zonder papieren eerste stappen gemeente",
        "Wat doet een zorgcoördinator?",
        "wat is bedenktijd",
        "hallo",
        "",
        "prostitutie",
        "mag een hulpverlener melden zonder toestemming?",
    ],
)
def test_a_plain_question_opens_nothing(real, real_flows, text: str) -> None:
    assert opening(real_flows, real.flow_words, text, real.phrases["flow_prefix"]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nee, ze is 17", True),
        ("sorry, wel minderjarig", True),
        ("sorry, ik vergat te zeggen dat ze pas zestien is", True),
        ("oeps het gaat toch om werk in een restaurant", True),
        ("nee", False),
        ("sorry", False),
        ("nee, wat is bedenktijd?", False),
        ("ze is 17", False),
        ("sorry, klopt het dat een minderjarige altijd slachtoffer is?", False),
    ],
)
def test_a_correction(real, real_flows, text: str, expected: bool) -> None:
    assert corrects(real_flows, real.flow_words, text) is expected


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("zelfscan", "kader-aanpak-mensenhandel"),
        ("Ik wil de zelfscan doen", "kader-aanpak-mensenhandel"),
        ("doe de zelfscan basisniveau", "basisniveau-bestuurlijke-aanpak"),
        ("start leerpad", "leerpad"),
        ("Module: Wat mensenhandel is", "wat-mensenhandel-is"),
        ("Opnieuw: Zelfscan Basisniveau", "basisniveau-bestuurlijke-aanpak"),
        ("checklist eerste week", "eerste-100-dagen"),
        ("Een lokaal beeld van mensenhandel maken", "lokaal-beeld-maken"),
    ],
)
def test_scans_and_the_learning_path_are_reached_by_name(real, real_flows, text: str, flow: str) -> None:
    prefixes = (real.phrases["flow_prefix"], real.phrases["flow_again_prefix"])
    opened = opening(real_flows, real.flow_words, text, *prefixes)
    assert opened is not None and opened.flow == flow


@pytest.mark.parametrize(
    "text",
    ["wat is de zelfscan?", "hoe werkt de zelfscan van het basisniveau", "geen zelfscan", "wat is mensenhandel?",
     "Wat staat er in het leerpad?"],
)  # fmt: skip
def test_a_question_about_a_scan_does_not_open_it(real, real_flows, text: str) -> None:
    assert opening(real_flows, real.flow_words, text, real.phrases["flow_prefix"]) is None
