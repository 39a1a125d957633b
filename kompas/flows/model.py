"""What a flow is: questions in order, each with the condition under which it is asked; and how far someone is in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kompas.schema import Conditions, Question

# What stands at the end of a flow: a plan, the result of a checklist, the score of a module, a learning path.
PROCEDURE, SCAN, MODULE, PATH = "procedure", "scan", "module", "path"
KEPT = (SCAN, MODULE, PATH)  # about the user's own work, not about a case: kept when the user leaves them
UNKNOWN = "onbekend"  # the value of a question that was skipped
Facts = Mapping[str, str]


@dataclass(frozen=True)
class Ask:
    """A question in a flow, asked while `when` holds."""

    question: Question
    when: Conditions = field(default_factory=dict)


@dataclass(frozen=True)
class Flow:
    """Questions with conditions. `kind` says what stands at the end. `given` are facts that the flow itself tells; who
    says otherwise goes on in the flow `otherwise`. `start`: words by which a message asks for this flow; `told`: a
    message that tells of a case may open it too."""

    id: str
    kind: str
    title: str
    asks: tuple[Ask, ...]
    given: Facts = field(default_factory=dict)
    start: tuple[str, ...] = ()
    told: bool = False
    otherwise: str | None = None

    def question(self, identifier: str) -> Question | None:
        """The question with this id, if the flow may ask it."""
        return next((ask.question for ask in self.asks if ask.question.id == identifier), None)

    def clean(self, facts: Mapping[str, Any]) -> dict[str, str]:
        """Only those facts that this flow asks for and whose value is one of the closed list."""
        return {
            ask.question.id: facts[ask.question.id]
            for ask in self.asks
            if facts.get(ask.question.id) in (*values(ask.question), UNKNOWN)
        }


@dataclass(frozen=True)
class Case:
    """What is known in one walk through a flow. `hints` tell something but leave their question open. `asked`: the
    questions that were put to the user and answered; the other facts were told unasked."""

    flow: str
    facts: dict[str, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For a slot."""
        return {"flow": self.flow, "facts": dict(self.facts), "hints": dict(self.hints), "asked": list(self.asked)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Case:
        """From a slot."""
        parts = {name: dict(data.get(name) or {}) for name in ("facts", "hints")}
        return cls(str(data["flow"]), **parts, asked=tuple(data.get("asked") or ()))


def values(question: Question) -> list[str]:
    """The values that a question may get, without the one for skipping."""
    return [option.value for option in question.options]


def holds(when: Conditions, facts: Facts) -> bool:
    """Whether all conditions hold; a fact that is not there counts as not known.

    >>> holds({"age": ["minderjarig", "onbekend"]}, {})
    True
    """
    return all(facts.get(fact, UNKNOWN) in allowed(wanted) for fact, wanted in when.items())


def allowed(wanted: str | Iterable[str]) -> tuple[str, ...]:
    """The values that a condition accepts."""
    return (wanted,) if isinstance(wanted, str) else tuple(wanted)
