"""Shape of the content files: what an editor may write in each YAML file, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Extra, Field, root_validator, validator

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
    """Words that mean the same for search. `patterns`: regular expressions over lower-case text without diacritics.
    `asks`: they say what is asked (`straf`, `hoe lang`), not whom or what it is about (`minderjarig`, `horeca`).
    `own_subject`: who says one of them speaks of our subject (`uitbuiting`)."""

    id: Id
    name: Text
    words: list[Text] = []
    patterns: list[Text] = []
    asks: bool = False
    own_subject: bool = False

    @validator("patterns", each_item=True)
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"geen geldig patroon: {error}") from error
        return pattern


Conditions = dict[str, Text | list[Text]]


class Contact(Strict):
    """Someone to call: the one place where a telephone number of the steps stands. `names`: other names in our texts;
    `for_what`: shown beside it."""

    id: Id
    name: Text
    names: list[Text] = []
    number: str | None = None
    hours: str | None = None
    for_what: str | None = None
    answers: Annotated[list[Id], Field(min_items=1)]


class Option(Strict):
    """One answer to a question of a flow. `label`: the button. `says`: words that mean it in any message; `answers`:
    words that mean it only in reply to this question; `ages`: lowest and highest age that mean it. `sure_only`: not
    taken from a message that doubts. `vague`: tells something, but the question stays open; no button. `now`: what the
    user must read at once."""

    value: Id
    label: Text
    says: list[Text] = []
    answers: list[Text] = []
    ages: Annotated[list[int], Field(min_items=2, max_items=2)] | None = None
    sure_only: bool = False
    vague: bool = False
    now: str | None = None


class Question(Strict):
    """Something to know about a case. `name`: the fact in a few words; `why`: the reason, shown on request; `several`:
    the value when a message names more than one; `other`: the value of a short reply that names none of them;
    `speaker`: it is about the user, so others who are named do not count."""

    id: Id
    name: Text
    text: Text
    why: Text
    options: Annotated[list[Option], Field(min_items=2)]
    several: Id | None = None
    other: Id | None = None
    speaker: bool = False


class Ask(Strict):
    """A question in a procedure, asked only while all conditions of `when` hold."""

    ask: Id
    when: Conditions = {}


class First(Strict):
    """The answer to whoever tells of a case and asks what now, before any question; the first that holds counts."""

    answer: Id
    when: Conditions = {}


class Step(Strict):
    """One step of a procedure: written out, or `use` with the id of a shared step.

    `when` holds the conditions under which it applies, all of them; a list means one of these. `call`: whom to call.
    `avoid`: what not to do. `records`: the facts it states, when these are not all facts of its `answers`.
    """

    use: Id | None = None
    id: Id | None = None
    who: Text | None = None
    what: Text | None = None
    term: str | None = None
    call: list[Id] = []
    basis: str | None = None
    caveat: str | None = None
    avoid: bool = False
    when: Conditions = {}
    answers: list[Id] = []
    records: list[Text] | None = None

    @root_validator(skip_on_failure=True)
    def _whole(cls, step: dict[str, Any]) -> dict[str, Any]:
        missing = [field for field in ("id", "who", "what") if not step.get(field)]
        if step.get("use") is None and missing:
            raise ValueError(f"deze stap mist: {', '.join(missing)}")
        return step


class Procedure(Strict):
    """Ordered steps towards one goal, and the questions that choose among them.

    `start`: words by which users ask for it; `told`: a message that tells of a case may open it too. `offer`: answers
    under which it is offered by button. `first`: what is answered at once to whoever tells of a case. `given`: facts
    that it presupposes; `otherwise`: the procedure in which someone for whom they do not hold goes on.
    """

    id: Id
    title: Text
    topic: Id
    start: list[Text] = []
    told: bool = False
    offer: list[Id] = []
    first: list[First] = []
    given: dict[str, Text] = {}
    otherwise: Id | None = None
    questions: list[Ask] = []
    steps: Annotated[list[Step], Field(min_items=2)]


class PlanRule(Strict):
    """What every plan must hold to for certain facts: whom it calls, which steps it has or must not have."""

    id: Id
    why: Text
    when: Conditions = {}
    procedures: list[Id] = []
    first_call: Id | None = None
    must_call: list[Id] = []
    must_step: list[Id] = []
    never_step: list[Id] = []
    never_words: list[Text] = []


class Criterion(Strict):
    """One thing to have in order, and what to do when it is not.

    `importance`: 3 for what must come first, 1 for what can wait. `example`: an answer about a municipality with it.
    """

    id: Id
    theme: Text
    level: Text
    text: Text
    if_not: Text
    answers: Annotated[list[Id], Field(min_items=1)]
    importance: Annotated[int, Field(ge=1, le=3)] = 2
    example: Id | None = None


class Checklist(Strict):
    """Criteria against which someone measures what is in order, by answering yes, partly, no or don't know.

    `name`: how the scan is called; `ask`: the question before each criterion; `start`: words by which users ask for it;
    `offer`: answers under which it is offered; `outline`: the document that is filled with the result.
    """

    id: Id
    title: Text
    topic: Id
    name: Text
    intro: Text
    ask: Text
    start: list[Text] = []
    offer: list[Id] = []
    outline: Id | None = None
    criteria: Annotated[list[Criterion], Field(min_items=2)]


class Chapter(Strict):
    """One chapter of an outline. `text`: what belongs in it; `themes`: themes of the checklist whose results fill it;
    `gaps`: it lists what is still to be done as a table."""

    title: Text
    text: Text
    answers: list[Id] = []
    themes: list[Text] = []
    gaps: bool = False


class Outline(Strict):
    """The outline of a document, filled with the result of a checklist."""

    id: Id
    title: Text
    intro: Text
    chapters: Annotated[list[Chapter], Field(min_items=2)]


class Quiz(Strict):
    """A question at the end of a module. `right`: the number of the right option, from 1; `answer`: where it stands."""

    question: Text
    options: Annotated[list[Text], Field(min_items=2, max_items=4)]
    right: Annotated[int, Field(ge=1, le=4)]
    feedback: Text
    answer: Id


class Module(Strict):
    """A lesson of a few minutes: answers of the knowledge base to read, and questions about them.

    `goal`: what one knows afterwards; `deeper`: answers to go on with.
    """

    id: Id
    title: Text
    part: Part
    goal: Text
    answers: Annotated[list[Id], Field(min_items=2, max_items=6)]
    quiz: Annotated[list[Quiz], Field(min_items=2, max_items=3)]
    deeper: list[Id] = []


class Role(Strict):
    """Who learns. `text`: the introduction, which leans on `answers`; `modules`: the path of this role, in order."""

    id: Id
    label: Text
    says: list[Text] = []
    text: Text
    answers: Annotated[list[Id], Field(min_items=1)]
    modules: Annotated[list[Id], Field(min_items=3)]


class LearningPath(Strict):
    """The path through the modules, with an introduction by role. `checklists`: what to tick beside it."""

    id: Id
    title: Text
    ask: Text
    why: Text
    start: list[Text] = []
    offer: list[Id] = []
    checklists: list[Id] = []
    roles: Annotated[list[Role], Field(min_items=2)]


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
    questions in a message, where its own question stands above each answer), and P(about our subject) from which
    answers are shown with a question back (`own_subject`), or only asked whether one of our questions is meant
    (`perhaps_ours`)."""

    answer: Annotated[float, Field(ge=0, le=1)] = 0.5
    ask_back: Annotated[float, Field(ge=0, le=1)] = 0.2
    part: Annotated[float, Field(ge=0, le=1)] = 0.35
    own_subject: Annotated[float, Field(ge=0, le=1)] = 0.5
    perhaps_ours: Annotated[float, Field(ge=0, le=1)] = 0.3
