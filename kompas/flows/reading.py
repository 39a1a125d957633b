"""What a message tells: values for the questions of a flow, or that one is skipped.

Phrases come from the content. Where a message says two things at once, nothing is taken: asking once more costs less
than a plan for the wrong age.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from kompas.flows.ages import ages
from kompas.flows.model import UNKNOWN, Flow
from kompas.flows.phrases import NOT, Span, find, has, tokens
from kompas.schema import Option, Question
from kompas.text import STOPWORDS, normalise, words

Words = Mapping[str, list[str]]
LABEL = 92  # per cent alike from which a message is the label of a button
CLEARLY_ADULT = 25
SPEAKER = 4  # words before a function within which "ik ben" must stand
OPENING = 4  # words within which a yes or no must stand to be the answer to the open question
_ORDINALS = {"1": 0, "eerste": 0, "2": 1, "twee": 1, "tweede": 1, "3": 2, "drie": 2, "derde": 2, "4": 3, "vier": 3,
             "vierde": 3, "5": 4, "vijf": 4, "vijfde": 4, "6": 5, "zes": 5, "zesde": 5, "7": 6}  # fmt: skip
_PICKING = {"de", "het", "nummer", "nr", "optie", "antwoord", "keuze", "graag", "maar", "knop"}
_QUESTION = re.compile(
    r"^(?:\W*(?:maar|en|oke|ok|ja|nee|wacht\w*(?: even)?|even|hmm+|eerst|sorry|vraagje|andere vraag|tussendoor|hoi|"
    r"dus|trouwens)\b\W*)*"
    r"(?:(?P<word>wat|wie|waar|wanneer|waarom|hoe|hoeveel|hoelang|welke?|waarvoor|waarmee|waaruit)|"
    r"(?:is|zijn|mag|mogen|kan|kun|kunt|kunnen|moet|moeten|heeft|hebben|heb|geldt|bestaat|wordt|worden|klopt|doet|"
    r"krijgt|krijg|betaalt|zal|hoeft|wil) (?:ik|je|jij|u|we|wij|ze|zij|hij|het|dat|dit|er|een|de|die|iemand|zo|deze)|"
    r"(?:en )?(?:als|stel)\b.*\?)\b"
)
OTHER = 8  # words up to which a reply may be an answer in words of one's own
MIN_OTHER = 4  # letters of its longest word
ASKED = 6  # words from which a message is a question by its order of words alone
_CLAUSES = re.compile(r"(?<=[.!?;\n])\s+|,\s+(?=(?:maar|en|eerst)?\s*(?:wat|wie|hoe|waar|wanneer|welke?|mag|waarom)\b)")


@dataclass(frozen=True)
class Reading:
    """Values by question, hints by question, the open question, whether it was skipped, whether something is asked,
    whether the question before it is wanted back, and whether a value stands for an answer in words of one's own."""

    values: dict[str, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    open: str | None = None
    skipped: bool = False
    asks: bool = False
    back: bool = False
    guessed: bool = False

    @property
    def empty(self) -> bool:
        """Whether the message told nothing."""
        return not (self.values or self.hints or self.skipped or self.back)


def is_question(text: str) -> bool:
    """Whether a message asks something, and is no answer.

    >>> is_question("wacht even, wat is bedenktijd?"), is_question("17?"), is_question("weet ik niet")
    (True, False, False)
    """
    plain = " ".join(normalise(text).split())
    marked, length = plain.endswith("?"), len(words(plain))
    begins = _QUESTION.search(plain)
    if begins is not None and (begins["word"] or marked or length >= ASKED):
        return True
    return marked and length >= ASKED


def read(flow: Flow, general: Words, text: str, opened: str | None, facts: Mapping[str, str]) -> Reading:
    """Read a message. `general`: words for yes, no, skipping and doubt; `opened`: the question that was asked; `facts`:
    what is known already."""
    clauses = [clause for clause in _CLAUSES.split(text) if clause.strip()]
    statements = [clause for clause in clauses if not is_question(clause)]
    question = flow.question(opened) if opened else None
    if question is not None and says(text, general["previous"]):
        return Reading(open=opened, back=True)
    if question is not None:
        label = _label(question, text)
        if label is not None:
            return Reading({question.id: label}, open=opened)
    told = " ".join(statements)
    values, hints = _facts([ask.question for ask in flow.asks], general, told, question)
    corrects = any(facts.get(fact, value) not in (value, UNKNOWN) for fact, value in values.items())
    # What is known is not told again: "medewerker informatiepunt arbeidsmigranten" is a function, not a form once more.
    values = {fact: value for fact, value in values.items() if facts.get(fact) != value}
    skipped = guessed = False
    if question is not None and statements:
        reply = _reply(question, general, told)
        if question.id in values:
            if reply is not None and reply == question.several and not _has_ages(question):
                values[question.id] = reply  # "allebei, seks en stelen"
        elif reply is not None and not corrects:
            values[question.id] = reply
        elif reply is None and not (values or hints) and _is_other(question, general, told):
            values[question.id], guessed = str(question.other), True
        elif reply is None and has(tokens(told), general["unknown"], gap=0):
            skipped = True
    return Reading(values, hints, opened, skipped, asks=len(statements) < len(clauses), guessed=guessed)


def says(text: str, sentences: Iterable[str]) -> bool:
    """Whether a message is one of these sentences, but for a typing error."""
    plain = normalise(text).strip(" .!?")
    return any(fuzz.ratio(plain, normalise(sentence)) >= LABEL for sentence in sentences)


def _label(question: Question, text: str) -> str | None:
    plain = normalise(text).strip(" .!")
    shown = [option for option in question.options if not option.vague]
    for option in shown:
        if fuzz.ratio(plain, normalise(option.label)) >= LABEL:
            return option.value
    said = words(text)
    numbers = [_ORDINALS[word] for word in said if word in _ORDINALS]
    if len(numbers) == 1 and numbers[0] < len(shown) and all(word in _PICKING or word in _ORDINALS for word in said):
        return shown[numbers[0]].value
    return None


def _reply(question: Question, general: Words, told: str) -> str | None:
    """The value that only the reply to this very question may mean: yes, no, or a word that is too common elsewhere."""
    said = tokens(told)
    offered = {option.value: option for option in question.options}
    skips = [span for phrase in general["unknown"] for span in find(said, phrase, 0)]
    skips += [Span(span.end, len(said)) for phrase in general["unsure"] for span in find(said, phrase)]
    named = [(span, option) for option in question.options for phrase in option.says for span in find(said, phrase)]
    found = [
        option.value
        for option in question.options
        for phrase in option.answers
        for span in find(said, phrase)
        if not span.negated
        and not any(span.overlaps(skip) for skip in skips)
        and not any(span.overlaps(other) for other, named_option in named if named_option is not option)
    ]
    for value, name in (("ja", "yes"), ("nee", "no")):
        meant = [
            span
            for phrase in general[name]
            for span in find(said, phrase, 0)
            if span.start < OPENING and not (name == "yes" and _taken_back(said, phrase, span))
        ]
        if value in offered and meant and not skips:
            found.append(value)
    doubts = has(said, general["doubt"], gap=0)
    kept = [UNKNOWN if doubts and offered[value].sure_only else value for value in dict.fromkeys(found)]
    if len(kept) > 1 and question.several and not {"ja", "nee"} & set(kept):
        return question.several
    return kept[0] if len(kept) == 1 else None


def _is_other(question: Question, general: Words, told: str) -> bool:
    """Whether a short reply can only be an answer in other words than those of the options: a function, say."""
    said = tokens(told)
    if question.other is None or len(said) > OTHER or NOT.intersection(said):
        return False
    passes = any(has(said, general[name], gap=0) for name in ("unknown", "unsure", "doubt", "yes", "no", "person"))
    return not passes and any(len(word) >= MIN_OTHER and word not in STOPWORDS for word in said)


def _taken_back(said: Sequence[str], phrase: str, span: Span) -> bool:
    """Whether a `niet` follows: "dat klopt niet". A plain "ja" stands on its own: "ja, niet veilig"."""
    return not phrase.startswith("ja") and any(word in NOT for word in said[span.end : span.end + 2])


def _facts(
    questions: Iterable[Question], general: Words, told: str, opened: Question | None
) -> tuple[dict[str, str], dict[str, str]]:
    said = tokens(told)
    doubts = has(said, general["doubt"], gap=0)
    unsure = [span.end for phrase in general["unsure"] for span in find(said, phrase, gap=1)]
    values: dict[str, str] = {}
    hints: dict[str, str] = {}
    for question in questions:
        named, sure = _named(question, general, told, said, bare=opened is question)
        options = {option.value: option for option in question.options}
        if any(start >= min(unsure, default=len(said) + 1) for start, _ in named):
            if opened is question:
                values[question.id] = UNKNOWN
            continue
        chosen = _one(question, general, named, said)
        if chosen is None:
            continue
        if options[chosen].vague:
            hints[question.id] = chosen
        elif not (doubts and options[chosen].sure_only and chosen not in sure):
            values[question.id] = chosen
        elif opened is question:
            values[question.id] = UNKNOWN
    return values, hints


def _named(
    question: Question, general: Words, told: str, said: Sequence[str], bare: bool
) -> tuple[list[tuple[int, str]], set[str]]:
    """The values of a question that a message names, with the place of the word, in order; and those that are sure
    even when the message doubts: whoever says "ongeveer 40" does not doubt that someone is of age."""
    spans = [(span, option) for option in question.options for phrase in option.says for span in find(said, phrase)]
    if question.speaker and not bare:
        spans = [
            (span, o) for span, o in spans if has(said[max(0, span.start - SPEAKER) : span.start], general["speaker"])
        ]
    spans.sort(key=lambda pair: (pair[0].start - pair[0].end, pair[0].start))
    kept: list[tuple[Span, Option]] = []
    for span, option in spans:
        if not any(span.overlaps(other) for other, _ in kept):
            kept.append((span, option))
    found = []
    for span, option in kept:
        value = _other(question, option) if span.negated else option.value
        if value is not None:
            found.append((span.start, value))
    sure = set()
    for place, age in ages(told, bare):
        for option in question.options:
            if option.ages and option.ages[0] <= age <= option.ages[1] and not _of_another(said, place, general):
                found.append((place, option.value))
                if age >= CLEARLY_ADULT:
                    sure.add(option.value)
    return sorted(found), sure


def _of_another(said: Sequence[str], place: int, general: Words) -> bool:
    """Whether an age is that of a child beside the adult whom the message is about."""
    return has(said[max(0, place - 2) : place], general["companions"]) and has(said, general["adults"])


def _other(question: Question, option: Option) -> str | None:
    """What `niet` makes of a value: the other one, when there are two."""
    others = [other.value for other in question.options if other.value != option.value and not other.vague]
    return others[0] if len(others) == 1 else None


def _one(question: Question, general: Words, named: Sequence[tuple[int, str]], said: Sequence[str]) -> str | None:
    firm = [value for _, value in named if not _vague(question, value)]
    distinct = list(dict.fromkeys(firm or [value for _, value in named]))
    if len(distinct) == 1:
        return distinct[0]
    if not distinct:
        return None
    # "wijkagent... eh boa", "meerderjarig, sorry minderjarig": what comes last was meant.
    first, last = named[0][0], named[-1][0]
    marks = [span.start for phrase in general["correction"] for span in find(said, phrase, 0)]
    if any(first < mark < last for mark in marks):
        return named[-1][1]
    return question.several


def _has_ages(question: Question) -> bool:
    return any(option.ages for option in question.options)


def _vague(question: Question, value: str) -> bool:
    return any(option.vague for option in question.options if option.value == value)
