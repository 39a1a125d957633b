"""Plans: on a small procedure by hand, and every plan of the committed content under its rules."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from kompas.check import check
from kompas.flows.check import Shape, coverage, faults
from kompas.flows.document import chat, html, markdown
from kompas.flows.flows import from_procedure
from kompas.flows.plan import Chooser, Plan, build
from kompas.flows.walk import all_cases
from kompas.flows.word import word
from kompas.knowledge import KnowledgeBase, knowledge_from

TODAY = date(2026, 11, 21)
ADULT = {"danger": "nee", "age": "meerderjarig", "form": "arbeid", "residence": "geen-papieren", "wish": "hulp",
         "role": "toezicht"}  # fmt: skip


def plan(knowledge: KnowledgeBase, procedure: str, **facts: str) -> Plan:
    return build(knowledge, knowledge.procedures[procedure], facts)


def ids(found: Plan) -> list[str]:
    return [step.id for step in found.steps]


def test_steps_follow_the_facts(small_flows: Path) -> None:
    knowledge = knowledge_from(check(small_flows, TODAY))
    assert ids(plan(knowledge, "melden", age="minderjarig")) == ["bellen", "kind", "schrijven"]
    assert ids(plan(knowledge, "melden", age="meerderjarig")) == ["bellen", "schrijven"]
    assert ids(plan(knowledge, "melden")) == ["bellen", "schrijven"]
    found = plan(knowledge, "melden", age="minderjarig")
    assert [step.id for step in found.avoid] == ["niet-zelf"]
    assert [contact.number for contact in found.contacts] == ["112", "0800 2000"]
    assert found.records == ["zorgcoordinator-taken"]
    assert [(dated.source.id, dated.as_of) for dated in found.sources] == [("handreiking", "2025-01")]
    assert [(fact.name, fact.value) for fact in found.facts] == [("Leeftijd", "Minderjarig")]


# Counted by hand from the questions: with 3 values for danger (ja, nee, not known), 3 for age, 6 for form, 6 for
# residence (5 and not known), 3 for alone, 4 for wish, 8 for role.
COMBINATIONS = {
    # minor: 3 residences with `alone` (3) and 3 without; adult or not known: 6 residences with `wish` (4)
    "casus": 3 * 6 * 8 * ((3 * 3 + 3) + 2 * 6 * 4),
    "signaal-melden": 3 * 3 * 6 * 8 * 3,
    "opvang-en-zorg-regelen": 3 * 8 * ((3 * 3 + 3) + 2 * 6 * 4),
    "bedenktijd-en-verblijf": 3 * 6 * ((3 * 3 + 3) + 2 * 6 * 4),
    "slachtoffer-wil-geen-aangifte": 3 * 6 * 8 * ((3 * 3 + 3) + 2 * 6),
    "minderjarig-slachtoffer": 3 * 6 * 8 * (3 * 3 + 3),
    "slachtoffer-zonder-papieren": 3 * 6 * 8 * (3 + 2 * 4),
    "informatie-delen": 3 * 4 * 4 * 3 * 3 * 3,
    "melding-van-collega-of-inwoner": 3 * 3 * 3 * 6 * 3 * 8,
    "signalen-bij-controle": 3 * 3 * 4 * 3 * 6 * 8,
    "vraag-van-raad-of-pers": 3 * 3,
    "lokaal-beeld-maken": 1,
}


def test_every_combination_of_answers_ends_in_a_plan_that_keeps_the_rules(real: KnowledgeBase) -> None:
    assert coverage(real) == COMBINATIONS
    assert sum(COMBINATIONS.values()) == 29602
    wrong = []
    for procedure in real.procedures.values():
        chooser, shapes = Chooser.of(real, procedure), dict[tuple[str | None, ...], Shape]()
        rules = [rule for rule in real.plan_rules.values() if not rule.procedures or procedure.id in rule.procedures]
        for facts in all_cases(from_procedure(real, procedure)):
            chosen = chooser.choose(facts)
            shape = shapes.setdefault(tuple(step.id for step in chosen), Shape.of(chosen))
            wrong += [(procedure.id, facts, what) for what, _ in faults(rules, shape, facts)]
    assert wrong == []


def test_no_plan_contradicts_itself(real: KnowledgeBase) -> None:
    """Independent of plan_rules.yml: what a plan must never say together, in its own words."""
    for procedure in real.procedures.values():
        chooser, seen = Chooser.of(real, procedure), set()
        for facts in all_cases(from_procedure(real, procedure)):
            chosen = [step for step in chooser.choose(facts) if not step.avoid]
            key = (tuple(step.id for step in chosen), facts.get("age"), facts.get("residence"))
            if key in seen:
                continue
            seen.add(key)
            text = " ".join(f"{step.what}" for step in chosen)
            calls = {contact for step in chosen for contact in step.call}
            if facts.get("age") == "minderjarig":
                assert "veilig-thuis" in calls, (procedure.id, facts)
                assert "COSM" not in text, (procedure.id, facts)
                assert "vrouwenopvang" not in text, (procedure.id, facts)
            if facts.get("age") == "meerderjarig":
                assert "Nidos" not in text, (procedure.id, facts)
                assert "nidos" not in calls, (procedure.id, facts)
            if facts.get("residence") in ("nederlands", "eu"):
                assert "Rvb" not in text, (procedure.id, facts)
                assert "bij de geringste aanwijzing." not in text or "Nidos" in text, (procedure.id, facts)
            if "danger" in facts:
                assert "alarm" in chosen[0].call, (procedure.id, facts)
                assert "112" in (chosen[0].what or ""), (procedure.id, facts)


@pytest.mark.parametrize(
    ("facts", "has", "has_not"),
    [
        ({**ADULT}, ["bedenktijd", "opvang-cosm", "rvb", "melden-arbeidsinspectie", "vergunning-zonder-aangifte"],
         ["veilig-thuis", "opvang-eu", "melden-politie", "jeugdhulp", "vergunning-bij-aangifte"]),
        ({**ADULT, "residence": "eu"}, ["opvang-eu"], ["bedenktijd", "opvang-cosm", "rvb"]),
        ({**ADULT, "residence": "nederlands"}, ["opvang-nederlands"], ["bedenktijd-misschien", "opvang-cosm"]),
        ({**ADULT, "wish": "aangifte"}, ["informatief-gesprek-arbeid", "vergunning-bij-aangifte"],
         ["vergunning-zonder-aangifte", "keuze-respecteren"]),
        ({**ADULT, "form": "crimineel"}, ["non-punishment", "melden-politie"], ["melden-arbeidsinspectie"]),
        ({**ADULT, "danger": "ja"}, ["gevaar-nu", "noodbed"], ["gevaar-in-de-gaten"]),
        ({"danger": "nee", "age": "minderjarig", "form": "seksueel", "residence": "buiten-eu", "alone": "ja"},
         ["veilig-thuis", "nidos-alleen", "bedenktijd-minderjarig"], ["jeugdhulp", "opvang-cosm", "rvb", "bedenktijd"]),
        ({"danger": "nee", "age": "minderjarig", "form": "seksueel", "residence": "eu"},
         ["veilig-thuis", "jeugdhulp", "verhoor-minderjarig"], ["nidos-alleen", "opvang-eu", "opvang-cosm"]),
        ({"danger": "onbekend", "age": "onbekend", "form": "onbekend", "residence": "onbekend"},
         ["gevaar-uitzoeken", "leeftijd-uitzoeken", "melden-vorm-onbekend", "opvang-verblijf-onbekend"],
         ["opvang-cosm", "veilig-thuis"]),
    ],
)  # fmt: skip
def test_the_plan_for_a_case(real, facts: dict[str, str], has: list[str], has_not: list[str]) -> None:
    found = ids(plan(real, "casus", **facts))
    assert set(has) <= set(found)
    assert not set(has_not) & set(found)
    assert found[0].startswith("gevaar")


def test_the_conversation_gets_the_plan_in_short(real: KnowledgeBase) -> None:
    text = chat(real.phrases, plan(real, "casus", **ADULT))
    assert text.startswith("**Stappenplan: Ik heb een signaal, wat nu?**")
    assert "\n1. **U**, steeds: Blijf letten op gevaar" in text
    assert "Nederlandse Arbeidsinspectie 0800 5151" in text
    assert text.count("(werkdagen 9.00 tot 17.00 uur)") == 1  # hours only where a contact comes first
    assert "**Niet doen**" in text
    assert "**Bronnen**" in text


def test_every_step_source_and_number_stands_in_all_documents(real: KnowledgeBase) -> None:
    found = plan(real, "casus", **ADULT)
    document = Document(BytesIO(word(real.phrases, found, TODAY)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    texts = {
        "md": markdown(real.phrases, found, TODAY),
        "html": html(real.phrases, found, TODAY).replace("&#x27;", "'").replace("&amp;", "&"),
        "docx": "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells]),
    }
    for text in texts.values():
        for step in (*found.steps, *found.avoid):
            assert step.what in text
        for dated in found.sources:
            assert dated.source.url in text
        for contact in found.contacts:
            assert contact.number is None or contact.number in text
        assert "21-11-2026" in text
        assert "geen persoonsgegevens" in text


def test_markdown_of_a_plan_has_the_shape_that_is_expected(small_flows: Path) -> None:
    knowledge = knowledge_from(check(small_flows, TODAY))
    assert markdown(knowledge.phrases, plan(knowledge, "melden", age="minderjarig"), TODAY) == (
        "# Stappenplan: Een signaal melden\n\nGemaakt op 21-11-2026. Er staan geen persoonsgegevens in.\n\n"
        "## De situatie\n\n- Leeftijd: Minderjarig\n\n"
        "## Wat u doet, in deze volgorde\n\n"
        "1. **U**, nu: Bel 112. Bel: Alarmnummer 112.\n\n"
        "2. **Gemeente**: Help het kind. Bel: Veilig Thuis 0800 2000 (dag en nacht). Grondslag: Jeugdwet. "
        "Let op: Controleer de wet.\n\n"
        "3. **U**: Schrijf op wat u zag.\n\n"
        "## Wat u niet doet\n\n- Ga niet zelf op onderzoek.\n\n"
        "## Wie u belt\n\n| Wie | Nummer | Bereikbaar | Waarvoor |\n| --- | --- | --- | --- |\n"
        "| Alarmnummer | 112 |  |  |\n| Veilig Thuis | 0800 2000 | dag en nacht |  |\n\n"
        "## Bronnen\n\n- Handreiking zorgcoördinatie, CoMensha (2024-05); peildatum 2025-01: "
        "<https://www.comensha.nl/handreiking>\n\n"
        f"{knowledge.phrases['plan_note']}\n"
    )


def test_text_never_becomes_markup(real: KnowledgeBase) -> None:
    found = plan(real, "casus", **ADULT)
    page = html({**real.phrases, "plan_note": "<script>alert(1)</script>"}, found, TODAY)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
