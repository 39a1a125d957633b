"""A signature goes, a question stays."""

import pytest

from bot.guard.signature import without_signature

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
    ],
)
def test_without_signature(text: str, kept: str) -> None:
    assert without_signature(text) == kept
