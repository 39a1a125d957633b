"""Words the result of a scan: a chart, the same in words, the gaps in order, and the documents."""

from __future__ import annotations

from typing import Any

from actions.flow_reply import Kept, Note, downloads
from kompas.flows.model import Case, Flow
from kompas.flows.papers import gap_text, score_label
from kompas.flows.scan import Result, result
from kompas.flows.sources import all_dated
from kompas.knowledge import KnowledgeBase

SHOWN_GAPS = 5  # in the conversation; the documents have them all


def ending(knowledge: KnowledgeBase, flow: Flow, case: Case, said: Note, kept: Kept) -> dict[str, Any]:
    """The result of a scan as a message."""
    phrases = knowledge.phrases
    found = result(knowledge.checklists[flow.id], case.facts)
    table = _table(knowledge, found)
    blocks = [said.get("text") or "", f"**{phrases['scan_result'].format(name=flow.title)}**", table]
    blocks += [phrases["scan_how_counted"], _reached(knowledge, found)]
    if found.unknown:
        blocks.append(phrases["scan_unknown"].format(count=found.unknown))
    blocks.append(_gaps(knowledge, found))
    blocks += [phrases["scan_more"], phrases["scan_note"]]
    again = phrases["flow_again_prefix"] + flow.title
    others = [c.name for c in knowledge.checklists.values() if c.id != flow.id and c.id not in kept]
    used = [answer for gap in found.gaps[:SHOWN_GAPS] for answer in gap.criterion.answers[:1]]
    used = used or [found.checklist.criteria[0].answers[0]]
    of = len(found.checklist.criteria)
    return {
        "text": "\n\n".join(filter(None, blocks)),
        "buttons": [{"title": title, "payload": title} for title in [*others[:1], again, phrases["flow_save"]]],
        "json_message": {
            "outcome": "flow",
            "progress": {"label": phrases["scan_done"], "step": of, "of": of},
            "chart": {
                "kind": "bar",
                "title": phrases["scan_result"].format(name=flow.title),
                "unit": "%",
                "points": [{"label": score_label(score), "value": score.percent} for score in found.scores],
                "note": phrases["scan_how_counted"],
                "source": phrases["scan_chart_source"],
                "in_text": [table, phrases["scan_how_counted"]],
            },
            "download": downloads(knowledge, flow, flow.clean(case.facts)),
            "sources": [
                {"title": d.source.title, "publisher": d.source.publisher, "url": d.source.url, "date": d.source.date,
                 "as_of": d.as_of}
                for d in all_dated(knowledge, used)
            ],
            "flow": {"id": flow.id, "question": None, "options": [], "facts": case.facts},
            "scan": {
                "scores": [vars(score) for score in found.scores],
                "gaps": [gap.criterion.id for gap in found.gaps],
            },
        },
    }  # fmt: skip


def _table(knowledge: KnowledgeBase, found: Result) -> str:
    """Per theme all levels in words."""
    phrases = knowledge.phrases
    lines = []
    for theme in found.themes:
        own = [score for score in found.scores if score.theme == theme]
        percents = ", ".join(phrases["scan_percent"].format(level=s.level, percent=s.percent) for s in own)
        lines.append(f"- {theme[:1].upper()}{theme[1:]}: {percents}")
    return "\n".join(lines)


def _reached(knowledge: KnowledgeBase, found: Result) -> str:
    """The themes of which a level is reached, with the highest."""
    phrases = knowledge.phrases
    reached = {theme: level for theme in found.themes if (level := found.reached(theme))}
    if not reached:
        return phrases["scan_not_reached"]
    return phrases["scan_reached"].format(themes="; ".join(f"{theme} ({level})" for theme, level in reached.items()))


def _gaps(knowledge: KnowledgeBase, found: Result) -> str:
    phrases = knowledge.phrases
    if not found.gaps:
        return phrases["scan_no_gaps"]
    lines = [phrases["scan_gaps"]]
    lines += [f"{n}. {gap_text(knowledge, gap, whole=False)}" for n, gap in enumerate(found.gaps[:SHOWN_GAPS], start=1)]
    left = len(found.gaps) - SHOWN_GAPS
    if left > 0:
        lines.append(phrases["scan_gaps_left"].format(count=left))
    return "\n".join(lines)
