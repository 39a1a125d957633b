"""The knowledge base in memory: what search reads and what actions show."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from kompas.content import Content
from kompas.schema import (
    Answer,
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


@dataclass(frozen=True)
class KnowledgeBase:
    """One build of the content. Never changes; a new build makes a new one. `notices`: by the id of an answer that is
    switched off, what the user reads in its place."""

    topics: dict[str, Topic]
    sources: dict[str, Source]
    aspects: dict[str, Aspect]
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
    notices: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answer] = field(init=False)
    topic_of: dict[str, Topic] = field(init=False)

    def __post_init__(self) -> None:
        pairs = [(answer, topic) for topic in self.topics.values() for answer in topic.answers]
        object.__setattr__(self, "answers", {answer.id: answer for answer, _ in pairs})
        object.__setattr__(self, "topic_of", {answer.id: topic for answer, topic in pairs})


def knowledge_from(content: Content) -> KnowledgeBase:
    """The knowledge base of content that was read."""
    shared = {part.name for part in fields(KnowledgeBase)} & {part.name for part in fields(Content)}
    return KnowledgeBase(**{name: getattr(content, name) for name in shared})
