"""What people type, read with the committed words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.flows.model import UNKNOWN, Flow, values
from kompas.flows.reading import Reading, is_question, read
from kompas.knowledge import KnowledgeBase


def reads(real: KnowledgeBase, flow: Flow, opened: str | None, text: str, **facts: str) -> Reading:
    return read(flow, real.flow_words, text, opened, facts)


@pytest.mark.parametrize(
    ("opened", "text", "expected"),
    [
        ("danger", "Ja", {"danger": "ja"}),
        ("danger", "nee gelukkig niet", {"danger": "nee"}),
        ("danger", "op dit moment niet", {"danger": "nee"}),
        ("danger", "er is geen acuut gevaar", {"danger": "nee"}),
        ("danger", "ze zit veilig", {"danger": "nee"}),
        ("danger", "ja hij bedreigt haar", {"danger": "ja"}),
        ("danger", "1", {"danger": "ja"}),
        ("danger", "denk het niet", {"danger": UNKNOWN}),  # doubt about danger is not "no"
        ("role", "medewerker toegang maatschappelijke opvang", {"role": "hulpverlening"}),
        ("role", "medewerker burgerzaken", {"role": "balie"}),
        ("role", "havendienst", {"role": "anders"}),  # a function in words of one's own
        ("role", "dat zeg ik liever niet", {}),
        ("role", "zeg ik niet hoor", {}),
        ("age", "ze is net 17 geworden", {"age": "minderjarig"}),
        ("age", "17?", {"age": "minderjarig"}),
        ("age", "17 of 18", {"age": "minderjarig"}),  # one of the two will do
        ("age", "weet niet precies, 16 of 17", {"age": "minderjarig"}),
        ("age", "neen ze is al 19", {"age": "meerderjarig"}),
        ("age", "niet minderjarig", {"age": "meerderjarig"}),
        ("age", "geen papieren, minderjarig", {"age": "minderjarig", "residence": "geen-papieren"}),
        ("age", "volwasen", {"age": "meerderjarig"}),
        ("age", "ongeveer 20", {"age": UNKNOWN}),  # near the border doubt counts
        ("age", "denk rond de 40", {"age": "meerderjarig"}),
        ("age", "weet niet of ze minderjarig is", {"age": UNKNOWN}),
        ("age", "vrouw van 34 met dochter van 12", {"age": "meerderjarig"}),
        ("form", "denk prostitutie", {"form": "seksueel"}),
        ("form", "prosttutie", {"form": "seksueel"}),
        ("form", "ze werkt in de prostitutie", {"form": "seksueel"}),
        ("form", "werk", {"form": "arbeid"}),
        ("form", "in een nagelstudio", {"form": "arbeid"}),
        ("form", "stelen in winkels", {"form": "crimineel"}),
        ("form", "allebei, seks en stelen", {"form": "combinatie"}),
        ("form", "de tweede", {"form": "arbeid"}),
        ("residence", "geen papieren", {"residence": "geen-papieren"}),
        ("residence", "ze heeft geen geldige verblijfsvergunning", {"residence": "geen-papieren"}),
        ("residence", "met verblijfsvergunning", {"residence": "buiten-eu"}),
        ("residence", "Poolse", {"residence": "eu"}),
        ("residence", "nl", {"residence": "nederlands"}),
        ("wish", "ze wil wel hulp maar geen aangifte", {"wish": "hulp"}),
        ("wish", "durft geen aangifte te doen", {"wish": "hulp"}),
        ("wish", "hulp en aangifte", {"wish": "aangifte"}),
        ("wish", "ze zegt niets", {"wish": "niets"}),
        ("role", "ben wijkagent... eh boa", {"role": "toezicht"}),
        ("role", "ik werk bij het wijkteam", {"role": "hulpverlening"}),
        ("alone", "met haar moeder", {"alone": "nee"}),
        ("alone", "helemaal alleen hier", {"alone": "ja"}),
        (
            "danger",
            "nee. ze is 16, Pools en moet zich prostitueren",
            {"danger": "nee", "age": "minderjarig", "form": "seksueel", "residence": "eu"},
        ),
    ],
)
def test_answers(real, real_flows, opened: str, text: str, expected: dict[str, str]) -> None:
    reading = reads(real, real_flows["casus"], opened, text)
    assert (reading.values, reading.asks) == (expected, False)


@pytest.mark.parametrize(
    "text",
    [
        "weet ik niet", "sla over", "geen idee", "onbekend", "misschien", "kweenie", "dat weet ik niet zeker", "skip",
        "weet niet of er gevaar is",
    ],
)  # fmt: skip
@pytest.mark.parametrize("opened", ["danger", "age", "form", "residence", "wish", "role"])
def test_every_question_can_be_skipped(real, real_flows, opened: str, text: str) -> None:
    reading = reads(real, real_flows["casus"], opened, text)
    assert reading.skipped
    assert reading.values == {}


@pytest.mark.parametrize(
    "text",
    [
        "wat is bedenktijd", "wacht even, wat is bedenktijd?", "waarom vraagt u dat?", "en als ze geen aangifte wil?",
        "is ze minderjarig als ze 17 is?", "mag ik dit eigenlijk wel aan de politie vertellen",
    ],
)  # fmt: skip
def test_a_question_is_no_answer(real, real_flows, text: str) -> None:
    reading = reads(real, real_flows["casus"], "danger", text)
    assert reading.asks
    assert reading.empty


def test_what_is_known_does_not_keep_a_function_from_being_heard(real, real_flows) -> None:
    flow, words = real_flows["slachtoffer-zonder-papieren"], real.flow_words
    text = "medewerker informatiepunt arbeidsmigranten"
    assert read(flow, words, text, "role", {}).values == {"form": "arbeid"}
    assert read(flow, words, text, "role", {"form": "arbeid"}).values == {"role": "anders"}


def test_an_answer_with_a_question_is_both(real, real_flows) -> None:
    reading = reads(real, real_flows["casus"], "danger", "nee geen gevaar, maar wat is bedenktijd?")
    assert (reading.values, reading.asks) == ({"danger": "nee"}, True)


def test_an_opening_message_tells_facts(real, real_flows) -> None:
    reading = reads(real, real_flows["casus"], None, "meisje van 16 uit Roemenië, gedwongen tot prostitutie, wat nu?")
    assert reading.values == {"age": "minderjarig", "form": "seksueel", "residence": "eu"}


def test_a_country_outside_the_eu_does_not_settle_the_residence(real, real_flows) -> None:
    reading = reads(real, real_flows["casus"], None, "een volwassen vrouw uit Nigeria")
    assert reading.values == {"age": "meerderjarig"}
    assert reading.hints == {"residence": "niet-eu"}


def test_no_belongs_to_the_correction_and_not_to_the_open_question(real, real_flows) -> None:
    reading = reads(real, real_flows["casus"], "danger", "nee, ze is 17", age="meerderjarig")
    assert reading.values == {"age": "minderjarig"}


@pytest.mark.parametrize("text", ["een vrouw met twee kinderen", "een meisje", "een jonge vrouw", "mijn client"])
def test_words_that_do_not_tell_the_age(real, real_flows, text: str) -> None:
    assert "age" not in reads(real, real_flows["casus"], None, text).values


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ik ben wijkagent", {}), ("onze boa's zagen het", {}), ("als boa zag ik het", {"role": "toezicht"})],
)
def test_a_function_counts_in_a_story_only_when_it_is_the_users(real, real_flows, text: str, expected) -> None:
    assert reads(real, real_flows["casus"], None, text).values == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("wat is bedenktijd", True), ("17?", False), ("weet ik niet", False), ("kan het niet vragen", False),
     ("kan zij hier blijven als ze geen papieren heeft", True)],
)  # fmt: skip
def test_is_question(text: str, expected: bool) -> None:
    assert is_question(text) is expected


def test_whatever_is_typed_gives_values_of_the_closed_lists(real, real_flows) -> None:
    flow = real_flows["casus"]

    @given(st.text(max_size=120))
    def holds(text: str) -> None:
        reading = reads(real, flow, "form", text)
        for fact, value in {**reading.values, **reading.hints}.items():
            question = flow.question(fact)
            assert question is not None
            assert value in (*values(question), UNKNOWN)

    holds()
