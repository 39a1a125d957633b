"""Reads the content folder into checked objects, and knows on which line each thing stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kompas.kinds import KINDS, kind_of
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
    Thresholds,
    Topic,
)  # fmt: skip

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Model = TypeVar("Model", bound=BaseModel)
Path_ = tuple[str | int, ...]


class EditorError(Exception):
    """Something that an editor asked for and that cannot be done; the message names the remedy, in Dutch."""


@dataclass(frozen=True)
class Problem:
    """Something wrong in the content: where, what, and how to mend it (in Dutch, for editors). `expired`: a review
    date has passed; `unpublished`: it is in an answer that users do not see yet. Neither stops a build."""

    file: str
    line: int
    what: str
    remedy: str
    expired: bool = False
    unpublished: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} → {self.remedy}"


class ContentError(Exception):
    """The content has mistakes; nothing was built."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass
class Document:
    """One YAML file: its data and the line of every node."""

    file: str
    data: Any
    lines: dict[Path_, int]

    def line(self, path: Path_) -> int:
        """Line (from 1) of the node at `path`, or of the nearest node around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


@dataclass
class Content:
    """Everything in the content folder, by id, with the problems met while reading."""

    topics: dict[str, Topic] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    aspects: dict[str, Aspect] = field(default_factory=dict)
    procedures: dict[str, Procedure] = field(default_factory=dict)
    checklists: dict[str, Checklist] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    concepts: dict[str, Concept] = field(default_factory=dict)
    outlines: dict[str, Outline] = field(default_factory=dict)
    modules: dict[str, Module] = field(default_factory=dict)
    learning_paths: dict[str, LearningPath] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    plan_rules: dict[str, PlanRule] = field(default_factory=dict)
    flow_words: dict[str, list[str]] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)
    documents: dict[str, Document] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, document: Document, path: Path_, what: str, remedy: str, expired: bool = False) -> None:
        """Note a problem at a place in a document."""
        self.problems.append(Problem(document.file, document.line(path), what, remedy, expired))


def load(folder: Path) -> Content:
    """Read every YAML file under `folder`. Problems are collected, never raised.

    Raises FileNotFoundError when the folder is not there.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"De map {folder} bestaat niet. Geef de juiste map op met KOMPAS_CONTENT.")
    content = Content()
    for path in sorted(folder.rglob("*.y*ml")):
        name = path.relative_to(folder).as_posix()
        document = _read(content, path, name)
        if document is None:
            continue
        kind = kind_of(name)
        if kind is not None:
            read = _single if kind.single else _items
            read(content, document, kind.model, getattr(content, kind.name))
        elif name in _OTHERS:
            _OTHERS[name](content, document)
        else:
            folders = ", ".join(f"{kind.name}/" for kind in KINDS.values() if kind.folder)
            content.problem(document, (), "dit bestand hoort bij geen soort inhoud", f"zet het in een van: {folders}")
    return content


def _read(content: Content, path: Path, name: str) -> Document | None:
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Loader)
        document = Document(name, yaml.load(text, Loader=_Loader), dict(_lines(node)) if node else {})
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        content.problems.append(
            Problem(
                name,
                mark.line + 1 if mark else 1,
                f"dit is geen geldige YAML: {reason}",
                "kijk naar inspringing, dubbele punten en aanhalingstekens op en boven deze regel",
            )
        )
        return None
    content.documents[name] = document
    return document


def _lines(node: Any, path: Path_ = ()) -> Iterator[tuple[Path_, int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, (*path, str(key.value)))
            yield (*path, str(key.value)), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*path, index))


def _phrases(content: Content, document: Document) -> None:
    if not isinstance(document.data, dict):
        content.problem(document, (), "hier horen zinnen met een naam te staan", "schrijf op elke regel naam: zin")
        return
    for name, text in document.data.items():
        if isinstance(text, str) and text.strip():
            content.phrases[str(name)] = text
        else:
            content.problem(document, (str(name),), f"de zin '{name}' is leeg of geen tekst", "vul een zin in")


def _word_lists(content: Content, document: Document) -> None:
    if not isinstance(document.data, dict):
        content.problem(document, (), "hier horen lijsten met een naam", "schrijf op elke regel naam: [woorden]")
        return
    for name, entries in document.data.items():
        if isinstance(entries, list) and entries and all(isinstance(e, str) and e.strip() for e in entries):
            content.flow_words[str(name)] = entries
        else:
            content.problem(document, (str(name),), f"'{name}' is geen lijst van woorden", "vul een lijst in")


def _thresholds(content: Content, document: Document) -> None:
    content.thresholds = _parse(content, document, (), document.data, Thresholds) or content.thresholds


_OTHERS = {"phrases.yml": _phrases, "flow_words.yml": _word_lists, "thresholds.yml": _thresholds}


def _single(content: Content, document: Document, model: type[Model], into: dict[str, Model]) -> None:
    _add(content, document, (), document.data, model, into)
    expected = Path(document.file).stem
    if isinstance(document.data, dict) and document.data.get("id") not in (None, expected):
        content.problem(
            document,
            ("id",),
            f"id '{document.data['id']}' is niet de bestandsnaam",
            f"noem het bestand {document.data['id']}.yml of de id {expected}",
        )


def _items(content: Content, document: Document, model: type[Model], into: dict[str, Model]) -> None:
    if not isinstance(document.data, list):
        content.problem(document, (), "hier hoort een lijst te staan", "begin elk onderdeel met een streepje")
        return
    for index, item in enumerate(document.data):
        _add(content, document, (index,), item, model, into)


def _parse(content: Content, document: Document, path: Path_, data: Any, model: type[Model]) -> Model | None:
    try:
        return model.parse_obj(data)
    except ValidationError as error:
        for detail in error.errors():
            where = (*path, *detail["loc"])
            content.problem(document, where, *_explain(where, detail))
        return None


def _add(
    content: Content, document: Document, path: Path_, data: Any, model: type[Model], into: dict[str, Model]
) -> None:
    item = _parse(content, document, path, data, model)
    if item is None:
        return
    identifier: str = item.id or ""  # type: ignore[attr-defined]
    if identifier in into:
        content.problem(
            document, (*path, "id"), f"id '{identifier}' bestaat al", "kies een andere id of voeg de twee samen"
        )
        return
    into[identifier] = item


def _explain(where: Path_, detail: Any) -> tuple[str, str]:
    name = ".".join(str(step) for step in where if step != "__root__")
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "value_error.missing":
        return f"{name} ontbreekt", f"vul '{where[-1]}' in"
    if kind == "value_error.extra":
        return f"{name} is een onbekend veld", "haal het weg of verbeter de naam van het veld"
    if kind == "value_error.const":
        return f"{name} heeft een onbekende waarde", f"kies uit: {', '.join(map(str, context['permitted']))}"
    if kind == "value_error.list.min_items":
        return f"{name} heeft er te weinig", f"geef er minstens {context['limit_value']}"
    if kind == "value_error.list.max_items":
        return f"{name} heeft er te veel", f"geef er hooguit {context['limit_value']}"
    if kind == "value_error.str.regex":
        return f"{name} heeft niet de juiste vorm", f"de vorm is {context['pattern']}"
    return f"{name}: {detail['msg']}", "verbeter de waarde van dit veld"
