"""A series of figures as a chart for rich clients, and in words for plain ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kompas.knowledge import KnowledgeBase
from kompas.schema import Answer, Series

UNKNOWN = "onbekend"
FEWEST_FOR_A_LINE = 4  # points, one for each year; with gaps a line would show values that nobody counted


@dataclass(frozen=True)
class Figures:
    """What an answer shows of its series. `paragraphs` belong in the text; `chart` is the part for rich clients."""

    paragraphs: list[str]
    chart: dict[str, Any]


def figures(knowledge: KnowledgeBase, answer: Answer) -> Figures | None:
    """The figures of the series that an answer belongs to, if any."""
    series = _series_of(knowledge, answer)
    if series is None:
        return None
    about = _about(knowledge, series)
    notes = [f"{p.year}: {p.note}." for p in series.points if p.note]
    paragraphs = [knowledge.phrases["figures_note"].format(note=about)]
    if any(point.answer != answer.id for point in series.points):  # else the answer names all values itself
        paragraphs.insert(0, _table(knowledge, series))
    chart = {
        "kind": _kind(series),
        "title": series.title,
        "unit": series.unit,
        "points": [
            {"label": str(p.year), "value": int(p.value) if p.value % 1 == 0 else p.value} for p in series.points
        ],
        "note": " ".join([about, *notes]),
        "source": _source(knowledge, series),
        "in_text": paragraphs,
    }
    return Figures(paragraphs, chart)


def amount(value: float) -> str:
    """A figure as the Dutch write it.

    >>> amount(1372.0), amount(4.5), amount(12345678)
    ('1.372', '4,5', '12.345.678')
    """
    text = f"{value:,.10g}" if value % 1 else f"{int(value):,}"
    return text.translate(str.maketrans(",.", ".,"))


def _series_of(knowledge: KnowledgeBase, answer: Answer) -> Series | None:
    """Of several series, the one of which the answer speaks first."""

    def place(series: Series) -> int:
        found = answer.text.find(amount(series.points[0].value))
        return found if found >= 0 else len(answer.text)

    own = [series for series in knowledge.series.values() if any(p.answer == answer.id for p in series.points)]
    return min(own, key=place, default=None)


def _kind(series: Series) -> str:
    years = [point.year for point in series.points]
    is_whole = years == list(range(years[0], years[0] + len(years)))
    return "line" if is_whole and len(years) >= FEWEST_FOR_A_LINE else "bar"


def _about(knowledge: KnowledgeBase, series: Series) -> str:
    """What breaks the series and how old it is."""
    last = str(max(point.year for point in series.points))
    breaks = series.breaks or ""
    return breaks if last in breaks else f"{breaks} {knowledge.phrases['figures_last'].format(year=last)}".strip()


def _table(knowledge: KnowledgeBase, series: Series) -> str:
    title = knowledge.phrases["figures_title"].format(title=series.title, unit=series.unit)
    lines = [f"- {p.year}: {amount(p.value)}" + (f" ({p.note})" if p.note else "") for p in series.points]
    return "\n".join([title, *lines])


def _source(knowledge: KnowledgeBase, series: Series) -> str:
    """Publishers with dates: all of one answer, or the first of each when the values stand in several."""
    answers = [knowledge.answers[a] for a in dict.fromkeys(p.answer for p in series.points) if a in knowledge.answers]
    ids = answers[0].sources if len(answers) == 1 else [answer.sources[0] for answer in answers]
    unknown = knowledge.phrases["date_unknown"]
    named = [(knowledge.sources[i].publisher, knowledge.sources[i].date) for i in ids]
    return "; ".join(dict.fromkeys(f"{who} ({unknown if date == UNKNOWN else date})" for who, date in named))
