"""Mistakes in checklists, outlines, modules and the learning path."""

from __future__ import annotations

from collections.abc import Iterable

from kompas.content import Content, Document, Path_
from kompas.flows.flows import flows
from kompas.flows.learning import PARTS, minutes
from kompas.flows.model import SCAN, UNKNOWN
from kompas.flows.reading import read
from kompas.knowledge import KnowledgeBase
from kompas.schema import Checklist, LearningPath, Module, Outline

FEWEST, MOST = 12, 18  # modules
SHORTEST, LONGEST = 2.5, 5.0  # minutes; read as three to five when rounded


def check_learning(content: Content, knowledge: KnowledgeBase) -> None:
    """Note all problems in `content`. `knowledge`: the same content as the assistant sees it."""
    for checklist in content.checklists.values():
        _checklist(content, knowledge, content.documents[f"checklists/{checklist.id}.yml"], checklist)
    for outline in content.outlines.values():
        _outline(content, knowledge, content.documents[f"outlines/{outline.id}.yml"], outline)
    for module in content.modules.values():
        _module(content, knowledge, content.documents[f"modules/{module.id}.yml"], module)
    for path in content.learning_paths.values():
        _path(content, knowledge, content.documents[f"learning_paths/{path.id}.yml"], path)
    _ids(content)
    if not any(problem for problem in content.problems if not problem.expired):
        _buttons(content, knowledge)


def _known(
    content: Content, document: Document, path_: Path_, kind: str, identifiers: Iterable[str], known: Iterable[str]
) -> None:
    there = set(known)
    for index, identifier in enumerate(identifiers):
        if identifier not in there:
            where = (*path_, index) if (*path_, index) in document.lines else path_
            content.problem(
                document, where, f"{kind} '{identifier}' bestaat niet", f"verwijs naar de id van een {kind}"
            )


def _checklist(content: Content, knowledge: KnowledgeBase, document: Document, checklist: Checklist) -> None:
    _known(content, document, ("offer",), "antwoord", checklist.offer, knowledge.answers)
    if checklist.outline is not None:
        _known(content, document, ("outline",), "opzet", [checklist.outline], content.outlines)
    seen: set[str] = set()
    for index, criterion in enumerate(checklist.criteria):
        if criterion.id in seen:
            content.problem(
                document, ("criteria", index, "id"), f"id '{criterion.id}' bestaat al in deze lijst",
                "kies een andere id",
            )  # fmt: skip
        seen.add(criterion.id)
        if criterion.example is None:
            continue
        place: Path_ = ("criteria", index, "example")
        _known(content, document, place, "antwoord", [criterion.example], knowledge.answers)
        topic = knowledge.topic_of.get(criterion.example)
        if topic is not None and topic.kind != "example":
            content.problem(
                document, place, f"'{criterion.example}' is geen voorbeeld van een gemeente",
                "kies een antwoord van een onderwerp met kind: example",
            )  # fmt: skip


def _outline(content: Content, knowledge: KnowledgeBase, document: Document, outline: Outline) -> None:
    used = [checklist for checklist in content.checklists.values() if checklist.outline == outline.id]
    if not used:
        content.problem(
            document, ("id",), f"geen lijst gebruikt de opzet '{outline.id}'", "zet deze id bij 'outline' van een lijst"
        )
    themes = {criterion.theme for checklist in used for criterion in checklist.criteria}
    for index, chapter in enumerate(outline.chapters):
        _known(content, document, ("chapters", index, "answers"), "antwoord", chapter.answers, knowledge.answers)
        if used:
            _known(content, document, ("chapters", index, "themes"), "thema", chapter.themes, themes)
    missing = themes - {theme for chapter in outline.chapters for theme in chapter.themes}
    for theme in sorted(missing):
        content.problem(
            document, ("chapters",), f"het thema '{theme}' staat in geen hoofdstuk", "noem het bij 'themes'"
        )


def _module(content: Content, knowledge: KnowledgeBase, document: Document, module: Module) -> None:
    _known(content, document, ("answers",), "antwoord", module.answers, knowledge.answers)
    _known(content, document, ("deeper",), "antwoord", module.deeper, knowledge.answers)
    for index, quiz in enumerate(module.quiz):
        if quiz.right > len(quiz.options):
            content.problem(
                document, ("quiz", index, "right"), f"er is geen optie {quiz.right}",
                f"kies een nummer van 1 tot {len(quiz.options)}",
            )  # fmt: skip
        if quiz.answer not in module.answers:
            content.problem(
                document, ("quiz", index, "answer"), f"'{quiz.answer}' wordt in deze module niet gelezen",
                f"kies uit: {', '.join(module.answers)}",
            )  # fmt: skip
    if len(set(module.answers)) < len(module.answers):
        content.problem(document, ("answers",), "een antwoord staat er twee keer in", "laat er één staan")
    long = minutes(knowledge, module)
    if set(module.answers) <= set(knowledge.answers) and not SHORTEST <= long <= LONGEST:
        content.problem(
            document, ("answers",), f"de module duurt ongeveer {long:.1f} minuten ({SHORTEST:.1f} tot {LONGEST:.1f})",
            "haal een antwoord weg" if long > LONGEST else "voeg een antwoord toe",
        )  # fmt: skip


def _path(content: Content, knowledge: KnowledgeBase, document: Document, path: LearningPath) -> None:
    _known(content, document, ("offer",), "antwoord", path.offer, knowledge.answers)
    _known(content, document, ("checklists",), "lijst", path.checklists, content.checklists)
    for index, role in enumerate(path.roles):
        _known(content, document, ("roles", index, "answers"), "antwoord", role.answers, knowledge.answers)
        _known(content, document, ("roles", index, "modules"), "module", role.modules, content.modules)
    for module in content.modules.values():
        if not any(module.id in role.modules for role in path.roles):
            content.problem(
                document, ("roles",), f"de module '{module.id}' staat bij geen enkele rol", "zet hem bij een rol"
            )
    if not FEWEST <= len(content.modules) <= MOST:
        content.problem(
            document, ("id",), f"er zijn {len(content.modules)} modules ({FEWEST} tot {MOST})",
            "voeg modules samen of maak er een bij",
        )  # fmt: skip
    for part in PARTS:
        if not any(module.part == part for module in content.modules.values()):
            content.problem(document, ("id",), f"het deel '{part}' heeft geen module", "maak er een")


def _ids(content: Content) -> None:
    """An id names one flow: in the conversation, in an address, under a code."""
    seen: dict[str, str] = {}
    groups: dict[str, Iterable[str]] = {
        "procedures": content.procedures, "checklists": content.checklists, "modules": content.modules,
        "learning_paths": content.learning_paths,
    }  # fmt: skip
    for folder, items in groups.items():
        for identifier in items:
            if identifier in seen:
                content.problem(
                    content.documents[f"{folder}/{identifier}.yml"], ("id",),
                    f"id '{identifier}' bestaat al in {seen[identifier]}", "kies een andere id",
                )  # fmt: skip
            seen[identifier] = folder


def _buttons(content: Content, knowledge: KnowledgeBase) -> None:
    """A label that is typed or pressed, and each word for it, must be read as the option that it stands under."""
    folders = {"scan": "checklists", "module": "modules", "path": "learning_paths"}
    reported: set[tuple[str, str]] = set()
    for flow in flows(knowledge).values():
        folder = folders.get(flow.kind)
        for ask in flow.asks if folder else ():
            document = content.documents[f"{folder}/{flow.id}.yml"]
            for option in ask.question.options:
                for phrase in (option.label, *option.answers, *option.says):
                    reading = read(flow, knowledge.flow_words, phrase.replace("*", ""), ask.question.id, {})
                    got = reading.values.get(ask.question.id, UNKNOWN if reading.skipped else None)
                    # The same words count in every scan and on every page: say it once.
                    where = (flow.kind if flow.kind == SCAN else flow.id, phrase)
                    if got != option.value and where not in reported:
                        reported.add(where)
                        content.problem(
                            document, ("id",),
                            f"'{phrase}' wordt bij '{ask.question.name}' gelezen als '{got}', niet als "
                            f"'{option.value}'",
                            "kies andere woorden, of haal ze weg bij een van de twee",
                        )  # fmt: skip
