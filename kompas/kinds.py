"""The kinds of content that have an id: where each stands, and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kompas import schema


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

        >>> Kind("steps", schema.Step, folder=True).holds("steps/melden.yml")
        True
        """
        return file.startswith(f"{self.name}/") if self.folder else file == f"{self.name}.yml"


def _folder(name: str, model: type[Any]) -> Kind:
    return Kind(name, model, folder=True, single=True)


KINDS = {
    kind.name: kind
    for kind in (
        _folder("topics", schema.Topic),
        Kind("sources", schema.Source),
        Kind("aspects", schema.Aspect),
        _folder("procedures", schema.Procedure),
        _folder("checklists", schema.Checklist),
        _folder("series", schema.Series),
        Kind("concepts", schema.Concept),
        Kind("contacts", schema.Contact),
        Kind("questions", schema.Question),
        Kind("steps", schema.Step, folder=True),
        Kind("plan_rules", schema.PlanRule),
        _folder("outlines", schema.Outline),
        _folder("modules", schema.Module),
        _folder("learning_paths", schema.LearningPath),
    )
}


def kind_of(file: str) -> Kind | None:
    """The kind that a file of the content folder is of, if any."""
    return next((kind for kind in KINDS.values() if kind.holds(file)), None)
