"""Words the end of a module, and where someone is on the learning path."""

from __future__ import annotations

from typing import Any

from actions.flow_reply import Kept, Note, downloads
from kompas.flows import learning
from kompas.flows.flows import flows
from kompas.flows.model import Case, Flow
from kompas.flows.sources import all_dated, source_text
from kompas.knowledge import KnowledgeBase
from kompas.schema import LearningPath, Module, Role


def module_ending(knowledge: KnowledgeBase, flow: Flow, case: Case, said: Note, kept: Kept) -> dict[str, Any]:
    """The score of a module, and what comes next."""
    phrases, module = knowledge.phrases, knowledge.modules[flow.id]
    score = learning.score(knowledge, module, case.facts)
    path, role, done = _where(knowledge, kept)
    mine = learning.modules_for(knowledge, role)
    following = next((other for other in mine if other.id not in done), None)
    again = phrases["flow_again_prefix"] + flow.title
    blocks = [
        said.get("text") or "",
        phrases["learn_done"].format(title=module.title, right=score.right, of=score.of, goal=module.goal),
        phrases["learn_next"].format(title=following.title) if following else phrases["learn_all_done"],
    ]
    titles = [title_of(knowledge, following)] if following else []
    titles += [path.title] if path else []
    titles += [again] if score.right < score.of else []
    return {
        "text": "\n\n".join(filter(None, blocks)),
        "buttons": _buttons([*titles, phrases["flow_save"]]),
        "json_message": {
            "outcome": "flow",
            "progress": _progress(knowledge, mine, done),
            "flow": {"id": flow.id, "question": None, "options": [], "facts": case.facts},
            "module": {"id": module.id, "right": score.right, "of": score.of},
        },
    }


def path_ending(knowledge: KnowledgeBase, flow: Flow, case: Case, said: Note, kept: Kept) -> dict[str, Any]:
    """The introduction for a role, its modules with what is done, and what comes next."""
    phrases, path = knowledge.phrases, knowledge.learning_paths[flow.id]
    _, role, done = _where(knowledge, {**kept, flow.id: case.facts})
    mine = learning.modules_for(knowledge, role)
    following = next((module for module in mine if module.id not in done), None)
    blocks = [said.get("text") or "", f"**{path.title}**"]
    if role is not None and not knowledge.notices.keys() & set(role.answers):  # else it would tell what is switched off
        sources = "; ".join(source_text(phrases, one) for one in all_dated(knowledge, role.answers))
        blocks += [role.text.strip(), phrases["learn_source"].format(source=sources)]
    for part in learning.PARTS:
        own = [module for module in mine if module.part == part]
        if own:
            lines = [phrases[f"learn_part_{part}"].join(("**", "**"))]
            blocks.append("\n".join([*lines, *(_line(knowledge, module, done) for module in own)]))
    blocks.append(phrases["learn_next"].format(title=following.title) if following else phrases["learn_all_done"])
    lists = [knowledge.checklists[c].name for c in path.checklists if c in knowledge.checklists]
    titles = [title_of(knowledge, following)] if following else []
    facts = {**flow.clean(case.facts), **{module: str(score.right) for module, score in done.items()}}
    used = role.answers if role is not None else []
    return {
        "text": "\n\n".join(filter(None, blocks)),
        "buttons": _buttons([*titles, *lists[:2], phrases["flow_save"], phrases["flow_again_prefix"] + path.title]),
        "json_message": {
            "outcome": "flow",
            "progress": _progress(knowledge, mine, done),
            "download": downloads(knowledge, flow, facts),
            "sources": [
                {"title": d.source.title, "publisher": d.source.publisher, "url": d.source.url, "date": d.source.date,
                 "as_of": d.as_of}
                for d in all_dated(knowledge, used)
            ],
            "flow": {"id": flow.id, "question": None, "options": [], "facts": case.facts},
            "path": {"role": role.id if role else None, "done": list(done), "modules": [m.id for m in mine]},
        },
    }  # fmt: skip


def title_of(knowledge: KnowledgeBase, module: Module) -> str:
    """What one types, or presses, to begin a module."""
    return flows(knowledge)[module.id].title


def _where(knowledge: KnowledgeBase, kept: Kept) -> tuple[LearningPath | None, Role | None, dict[str, learning.Score]]:
    path = next(iter(knowledge.learning_paths.values()), None)
    role = learning.role_of(path, kept) if path is not None else None
    return path, role, learning.results(knowledge, kept)


def _line(knowledge: KnowledgeBase, module: Module, done: dict[str, learning.Score]) -> str:
    score = done.get(module.id)
    if score is None:
        minutes = max(1, round(learning.minutes(knowledge, module)))
        return knowledge.phrases["learn_line_open"].format(title=module.title, minutes=minutes)
    return knowledge.phrases["learn_line_done"].format(title=module.title, right=score.right, of=score.of)


def _progress(knowledge: KnowledgeBase, mine: list[Module], done: dict[str, learning.Score]) -> dict[str, Any]:
    step = sum(module.id in done for module in mine)
    label = knowledge.phrases["learn_progress"].format(step=step, of=len(mine))
    return {"label": label, "step": step, "of": len(mine)}


def _buttons(titles: list[str]) -> list[dict[str, str]]:
    return [{"title": title, "payload": title} for title in titles]
