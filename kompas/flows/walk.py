"""Walking through a flow: the next question, the progress, every path there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kompas.flows.model import UNKNOWN, Ask, Case, Facts, Flow, holds, values
from kompas.flows.reading import Reading
from kompas.schema import Question


@dataclass(frozen=True)
class Progress:
    """Question `step` of `of`."""

    step: int
    of: int


def begin(flow: Flow) -> Case:
    """A new walk."""
    return Case(flow.id, dict(flow.given))


def path(flow: Flow, facts: Facts) -> list[Ask]:
    """The questions that belong to these facts, answered or not. A condition on a question that is still open counts
    as not fulfilled, unless it accepts that the fact is not known."""
    return [ask for ask in flow.asks if holds(ask.when, facts)]


def next_question(flow: Flow, case: Case) -> Question | None:
    """The question to ask now, or None at the end.

    A condition is judged only when the questions that it depends on have been asked: they stand earlier in the flow.
    """
    return next((ask.question for ask in path(flow, case.facts) if ask.question.id not in case.facts), None)


def progress(flow: Flow, case: Case) -> Progress:
    """Where the open question stands among those that are put to the user: what was told unasked does not count."""
    asks = [ask.question.id for ask in path(flow, case.facts)]
    done = sum(question in case.asked and question in case.facts for question in asks)
    left = sum(question not in case.facts for question in asks)
    return Progress(min(done + 1, done + left), done + left)


@dataclass(frozen=True)
class Taken:
    """A case after a message: what was newly told, what was changed, and what must be said at once. `leaves`: a fact
    that the flow itself gave turned out otherwise. `hinted`: told, but too little to settle the open question."""

    case: Case
    told: dict[str, str]
    changed: dict[str, str]
    now: list[str]
    leaves: bool = False
    hinted: dict[str, str] = field(default_factory=dict)


def take(flow: Flow, case: Case, reading: Reading) -> Taken:
    """The case after a message that was read; facts that no longer belong to the path are dropped."""
    if reading.back:
        return Taken(_back(case), {}, {}, [])
    facts, hints = dict(case.facts), {**case.hints, **reading.hints}
    told: dict[str, str] = {}
    changed: dict[str, str] = {}
    skipped: dict[str, str] = {}
    for identifier, value in reading.values.items():
        question = flow.question(identifier)
        if question is None or facts.get(identifier) == value:
            continue
        (changed if facts.get(identifier, UNKNOWN) != UNKNOWN else told)[identifier] = value
        facts[identifier] = value
    if reading.skipped and reading.open and reading.open not in reading.values:
        facts[reading.open] = hints.get(reading.open, UNKNOWN)
        skipped = {reading.open: facts[reading.open]}
    kept = {ask.question.id for ask in path(flow, facts)}
    # An answer to a later question may be told before its condition is known: it waits.
    waiting = {ask.question.id for ask in flow.asks if ask.when and not (set(ask.when) <= set(facts))}
    facts = {identifier: value for identifier, value in facts.items() if identifier in kept | waiting}
    heard = {**told, **changed, **skipped}
    now = [text for fact, value in heard.items() if (text := _at_once(flow.question(fact), value))]
    asked = tuple(dict.fromkeys((*case.asked, reading.open))) if reading.open in facts and reading.open else case.asked
    leaves = any(facts.get(fact) != value for fact, value in flow.given.items())
    after = replace(case, facts=facts, hints=hints, asked=asked)
    return Taken(after, told, changed, now, leaves, _hinted(facts, reading))


def _back(case: Case) -> Case:
    """The case with the last question that was answered open again."""
    last = next((question for question in reversed(case.asked) if question in case.facts), None)
    facts = {fact: value for fact, value in case.facts.items() if fact != last}
    return replace(case, facts=facts, asked=tuple(question for question in case.asked if question != last))


def _hinted(facts: Facts, reading: Reading) -> dict[str, str]:
    """What was told without settling its question, which is the open one."""
    return {fact: value for fact, value in reading.hints.items() if fact == reading.open and fact not in facts}


def _at_once(question: Question | None, value: str) -> str | None:
    options = question.options if question else []
    return next((option.now for option in options if option.value == value), None)


def all_cases(flow: Flow) -> Iterator[dict[str, str]]:
    """Every combination of answers that a user can give, skipping included: the facts at the end of each path."""

    def walk(facts: dict[str, str]) -> Iterator[dict[str, str]]:
        question = next_question(flow, Case(flow.id, facts))
        if question is None:
            yield facts
            return
        for value in (*values(question), UNKNOWN):
            yield from walk({**facts, question.id: value})

    yield from walk(dict(flow.given))
