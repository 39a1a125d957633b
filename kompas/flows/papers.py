"""The documents after a scan and after the learning path: an outline that the result fills, and what was learned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kompas.flows import learning
from kompas.flows.model import UNKNOWN, Facts
from kompas.flows.paper import Block, Bullets, Heading, Paper, Paragraph, Table
from kompas.flows.scan import Gap, Result, Score
from kompas.flows.sources import all_dated, source_text
from kompas.knowledge import KnowledgeBase
from kompas.schema import Chapter, LearningPath, Outline


def scan_paper(knowledge: KnowledgeBase, result: Result, made: date) -> Paper:
    """The outline of the checklist, filled with the result; without an outline the result alone."""
    outline = knowledge.outlines.get(result.checklist.outline or "")
    phrases = knowledge.phrases
    blocks: list[Block] = [Paragraph(phrases["plan_made"].format(date=made.strftime("%d-%m-%Y")))]
    used = [answer for criterion in result.checklist.criteria for answer in criterion.answers]
    used += [gap.criterion.example for gap in result.gaps if gap.criterion.example]
    if outline is None:
        title = result.checklist.name
        blocks += [*_scores(knowledge, result), Heading(phrases["scan_gaps_heading"]), *_gaps(knowledge, result.gaps)]
    else:
        title = outline.title
        blocks.append(Paragraph(outline.intro))
        blocks += [block for chapter in outline.chapters for block in _chapter(knowledge, result, chapter)]
        blocks += [Heading(phrases["scan_scores_heading"]), *_scores(knowledge, result)]
        used += _outline_answers(outline)
    blocks += [Heading(phrases["plan_sources_heading"]), _sources(knowledge, used), Paragraph(phrases["scan_note"])]
    return Paper(f"{result.checklist.id}", title, tuple(blocks))


def _outline_answers(outline: Outline) -> list[str]:
    return [answer for chapter in outline.chapters for answer in chapter.answers]


def _chapter(knowledge: KnowledgeBase, result: Result, chapter: Chapter) -> Iterator[Block]:
    phrases = knowledge.phrases
    yield Heading(chapter.title)
    yield Paragraph(chapter.text)
    sources = all_dated(knowledge, chapter.answers)
    if sources:
        named = "; ".join(source_text(phrases, source) for source in sources)
        yield Paragraph(phrases["learn_source"].format(source=named))
    for theme in chapter.themes:
        done = result.in_order(theme)
        gaps = [gap for gap in result.gaps if gap.criterion.theme == theme]
        if len(chapter.themes) > 1:
            yield Heading(theme[:1].upper() + theme[1:], 2)
        if done:
            yield Paragraph(phrases["scan_done_intro"])
            yield Bullets(tuple(criterion.text for criterion in done))
        if gaps:
            yield Paragraph(phrases["scan_todo_intro"])
            yield from _gaps(knowledge, gaps)
    if chapter.gaps:
        if not result.gaps:
            yield Paragraph(phrases["scan_no_gaps"])
        else:
            headings = tuple(phrases[f"scan_column_{name}"] for name in ("number", "action", "who", "when", "means"))
            rows = [(str(n), gap.criterion.if_not, "", "", "") for n, gap in enumerate(result.gaps, start=1)]
            yield Table(headings, tuple(rows))


def _gaps(knowledge: KnowledgeBase, gaps: Iterable[Gap]) -> Iterator[Block]:
    """Each gap with its next step, source and example."""
    items = [gap_text(knowledge, gap) for gap in gaps]
    yield Bullets(tuple(items)) if items else Paragraph(knowledge.phrases["scan_no_gaps"])


def gap_text(knowledge: KnowledgeBase, gap: Gap, whole: bool = True) -> str:
    """A gap with the next step, its source, and the example of another municipality; not `whole`: its first lines."""
    phrases, criterion = knowledge.phrases, gap.criterion
    sources = all_dated(knowledge, criterion.answers[:1])
    source = "; ".join(source_text(phrases, one) for one in sources)
    text = phrases["scan_gap"].format(
        text=criterion.text, value=value_text(knowledge, gap.value), if_not=criterion.if_not, source=source
    )
    example = knowledge.answers.get(criterion.example or "")
    if example is None or example.id in knowledge.notices:
        return text
    shown = flat(example.text) if whole else first_sentences(example.text)
    return f"{text} {phrases['scan_example'].format(example=shown)}"


def flat(text: str) -> str:
    """A text with a list in it as running text.

    >>> flat("Er zijn twee doelen:\\n- melden;\\n- helpen\\n")
    'Er zijn twee doelen: melden; helpen'
    """
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    joined = lines[0]
    for line in lines[1:]:
        item = line.startswith("- ")
        separator = "; " if item and joined[-1] not in ":;.," else " "
        joined += separator + (line[2:] if item else line)
    return joined


def first_sentences(text: str) -> str:
    """The first sentence of a text, and the second when the first is short."""
    plain = " ".join(text.split())
    sentences = plain.replace("! ", ". ").split(". ")
    kept = sentences[:1] if len(sentences[0].split()) >= 9 else sentences[:2]
    return ". ".join(kept).split(": - ")[0].rstrip(".:") + "."


def value_text(knowledge: KnowledgeBase, value: str) -> str:
    """An answer to a criterion in words."""
    names = {"ja": "scan_yes", "deels": "scan_partly", "nee": "scan_no", UNKNOWN: "flow_skip"}
    return knowledge.phrases[names[value]].lower()


def score_label(score: Score) -> str:
    """Theme and level of a score."""
    return f"{score.theme[:1].upper()}{score.theme[1:]}: {score.level}"


def _scores(knowledge: KnowledgeBase, result: Result) -> Iterator[Block]:
    phrases = knowledge.phrases
    headings = tuple(phrases[f"scan_column_{name}"] for name in ("theme", "level", "percent", "unknown"))
    rows = [(s.theme[:1].upper() + s.theme[1:], s.level, f"{s.percent} %", f"{s.unknown} / {s.of}")
            for s in result.scores]  # fmt: skip
    yield Paragraph(phrases["scan_how_counted"])
    yield Table(headings, tuple(rows))


def _sources(knowledge: KnowledgeBase, answers: Iterable[str]) -> Bullets:
    found = all_dated(knowledge, dict.fromkeys(answers))
    return Bullets(tuple(f"{source_text(knowledge.phrases, one)}: {one.source.url}" for one in found))


def learned_paper(knowledge: KnowledgeBase, path: LearningPath, facts: Facts, made: date) -> Paper:
    """What was learned: per module the goal, the score and where to go deeper. `facts`: the role, and per finished
    module the number of right answers."""
    phrases = knowledge.phrases
    role = learning.role_of(path, {path.id: facts})
    done = [module for module in learning.modules_for(knowledge, None) if module.id in facts]
    blocks: list[Block] = [Paragraph(phrases["plan_made"].format(date=made.strftime("%d-%m-%Y")))]
    if role is not None and not knowledge.notices.keys() & set(role.answers):
        blocks += [Heading(phrases["learned_role"].format(role=role.label)), Paragraph(role.text)]
    blocks.append(Heading(phrases["learned_heading"]))
    for part in learning.PARTS:
        own = [module for module in done if module.part == part]
        if own:
            blocks.append(Heading(phrases[f"learn_part_{part}"], 2))
            blocks.append(
                Table(
                    (phrases["learned_column_module"], phrases["learned_column_goal"], phrases["learned_column_score"]),
                    tuple((m.title, m.goal, f"{facts[m.id]} / {len(m.quiz)}") for m in own),
                )
            )
    if not done:
        blocks.append(Paragraph(phrases["learned_nothing"]))
    left = [module for module in learning.modules_for(knowledge, role) if module.id not in facts]
    if left:
        blocks += [Heading(phrases["learned_left"]), Bullets(tuple(module.title for module in left))]
    deeper = [answer for module in done for answer in module.deeper if answer in knowledge.answers]
    if deeper:
        questions = [knowledge.answers[answer].questions[0] for answer in dict.fromkeys(deeper)]
        blocks += [Heading(phrases["learned_deeper"]), Bullets(tuple(q[:1].upper() + q[1:] for q in questions))]
    used = [answer for module in done for answer in module.answers] + deeper
    used += role.answers if role is not None else []
    if used:
        blocks += [Heading(phrases["plan_sources_heading"]), _sources(knowledge, used)]
    blocks.append(Paragraph(phrases["learned_note"]))
    return Paper(path.id, phrases["learned_title"], tuple(blocks))
