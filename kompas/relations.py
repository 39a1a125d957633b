"""How answers stand to what was said before: the same topic, named in the answer before, denied by the message."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kompas.context import Context
from kompas.knowledge import KnowledgeBase
from kompas.linking import Link, TopicLinker
from kompas.terms import Floats
from kompas.text import STOPWORDS, words

RELATIONS = (
    "topic_same", "answer_same", "answer_next", "topic_related", "aspect_same", "named_before", "names_before",
    "denied",
)  # fmt: skip
NAMED = 0.3  # precision from which an answer's text is taken to name a topic
NOT = "niet"


def denied(message: str, links: Sequence[Link]) -> frozenset[str]:
    """The topics that a message says are not meant: `niet` stands before their name, with small words between at most.

    >>> denied("niet de bedenktijd maar Rvb", [Link("b", "bedenktijd", 1, 8, 18), Link("r", "rvb", 1, 24, 27)])
    frozenset({'b'})
    """
    found = set()
    for link in links:
        before = words(message[: link.start])
        if NOT in before:
            between = before[len(before) - before[::-1].index(NOT) :]
            if STOPWORDS.issuperset(between):
                found.add(link.topic)
    return frozenset(found)


class Relations:
    """Between all answers of a knowledge base."""

    def __init__(self, knowledge: KnowledgeBase, linker: TopicLinker) -> None:
        self._knowledge = knowledge
        self._answers = list(knowledge.answers.values())
        self._topics = [knowledge.topic_of[answer.id].id for answer in self._answers]
        self._named = {
            answer.id: frozenset(link.topic for link in linker.link(answer.text) if link.precision >= NAMED)
            for answer in self._answers
        }

    def figures(self, context: Context, not_meant: frozenset[str], rows: Sequence[int]) -> Floats:
        """How the answers at some positions stand to a conversation, shape (rows, len(RELATIONS)), each 0 or 1.
        `not_meant`: see `denied`."""
        topic = self._knowledge.topics.get(context.topic or "")
        last = self._knowledge.answers.get(context.answer or "")
        related = {relation.topic for relation in topic.related} if topic else set()
        following = set(last.next) if last else set()
        named = self._named[last.id] if last else frozenset()
        table = []
        for row in rows:
            answer, own = self._answers[row], self._topics[row]
            table.append(
                [
                    topic is not None and own == topic.id, last is not None and answer.id == last.id,
                    answer.id in following, own in related, last is not None and answer.aspect == last.aspect,
                    own in named, topic is not None and topic.id in self._named[answer.id], own in not_meant,
                ]
            )  # fmt: skip
        return np.array(table, dtype=float)
