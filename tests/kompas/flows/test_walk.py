"""Walking through a small flow, with figures counted by hand."""

import pytest

from kompas.flows.model import UNKNOWN, Ask, Case, Flow
from kompas.flows.reading import Reading
from kompas.flows.walk import Progress, all_cases, begin, next_question, path, progress, take
from kompas.schema import Option, Question


def question(identifier: str, *values: str, **more: str) -> Question:
    options = [Option(value=value, label=value, now=more.get(value)) for value in values]
    return Question(id=identifier, name=identifier, text=f"{identifier}?", why="daarom", options=options)


AGE = question("age", "minderjarig", "meerderjarig", minderjarig="Bel Veilig Thuis.")
ALONE = question("alone", "ja", "nee")
FORM = question("form", "arbeid", "seksueel")
FLOW = Flow("klein", "test", "Klein", (Ask(AGE), Ask(ALONE, {"age": "minderjarig"}), Ask(FORM)))


def case(**facts: str) -> Case:
    return Case("klein", facts)


def asked(flow: Flow, **facts: str) -> str | None:
    found = next_question(flow, Case(flow.id, facts))
    return found.id if found else None


def test_questions_come_in_order_and_only_under_their_condition() -> None:
    assert asked(FLOW) == "age"
    assert asked(FLOW, age="minderjarig") == "alone"
    assert asked(FLOW, age="meerderjarig") == "form"
    assert asked(FLOW, age=UNKNOWN) == "form"
    assert asked(FLOW, age="minderjarig", alone=UNKNOWN) == "form"
    assert asked(FLOW, age="meerderjarig", form="arbeid") is None


def test_what_was_told_is_not_asked() -> None:
    assert asked(FLOW, form="arbeid") == "age"
    assert asked(FLOW, form="arbeid", age="meerderjarig") is None


def test_progress_counts_what_is_asked_and_not_what_was_told() -> None:
    assert progress(FLOW, case()) == Progress(1, 2)
    assert progress(FLOW, case(age="minderjarig")) == Progress(1, 2)  # age was told: two questions are left
    assert progress(FLOW, case(age="minderjarig", form="arbeid")) == Progress(1, 1)
    answered = take(FLOW, begin(FLOW), Reading({"age": "minderjarig"}, open="age")).case
    assert progress(FLOW, answered) == Progress(2, 3)
    assert progress(FLOW, take(FLOW, answered, Reading(open="alone", skipped=True)).case) == Progress(3, 3)


def test_every_path_is_walked() -> None:
    # minderjarig: 3 answers about alone, 3 about form; meerderjarig and not known: 3 about form each.
    cases = list(all_cases(FLOW))
    assert len(cases) == 9 + 3 + 3
    assert len({tuple(sorted(facts.items())) for facts in cases}) == 15
    assert all("alone" not in facts for facts in cases if facts["age"] != "minderjarig")


def test_a_correction_drops_what_no_longer_belongs_to_the_case() -> None:
    before = case(age="minderjarig", alone="ja", form="arbeid")
    taken = take(FLOW, before, Reading({"age": "meerderjarig"}))
    assert taken.case.facts == {"age": "meerderjarig", "form": "arbeid"}
    assert (taken.told, taken.changed) == ({}, {"age": "meerderjarig"})


def test_a_correction_to_minor_opens_the_question_that_belongs_to_it() -> None:
    taken = take(FLOW, case(age="meerderjarig", form="arbeid"), Reading({"age": "minderjarig"}))
    assert asked(FLOW, **taken.case.facts) == "alone"
    assert taken.now == ["Bel Veilig Thuis."]


def test_an_answer_told_before_its_condition_waits() -> None:
    taken = take(FLOW, begin(FLOW), Reading({"alone": "ja"}))
    assert taken.case.facts == {"alone": "ja"}
    taken = take(FLOW, taken.case, Reading({"age": "minderjarig"}))
    assert taken.case.facts == {"alone": "ja", "age": "minderjarig"}
    assert asked(FLOW, **taken.case.facts) == "form"


def test_a_skipped_question_gets_what_was_hinted() -> None:
    hinted = take(FLOW, begin(FLOW), Reading(hints={"form": "seksueel"})).case
    assert hinted.facts == {}
    assert take(FLOW, hinted, Reading(open="form", skipped=True)).case.facts == {"form": "seksueel"}
    assert take(FLOW, begin(FLOW), Reading(open="form", skipped=True)).case.facts == {"form": UNKNOWN}


def test_filling_in_what_was_not_known_is_no_change() -> None:
    taken = take(FLOW, case(age=UNKNOWN), Reading({"age": "meerderjarig"}))
    assert (taken.told, taken.changed) == ({"age": "meerderjarig"}, {})


def test_given_facts_are_not_asked_and_who_denies_them_leaves() -> None:
    flow = Flow("kind", "test", "Kind", FLOW.asks, given={"age": "minderjarig"}, otherwise="klein")
    start = begin(flow)
    assert asked(flow, **start.facts) == "alone"
    assert progress(flow, start) == Progress(1, 2)  # alone and form
    assert not take(flow, start, Reading({"alone": "ja"})).leaves
    assert take(flow, start, Reading({"age": "meerderjarig"})).leaves
    assert len(list(all_cases(flow))) == 9
    assert [ask.question.id for ask in path(flow, start.facts)] == ["age", "alone", "form"]


@pytest.mark.parametrize("facts", [{"age": "oud"}, {"naam": "x"}, {"age": ["minderjarig"]}, {"age": None}])
def test_only_closed_values_stay(facts) -> None:
    assert FLOW.clean(facts) == {}


def test_a_case_survives_a_slot() -> None:
    made = Case("klein", {"age": "minderjarig"}, {"form": "arbeid"}, ("age",))
    assert Case.from_dict(made.as_dict()) == made
