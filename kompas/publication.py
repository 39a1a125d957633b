"""Which answers users may see: only those that an editor has published."""

from __future__ import annotations

from dataclasses import replace

from kompas.content import Content
from kompas.schema import Topic

PUBLISHED = "published"
PLACEHOLDER = "VUL IN"  # stands in a new draft where an editor has to write


def is_published(topic: Topic) -> bool:
    """Whether users can see any answer about a topic."""
    return any(answer.status == PUBLISHED for answer in topic.answers)


def published(content: Content) -> Content:
    """The content without drafts and answers under review, and without topics that have nothing else."""
    topics = {
        name: topic.copy(update={"answers": [answer for answer in topic.answers if answer.status == PUBLISHED]})
        for name, topic in content.topics.items()
        if is_published(topic)
    }
    return replace(content, topics=topics)
