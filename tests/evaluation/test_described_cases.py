from evaluation.cases import MOST, PROCEDURES, WORDS, Walked, answer, table, walk
from kompas.content import Content

CASE = {
    "id": "c1", "title": "Test", "opening": "Ze is 17. Wat nu?", "procedure": "minor",
    "answers": {"danger": "no", "age": "minor", "form": "unknown", "function": "boa"},
    "must": ["(?i)veilig thuis", "112"], "must_not": ["(?i)volwassen"],
}  # fmt: skip


def test_answers_with_the_facts_of_the_case() -> None:
    assert [answer(CASE, question) for question in ("danger", "age", "form", "role", "consent")] == [
        "nee", "minderjarig", "weet ik niet", "boa", "weet ik niet",
    ]  # fmt: skip


def test_a_plan_is_right_with_all_that_is_due_and_nothing_wrong() -> None:
    good = Walked(CASE, opened=True, plan=True, said="Bel Veilig Thuis, bij gevaar 112.")
    short = Walked(CASE, opened=True, plan=True, said="Bel 112.")
    wrong = Walked(CASE, opened=True, plan=True, said="Bel Veilig Thuis of 112: ga uit van volwassen.")
    no_plan = Walked(CASE, opened=False, plan=False, said="Veilig Thuis, 112")
    assert [one.right for one in (good, short, wrong, no_plan)] == [True, False, False, False]
    assert short.missing == ["(?i)veilig thuis"] and wrong.wrong == ["(?i)volwassen"]
    assert table([good, short, wrong, no_plan]) == [
        "4 cases: plan right 25.0 %, no plan 1, something missing 1, something wrong 1; opened a flow by themselves 3.",
        "", "| procedure | cases | right |", "|---|---|---|", "| minor | 4 | 25.0 % |",
    ]  # fmt: skip


def test_names_real_procedures_and_questions(checked: Content) -> None:
    assert set(PROCEDURES.values()) <= {procedure.title for procedure in checked.procedures.values()}
    assert set(WORDS) <= set(checked.questions)


class Scripted:
    """A conversation partner that asks for the age for ever."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def say(self, sender: str, message: str) -> list[dict[str, object]]:
        self.heard.append(message)
        return [{"text": "Hoe oud?", "custom": {"outcome": "flow", "flow": {"question": "age"}}}]


def test_a_flow_that_never_ends_is_left() -> None:
    client = Scripted()
    walked = walk(client, CASE)  # type: ignore[arg-type]
    assert (walked.opened, walked.plan) == (True, False)
    assert client.heard == ["Ze is 17. Wat nu?", *["minderjarig"] * MOST]
