"""What counts as personal data in a message, and what does not. All persons and numbers here are made up."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guard.names import is_dutch
from bot.guard.personal_data import Detector, Finding, find

POSITIVES = [
    # bsn
    ("Haar BSN is 123456782", "bsn", "123456782"),
    ("kunt u 123456782 opzoeken in de BRP?", "bsn", "123456782"),
    ("bsn: 1234.56.782", "bsn", "1234.56.782"),
    ("Het gaat om 123 456 782, graag hulp", "bsn", "123 456 782"),
    ("BSN 111111111 van mijn cliënt", "bsn", "111111111"),
    ("bsn nummer 12345678", "bsn", "12345678"),
    ("Burgerservicenummer van de vrouw: 987654321.", "bsn", "987654321"),
    ("sofinummer 123456789", "bsn", "123456789"),
    ("123456789 is haar BSN", "bsn", "123456789"),
    ("(bsn 123456782)", "bsn", "123456782"),
    ("bsn-nummer=111222333", "bsn", "111222333"),
    # phone
    ("Bel haar op 06-12345678", "phone", "06-12345678"),
    ("0612345678 is zijn nummer", "phone", "0612345678"),
    ("haar 06 is 06 12 34 56 78", "phone", "06 12 34 56 78"),
    ("tel. 06.1234.5678", "phone", "06.1234.5678"),
    ("+31 6 12345678", "phone", "+31 6 12345678"),
    ("+31 (0)6 1234 5678 is bereikbaar", "phone", "+31 (0)6 1234 5678"),
    ("0031612345678", "phone", "0031612345678"),
    ("thuis op 030 - 123 45 67 te bereiken", "phone", "030 - 123 45 67"),
    ("(0318) 123456", "phone", "(0318) 123456"),
    ("020/1234567", "phone", "020/1234567"),
    ("ze appt vanaf +40 722 123 456", "phone", "+40 722 123 456"),
    ("0031-6-12345678 bellen na zessen", "phone", "0031-6-12345678"),
    # email
    ("mail elena.dumitru92@gmail.com even", "email", "elena.dumitru92@gmail.com"),
    ("Stuur het naar j.jansen@ede.nl.", "email", "j.jansen@ede.nl"),
    ("info@gmail.com is van haar", "email", "info@gmail.com"),
    ("achmed_88@hotmail.com", "email", "achmed_88@hotmail.com"),
    ("achmed[at]hotmail.com", "email", "achmed[at]hotmail.com"),
    # iban
    ("Rekening NL91ABNA0417164300", "iban", "NL91ABNA0417164300"),
    ("loon op nl91 abna 0417 1643 00 gestort", "iban", "nl91 abna 0417 1643 00"),
    ("RO49 AAAA 1B31 0075 9384 0000 is de rekening", "iban", "RO49 AAAA 1B31 0075 9384 0000"),
    ("NL12 INGB 0001 2345 67", "iban", "NL12 INGB 0001 2345 67"),
    # v_number
    ("V-nummer 2812345678", "v_number", "2812345678"),
    ("vnr: 281.234.5678", "v_number", "281.234.5678"),
    ("haar vreemdelingennummer is 2812345678", "v_number", "2812345678"),
    ("v nummer van de cliënt: 281 234 5678", "v_number", "281 234 5678"),
    ("2812345678 is zijn V-nummer", "v_number", "2812345678"),
    # birth_date
    ("geboren 12-03-2001", "birth_date", "12-03-2001"),
    ("geb. 3-4-'99 te Sofia", "birth_date", "3-4-'99"),
    ("geboren te Boekarest op 12 maart 2004", "birth_date", "12 maart 2004"),
    ("Geboortedatum: 2004-03-12", "birth_date", "2004-03-12"),
    ("geboortedatum van het slachtoffer is 1 jan. 2003", "birth_date", "1 jan. 2003"),
    ("gebdat 12/03/04", "birth_date", "12/03/04"),
    ("geboren op 12 maart", "birth_date", "12 maart"),
    ("geb.datum 12032004", "birth_date", "12032004"),
    ("de jongen, 12.03.2004 geboren", "birth_date", "12.03.2004"),
    ("geboren den 3den maart 2001", "birth_date", "3den maart 2001"),
    # address
    ("Ze woont op Lijsterstraat 12", "address", "Lijsterstraat 12"),
    ("pand aan de Van Ostadelaan 123-2", "address", "Ostadelaan 123-2"),
    ("lijsterstraat 12a in Ede", "address", "lijsterstraat 12a"),
    ("op 6711 AB 12 wonen zeven mannen", "address", "6711 AB 12"),
    ("6711ab, huisnummer 4", "address", "6711ab, huisnummer 4"),
    ("bij Brink 1813 7a, 6711 AB wonen er negen", "address", "7a, 6711 AB"),
    ("Laan van Meerdervoort 800 is een bordeel", "address", "Laan van Meerdervoort 800"),
    ("Stationsplein nr. 7", "address", "Stationsplein nr. 7"),
    ("Keizersgracht 101 bis", "address", "Keizersgracht 101 bis"),
    ("Hoofdweg 3, Zwolle", "address", "Hoofdweg 3"),
    ("woont aan de Zuiderdijk 14", "address", "Zuiderdijk 14"),
    ("adres: Rokin 12", "address", "Rokin 12"),
    ("Is Achmed El Idrissi uit de Lijsterstraat bekend?", "address", "Lijsterstraat"),
    # name after "mijn cliënt(e)", "het slachtoffer"
    ("Mijn cliënte Elena wil geen aangifte doen", "name", "Elena"),
    ("mijn client achmed heeft geen paspoort", "name", "achmed"),
    ("Mijn cliënt Nnamdi Okafor slaapt op straat", "name", "Nnamdi Okafor"),
    ("het slachtoffer Blessing O. is gisteren gevlucht", "name", "Blessing O"),
    ("Onze cliënte Zsófia Kovács uit Hongarije", "name", "Zsófia Kovács"),
    ("slachtoffer: Nguyen Thi Lan", "name", "Nguyen Thi Lan"),
    ("mijn cliënte truong is zwanger", "name", "truong"),
    # name after "heet", "naam is", "genaamd"
    ("Het slachtoffer heet Oksana", "name", "Oksana"),
    ("ze heet desislava en komt uit Bulgarije", "name", "desislava"),
    ("hij heet mehmet yilmaz", "name", "mehmet yilmaz"),
    ("zijn naam is Youssef Al-Masri", "name", "Youssef Al-Masri"),
    ("De naam van mijn cliënte is Agnieszka Zielińska", "name", "Agnieszka Zielińska"),
    ("haar naam is fatima", "name", "fatima"),
    ("een jongen genaamd Yonas is weg", "name", "Yonas"),
    ("ze noemt zich Lola", "name", "Lola"),
    ("Naam: Elena Dumitru", "name", "Elena Dumitru"),
    ("voornaam Chioma, geboren in Nigeria", "name", "Chioma"),
    ("Ze werkt onder de naam Natasja", "name", "Natasja"),
    # name after a title
    ("Mevrouw Jansen wil verhuizen", "name", "Jansen"),
    ("mevrouw jansen wil verhuizen", "name", "jansen"),
    ("mevr. de Vries komt morgen", "name", "de Vries"),
    ("mw. El Amrani is uitgebuit", "name", "El Amrani"),
    ("dhr. P. van den Berg verhuurt kamers", "name", "P. van den Berg"),
    ("T. Ghebremariam (23) slaapt in de loods", "name", "T. Ghebremariam"),
    ("ik begeleid Jaylinn Vredestein al een jaar", "name", "Jaylinn Vredestein"),
    (
        "haar nummer van de vreemdelingenpolitie: twee negen een vier nul zeven zeven drie acht een",
        "phone",
        "twee negen een vier nul zeven zeven drie acht een",
    ),
    ("in het systeem staat 4471.06.318", "bsn", "4471.06.318"),
    ("is 733190045 bekend, dat is zijn bsn", "bsn", "733190045"),
    ("B S N 7 3 3 1 9 0 0 4 5", "bsn", "7 3 3 1 9 0 0 4 5"),
    ("wij zagen zes mannen in de woning aan de Korenbloem 41", "address", "Korenbloem 41"),
    ("op de Molenweg op nummer vierendertig wonen er acht", "address", "Molenweg op nummer vierendertig"),
    ("terug naar ul. Kwiatowa 12 in Lublin", "address", "Kwiatowa 12"),
    ("ze ligt in het ziekenhuis op afdeling B2 kamer 9", "address", "ziekenhuis op afdeling B2 kamer 9"),
    ("flat 4 appartement 88 in onze wijk", "address", "flat 4 appartement 88"),
    ("de heer Wójcik krijgt geen loon", "name", "Wójcik"),
    ("meneer van der veen weigert hulp", "name", "van der veen"),
    ("Mevrouw Bakker belde net", "name", "Bakker"),
    ("mevrouw okonkwo durft niet terug", "name", "okonkwo"),
    ("Mevrouw Wang Fang werkt in een massagesalon", "name", "Wang Fang"),
    ("mw.Jansen", "name", "Jansen"),
    ("mevrouw drs. A. de Wit", "name", "drs. A. de Wit"),
    # name after other cues
    ("ene Dragan dwingt haar", "name", "Dragan"),
    ("De dader, Dragan, is gevlucht", "name", "Dragan"),
    ("casus: Elena Dumitru", "name", "Elena Dumitru"),
    ("de familie Horvath slaapt in de auto", "name", "Horvath"),
    ("haar pooier Costel bedreigt haar", "name", "Costel"),
    ("Ken je Fatima?", "name", "Fatima"),
    ("een melding over Samira", "name", "Samira"),
    ("ik ben Sandra van de gemeente", "name", "Sandra"),
    ("haar vriend is Ionut, die haar slaat", "name", "Ionut"),
    # name without a cue
    ("is Achmed El Idrissi uit de Lijsterstraat bekend?", "name", "Achmed El Idrissi"),
    ("Elena Dumitru is weggelopen", "name", "Elena Dumitru"),
    ("Wie kan Andreea Popescu opvangen?", "name", "Andreea Popescu"),
    ("Nkechi Obiora heeft geen onderdak", "name", "Nkechi Obiora"),
    ("Jan de Vries verhuurt het pand", "name", "Jan de Vries"),
    ("Blessing O. slaapt bij een vriendin", "name", "Blessing O"),
    ("Fatima (17) is verdwenen", "name", "Fatima"),
    ("gesproken met A. Dumitrescu", "name", "A. Dumitrescu"),
    ("elena dumitru is weggelopen", "name", "elena dumitru"),
    ("MIJN CLIENT ACHMED EL IDRISSI IS WEG", "name", "ACHMED EL IDRISSI"),
    ("Selam Tesfay en haar kind zoeken opvang", "name", "Selam Tesfay"),
    ("Ik heb een cliënt, Achmed, die geen loon krijgt", "name", "Achmed"),
    ("de 17-jarige Samira wordt opgehaald", "name", "Samira"),
    ("Groetjes, Anja de Vries", "name", "Anja de Vries"),
    ("Łukasz Wiśniewski slaapt op het land", "name", "Łukasz Wiśniewski"),
    ("Nguyễn Thị Hương werkt in een nagelstudio", "name", "Nguyễn Thị Hương"),
    ("de heer op den Kamp", "name", "op den Kamp"),
    ("Mevrouw 't Hart belt", "name", "'t Hart"),
]


@pytest.mark.parametrize(("text", "kind", "part"), POSITIVES)
def test_finds(text: str, kind: str, part: str) -> None:
    found = [(finding.kind, text[finding.start : finding.end]) for finding in find(text)]
    assert (kind, part) in found


NEGATIVES = [
    # laws and articles
    "Wat staat er in artikel 273f Sr?",
    "Hoe werkt B8/3?",
    "Kamerstuk 36547 nr. 3",
    "wet 36835 implementatie",
    "artikel 13b Opiumwet, artikel 174a Gemeentewet",
    "EU-richtlijn 2011/36 en 2024/1712",
    "ECLI:NL:HR:2009:BI7099",
    "CVDR719724 is het beleid",
    "Wat is de Wet Victoria?",
    "Wanneer gebruik je de Wet Damocles?",
    "wat schreef de commissie Lenferink",
    "advies van de commissie Roemer",
    "Is de Wet Bibob van toepassing op een massagesalon?",
    "Het Palermo Protocol en het Verdrag van Warschau",
    "wat regelt de Wmo voor mijn cliënt",
    # years, dates, amounts, counts
    "Hoeveel slachtoffers waren er in 2019 en 2020?",
    "In 2023 is het aantal 868",
    "Sinds 01-01-2022 geldt de richtlijn",
    "op 12 maart 2024 om 10:00 uur is het overleg",
    "van 01-01-2024 12 gemeenten",
    "De boete is € 123456782",
    "een budget van 123.456.782 euro",
    "5.000 tot 7.500 slachtoffers per jaar",
    "18 oktober is de dag tegen mensenhandel",
    "KvK 12345678",
    "tussen 2015-2020 steeg het met 12 procent",
    "geldt dit voor mensen geboren na 1 januari 2006?",
    "kinderen geboren in 2004",
    "Zijn slachtoffers vaak in Nederland geboren?",
    "2019 op 20 februari",
    "een boete van 8700 euro per 3 werknemers",
    # public numbers and mailboxes
    "Bel 112 bij direct gevaar",
    "politie 0900-8844",
    "CoMensha is bereikbaar op 033 448 11 86",
    "033-4481186 bellen?",
    "+31 33 448 11 86",
    "Arbeidsinspectie 0800-5151",
    "Veilig Thuis: 0800-2000",
    "Meld Misdaad Anoniem 0800-7000",
    "Zelfmoordpreventie 113 of 0800-0113",
    "0800 0432",
    "088 123 45 67 is het algemene nummer",
    "14030 of 14 0318 voor de gemeente",
    "info@comensha.nl",
    "helpdesk@vng.nl is toch het adres?",
    "mensenhandel@utrecht.nl",
    # numbers without a cue that are no personal data
    "zaaknummer 2024-123456782",
    "bestelnummer 123456789",
    "10 cijfers: 2812345678",
    "wat is een bsn en wat is een v-nummer",
    "Mag ik het BSN delen met CoMensha?",
    "bsn nodig bij KvK 12345678?",
    # addresses that are none
    "in de nota van 2019, 2020 NL editie",
    "zie bijlage 3, 1500 EUR boete",
    "Kan ik een pand in de Keizersgracht sluiten?",
    "op straat 3 meisjes aangesproken",
    "op het stationsplein 3 meisjes gezien",
    "via de snelweg 12 kilometer verder",
    "onderweg 2 mensen",
    "uitspraak van het Gerechtshof 12 maart 2020",
    "De arbeidsmarkt 2024",
    "het vakantiepark 3 huisjes",
    "vanwege 3 signalen",
    "leerpad 2 afronden",
    "VNG, Nassaulaan 12, Den Haag",
    "Wat gebeurde er op het Zandpad in Utrecht?",
    "stappenplan stap 3",
    # organisations
    "Mijn cliënt Nidos",
    "Is Nidos de voogd?",
    "het slachtoffer wil naar Fier",
    "Wat doet Jade Zorggroep?",
    "de opvang heet Fier",
    "het project heet Lighthouse",
    "een organisatie genaamd Moviera",
    "de heer van de VNG",
    "mevrouw van Slachtofferhulp Nederland",
    "meneer van FairWork belde",
    "Terre des Hommes en La Strada International",
    "Leger des Heils of Veilig Thuis?",
    "Kan Koraal een slachtoffer opvangen?",
    "is SHOP in Den Haag open",
    "Defence for Children en Ecpat",
    "William Schrikker is de instelling",
    "Werkt Free a Girl in Nederland?",
    "Human Rights Watch schreef een rapport",
    "Task Force Mensenhandel",
    "het slachtoffer, CoMensha zegt van niet",
    # places
    "mijn cliënte uit Roemenië",
    "een slachtoffer uit Den Haag",
    "Hoe doet Ede dat?",
    "in Best is een opvang",
    "Goes en De Bilt hebben beleid",
    "een meisje uit Benin City",
    "Capelle aan den IJssel en Bergen op Zoom",
    "De man komt uit Sofia",
    "Slachtoffers in Reusel-De Mierden",
    "het slachtoffer Nederland uitzetten",
    "Noord-Holland en Zuid-Limburg werken samen",
    # functions and roles
    "mevrouw de burgemeester",
    "Mevrouw de Voorzitter",
    "meneer de wethouder vraagt om cijfers",
    "de heer burgemeester",
    "Nationaal Rapporteur Mensenhandel",
    "burgemeester Femke Halsema sloot een pand",
    "minister Van Weel schreef een brief",
    "Nationaal Rapporteur Conny Rijken",
    "mijn cliënt Wmo aanvragen",
    "mevrouw A. en meneer B.",
    "cliënt X heeft geen papieren",
    # ordinary sentences after a cue
    "mijn cliënt wil geen aangifte",
    "Mijn cliënte heeft geen paspoort",
    "het slachtoffer heeft een kind",
    "mevrouw heeft schulden",
    "mevrouw heetf schulden",
    "meneer woont in een schuur",
    "mevrouw uit Roemenië wil terug",
    "Het slachtoffer Roemeense nationaliteit geven?",
    "een Nigeriaanse vrouw heet water over zich heen gekregen",
    "hoe heet dat meldpunt ook alweer",
    "Hoe heet de opvang in Friesland?",
    "dat heet uitbuiting",
    "Wat heet dwang?",
    "het zogenaamde loverboymodel",
    "de naam is veranderd",
    "Mijn naam is niet belangrijk",
    "de naam van de wet is Wams",
    "onder de naam van een ander werken",
    "haar naam is onbekend",
    "het slachtoffer is minderjarig",
    "Slachtoffer Mensenhandel",
    "de dader, die gevlucht is",
    "de ene gemeente doet het, de andere niet",
    "de ene Nederlandse gemeente",
    "casus: Roemeense vrouw zonder papieren",
    "Casus: minderjarig meisje in een hotel",
    "casus Arbeidsuitbuiting in de tuinbouw",
    "mijn cliënt slachtoffer van mensenhandel",
    "ik ben aandachtsfunctionaris",
    "Ik ben AOV'er in een kleine gemeente",
    "ik ben Nederlander",
    "is elke gemeente verplicht",
    "Elke Groningse gemeente heeft beleid",
    "kan dan de politie komen",
    "Wil de cliënt dat wel?",
    "Mag Roos dat zeggen",
    "familie van het slachtoffer",
    "mijn vriend Politie",
    # sentence starts, capitals, greetings
    "Mensenhandel Is Een Ernstig Misdrijf In Nederland",
    "WAT MOET IK DOEN BIJ EEN SIGNAAL",
    "Goedemorgen, Graag advies",
    "Wat Is Loverboy Problematiek?",
    "Kerstmis en Pasen",
    "Beste collega, wat nu?",
    "Amber Alert",
    "Rode Kruis en Amnesty International",
    "Samen tegen Mensenhandel",
    "Blinde Vlek training",
    "Google Maps en Microsoft Teams",
    "Seksuele Uitbuiting, Arbeidsuitbuiting en Criminele Uitbuiting",
    "Raad voor de Kinderbescherming",
    "Wie is de Anne Frank Stichting",
    "Geachte heer/mevrouw,",
    "het wordt ook wel Schengen genoemd",
    "met name in Rotterdam",
    "zaak Rantsev tegen Cyprus",
    "Moet ik naam en BSN doorgeven?",
    "mijn collega Handhaving belde",
    "De moeder Marokkaanse, de vader Pool",
    "mevrouw van Justitie",
    "Mw. geeft aan uitgebuit te zijn",
    "Kamerstukken II 2022/23, 28638, nr. 212",
    "Stb. 2021, 645",
    "Postbus 30435, 2500 GK Den Haag",
    "",
    " ",
    "???",
]


@pytest.mark.parametrize("text", NEGATIVES)
def test_leaves_alone(text: str) -> None:
    assert [(finding.kind, text[finding.start : finding.end]) for finding in find(text)] == []


def test_a_message_with_everything_gives_every_kind_in_order() -> None:
    text = (
        "Mevrouw Dumitru, BSN 123456782, V-nummer 2812345678, geboren 12-03-2001, woont Lijsterstraat 12, "
        "mail e.dumitru@gmail.com, bel 06-12345678, rekening NL91ABNA0417164300"
    )
    kinds = [finding.kind for finding in find(text)]
    assert kinds == ["name", "bsn", "v_number", "birth_date", "address", "email", "phone", "iban"]


def test_finding_points_into_the_text() -> None:
    assert find("bel 0612345678") == [Finding("phone", 4, 14)]


@pytest.mark.parametrize("name", ["Elena en Fatima", "Elena of Fatima"])
def test_finds_both_names_of_a_pair(name: str) -> None:
    text = f"mijn cliënten heten {name}"
    assert [text[finding.start : finding.end] for finding in find(text)] == ["Elena", "Fatima"]


@pytest.mark.parametrize("text", ["een pand in de Lijsterstraat", "postcode 6711 AB", "aan de Keizersgracht"])
def test_street_or_postcode_without_number_counts_only_beside_a_name(text: str) -> None:
    assert find(text) == []
    assert [finding.kind for finding in find(f"{text}, daar woont Elena Dumitru")] == ["address", "name"]


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("bel 020 261 52 75", "020-2615275"),
        ("bel +31 20 261 52 75", "020-2615275"),
        ("mail j.jansen@comensha.nl", "J.Jansen@comensha.nl"),
        ("kom naar Kerkstraat 12", "Kerkstraat 12, Utrecht"),
    ],
)
def test_what_the_caller_calls_public_is_left_alone(text: str, public: str) -> None:
    assert find(text) != []
    assert find(text, public=[public]) == []


@pytest.mark.parametrize("known", ["Oksana", "Stichting Oksana", "Huize Oksana"])
def test_a_name_from_the_knowledge_base_is_no_person(known: str) -> None:
    text = f"het slachtoffer heet {known}"
    assert find("het slachtoffer heet Oksana") != []
    assert find(text, known_names=frozenset([known])) == []


def test_a_detector_keeps_its_names() -> None:
    detector = Detector(known_names=["Oksana"])
    assert detector.find("ene Oksana") == []
    assert [finding.kind for finding in detector.find("ene Desislava")] == ["name"]


@pytest.mark.parametrize("word", ["opvang", "slachtofferopvang", "mensenhandelslachtoffer", "integriteit"])
def test_ordinary_dutch(word: str) -> None:
    assert is_dutch(word)


@pytest.mark.parametrize("word", ["oksana", "okonkwo", "wiśniewski"])
def test_no_dutch(word: str) -> None:
    assert not is_dutch(word)


_PIECES = (
    "mevrouw|heet|naam|is|BSN|geboren|V-nummer|mijn cliënt|de|van|El|Elena|Jan|12-03-|06|+31|1234|AB|straat"
    "|NL91|@|.|,|(|'|İ|ǅ|٣"
)
_PIECE = st.sampled_from(_PIECES.split("|"))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(_PIECE, max_size=40).map(" ".join), st.lists(_PIECE).map("".join)))
def test_never_fails_and_stays_inside_the_text(text: str) -> None:
    end = 0
    for finding in find(text):
        assert end <= finding.start < finding.end <= len(text)
        end = finding.end


_AWKWARD = (
    "a|A |1|0 |06 | |naam |naam is |mevrouw |Jan |van de |@|a@|a.|geboren 1|bsn |Xstraat |Abstraat 1|1234 AB "
    "|NL91 |heet xqzo |'|(|-|+31 |1-1-|Prins van "
)


@pytest.mark.parametrize("piece", _AWKWARD.split("|"))
def test_awkward_input_takes_linear_time(piece: str) -> None:
    text = (piece * 4000)[:4000]
    find(text)
    started = time.perf_counter()
    find(text)
    assert time.perf_counter() - started < 0.3


def test_an_ordinary_message_takes_less_than_two_milliseconds() -> None:
    text = "Mijn cliënte uit Roemenië heeft geen paspoort en wil geen aangifte doen. Wie regelt de opvang?"
    find(text)
    started = time.perf_counter()
    for _ in range(100):
        find(text)
    assert (time.perf_counter() - started) / 100 < 0.002
