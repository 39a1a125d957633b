"""Finds names of persons in Dutch messages: after a cue ("mevrouw X", "heet X"), or two name words in a row.

Words are told apart by lists (given names, family names, places, organisations) and, for what is on no list,
by whether they are ordinary Dutch. A capital counts as evidence unless the whole message is in capitals.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import simplemma
from rapidfuzz.distance import OSA

from bot.guard.spans import Span

_HERE = Path(__file__).parent
_PLAIN = str.maketrans(
    {"ł": "l", "ı": "i", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "’": "'"}
)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Lower case without diacritics.

    >>> fold("Zsófia")
    'zsofia'
    """
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN)


def _lines(file_name: str) -> list[str]:
    """The entries of a data file, without comments and empty lines."""
    lines = (_HERE / file_name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _words(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


def _names(file_name: str) -> tuple[frozenset[str], frozenset[str]]:
    """All names of a file, and those of them that are nothing but a name (no trailing ?)."""
    lines = _lines(file_name)
    return frozenset(line.rstrip("?") for line in lines), frozenset(line for line in lines if line[-1] != "?")


GIVEN, STRONG_GIVEN = _names("given_names.txt")
SURNAMES, STRONG_SURNAMES = _names("surnames.txt")
_WORDS = frozenset(_lines("dutch_words.txt"))

_SURNAME_ENDING = re.compile(
    r"[a-z]{2,}(?:escu|oglu|enko|chuk|czyk|wicz|owski|owska|inski|inska|iev|ieva|ov|ova|eva|ovic|evic|oulos"
    r"|shvili)"
)

PARTICLES = _words("van de den der ten ter te het 't el al bin ben ibn abu da dos di du la le von vd")
FOREIGN_PARTICLES = _words("el al bin ben ibn abu da dos di la von")
_PREPOSITIONS = _words("van in op aan uit onder over")
SURE_PARTICLES = FOREIGN_PARTICLES | {"der", "den", "ten", "ter", "vd"}

# Ordinary family names that also count in lower case, but only after "mevrouw" or "meneer".
TITLED_SURNAMES = _words(
    """
    bakker visser smit mulder bos vos kok dekker brouwer prins koster jonker kramer schipper molenaar
    timmerman kuiper huisman schouten ruiter hollander peters willems jacobs evers stevens maas blom haan
    mol kuipers mulders vissers brouwers prinsen claus arts baker khan begum li wang
    """
)

# What follows "mevrouw" or "hij heet" in ordinary sentences; a word one typing error away is no name either.
_VERBS = _words(
    """
    heeft had wil wilt wou zegt zei is was wordt werd kan kon moet moest mag mocht gaat ging komt kwam
    woont woonde werkt werkte krijgt kreeg belt belde vraagt vroeg staat stond zit zat ligt doet deed
    vertelt vertelde verblijft weigert durft denkt vindt weet geeft gaf blijft bleef lijkt zoekt slaapt
    spreekt meldt huurt verdient betaalt ontkent verklaart verklaarde dwingt dwong slaat sloeg bedreigt
    mishandelt vervoert verhuurt stuurt haalt brengt zal zou hoeft loopt reist voelt ziet zag houdt hield
    leeft verdween
    """
)
FOLLOWERS = _VERBS | _words(
    """
    en of die dat uit in van voor met bij niet geen ook nog al naar over aan op te als maar want omdat
    toen wie wat waar hoe hier daar nu dan zich haar zijn hem hen hun mijn jouw uw ons onze jullie deze
    dit alleen gewoon graag echt misschien anders eigenlijk voortaan tegenwoordig officieel volgens sinds
    door tot zonder tegen tijdens nodig weer zelf even steeds altijd nooit vaak soms toch wel ik jij je u
    zij ze hij het een de er der den
    """
)

FUNCTIONS = _words(
    """
    burgemeester wethouder minister voorzitter staatssecretaris advocaat agent officier rechter griffier
    directeur dokter huisarts arts professor rapporteur voogd tolk mentor curator notaris inspecteur
    commissaris hoofdagent wijkagent rechercheur ambtenaar consulent medewerker adviseur hulpverlener
    begeleider secretaris gemeentesecretaris raadslid kamerlid president koning koningin commandant
    coordinator manager teamleider projectleider justitie politie gemeente loverboy pooier dader
    slachtoffer client cliente verdachte getuige melder vreemdeling januari februari maart april mei juni
    juli augustus september oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag
    zondag kerst pasen ramadan internet corona covid onbekend anoniem voornaam
    achternaam naam geslachtsnaam nnb nvt human trafficking rights watch free stop girl care safe house
    foundation center project red light home victim support street shelter bed team hotline app whatsapp
    facebook instagram tiktok snapchat telegram google airbnb booking onlyfans sugardaddy kik tinder
    grindr badoo excel outlook teams word suite suwinet signal gripp kinky sexjobs marktplaats uber bolt
    temper wise western union moneygram ryanair wizzair flixbus kompas meldpunt
    """
)
FUNCTION_ENDING = re.compile(
    r"(?:meester|houder|coordinator|functionaris|officier|secretaris|voorzitter|regisseur|manager|raadslid"
    r"|ambtenaar|consulent|medewerker|hulpverlener|rapporteur|adviseur|inspecteur|wet|beleid|zorg|opvang|handel"
    r"|uitbuiting|straat|laan|weg|plein|gracht|kade|singel|dreef|steeg|aanse|eense|ische|aarse|oolse|heid|schap"
    r"|isme|atie|ties|\w{3}[bcdfghjklmnpqrtvwxz]se)s?$"
    r"|^(?:daar|hier|waar|er)(?:van|mee|bij|voor|over|om|uit|in|op|aan|door|na|naar|naast|tegen|toe)$"
)
DEMONYMS = _words(
    """
    nederlander nederlandse nederlands roemeen roemeense roemeens bulgaar bulgaarse bulgaars pool poolse
    pools hongaar hongaarse hongaars nigeriaan nigeriaanse nigeriaans marokkaan marokkaanse turk turkse
    turks vietnamees vietnamese chinees chinese syrier syrische eritreeer eritrese oekrainer oekrainse
    albanees albanese rus russische duitse duitser belg belgische franse spaanse italiaanse braziliaanse
    colombiaanse filipijnse filipino thai thaise indiase indonesische ghanees ghanese somalische afghaanse
    iraanse iraakse surinaamse antilliaanse roma sinti europese europeaan afrikaanse aziatische arabische
    armeense georgische moldavische servische slowaakse slovaakse tsjechische litouwse letse estse engelse
    britse amerikaanse pakistaanse soedanese oegandese gambiaanse guinese kameroense congolese ivoriaanse
    sierraleoonse gambiaan guineeer kameroener congolees ivoriaan sierraleoner pakistaan soedanees oegandees iranier
    irakees somalier afghaan surinamer thailander indonesier indier spanjaard italiaan fransman braziliaan colombiaan
    filipijn armeen georgier moldavier servier slowaak tsjech litouwer letlander est oezbeek mongool nepalees
    nepalese ethiopier ethiopische algerijn algerijnse tunesier tunesische libier libische senegalees senegalese
    malinees malinese kaapverdier kaapverdische dutch english polish romanian bulgarian german french spanish arabic
    latijns oost west noord zuid moslim christen jood
    """
)
NEVER = FUNCTIONS | DEMONYMS | FOLLOWERS

# A name right after one of these is that of a public person, a law, a body, a building.
PUBLIC_LEADS = _words(
    """
    minister staatssecretaris burgemeester wethouder commissie wet stichting motie rapporteur hoogleraar
    professor prof dr drs auteur onderzoeker methode model theorie lex koning koningin prinses premier
    president kamerlid directeur bestuurder organisatie instelling opvanghuis huis hotel cafe restaurant
    school fonds instituut bureau project programma protocol verdrag film boek documentaire serie
    arrest
    """
)
_ACADEMIC = _words("drs dr mr ir ing prof")
_ORG_WORDS = _words(
    """
    foundation stichting fonds fund huis house groep group academie academy instituut institute centrum
    center centre zorggroep alert school college kliniek act law report protocol convention nederland
    holland international internationaal europe europa
    """
)
_THINGS = tuple(
    _words(
        """
        aanpak actie afdeling afspraak app artikel barrieremodel bedrijf begrip beleid besluit
        boek bureau campagne centrum checklist club commissie convenant cursus dienst document
        documentaire fase fenomeen film fonds formulier functie gemeente handreiking hotel
        hulplijn iets instantie instelling instrument kaart kliniek locatie loket meldpunt methode
        module netwerk onderzoek operatie opvang organisatie overleg pagina plan platform podcast
        programma project protocol rapport regel regeling register restaurant richtlijn rol salon
        serie site stap stichting systeem term tool toolkit training verdrag verordening vorm
        website werkgroep werkwijze wet zoiets
        """
    )
)
_THING_PRONOUNS = _words("het dat dit hoe wat zo")


def is_strong_surname(word: str) -> bool:
    """Whether a folded word is a family name and nothing else: on the list, or with an ending of names.

    >>> is_strong_surname("okafor"), is_strong_surname("iliev"), is_strong_surname("bakker")
    (True, True, False)
    """
    return word in STRONG_SURNAMES or (bool(_SURNAME_ENDING.fullmatch(word)) and not is_dutch(word))


def is_strong_name(word: str) -> bool:
    """Whether a folded word is a given name or a family name and nothing else."""
    return word in STRONG_GIVEN or is_strong_surname(word)


class Cue(Enum):
    """What stands before a possible name, by how much it proves."""

    TITLE = "title"  # mevrouw X: nearly anything in capitals is a name
    NAMING = "naming"  # heet X: anything that is not ordinary Dutch
    PERSON = "person"  # mijn cliënte X, ene X: capitals that are not ordinary Dutch, or a name from the lists
    LISTED = "listed"  # casus X, kent u X: only a name from the lists, in capitals


def _cue_pattern(text: str) -> str:
    """A pattern in which a space stands for one to three blanks."""
    return text.replace(" ", r"\s{1,3}")


_TITLE_CUES = _cue_pattern(
    r"(?:(?:mevr|mvr|mw|dhr|mr|mrs)(?!\w)\.?"
    # A point behind a whole word ends the sentence.
    r"|(?:mevrouw|juffrouw|juf|den? heer|meneer|mijnheer|menheer|mister|miss|madame?)(?!\w))"
)
_NAMING_CUES = _cue_pattern(
    r"(?:ge)?heten|heet(?:te)?|genaamd|genoemd|alias|bijnaam|bijgenaamd|roepnaam|voornaam|achternaam|familienaam"
    r"|luistert naar de naam|(?:met|onder) de (?:\w{1,8})?naam"
    r"|no?em(?:t|en|de|den) (?:zich(?:zelf)?|haar|hem|ze|hij|zij)"
    r"|(?:\w{1,8})?naam(?: [\w'’-]{1,25}){0,5}?(?:\s{0,3}[:=]| (?:is|was|luidt)(?!\w))"
)
_KIN = "(?:pleeg|stief|schoon|klein|half|buur|achter|peet|ex-?|oud-?|mede-?|hoofd)?"
_PERSON_CUES = _cue_pattern(
    rf"{_KIN}(?:dochter(?:tje)?|zoon(?:tje)?|zus(?:je|ter)?|broer(?:tje)?|moeder|vader|vriend(?:in|je)?|kind|jongen|meisje|nicht(?:je)?"
    r"|neef(?:je)?|man|vrouw|collega|cli[eë]nte?|verdachte|dader|slachtoffer|leerlinge?|bewo(?:ner|onster)|ouders)"
    r"|cli[eë]nt(?:e|je)?s?|slachtoffer(?:tje)?s?|daders?|verdachten?|meisjes?|jongens?|jongedame|vrouw|man|dame"
    r"|loverboy|pooier|mensenhandelaar|uitbuiter|ronselaar|kind|dochter(?:tje)?|zoon(?:tje)?|zus(?:je|ter)?"
    r"|broer(?:tje)?|zusjes|zussen|broers|broertjes|tweeling|moeder|vader|vriend(?:in|je)?|nicht(?:je)?|neef(?:je)?"
    r"|tante|oom|oma|opa|ex|partner|echtgeno(?:ot|te)|familie|fam\.|fam|gezin|echtpaar|buurvrouw|buurman|buurmeisje"
    r"|collega|bewo(?:ner|onster)|inwo(?:ner|onster)|burger|jongere|minderjarige|klant|meld(?:st)?er|getuige"
    r"|pati[eë]nte?|leerlinge?|scholiere?|stagiaire?|studente?|werkne(?:emster|mer)|medewerk(?:st)?er|werkgever"
    r"|baas|huisbaas|uitzendbaas|verhuurder|eigenaar|huisgeno(?:ot|te)|pleegkind|pupil|voogdijpupil|baby|kleuter"
    r"|tiener|puber|sekswerk(?:st)?er|prostituee|arbeidsmigrant|asielzoek(?:st)?er|statushouder|vluchteling"
    r"|vreemdeling|betrokkene|persoon|\d\d-jarige|ik (?:ben|begeleid(?:de)?)|een zekere"
    r"|(?<!\bde\s)(?<!\bhet\s)(?<!\bdie\s)ene"
)
_LISTED_CUES = _cue_pattern(
    r"(?:casus|dossier|zaak)(?: van)?|betreft|betr\.|betr|inzake|mbt|m\.b\.t|gaat (?:om|over)|zorgen om"
    r"|(?:melding|zorgen|signa(?:al|len)|informatie|contact|gesprek|aangifte|gesproken|afspraak)"
    r" (?:over|van|met|door|bij|voor)"
    r"|ken(?:t|nen)?(?: (?:je|jij|u|jullie))?|bel(?:t|de)?|helpt?|is|kan|moet|mag|wil|heeft|groet(?:en|jes)?"
)
_CUES = re.compile(
    rf"(?<!\w)(?:(?P<title>{_TITLE_CUES})|(?P<naming>{_NAMING_CUES})|(?P<person>{_PERSON_CUES})"
    rf"|(?P<listed>{_LISTED_CUES}))(?:(?<=\.)|(?!\w))",
    re.IGNORECASE,
)
# What may stand between "heet" and the name without making it less of a name.
_HEDGES = _words(
    """
    waarschijnlijk vermoedelijk misschien mogelijk wellicht blijkbaar kennelijk eigenlijk officieel trouwens dus ook
    nu toen gewoon vast denkelijk vooralsnog momenteel naar verluidt voluit
    """
)
MOST_HEDGES = 3  # words
# "ze zei dat ze Anica heet"
_NAMED_AFTER = _words("heet heette heten heetten genoemd genaamd noemt noemde noemen")
_PERSON_PRONOUNS = _words("ze zij hij haar hem die zich")
# Before a given name these make it a house or a town: "De Lucia", "uit Sofia".
_BEFORE_A_PLACE = _words("de het huize sint st uit in naar te")
_GAP = re.compile(r"(?:(?!\n[ \t]*\n)[\s,:;\"'“”‘’„(–-]){0,4}")  # not into the next paragraph: "mevrouw,\n\nMorgen"
_WORD = re.compile(r"[^\W\d_]+(?:['’´`-][^\W\d_]+)*|['’][tsn](?=\s)")
_VD = re.compile(r"(?<!\w)v\.d\.", re.IGNORECASE)
_NAME_GAP = re.compile(r"\s{1,3}|-|\.-?\s{0,2}")
_AGE = re.compile(r"\s{0,2}[(,]\s{0,2}\d{1,2}(?:\s{0,2}\)|\s{0,2}(?:jaar|jr|jarige?)(?!\w))")
_INNER_CAPITALS = re.compile(r"(?!Ma?c|De|Di|La|Le|Van|Fitz|IJ)(?:\w{0,40}[^\W\d_A-Z][A-Z]|[A-Z]{2,40}['’-]?[a-z])")
_RELATIVE = re.compile(r"(?:,|\),?)\s(?:die|dat|wie|een|uit|geboren|zonder|met)(?!\w)")
_VOWEL = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]")


class Token(NamedTuple):
    """A word of the message."""

    text: str
    fold: str
    start: int
    end: int


def _tokens(text: str) -> list[Token]:
    return [Token(m[0], fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=20_000)
def _known(word: str) -> bool:
    return word in _WORDS or bool(simplemma.is_known(word, lang="nl"))


@lru_cache(maxsize=20_000)
def is_dutch(word: str) -> bool:
    """Whether a lower-case word is ordinary Dutch: in the word list, or made of two words that are.

    >>> is_dutch("slachtofferopvang"), is_dutch("oksana")
    (True, False)
    """
    if _known(word) or FUNCTION_ENDING.search(word):
        return True
    cuts = range(4, min(len(word), 40) - 3)
    return any(_known(word[cut:]) and _is_first_part(word[:cut]) for cut in cuts)


@lru_cache(maxsize=20_000)
def _is_ordinary(word: str) -> bool:
    """Whether a folded word is a word of Dutch or English."""
    return is_dutch(word) or bool(simplemma.is_known(word, lang="en"))


def _is_first_part(part: str) -> bool:
    """Whether `part` can open a compound: a known word, or one with a linking s or en."""
    if _known(part) or (part[-1] == "s" and _known(part[:-1])) or (part.endswith("en") and _known(part[:-2])):
        return True
    return len(part) >= 8 and is_dutch(part)


_FREQUENT_LETTERS = "aeinorstld"


@lru_cache(maxsize=20_000)
def _is_misspelt(word: str) -> bool:
    """Whether a lower-case word is one typing error away from ordinary Dutch ("heetf", "verblijtf")."""
    if any(len(other) > 2 and OSA.distance(word, other, score_cutoff=1) <= 1 for other in NEVER):
        return True
    halves = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    changed = {head + tail[1] + tail[0] + tail[2:] for head, tail in halves if len(tail) > 1}
    changed |= {head + tail[1:] for head, tail in halves if tail}
    if len(word) >= 9:
        letters = _FREQUENT_LETTERS
        changed |= {head + letter + tail[cut:] for head, tail in halves for letter in letters for cut in (0, 1)}
    return any(_known(other) for other in changed if len(other) > 2)


class _Mask(Enum):
    """What a masked word belongs to."""

    ORGANISATION = "organisation"
    PLACE = "place"


class Phrases:
    """Names of organisations and places, to be found in a list of words."""

    def __init__(self, organisations: Collection[str], places: Collection[str]) -> None:
        """`organisations`, `places`: names as people write them; case and diacritics do not matter."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], _Mask]]] = defaultdict(list)
        for names, mask in ((places, _Mask.PLACE), (organisations, _Mask.ORGANISATION)):
            for name in names:
                self._add(tuple(token.fold for token in _tokens(name)), mask)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: len(entry[0]), reverse=True)

    def _add(self, words: tuple[str, ...], mask: _Mask) -> None:
        if words:
            self._by_first[words[0]].append((words, mask))

    def masks(self, tokens: Sequence[Token]) -> dict[int, _Mask]:
        """Index of each token that is part of a phrase, with the kind of phrase."""
        found: dict[int, _Mask] = {}
        words = tuple(token.fold for token in tokens)
        for i, word in enumerate(words):
            for phrase, mask in self._by_first.get(word, ()):
                if words[i : i + len(phrase)] == phrase:
                    found.update((j, mask) for j in range(i, i + len(phrase)) if j not in found)
                    break
        return found


class NameFinder:
    """Finds names of persons, given the names that are none."""

    def __init__(self, known_names: Collection[str] = ()) -> None:
        """`known_names`: names of organisations, laws, topics (from the knowledge base)."""
        for language in ("nl", "en"):  # loads the word lists now, not at the first message
            simplemma.is_known("x", lang=language)
        self._phrases = Phrases([*_lines("organisations.txt"), *known_names], _lines("places.txt"))

    def find(self, text: str) -> list[Span]:
        """Spans of names in `text`, in order, without overlap."""
        return _Reader(text, self._phrases).names()


class _Reader:
    """Reads one message."""

    def __init__(self, text: str, phrases: Phrases) -> None:
        # "v.d. Berg" must be read as two words; the length stays, for places are told by it.
        self.text = text = _VD.sub(lambda match: "vd".ljust(len(match[0])), text)
        self.tokens = _tokens(text)
        self.masks = phrases.masks(self.tokens)
        self.starts = [token.start for token in self.tokens]
        self.shouted = _is_shouted(self.tokens)

    def names(self) -> list[Span]:
        spans: list[Span] = []
        for start, end in sorted(
            {*self._cued(), *self._named_after(), *self._runs()}, key=lambda span: (span[0], -span[1])
        ):
            if not spans or start >= spans[-1][1]:
                spans.append((start, end))
        return spans

    # After a cue

    def _cued(self) -> Iterator[Span]:
        position = 0
        while match := _CUES.search(self.text, position):
            cue, position = Cue(match.lastgroup), match.end()
            if cue is Cue.NAMING and self._is_about_a_thing(match):
                cue = Cue.LISTED
            first, at = bisect_left(self.starts, position), position
            if cue is Cue.NAMING:
                first, at = self._behind_hedges(first, at)
            yield from self._read_all(first, at, cue)

    def _behind_hedges(self, first: int, at: int) -> tuple[int, int]:
        """The token and place behind "waarschijnlijk" and the like."""
        for i in range(first, min(first + MOST_HEDGES, len(self.tokens))):
            if self.tokens[i].fold not in _HEDGES or not self._touches(i, at):
                break
            first, at = i + 1, self.tokens[i].end
        return first, at

    def _named_after(self) -> Iterator[Span]:
        """Names before their cue: "dat ze Anica heet"."""
        for i in range(1, len(self.tokens) - 1):
            if self.tokens[i - 1].fold not in _PERSON_PRONOUNS or not self._joined(i, -1):
                continue
            end = self._read(i, Cue.NAMING)
            if end and end < len(self.tokens) and self._joined(end, -1) and self.tokens[end].fold in _NAMED_AFTER:
                yield self.tokens[i].start, self.tokens[end - 1].end

    def _read_all(self, i: int, at: int, cue: Cue) -> Iterator[Span]:
        """The name at token `i`, and those joined to it by "en" or "of"."""
        while i < len(self.tokens) and self._touches(i, at) and (end := self._read(i, cue)):
            yield self.tokens[i].start, self.tokens[end - 1].end
            if end >= len(self.tokens) or self.tokens[end].fold not in ("en", "of"):
                return
            i, at, cue = end + 1, self.tokens[end].end + 1, Cue.LISTED

    def _touches(self, i: int, at: int) -> bool:
        return bool(_GAP.fullmatch(self.text, at, self.tokens[i].start))

    def _is_about_a_thing(self, match: re.Match[str]) -> bool:
        """Whether it is a project, a law or an organisation that is called so."""
        last = bisect_left(self.starts, match.end())
        first = bisect_left(self.starts, match.start())
        before = self.tokens[max(0, first - 5) : last]
        if first and self.tokens[first - 1].fold in _THING_PRONOUNS:
            return True
        return any(token.fold.endswith(_THINGS) for token in before)

    def _read(self, i: int, cue: Cue) -> int | None:
        """Index after the name that begins at token `i`, or None when no name begins there."""
        j = i
        while j < len(self.tokens) and self._joined(j, i) and self._precedes(j):
            j += 1
        initials = j - i
        particles = []
        while j < len(self.tokens) and self._joined(j, i) and self._leads(j):
            particles.append(self.tokens[j].fold)
            j += 1
        if j < len(self.tokens) and self._joined(j, i) and self._opens(j, cue, particles, bool(initials)):
            return self._extend(j + 1)
        return None

    def _precedes(self, j: int) -> bool:
        """Whether token `j` is an initial or a degree."""
        return self._is_initial(j) or self.tokens[j].fold in _ACADEMIC

    def _leads(self, j: int) -> bool:
        """Whether token `j` is a tussenvoegsel, or the "in" or "op" before one ("op den", "in 't")."""
        following = self.tokens[j + 1].fold if j + 1 < len(self.tokens) else ""
        word = self.tokens[j].fold
        return word in PARTICLES or (word in _PREPOSITIONS and following in PARTICLES)

    def _joined(self, j: int, first: int) -> bool:
        """Whether token `j` stands right behind the one before it (or is the first of the name)."""
        if j == first:
            return True
        gap = self.text[self.tokens[j - 1].end : self.tokens[j].start]
        if not _NAME_GAP.fullmatch(gap):
            return False
        return "." not in gap or len(self.tokens[j - 1].text) == 1 or self.tokens[j - 1].fold in _ACADEMIC

    def _opens(self, j: int, cue: Cue, particles: list[str], initials: bool) -> bool:
        """Whether token `j` is the first real word of a name after `cue` and `particles`."""
        word = self.tokens[j].fold
        if len(word) < 2 or self.masks.get(j) is _Mask.ORGANISATION:
            return False
        if particles and " ".join([*particles, word]) in SURNAMES:
            return cue is not Cue.LISTED or self._is_capital(j)
        if word in NEVER or (FUNCTION_ENDING.search(word) and word not in GIVEN and not is_strong_name(word)):
            return False
        titled = cue is Cue.TITLE and not particles and self._is_capital(j)
        if self.masks.get(j) is _Mask.PLACE and not titled:
            return False
        if not self._is_capital(j):
            return self._opens_lower(j, cue, particles)
        if initials and cue is not Cue.LISTED:
            return True
        return self._opens_capital(j, cue, particles)

    def _opens_capital(self, j: int, cue: Cue, particles: list[str]) -> bool:
        word = self.tokens[j].fold
        listed = word in GIVEN or word in SURNAMES
        if cue is Cue.LISTED:
            return not particles and is_strong_name(word)
        if self._is_acronym(j):
            return False
        if listed or SURE_PARTICLES.intersection(particles):
            return cue is Cue.TITLE or not particles or is_strong_name(word)
        if cue is Cue.TITLE and not _PREPOSITIONS.intersection(particles):
            return True
        if cue in (Cue.PERSON, Cue.NAMING) and not particles and self._has_surname_behind(j):
            return True
        lowered = self.tokens[j].text.lower()
        return (not particles or cue is Cue.TITLE) and bool(_VOWEL.search(lowered)) and not is_dutch(lowered)

    def _has_surname_behind(self, j: int) -> bool:
        """Whether a family name in capitals follows: then an ordinary word may be a given name ("Roos Kuipers")."""
        following = j + 1 < len(self.tokens) and self._joined(j + 1, -1) and self._is_capital(j + 1)
        return following and j + 1 not in self.masks and self.tokens[j + 1].fold in SURNAMES

    def _opens_lower(self, j: int, cue: Cue, particles: list[str]) -> bool:
        word = self.tokens[j].fold
        if cue is Cue.LISTED or (particles and not SURE_PARTICLES.intersection(particles)):
            return False
        if word in STRONG_GIVEN:
            return True
        if cue is Cue.PERSON and not self._is_followed_up(j + 1):
            return False
        if cue is Cue.TITLE and (is_strong_surname(word) or word in TITLED_SURNAMES):
            return True
        return self._is_foreign(j)

    def _is_followed_up(self, j: int) -> bool:
        """Whether token `j` goes on as after a name: a common verb, or a family name."""
        if self._after(j) == ",":
            return True
        if j >= len(self.tokens) or not self._joined(j, -1):
            return False
        word = self.tokens[j].fold
        return word in _VERBS or is_strong_surname(word) or self._is_foreign(j)

    def _is_foreign(self, j: int) -> bool:
        """Whether a lower-case word looks like a name because it is no Dutch, not even misspelt."""
        token = self.tokens[j]
        if not 4 <= len(token.text) <= 14 or j in self.masks or not _VOWEL.search(token.text):
            return False
        return not is_dutch(token.text.lower()) and not _is_misspelt(token.fold)

    # Words that carry a name on

    def _extend(self, j: int) -> int:
        """Index after the last token of a name of which token `j - 1` is part."""
        while j < len(self.tokens) and self._joined(j, -1):
            if self._continues(j):
                j += 1
                continue
            particles_end = j
            while particles_end < len(self.tokens) and self._is_particle(particles_end):
                particles_end += 1
            if particles_end == j or not self._closes(j, particles_end):
                break
            j = particles_end + 1
        return j

    def _is_particle(self, j: int) -> bool:
        return self.tokens[j].fold in PARTICLES and self._joined(j, -1)

    def _continues(self, j: int) -> bool:
        token = self.tokens[j]
        if self._is_initial(j):
            return True
        if j in self.masks or token.fold in NEVER or len(token.text) < 2 or token.fold in PARTICLES:
            return False
        if not self._is_capital(j):
            titled = token.fold in TITLED_SURNAMES and self.tokens[j - 1].fold in STRONG_GIVEN
            return titled or is_strong_name(token.fold) or self._is_foreign(j)
        if token.fold in GIVEN or token.fold in SURNAMES:
            return True
        return not self._is_acronym(j) and not is_dutch(token.text.lower())

    def _closes(self, first: int, j: int) -> bool:
        """Whether token `j`, behind the particles that begin at token `first`, is a family name."""
        if j >= len(self.tokens) or not self._joined(j, -1) or self.masks.get(j) is _Mask.ORGANISATION:
            return False
        if self.masks.get(j) is _Mask.PLACE and self._is_capital(j - 1):
            return False  # "van Den Haag"; somebody is called "van den Haag"
        particles = [token.fold for token in self.tokens[first:j]]
        word = self.tokens[j].fold
        if " ".join([*particles, word]) in SURNAMES:
            return True
        if word in NEVER or self.masks.get(j) is _Mask.PLACE or self._is_acronym(j):
            return False
        if not self._is_capital(j):
            return bool(FOREIGN_PARTICLES.intersection(particles)) and is_strong_surname(word)
        return word in SURNAMES or bool(SURE_PARTICLES.intersection(particles)) or not is_dutch(word)

    # Without a cue

    def _runs(self) -> Iterator[Span]:
        """Names that show themselves: "Achmed El Idrissi", "Blessing O.", "A. Jansen", "Fatima (17)"."""
        i = 0
        while i < len(self.tokens):
            if not self._may_open_run(i):
                i += 1
                continue
            end = self._run_end(i)
            if end > i and self._convinces(i, end) and not self._is_public(i, end):
                yield self.tokens[i].start, self.tokens[end - 1].end
            i = max(end, i + 1)

    def _may_open_run(self, i: int) -> bool:
        token = self.tokens[i]
        if i in self.masks or token.fold in NEVER:
            return False
        if self._is_initial(i):
            return self._after(i + 1) == "."
        if not self._is_capital(i):
            return token.fold in STRONG_GIVEN and self._is_dutch_around(i)
        if token.fold in GIVEN or token.fold in SURNAMES:
            return True
        return not self._is_acronym(i) and len(token.text) > 2 and not is_dutch(token.text.lower())

    def _is_dutch_around(self, i: int) -> bool:
        """Whether the other words are mostly Dutch: in a message in another language, lower case proves nothing."""
        others = [token.fold for j, token in enumerate(self.tokens) if abs(j - i) > 1]
        return 2 * sum(is_dutch(word) for word in others) >= len(others)

    def _run_end(self, i: int) -> int:
        if not self._is_initial(i):
            return self._extend(i + 1)
        end = self._read(i, Cue.PERSON)
        return end if end else i

    def _convinces(self, i: int, end: int) -> bool:
        """Whether the tokens from `i` to `end` are more likely a person than anything else in capitals."""
        words = [t.fold for t in self.tokens[i:end] if len(t.text) > 1 and t.fold not in PARTICLES]
        first, rest = self.tokens[i].fold, words[1:]
        family = " ".join(token.fold for token in self.tokens[i + 1 : end])
        if any(word in _ORG_WORDS for word in words):
            return False
        if self._is_initial(i):
            listed = words[0] in SURNAMES or words[0] in STRONG_GIVEN
            return len(words[0]) > 2 and (listed or self._has_age(end))
        sure = family in STRONG_SURNAMES or any(is_strong_name(word) for word in rest)
        if not self._is_capital(i):
            if end == i + 1:
                return first in STRONG_GIVEN and self._has_age(end)
            return sure or (bool(rest) and (rest[-1] in TITLED_SURNAMES or not _is_ordinary(rest[-1])))
        if first in STRONG_GIVEN:
            return end > i + 1 or self._is_apposed(i, end) or self._stands_alone(i)
        if first in GIVEN and not rest:
            return end > i + 1 and self._after(end) == "."
        if sure or (first in GIVEN and rest[-1:] and rest[-1] in SURNAMES):
            return True
        if is_strong_surname(first) and rest and rest[0] in GIVEN:
            return True
        named = first in GIVEN or first in SURNAMES or not _is_ordinary(first)
        return bool(rest) and named and not any(_is_ordinary(word) for word in rest)

    def _is_apposed(self, i: int, end: int) -> bool:
        """Whether an age follows ("Fatima (17)"), or the tokens stand apart: "een cliënt, Achmed, die"."""
        before = self.text[max(0, self.tokens[i].start - 2) : self.tokens[i].start]
        apart = before.endswith((", ", "(")) and _RELATIVE.match(self.text, self.tokens[end - 1].end)
        return bool(apart) or self._has_age(end)

    def _has_age(self, end: int) -> bool:
        """Whether an age follows the tokens before `end`."""
        return bool(_AGE.match(self.text, self.tokens[end - 1].end))

    def _stands_alone(self, i: int) -> bool:
        """Whether token `i`, a given name and nothing else, is no part of a longer name and no house ("De Lucia")."""
        if i and (self.tokens[i - 1].fold in _BEFORE_A_PLACE or self._is_part_of_a_title(i)):
            return False
        if i + 1 < len(self.tokens) and self._joined(i + 1, -1) and self._is_capital(i + 1):
            return False
        return not self._begins_a_sentence(i) or not is_dutch(self.tokens[i].fold)

    def _is_part_of_a_title(self, i: int) -> bool:
        return self._joined(i, -1) and self._is_capital(i - 1) and not self._begins_a_sentence(i - 1)

    def _begins_a_sentence(self, i: int) -> bool:
        return self.text[: self.tokens[i].start].rstrip(" \t\"“‘'(")[-1:] in (*".!?:\n", "")

    def _is_public(self, i: int, end: int) -> bool:
        """Whether a public function, a law or an organisation stands around the tokens from `i` to `end`."""
        before = [token.fold for token in self.tokens[max(0, i - 2) : i]]
        after = self.tokens[end].fold if end < len(self.tokens) else ""
        led = any(word in PUBLIC_LEADS or word.endswith("rapporteur") for word in before)
        return led or after in _ORG_WORDS

    # Single words

    def _after(self, j: int) -> str:
        """The character right behind token `j - 1`; empty at the end of the message."""
        end = self.tokens[j - 1].end
        return self.text[end : end + 1]

    def _is_capital(self, j: int) -> bool:
        return not self.shouted and self.tokens[j].text[0].isupper()

    def _is_acronym(self, j: int) -> bool:
        token = self.tokens[j]
        if _INNER_CAPITALS.match(token.text):
            return True
        if not token.text.isupper() or token.fold in STRONG_GIVEN or token.fold in STRONG_SURNAMES:
            return False
        return len(token.text) < 6 or is_dutch(token.text.lower())

    def _is_initial(self, j: int) -> bool:
        text = self.tokens[j].text
        return len(text) == 1 and text.isupper() and not self.shouted


def _is_shouted(tokens: Sequence[Token]) -> bool:
    """Whether capitals mean nothing: nearly every word of a message of some length has one."""
    words = [token.text for token in tokens if len(token.text) > 1]
    return len(words) >= 5 and sum(word[0].isupper() for word in words) > 0.75 * len(words)
