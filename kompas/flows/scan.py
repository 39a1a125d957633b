"""A checklist as a flow, and what its answers come to: per theme and level, and the gaps in order of importance."""

from __future__ import annotations

from dataclasses import dataclass

from kompas.flows.model import SCAN, UNKNOWN, Ask, Facts, Flow
from kompas.knowledge import KnowledgeBase
from kompas.schema import Checklist, Criterion, Option, Question

YES, PARTLY, NO = "ja", "deels", "nee"
WORTH = {YES: 1.0, PARTLY: 0.5, NO: 0.0, UNKNOWN: 0.0}
# What is missing comes before what nobody knows, and that before what has begun.
_URGENCY = {NO: 0, UNKNOWN: 1, PARTLY: 2}


@dataclass(frozen=True)
class Score:
    """One theme at one level: `percent` of it is in order, over `of` criteria; `unknown` of these nobody knew."""

    theme: str
    level: str
    percent: int
    of: int
    unknown: int


@dataclass(frozen=True)
class Gap:
    """A criterion that is not in order, and what was answered."""

    criterion: Criterion
    value: str


@dataclass(frozen=True)
class Result:
    """What the answers to a checklist come to."""

    checklist: Checklist
    values: dict[str, str]
    scores: tuple[Score, ...]
    gaps: tuple[Gap, ...]

    @property
    def themes(self) -> list[str]:
        """The themes in the order of the checklist."""
        return list(dict.fromkeys(score.theme for score in self.scores))

    @property
    def unknown(self) -> int:
        """How many criteria nobody knew."""
        return sum(score.unknown for score in self.scores)

    def reached(self, theme: str) -> str | None:
        """The highest level of a theme of which all is in order, with all levels below; None when there is none."""
        highest = None
        for score in self.scores:
            if score.theme == theme:
                if score.percent < 100:
                    break
                highest = score.level
        return highest

    def in_order(self, theme: str) -> list[Criterion]:
        """What is wholly in order."""
        return [c for c in self.checklist.criteria if c.theme == theme and self.values[c.id] == YES]


def from_checklist(knowledge: KnowledgeBase, checklist: Checklist) -> Flow:
    """One question per criterion."""
    asks = tuple(Ask(_question(knowledge, checklist, criterion)) for criterion in checklist.criteria)
    return Flow(checklist.id, SCAN, checklist.name, asks, start=tuple(checklist.start))


def _question(knowledge: KnowledgeBase, checklist: Checklist, criterion: Criterion) -> Question:
    phrases, words = knowledge.phrases, knowledge.flow_words
    return Question(
        id=criterion.id,
        name=criterion.text,
        text=phrases["scan_question"].format(ask=checklist.ask, theme=_capital(criterion.theme),
                                             level=criterion.level, text=criterion.text),
        why=phrases["scan_why"].format(theme=criterion.theme, level=criterion.level, if_not=criterion.if_not),
        options=[
            Option(value=YES, label=phrases["scan_yes"], answers=words.get("scan_yes", [])),
            Option(value=PARTLY, label=phrases["scan_partly"], answers=words.get("scan_partly", [])),
            Option(value=NO, label=phrases["scan_no"], answers=words.get("scan_no", [])),
        ],
    )  # fmt: skip


def result(checklist: Checklist, facts: Facts) -> Result:
    """What the answers come to. Yes counts whole, partly half; what nobody knows counts as not there."""
    values = {criterion.id: facts.get(criterion.id, UNKNOWN) for criterion in checklist.criteria}
    scores = []
    for theme in dict.fromkeys(criterion.theme for criterion in checklist.criteria):
        for level in levels(checklist):
            own = [values[c.id] for c in checklist.criteria if (c.theme, c.level) == (theme, level)]
            if own:
                percent = 100 * sum(WORTH[value] for value in own) / len(own)
                scores.append(Score(theme, level, int(percent + 0.5), len(own), own.count(UNKNOWN)))
    gaps = [Gap(c, values[c.id]) for c in checklist.criteria if values[c.id] != YES]
    order = levels(checklist)
    gaps.sort(key=lambda gap: (-gap.criterion.importance, order.index(gap.criterion.level), _URGENCY[gap.value]))
    return Result(checklist, values, tuple(scores), tuple(gaps))


def levels(checklist: Checklist) -> list[str]:
    """The levels, the lowest first: in the order in which the checklist names them."""
    return list(dict.fromkeys(criterion.level for criterion in checklist.criteria))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
