"""The knowledge base in memory: what search reads and what actions show."""

from __future__ import annotations

from dataclasses import dataclass, field

from kompas.schema import Answer, Aspect, Checklist, Concept, Procedure, Series, Source, Thresholds, Topic


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
    phrases: dict[str, str] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)
    notices: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answer] = field(init=False)
    topic_of: dict[str, Topic] = field(init=False)

    def __post_init__(self) -> None:
        pairs = [(answer, topic) for topic in self.topics.values() for answer in topic.answers]
        object.__setattr__(self, "answers", {answer.id: answer for answer, _ in pairs})
        object.__setattr__(self, "topic_of", {answer.id: topic for answer, topic in pairs})
