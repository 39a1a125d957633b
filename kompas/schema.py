"""Shape of the content files: what an editor may write in each YAML file, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Extra, Field, validator

Kind = Literal[
    "role", "organisation", "law", "form", "concept", "signal", "procedure", "policy", "instrument",
    "cooperation", "figure", "training", "example", "kompas",
]  # fmt: skip
Part = Literal["wat", "hoe", "met-wie"]
RelationType = Literal["part_of", "differs_from", "works_with", "based_on", "next"]
Confidence = Literal["seen", "background"]
Status = Literal["draft", "review", "published"]
Id = Annotated[str, Field(regex=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]
Text = Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    """A mapping in which every unknown key is a mistake."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False


class Source(Strict):
    """A document that carries facts. `date` is as the publisher gives it, or `onbekend`."""

    id: Id
    title: Text
    publisher: Text
    url: Annotated[str, Field(regex=r"^https?://\S+$")]
    date: Text


class Relation(Strict):
    """An arrow from the topic that holds it to another topic."""

    type: RelationType
    topic: Id


class Answer(Strict):
    """One answer to one question, in the words that the user reads. Users see it only with status `published`."""

    id: Id
    status: Status = "published"
    aspect: Id
    text: Text
    more: str | None = None
    caveat: str | None = None
    questions: Annotated[list[Text], Field(min_items=4)]
    sources: Annotated[list[Id], Field(min_items=1)]
    as_of: Text
    confidence: Confidence = "seen"
    review_by: date
    next: Annotated[list[Id], Field(max_items=3)] = []
    records: list[Text] = []


class Topic(Strict):
    """Something a user calls by name, with the answers about it. One file each."""

    id: Id
    name: Text
    kind: Kind
    part: Part
    synonyms: list[Text] = []
    related: list[Relation] = []
    answers: Annotated[list[Answer], Field(min_items=1)]


class Aspect(Strict):
    """A side of a topic that one can ask about; `cues` are the words by which users show it."""

    id: Id
    name: Text
    cues: list[Text] = []


class Concept(Strict):
    """Words that mean the same for search. `patterns`: regular expressions over lower-case text without diacritics."""

    id: Id
    name: Text
    words: list[Text] = []
    patterns: list[Text] = []

    @validator("patterns", each_item=True)
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"geen geldig patroon: {error}") from error
        return pattern


class Step(Strict):
    """One step of a procedure. `when` holds the conditions under which it applies, all of them."""

    id: Id
    who: Text
    what: Text
    term: str | None = None
    basis: str | None = None
    when: dict[str, Text] = {}
    answers: list[Id] = []


class Procedure(Strict):
    """Ordered steps towards one goal."""

    id: Id
    title: Text
    topic: Id
    steps: Annotated[list[Step], Field(min_items=2)]


class Criterion(Strict):
    """One thing to have in order, and what to do when it is not."""

    id: Id
    theme: Text
    level: Text
    text: Text
    if_not: Text
    answers: Annotated[list[Id], Field(min_items=1)]


class Checklist(Strict):
    """Criteria against which a municipality measures itself."""

    id: Id
    title: Text
    topic: Id
    criteria: Annotated[list[Criterion], Field(min_items=2)]


class Point(Strict):
    """One value of a series, with its own source."""

    year: int
    value: float
    answer: Id
    note: str | None = None


class Series(Strict):
    """Values of one measure over the years."""

    id: Id
    title: Text
    topic: Id
    unit: Text
    points: Annotated[list[Point], Field(min_items=2)]
    breaks: str | None = None


class Thresholds(Strict):
    """When to answer, ask back or stay silent: P(right) from which each happens (`part`: to answer one of several
    questions in a message, where its own question stands above each answer), and when a message counts as
    naming a topic of its own (share of questions with that name that are about it)."""

    answer: Annotated[float, Field(ge=0, le=1)] = 0.5
    ask_back: Annotated[float, Field(ge=0, le=1)] = 0.2
    part: Annotated[float, Field(ge=0, le=1)] = 0.35
    own_topic: Annotated[float, Field(ge=0, le=1)] = 0.3
