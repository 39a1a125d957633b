"""The plan at the end of a procedure: its steps under the facts of the case, with contacts and sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kompas.flows.model import UNKNOWN, Facts, allowed
from kompas.flows.sources import DatedSource, all_dated
from kompas.knowledge import KnowledgeBase
from kompas.schema import Contact, Procedure, Step


@dataclass(frozen=True)
class PlanStep:
    """A step as the reader gets it. `sources` with the date up to which each holds."""

    id: str
    who: str
    what: str
    term: str | None
    basis: str | None
    caveat: str | None
    call: tuple[Contact, ...]
    answers: tuple[str, ...]
    records: tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """A fact of the case in words: what was asked, and the answer."""

    name: str
    value: str


@dataclass(frozen=True)
class Plan:
    """What to do, in order, and what not to do."""

    procedure: str
    title: str
    facts: tuple[Fact, ...]
    steps: tuple[PlanStep, ...]
    avoid: tuple[PlanStep, ...]
    contacts: tuple[Contact, ...]
    sources: tuple[DatedSource, ...]

    @property
    def records(self) -> list[str]:
        """The ids of all facts that the plan states, in order."""
        return list(dict.fromkeys(record for step in (*self.steps, *self.avoid) for record in step.records))


@dataclass(frozen=True)
class Chooser:
    """The steps of a procedure, shared ones filled in, each with the values that its conditions accept."""

    procedure: Procedure
    steps: tuple[tuple[Step, tuple[tuple[str, frozenset[str]], ...]], ...]

    @classmethod
    def of(cls, knowledge: KnowledgeBase, procedure: Procedure) -> Chooser:
        """For one procedure. A shared step that does not exist is left out; `kompas check` reports it."""
        found = []
        for step in procedure.steps:
            shared = knowledge.steps.get(step.use) if step.use else step
            if shared is not None:
                conditions = [*shared.when.items(), *(step.when.items() if step.use else ())]
                found.append((shared, tuple((fact, frozenset(allowed(wanted))) for fact, wanted in conditions)))
        return cls(procedure, tuple(found))

    def choose(self, facts: Facts) -> list[Step]:
        """The steps that apply under the facts of a case, in order."""
        return [
            step
            for step, conditions in self.steps
            if all(facts.get(fact, UNKNOWN) in accepted for fact, accepted in conditions)
        ]


def build(knowledge: KnowledgeBase, procedure: Procedure, facts: Facts) -> Plan:
    """The plan for a procedure under the facts of a case."""
    return put_together(knowledge, procedure, Chooser.of(knowledge, procedure).choose(facts), facts)


def put_together(knowledge: KnowledgeBase, procedure: Procedure, chosen: Iterable[Step], facts: Facts) -> Plan:
    """The plan of the chosen steps, with the facts of the case in words."""
    filled = [(step.avoid, _step(knowledge, step)) for step in chosen]
    steps = [step for avoid, step in filled if not avoid]
    avoid = [step for avoid, step in filled if avoid]
    contacts = {contact.id: contact for step in steps for contact in step.call}
    return Plan(
        procedure.id, procedure.title, tuple(_facts(knowledge, procedure, facts)), tuple(steps), tuple(avoid),
        tuple(contacts.values()), tuple(all_dated(knowledge, [a for step in (*steps, *avoid) for a in step.answers])),
    )  # fmt: skip


def _step(knowledge: KnowledgeBase, step: Step) -> PlanStep:
    off = next((answer for answer in step.answers if answer in knowledge.notices), None)
    if off is not None:
        # What an editor switched off may be wrong: who and whom to call stay, what it says does not.
        step = step.copy(update={"what": knowledge.notices[off], "basis": None, "caveat": None, "term": None})
    answers = [
        knowledge.answers[answer]
        for answer in step.answers
        if answer in knowledge.answers and answer not in knowledge.notices
    ]
    records = step.records if step.records is not None and off is None else [r for a in answers for r in a.records]
    return PlanStep(
        step.id or "", step.who or "", step.what or "", step.term, step.basis, step.caveat,
        tuple(knowledge.contacts[contact] for contact in step.call if contact in knowledge.contacts),
        tuple(answer.id for answer in answers), tuple(dict.fromkeys(records)),
    )  # fmt: skip


def _facts(knowledge: KnowledgeBase, procedure: Procedure, facts: Facts) -> Iterable[Fact]:
    for ask in procedure.questions:
        question = knowledge.questions.get(ask.ask)
        if question is not None and question.id in facts:
            labels = {option.value: option.label for option in question.options}
            labels[UNKNOWN] = knowledge.phrases["plan_unknown"]
            yield Fact(question.name, labels.get(facts[question.id], facts[question.id]))
