"""Mistakes in flows, each refused with file, line and remedy. Lines are counted in conftest.SMALL_FLOW."""

from datetime import date
from pathlib import Path

import pytest

from kompas.check import check
from kompas.content import Problem

TODAY = date(2026, 11, 21)
QUESTIONS, STEPS, MELDEN, RULES = "questions.yml", "steps/gevaar.yml", "procedures/melden.yml", "plan_rules.yml"


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_small_flow_is_good(small_flows: Path) -> None:
    assert check(small_flows, TODAY).problems == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "what", "remedy"),
    [
        (MELDEN, "use: kind", "use: kindje", 8, "gedeelde stap 'kindje' bestaat niet", "verwijs"),
        (MELDEN, "ask: age", "ask: leeftijd", 5, "vraag 'leeftijd' bestaat niet", "verwijs"),
        (MELDEN, "- use: kind\n", "- use: bellen\n", 8, "'bellen' staat er twee keer in", "laat er één staan"),
        (MELDEN, "zag.}", "zag., when: {age: jong}}", 9, "'jong' is geen antwoord op de vraag 'age'", "minderjarig"),
        (MELDEN, "zag.}", "zag., when: {form: arbeid}}", 9, "'form' is geen vraag van deze procedure", "questions"),
        (MELDEN, "id: schrijven, who: u,", "id: schrijven,", 9, "deze stap mist: who", "verbeter"),
        (MELDEN, "zag.}", "zag. Bel 0800 2000.}", 9, "in 'schrijven' staat een telefoonnummer", "contacts.yml"),
        (MELDEN, "zag.}", "zag., call: [politie]}", 9, "contact 'politie' bestaat niet", "verwijs"),
        (MELDEN, "- use: kind\n", "", 6, "niemand belt naar 'veilig-thuis', bij age: minderjarig", "regel 'kind'"),
        (MELDEN, "questions:\n", "given: {age: minderjarig}\nquestions:\n", 4, "geen 'otherwise'", "noem de procedure"),
        (STEPS, "call: [alarm]", "call: [veilig-thuis]", 6, "de eerste stap belt niet naar 'alarm'", "regel 'gevaar'"),
        (STEPS, "age: minderjarig", "age: minderjarg", 8, "'minderjarg' is geen antwoord", "kies uit"),
        (STEPS, "answers: [zorgcoordinator-taken]}", "answers: [weg]}", 1, "antwoord 'weg' bestaat niet", "verwijs"),
        (QUESTIONS, "[meerderjarig*]", "[minderjarig*]", 7, "wordt bij 'age' gelezen als", "woorden langer"),
        (QUESTIONS, "  why: Een kind krijgt andere hulp.\n", "", 1, "why ontbreekt", "vul 'why' in"),
        (RULES, "must_call: [veilig-thuis]", "must_call: [politie]", 7, "contact 'politie' bestaat niet", "verwijs"),
        (RULES, "must_call: [veilig-thuis]", "never_step: [kind]", 6, "de stap 'kind' hoort hier niet", "regel 'kind'"),
        (RULES, "must_call: [veilig-thuis]", "never_words: [kind]", 6, "het woord 'kind' hoort hier niet", "regel"),
        ("flow_words.yml", "doubt:", "twijfel:", 1, "de lijst 'doubt' ontbreekt", "zet de lijst"),
    ],
)  # fmt: skip
def test_refuses_a_mistake(small_flows: Path, file: str, old: str, new: str, line: int, what: str, remedy: str) -> None:
    change(small_flows, file, old, new)
    problems = [problem for problem in check(small_flows, TODAY).problems if what in problem.what]
    assert problems
    problem: Problem = problems[0]
    # A plan that breaks a rule is a mistake of the procedure, at its steps.
    where = (MELDEN, 6) if "regel '" in problem.remedy and "bestaat niet" not in problem.what else (file, line)
    assert (problem.file, problem.line) == where
    assert remedy in problem.remedy


def test_a_step_that_stands_in_no_plan_is_refused(small_flows: Path) -> None:
    change(small_flows, MELDEN, "- use: kind\n", "- use: kind\n  when: {age: meerderjarig}\n")
    assert any("'kind' staat in geen enkel plan" in problem.what for problem in check(small_flows, TODAY).problems)


def test_more_than_six_questions_are_refused(small_flows: Path) -> None:
    names = [f"vraag{number}" for number in range(7)]
    extra = "".join(
        f"- {{id: {name}, name: N, text: T, why: W, options: [{{value: ja, label: Ja}}, {{value: nee, label: Nee}}]}}\n"
        for name in names
    )
    questions = small_flows / QUESTIONS
    questions.write_text(questions.read_text(encoding="utf-8") + extra, encoding="utf-8")
    change(small_flows, MELDEN, "- ask: age\n", "".join(f"- ask: {name}\n" for name in names))
    change(small_flows, STEPS, "  when: {age: minderjarig}\n", "")
    problems = [str(problem) for problem in check(small_flows, TODAY).problems]
    assert any("er worden 7 vragen gesteld" in problem and "hooguit 6" in problem for problem in problems)


@pytest.mark.parametrize("file", [QUESTIONS, STEPS, MELDEN, RULES, "contacts.yml", "flow_words.yml"])
@pytest.mark.parametrize("text", ["just words", "- 1", "a: [b: c]", "", "- {id: x}"])
def test_a_file_with_anything_in_it_gives_a_problem_and_no_stack_trace(small_flows: Path, file: str, text: str) -> None:
    (small_flows / file).write_text(text, encoding="utf-8")
    assert check(small_flows, TODAY).problems
