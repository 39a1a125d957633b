"""A signature goes, a question stays."""

import pytest

from bot.guard.signature import without_addressee, without_signature

LONG = (
    "Bij een controle vonden wij gisteren in een schuur acht mannen zonder contract en hun paspoorten "
    "liggen bij de baas, "
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Wat is de bedenktijd?\n\nGroet, Bas", "Wat is de bedenktijd?"),
        ("Wat is de bedenktijd? Groetjes Loes", "Wat is de bedenktijd?"),
        ("Wat is dat?\nMet vriendelijke groet,\nR. Postma, beleidsadviseur\n06-12345678", "Wat is dat?"),
        ("Wat is dat? Alvast bedankt, Femke (adviseur zorg)", "Wat is dat?"),
        (LONG + "wat nu?\n\nM. van Dijk", LONG + "wat nu?"),
        ("Hoe groet ik een slachtoffer?", "Hoe groet ik een slachtoffer?"),
        ("Groet, en dan: wat is een zorgcoördinator?", "Groet, en dan: wat is een zorgcoördinator?"),
        ("bedankt", "bedankt"),
        ("Wat is dat? Dank! Ilse", "Wat is dat?"),
        ("Graag met bron.\nBedankt, Erwin de Boer", "Graag met bron."),
        ("Duidelijk. Bedankt voor de uitleg", "Duidelijk. Bedankt voor de uitleg"),
        ("Dank, Erwin", "Dank, Erwin"),
        ("mvg", "mvg"),
        (LONG + "wat nu?\n\nLiefs en dank,\nJolanda", LONG + "wat nu?"),
        (LONG + "wat nu?\nMet dank en groet,\n\nRuud", LONG + "wat nu?"),
        (LONG + "wat nu?\n\nAlvast superbedankt,\nLotte", LONG + "wat nu?"),
        (LONG + "wat nu?\n\nDank u,\nSaskia, raadsvrouw sociaal domein", LONG + "wat nu?"),
        (LONG + "wat nu?\n\nVele groeten,\nGriet", LONG + "wat nu?"),
        (LONG + "wat nu?\n\nDank en groet,\nCorine Z.", LONG + "wat nu?"),
        (LONG + "wat nu?\n\nHartelijks,\nGerben, hoofd Publiek", LONG + "wat nu?"),
        (LONG + "wat nu?\n\nTot snel!\nJoke, beleid (en helaas ook archief)", LONG + "wat nu?"),
        (LONG + "wat nu?\n\nMarloes\n(wijkcoach)", LONG + "wat nu?"),
        (LONG + "wat nu? Tot maandag! Bert", LONG + "wat nu?"),
        (LONG + "wat nu? Hoor het graag, Loek", LONG + "wat nu?"),
        # What follows is text, and so is a short message.
        (
            LONG + "help.\nDank voor vorige week,\nnu zoek ik de bedenktijd",
            LONG + "help.\nDank voor vorige week,\nnu zoek ik de bedenktijd",
        ),
        ("Dag.\nHartelijk dank,\nWat is de bedenktijd", "Dag.\nHartelijk dank,\nWat is de bedenktijd"),
    ],
)
def test_without_signature(text: str, kept: str) -> None:
    assert without_signature(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Hoi Karin,\n\nWat is de bedenktijd?", "Hoi,\n\nWat is de bedenktijd?"),
        ("Ha Els, wat is de bedenktijd?", "Ha, wat is de bedenktijd?"),
        ("Geachte mevrouw De Boer,\nwat nu?", "Geachte mevrouw,\nwat nu?"),
        ("Geacht college, beste Els,\nwat nu?", "Geacht college, beste,\nwat nu?"),
        # Those who are told of stay, for the guard to find.
        ("Dag, mijn cliënt Maria werkt, zonder loon", "Dag, mijn cliënt Maria werkt, zonder loon"),
        ("Hoi Maria wordt uitgebuit, wat nu?", "Hoi Maria wordt uitgebuit, wat nu?"),
        ("Hoi,\nBeste Maria, zei hij", "Hoi,\nBeste Maria, zei hij"),
    ],
)
def test_without_addressee(text: str, kept: str) -> None:
    assert without_addressee(text) == kept
