from dataclasses import replace

import pytest

from actions import reply
from actions.figures import figures
from kompas.content import Content
from kompas.knowledge import KnowledgeBase
from kompas.schema import Point, Series
from kompas.store import knowledge_from

TASKS, DIRECTOR = "zorgcoordinator-taken", "ketenregisseur-wat"


def with_series(knowledge: KnowledgeBase, *series: Series) -> KnowledgeBase:
    return replace(knowledge, series={one.id: one for one in series})


def series(*points: tuple[int, float, str], breaks: str | None = None, name: str = "uren") -> Series:
    made = [Point(year=year, value=value, answer=answer) for year, value, answer in points]
    return Series(
        id=name, title="Uren zorgcoördinatie", topic="zorgcoordinator", unit="uren", points=made, breaks=breaks
    )


def test_an_answer_without_a_series_has_no_chart(knowledge: KnowledgeBase) -> None:
    assert figures(knowledge, knowledge.answers[TASKS]) is None
    assert "chart" not in reply.message(knowledge, knowledge.answers[TASKS])["json_message"]


def test_a_series_over_several_answers_gives_chart_table_breaks_and_age(knowledge: KnowledgeBase) -> None:
    points = [
        Point(year=2018, value=1234.5, answer=TASKS),
        Point(year=2020, value=7, answer=DIRECTOR, note="ongeveer"),
    ]
    made = Series(
        id="uren", title="Uren", topic="zorgcoordinator", unit="uren per week", points=points, breaks="Anders geteld."
    )
    message = reply.message(with_series(knowledge, made), knowledge.answers[TASKS])
    assert message["json_message"]["chart"] == {
        "kind": "bar",
        "title": "Uren",
        "unit": "uren per week",
        "points": [{"label": "2018", "value": 1234.5}, {"label": "2020", "value": 7}],
        "note": "Anders geteld. De laatste cijfers in deze reeks zijn van 2020. 2020: ongeveer.",
        "source": "CoMensha (2024-05); VNG (zonder datum)",
        "in_text": [
            "Uren (uren per week):\n- 2018: 1.234,5\n- 2020: 7 (ongeveer)",
            "**Bij deze cijfers:** Anders geteld. De laatste cijfers in deze reeks zijn van 2020.",
        ],
    }
    _, table, about, _, source = message["text"].split("\n\n")
    assert [table, about] == message["json_message"]["chart"]["in_text"]
    assert source.startswith("Bron: ")


def test_values_that_the_answer_names_itself_are_not_repeated(knowledge: KnowledgeBase) -> None:
    made = series((2018, 1, TASKS), (2019, 2, TASKS), breaks="De telling stopte in 2019.")
    shown = figures(with_series(knowledge, made), knowledge.answers[TASKS])
    assert shown is not None
    assert shown.paragraphs == ["**Bij deze cijfers:** De telling stopte in 2019."]
    assert shown.chart["source"] == "CoMensha (2024-05); VNG (zonder datum)"


@pytest.mark.parametrize(
    ("years", "kind"),
    [((2018, 2019, 2020, 2021), "line"), ((2018, 2019, 2020), "bar"), ((2017, 2019, 2020, 2021, 2022), "bar")],
)
def test_a_line_only_when_every_year_was_counted(knowledge: KnowledgeBase, years: tuple[int, ...], kind: str) -> None:
    shown = figures(with_series(knowledge, series(*((y, 1, TASKS) for y in years))), knowledge.answers[TASKS])
    assert shown is not None
    assert shown.chart["kind"] == kind


def test_of_two_series_the_one_of_which_the_answer_speaks_first(knowledge: KnowledgeBase) -> None:
    first, second = (
        series((2018, 112, TASKS), (2019, 3, TASKS), name="b"),
        series((2018, 9, TASKS), (2019, 3, TASKS), name="a"),
    )
    made = with_series(knowledge, second, first.copy(update={"title": "Gevaar"}))
    shown = figures(made, knowledge.answers[TASKS])  # its text says: bel bij gevaar 112
    assert shown is not None
    assert shown.chart["title"] == "Gevaar"


def test_every_series_of_the_content_has_an_answer_that_shows_it_with_its_breaks(checked: Content) -> None:
    knowledge = knowledge_from(checked)
    assert len(knowledge.series) >= 14
    shown = {}
    for one in knowledge.series.values():
        for point in one.points:
            message = reply.message(knowledge, knowledge.answers[point.answer])
            chart = message["json_message"]["chart"]
            shown[chart["title"]] = chart
            assert (one.breaks or "") in message["text"] or chart["title"] != one.title
            assert all(paragraph in message["text"] for paragraph in chart["in_text"])
            assert chart["points"] and chart["source"]
    missing = {one.title for one in knowledge.series.values()} - set(shown)
    assert missing == {"Aandeel geseponeerde zaken van mensenhandel"}  # its answer shows the suspects
