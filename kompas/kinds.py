"""The kinds of content that have an id: where each stands, and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kompas.schema import (
    Aspect,
    Checklist,
    Concept,
    Contact,
    LearningPath,
    Module,
    Outline,
    PlanRule,
    Procedure,
    Question,
    Series,
    Source,
    Step,
    Topic,
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """`name`: its field in `Content` and in `KnowledgeBase`, and its file (`name.yml`) or, with `folder`, its folder
    (`name/...`). `single`: a file holds one item and bears its id; else a file holds a list."""

    name: str
    model: type[Any]
    folder: bool = False
    single: bool = False

    def holds(self, file: str) -> bool:
        """Whether a file, named from the content folder, is of this kind.

        >>> Kind("steps", Step, folder=True).holds("steps/melden.yml")
        True
        """
        return file.startswith(f"{self.name}/") if self.folder else file == f"{self.name}.yml"


def _folder(name: str, model: type[Any]) -> Kind:
    return Kind(name, model, folder=True, single=True)


KINDS = {
    kind.name: kind
    for kind in (
        _folder("topics", Topic),
        Kind("sources", Source),
        Kind("aspects", Aspect),
        _folder("procedures", Procedure),
        _folder("checklists", Checklist),
        _folder("series", Series),
        Kind("concepts", Concept),
        Kind("contacts", Contact),
        Kind("questions", Question),
        Kind("steps", Step, folder=True),
        Kind("plan_rules", PlanRule),
        _folder("outlines", Outline),
        _folder("modules", Module),
        _folder("learning_paths", LearningPath),
    )
}


def kind_of(file: str) -> Kind | None:
    """The kind that a file of the content folder is of, if any."""
    return next((kind for kind in KINDS.values() if kind.holds(file)), None)
