"""Mistakes in questions, steps and procedures, found by reading and by walking every combination of answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kompas.content import Content, Document, Path_
from kompas.flows.flows import from_procedure
from kompas.flows.model import UNKNOWN, Ask, Flow, allowed, holds, values
from kompas.flows.plan import Chooser
from kompas.flows.reading import read
from kompas.flows.walk import all_cases, path
from kompas.knowledge import KnowledgeBase
from kompas.publication import PUBLISHED
from kompas.schema import Conditions, PlanRule, Procedure, Question, Step

MAX_QUESTIONS = 6
LISTS = (
    "yes", "no", "person", "unknown", "unsure", "doubt", "correction", "guide", "what_now", "mine", "subject",
    "speaker", "companions", "adults", "hypothetical", "previous", "save", "scan_yes", "scan_partly", "scan_no",
    "learn_read", "learn_knew",
)  # fmt: skip
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\b0\d{2,3}[ -]?\d{3,}|\b0\d{2,3}[ -]\d{2}")


def check_flows(content: Content, knowledge: KnowledgeBase) -> None:
    """Note all problems in `content`. `knowledge`: the same content as the assistant sees it."""
    before = len(content.problems)
    _references(content, knowledge)
    _words(content)
    # Walking through content with broken references would report the same mistake many times.
    if len(content.problems) == before and not _broken(content):
        _buttons_and_phrases(content, knowledge)
        _walk(content, knowledge)


def _broken(content: Content) -> bool:
    return any(
        problem.file.startswith(("procedures/", "steps/", "questions.yml", "contacts.yml", "plan_rules.yml"))
        for problem in content.problems
        if not problem.expired
    )


def _words(content: Content) -> None:
    document = content.documents.get("flow_words.yml")
    if content.questions and document is None:
        where = content.documents["questions.yml"]
        content.problem(where, (), "flow_words.yml ontbreekt", "zet het bestand met algemene woorden terug")
    if document is not None:
        for name in LISTS:
            if name not in content.flow_words:
                content.problem(document, (name,), f"de lijst '{name}' ontbreekt", "zet de lijst met woorden terug")


def _references(content: Content, knowledge: KnowledgeBase) -> None:
    for document, path_, contact_answers in _contact_answers(content):
        for index, answer in enumerate(contact_answers):
            _answer(content, document, (*path_, "answers", index), answer, knowledge)
    for document, path_, step, asked in _steps(content):
        _check_step(content, knowledge, document, path_, step, asked)
    for procedure in content.procedures.values():
        document = content.documents[f"procedures/{procedure.id}.yml"]
        _check_questions(content, knowledge, document, procedure)
        _check_uses(content, document, procedure)
    rules = content.documents.get("plan_rules.yml")
    if rules is not None:
        for index, rule in enumerate(content.plan_rules.values()):
            _check_rule(content, knowledge, rules, index, rule)


def _contact_answers(content: Content) -> Iterator[tuple[Document, Path_, list[str]]]:
    document = content.documents.get("contacts.yml")
    if document is not None:
        for index, contact in enumerate(content.contacts.values()):
            yield document, (index,), contact.answers


def _steps(content: Content) -> Iterator[tuple[Document, Path_, Step, set[str] | None]]:
    """All steps with their place, and the questions that their procedure asks (None: shared, any question)."""
    for document in content.documents.values():
        if document.file.startswith("steps/") and isinstance(document.data, list):
            for index, item in enumerate(document.data):
                step = content.steps.get(str(item.get("id"))) if isinstance(item, dict) else None
                if step is not None:
                    yield document, (index,), step, None
    for procedure in content.procedures.values():
        document = content.documents[f"procedures/{procedure.id}.yml"]
        asked = {ask.ask for ask in procedure.questions}
        for index, step in enumerate(procedure.steps):
            yield document, ("steps", index), step, asked


def _check_step(
    content: Content, knowledge: KnowledgeBase, document: Document, path_: Path_, step: Step, asked: set[str] | None
) -> None:
    if step.use is not None:
        _known(content, document, (*path_, "use"), "gedeelde stap", step.use, content.steps)
    for index, contact in enumerate(step.call):
        _known(content, document, (*path_, "call", index), "contact", contact, content.contacts)
    if asked is None:
        for index, answer in enumerate(step.answers):
            _answer(content, document, (*path_, "answers", index), answer, knowledge)
    _check_conditions(content, document, (*path_, "when"), step.when, asked)
    for field, text in (("what", step.what), ("who", step.who), ("term", step.term)):
        if text and _NUMBER.search(text):
            content.problem(
                document, (*path_, field), f"in '{step.id}' staat een telefoonnummer",
                "zet het nummer in contacts.yml en noem het contact bij 'call'",
            )  # fmt: skip


def _check_conditions(
    content: Content, document: Document, path_: Path_, when: Conditions, asked: set[str] | None
) -> None:
    for fact, wanted in when.items():
        question = content.questions.get(fact)
        if question is None or (asked is not None and fact not in asked):
            content.problem(
                document, (*path_, fact), f"de voorwaarde '{fact}' is geen vraag van deze procedure",
                "kies de id van een vraag onder 'questions'",
            )  # fmt: skip
            continue
        for value in allowed(wanted):
            if value not in (*values(question), UNKNOWN):
                content.problem(
                    document, (*path_, fact), f"'{value}' is geen antwoord op de vraag '{fact}'",
                    f"kies uit: {', '.join((*values(question), UNKNOWN))}",
                )  # fmt: skip


def _check_questions(content: Content, knowledge: KnowledgeBase, document: Document, procedure: Procedure) -> None:
    earlier: set[str] = set()
    for index, ask in enumerate(procedure.questions):
        _known(content, document, ("questions", index, "ask"), "vraag", ask.ask, content.questions)
        _check_conditions(content, document, ("questions", index, "when"), ask.when, earlier)
        earlier.add(ask.ask)
    for fact, value in procedure.given.items():
        _check_conditions(content, document, ("given",), {fact: value}, earlier)
    if procedure.otherwise is not None:
        _known(content, document, ("otherwise",), "procedure", procedure.otherwise, content.procedures)
    elif procedure.given:
        content.problem(
            document, ("given",), "deze procedure heeft feiten vooraf, maar geen 'otherwise'",
            "noem de procedure voor wie die feiten niet kloppen",
        )  # fmt: skip
    for index, answer in enumerate(procedure.offer):
        _answer(content, document, ("offer", index), answer, knowledge)
    for index, first in enumerate(procedure.first):
        _answer(content, document, ("first", index, "answer"), first.answer, knowledge)
        _check_conditions(content, document, ("first", index, "when"), first.when, earlier)


def _check_uses(content: Content, document: Document, procedure: Procedure) -> None:
    seen: set[str] = set()
    for index, step in enumerate(procedure.steps):
        identifier = step.use or step.id or ""
        if identifier in seen:
            content.problem(
                document, ("steps", index), f"de stap '{identifier}' staat er twee keer in", "laat er één staan"
            )
        seen.add(identifier)


def _check_rule(content: Content, knowledge: KnowledgeBase, document: Document, index: int, rule: PlanRule) -> None:
    _check_conditions(content, document, (index, "when"), rule.when, None)
    steps = set(content.steps) | {step.id for p in content.procedures.values() for step in p.steps if step.id}
    groups: list[tuple[str, list[str], Iterable[str], str]] = [
        ("procedures", rule.procedures, content.procedures, "procedure"),
        ("must_call", rule.must_call, content.contacts, "contact"),
        ("first_call", [rule.first_call] if rule.first_call else [], content.contacts, "contact"),
        ("must_step", rule.must_step, steps, "stap"),
        ("never_step", rule.never_step, steps, "stap"),
    ]
    for field, identifiers, known, kind in groups:
        for place, identifier in enumerate(identifiers):
            _known(content, document, (index, field, place), kind, identifier, known)


def _answer(content: Content, document: Document, path_: Path_, identifier: str, knowledge: KnowledgeBase) -> None:
    _known(content, document, path_, "antwoord", identifier, knowledge.answers)
    answer = knowledge.answers.get(identifier)
    if answer is not None and answer.status != PUBLISHED:
        content.problem(
            document, path_, f"antwoord '{identifier}' is nog niet gepubliceerd",
            f"zet bij dat antwoord 'status: {PUBLISHED}', of haal de verwijzing weg",
        )  # fmt: skip


def _known(
    content: Content, document: Document, path_: Path_, kind: str, identifier: str, known: Iterable[str]
) -> None:
    if identifier not in known:
        content.problem(document, path_, f"{kind} '{identifier}' bestaat niet", f"verwijs naar de id van een {kind}")


def _buttons_and_phrases(content: Content, knowledge: KnowledgeBase) -> None:
    """A label that is typed or pressed, and each phrase alone, must be read as the option that it stands under."""
    document = content.documents.get("questions.yml")
    if document is None:
        return
    for position, question in enumerate(content.questions.values()):
        for index, option in enumerate(question.options):
            spot: Path_ = (position, "options", index)
            phrases = [*option.says, *option.answers, *([] if option.vague else [option.label])]
            for phrase in phrases:
                got = _read_alone(knowledge, question, phrase.replace("*", ""))
                if got != option.value:
                    content.problem(
                        document, spot,
                        f"'{phrase}' wordt bij '{question.id}' gelezen als '{got}', niet als '{option.value}'",
                        "maak de woorden langer of haal ze weg bij een van de twee",
                    )  # fmt: skip


def _read_alone(knowledge: KnowledgeBase, question: Question, text: str) -> str | None:
    flow = Flow("check", "check", "check", (Ask(question),))
    reading = read(flow, knowledge.flow_words, text, question.id, {})
    return reading.values.get(question.id) or reading.hints.get(question.id)


def _walk(content: Content, knowledge: KnowledgeBase) -> None:
    for procedure in content.procedures.values():
        document = content.documents[f"procedures/{procedure.id}.yml"]
        flow = from_procedure(knowledge, procedure)
        chooser = Chooser.of(knowledge, procedure)
        rules = [rule for rule in content.plan_rules.values() if not rule.procedures or procedure.id in rule.procedures]
        shapes: dict[tuple[str, ...], Shape] = {}
        reported: set[str] = set()
        for facts in all_cases(flow):
            asked = [ask for ask in path(flow, facts) if ask.question.id not in flow.given]
            if len(asked) > MAX_QUESTIONS and "many" not in reported:
                reported.add("many")
                content.problem(
                    document, ("questions",), f"er worden {len(asked)} vragen gesteld bij {_words_of(facts)}",
                    f"stel er hooguit {MAX_QUESTIONS}",
                )  # fmt: skip
            chosen = chooser.choose(facts)
            key = tuple(step.id or "" for step in chosen)
            if key not in shapes:
                shapes[key] = Shape.of(chosen)
            for what, remedy in faults(rules, shapes[key], facts):
                if what not in reported:
                    reported.add(what)
                    content.problem(document, ("steps",), f"{what}, bij {_words_of(facts)}", remedy)
        used = {identifier for key in shapes for identifier in key}
        for index, step in enumerate(procedure.steps):
            if (step.use or step.id) not in used:
                content.problem(
                    document, ("steps", index), f"de stap '{step.use or step.id}' staat in geen enkel plan",
                    "verbeter de voorwaarden of haal de stap weg",
                )  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """What the rules look at in a plan: its steps, whom it calls, whom first, and the words of what to do."""

    steps: frozenset[str]
    to_do: int
    first: frozenset[str]
    calls: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, chosen: list[Step]) -> Shape:
        """Of the steps that were chosen for a case."""
        to_do = [step for step in chosen if not step.avoid]
        text = " ".join(f"{step.who} {step.what} {step.basis or ''}" for step in to_do)
        return cls(
            frozenset(step.id or "" for step in chosen), len(to_do), frozenset(to_do[0].call if to_do else ()),
            frozenset(contact for step in to_do for contact in step.call), frozenset(_WORD.findall(text)),
        )  # fmt: skip


def _words_of(facts: Mapping[str, str]) -> str:
    return ", ".join(f"{fact}: {value}" for fact, value in facts.items()) or "elk geval"


def faults(rules: Iterable[PlanRule], shape: Shape, facts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a plan under the rules: what, and the remedy. A rule counts only where all facts that it is
    about are known to the procedure."""
    if shape.to_do < 2:
        yield "het plan heeft minder dan twee stappen", "voeg een stap toe die hier geldt"
    for rule in rules:
        if not (rule.when.keys() <= facts.keys() and holds(rule.when, facts)):
            continue
        mend = f"volg de regel '{rule.id}' in plan_rules.yml: {rule.why}"
        if rule.first_call and rule.first_call not in shape.first:
            yield f"de eerste stap belt niet naar '{rule.first_call}'", mend
        for contact in rule.must_call:
            if contact not in shape.calls:
                yield f"niemand belt naar '{contact}'", mend
        for step in rule.must_step:
            if step not in shape.steps:
                yield f"de stap '{step}' ontbreekt", mend
        for step in rule.never_step:
            if step in shape.steps:
                yield f"de stap '{step}' hoort hier niet", mend
        for word in rule.never_words:
            if word in shape.words:
                yield f"het woord '{word}' hoort hier niet", mend


def coverage(knowledge: KnowledgeBase) -> dict[str, int]:
    """How many combinations of answers each procedure has."""
    return {
        procedure.id: sum(1 for _ in all_cases(from_procedure(knowledge, procedure)))
        for procedure in knowledge.procedures.values()
    }
