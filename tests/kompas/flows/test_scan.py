"""Results of scans against values worked out by hand, for ten made-up municipalities."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from kompas.flows import paper
from kompas.flows.model import Case
from kompas.flows.papers import scan_paper
from kompas.flows.reading import read
from kompas.flows.scan import result
from kompas.flows.walk import begin, next_question, take
from kompas.knowledge import KnowledgeBase

KADER = "kader-aanpak-mensenhandel"
# The criteria per theme, as the list has them: basis first, then verdieping.
BASIS = {
    "beleidsmatige basis": ["plan", "rollen-en-middelen", "aandachtsfunctionaris"],
    "vermogen om te signaleren": ["signalen-herkennen", "meldroute", "opvolging"],
    "bewustwording": ["bestuur", "collegas", "inwoners"],
    "samenwerking in keten en regio": ["ketenafspraken", "regionale-afspraken"],
    "opvang van en hulp aan slachtoffers en daders": ["zorgcoordinatie", "opvang", "daders"],
}
DEEPER = {
    "beleidsmatige basis": ["uitvoering", "monitoring"],
    "vermogen om te signaleren": ["lokaal-beeld"],
    "bewustwording": ["training-herhalen", "preventie-scholen"],
    "samenwerking in keten en regio": ["gegevens-delen", "regionaal-plan"],
    "opvang van en hulp aan slachtoffers en daders": ["faciliteerders", "nazorg"],
}
ALL = [c for theme in BASIS for c in (*BASIS[theme], *DEEPER[theme])]
ALL_BASIS = [c for criteria in BASIS.values() for c in criteria]


@dataclass(frozen=True)
class Town:
    """A made-up municipality: its answers (`rest` for what is not named), and what must come out: per theme basis and
    verdieping in per cent, the first gaps, how many gaps there are."""

    name: str
    answers: dict[str, str]
    rest: str
    percents: list[tuple[int, int]]
    first: list[str]
    gaps: int


FIRST_OF_ALL = ["plan", "aandachtsfunctionaris", "meldroute", "opvolging", "zorgcoordinatie", "opvang"]
TOWNS = [
    Town("Niets", {}, "nee", [(0, 0)] * 5, FIRST_OF_ALL, 23),
    Town("Alles", {}, "ja", [(100, 100)] * 5, [], 0),
    Town("Onbekend", {}, "onbekend", [(0, 0)] * 5, FIRST_OF_ALL, 23),
    Town("Halverwege", {}, "deels", [(50, 50)] * 5, FIRST_OF_ALL, 23),
    # All that is basis, nothing deeper. Of importance 2: uitvoering, lokaal-beeld, gegevens-delen, nazorg.
    Town("Basis", dict.fromkeys(ALL_BASIS, "ja"), "nee", [(100, 0)] * 5,
         ["uitvoering", "lokaal-beeld", "gegevens-delen", "nazorg", "monitoring"], 9),
    # Policy: 1 of 3 yes and 1 partly is (1 + 0.5) / 3 = 50 %.
    Town("Papier", {"plan": "ja", "rollen-en-middelen": "deels", "uitvoering": "deels"}, "nee",
         [(50, 25), (0, 0), (0, 0), (0, 0), (0, 0)],
         ["aandachtsfunctionaris", "meldroute", "opvolging", "zorgcoordinatie", "opvang"], 22),
    # 2 of 3 is 66.67 %, rounded 67; 1 of 3 is 33.
    Town("Afronding", {"plan": "ja", "aandachtsfunctionaris": "ja", "bestuur": "ja"}, "nee",
         [(67, 0), (0, 0), (33, 0), (0, 0), (0, 0)], ["meldroute", "opvolging", "zorgcoordinatie", "opvang"], 20),
    # No comes before don't know, and that before partly, among what is as important and of the same level.
    Town("Volgorde", {"plan": "deels", "aandachtsfunctionaris": "onbekend", "meldroute": "nee", "opvolging": "ja",
                      "zorgcoordinatie": "deels", "opvang": "nee"}, "ja",
         # policy (0.5 + 1 + 0) / 3 = 50; signals (1 + 0 + 1) / 3 = 67; shelter (0.5 + 0 + 1) / 3 = 50
         [(50, 100), (67, 100), (100, 100), (100, 100), (50, 100)],
         ["meldroute", "opvang", "aandachtsfunctionaris", "plan", "zorgcoordinatie"], 5),
    # A sixth of a theme: 0.5 / 3 = 16.67 %, rounded 17; and 2.5 / 3 = 83.
    Town("Begin", {"signalen-herkennen": "deels", "bestuur": "ja", "collegas": "ja", "inwoners": "deels"}, "nee",
         [(0, 0), (17, 0), (83, 0), (0, 0), (0, 0)], FIRST_OF_ALL, 21),
    # Deeper without the basis: no level is reached in policy, both in signalling.
    Town("Omgekeerd", {"plan": "nee", "ketenafspraken": "deels", "nazorg": "onbekend"}, "ja",
         [(67, 100), (100, 100), (100, 100), (75, 100), (100, 50)], ["plan", "ketenafspraken", "nazorg"], 3),
]  # fmt: skip


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.name)
def test_the_result_of_a_town_is_what_was_worked_out_by_hand(real: KnowledgeBase, town: Town) -> None:
    found = result(real.checklists[KADER], {c: town.answers.get(c, town.rest) for c in ALL})
    assert [(s.theme, s.level) for s in found.scores] == [(t, lv) for t in BASIS for lv in ("basis", "verdieping")]
    percents = [score.percent for score in found.scores]
    assert list(zip(percents[::2], percents[1::2], strict=True)) == town.percents
    assert [gap.criterion.id for gap in found.gaps][: len(town.first)] == town.first
    assert len(found.gaps) == town.gaps


def test_there_are_ten_towns_and_the_list_is_known_by_hand(real: KnowledgeBase) -> None:
    assert len(TOWNS) == 10
    assert [criterion.id for criterion in real.checklists[KADER].criteria] == ALL


def test_a_level_is_reached_only_with_all_levels_below(real: KnowledgeBase) -> None:
    town = TOWNS[-1]
    found = result(real.checklists[KADER], {c: town.answers.get(c, town.rest) for c in ALL})
    reached = [found.reached(theme) for theme in BASIS]
    assert reached == [None, "verdieping", "verdieping", None, "basis"]


def test_a_scan_is_answered_in_ones_own_words(real: KnowledgeBase, real_flows) -> None:
    flow = real_flows["basisniveau-bestuurlijke-aanpak"]
    case = begin(flow)
    said = ["ja hoor", "daar zijn we mee bezig", "dat klopt niet", "geen idee", "nog niet", "3"]
    for text in said:
        question = next_question(flow, case)
        assert question is not None
        case = take(flow, case, read(flow, real.flow_words, text, question.id, case.facts)).case
    assert list(case.facts.values()) == ["ja", "deels", "nee", "onbekend", "nee", "nee"]


def test_the_last_answer_can_be_changed(real: KnowledgeBase, real_flows) -> None:
    flow = real_flows[KADER]
    case = Case(KADER, {"plan": "ja", "rollen-en-middelen": "nee"}, asked=("plan", "rollen-en-middelen"))
    back = read(flow, real.flow_words, "vorige", "aandachtsfunctionaris", case.facts)
    case = take(flow, case, back).case
    assert case.facts == {"plan": "ja"}
    again = take(flow, case, read(flow, real.flow_words, "deels", "rollen-en-middelen", case.facts)).case
    assert again.facts == {"plan": "ja", "rollen-en-middelen": "deels"}


def test_going_back_at_the_first_question_changes_nothing(real: KnowledgeBase, real_flows) -> None:
    flow = real_flows[KADER]
    assert take(flow, begin(flow), read(flow, real.flow_words, "vorige vraag", "plan", {})).case.facts == {}


def test_every_gap_has_a_source_and_nearly_every_one_an_example(real: KnowledgeBase) -> None:
    for name in (KADER, "basisniveau-bestuurlijke-aanpak"):
        for criterion in real.checklists[name].criteria:
            assert real.answers[criterion.answers[0]].sources
            # No municipality of which we know how it arranged after-care.
            assert (criterion.example is None) == (criterion.id == "nazorg"), criterion.id


def test_the_outline_holds_the_result_in_word_and_markdown(real: KnowledgeBase) -> None:
    town = next(town for town in TOWNS if town.name == "Papier")
    found = result(real.checklists[KADER], {c: town.answers.get(c, town.rest) for c in ALL})
    made = scan_paper(real, found, date(2026, 11, 22))
    text = paper.markdown(made)
    assert text.startswith("# Opzet voor een beleidsplan aanpak mensenhandel\n")
    policy = text.split("## 4. Beleid, rollen en middelen")[1].split("## 5.")[0]
    done, todo = policy.split("Dit gaan we doen:")
    assert "vastgelegd in een vastgesteld plan of beleid" in done.split("Dit is er al:")[1]
    assert "Wijs een aandachtsfunctionaris aan" in todo and "Goes" in todo
    assert "2026" in text and "https://" in text
    document = Document(BytesIO(paper.word(made)))
    words = "\n".join(p.text for p in document.paragraphs)
    assert "4. Beleid, rollen en middelen" in words
    actions, scores = document.tables
    assert len(actions.rows) == 1 + 22
    assert [cell.text for cell in scores.rows[1].cells] == ["Beleidsmatige basis", "basis", "50 %", "0 / 3"]
    page = paper.html(made)
    assert "<script" not in page and "style=" not in page and page.count("<table>") == 2
