"""What search learns from practice: which answer, how sure, and when to lean on the conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kompas import classifier
from kompas.classifier import Classifier
from kompas.context import SHORT, Context
from kompas.evidence import Evidence
from kompas.follow_up import FollowUp, Turn, ways_to_read
from kompas.follow_up import fit as fit_turns
from kompas.practice import Practice, more_questions, outside, practice, practice_turns
from kompas.ranking import Example, Ranking, fit
from kompas.text import words
from kompas.vectors import Vectors

Encode = Callable[[Sequence[str]], dict[str, Vectors]]
UNRELATED = 5  # one in so many practice messages is also used as one in a conversation that it has nothing to do with


class Learner:
    """Learns the parts of search over one knowledge base, in this order: classifier, ranking, follow-ups; each leans on
    the ones before. `vectors`: all sentence vectors that were used, by text."""

    def __init__(self, evidence: Evidence, vectors: dict[str, Vectors], encode: Encode) -> None:
        """`vectors`: those of the questions and passages. `encode`: gives the vectors of other texts."""
        self._evidence, self.vectors, self._encode = evidence, dict(vectors), encode
        self._exercises = list(practice(evidence.knowledge))
        # Too long to be example questions.
        self._mails = list(more_questions(evidence.knowledge))
        self._elsewhere = outside()
        messages = [item.message for item in [*self._exercises, *self._mails]]
        messages += [message for kind in self._elsewhere.values() for message in kind]
        asked = [question for answer in evidence.knowledge.answers.values() for question in answer.questions]
        self._prepare([*asked, *messages])

    @property
    def kinds(self) -> list[str]:
        """The sorts of messages that have no answer here."""
        return list(self._elsewhere)

    def classifier(self, start: Classifier | None = None) -> Classifier:
        """Learned from all example questions, from mails, and from messages that have no answer, by kind. `start`: see
        `classifier.fit`."""
        knowledge, position = self._evidence.knowledge, self._evidence.index.position
        asked = [(q, position[answer.id]) for answer in knowledge.answers.values() for q in answer.questions]
        asked += [(item.message, position[answer]) for item in self._mails for answer in sorted(item.answers)]
        for number, messages in enumerate(self._elsewhere.values()):
            asked += [(message, len(position) + number) for message in messages]
        features = self._evidence.table([message for message, _ in asked], self.vectors)
        return classifier.fit(features, [label for _, label in asked], len(position), self.kinds, start)

    def ranking(self) -> Ranking:
        """Learned from the practice questions."""
        position = self._evidence.index.position
        return fit(
            [
                Example(
                    self._evidence.of(item.message, self.vectors),
                    frozenset(position[answer] for answer in item.answers),
                    len(words(item.message)),
                )
                for item in self._exercises
            ]
        )

    def follow_up(self, ranking: Ranking) -> FollowUp:
        """Learned from practice conversations."""
        turns = practice_conversations(self._evidence, self._exercises)
        self._prepare([text for turn in turns for text in ways_to_read(self._evidence, turn.message, turn.context)])
        return fit_turns(self._evidence, ranking, turns, self.vectors)

    def _prepare(self, texts: Sequence[str]) -> None:
        """Have the vectors of these texts, as they were meant."""
        meant = {self._evidence.as_meant(text) for text in texts} - self.vectors.keys()
        self.vectors.update(self._encode(sorted(meant)))


def practice_conversations(evidence: Evidence, exercises: Sequence[Practice]) -> list[Turn]:
    """Turns from which search learns when to lean on a conversation: practice turns; plain questions after an unrelated
    answer, which must not lean on it; and messages about something else, which have no answer there either."""
    knowledge, position = evidence.knowledge, evidence.index.position
    turns = [
        Turn(t.message, Context(knowledge.topic_of[t.before].id, t.before, t.question),
             frozenset(position[a] for a in t.answers))
        for t in practice_turns(knowledge)
    ]  # fmt: skip
    short = [item for item in exercises if len(words(item.message)) <= SHORT]
    plain = [item for item in short if item.answers][::UNRELATED]
    foreign = [item for item in short if not item.answers][::UNRELATED]
    for number, item in enumerate([*plain, *foreign]):
        other = plain[(number + 1) % len(plain)]
        before = sorted(other.answers)[0]
        context = Context(knowledge.topic_of[before].id, before, other.message)
        turns.append(Turn(item.message, context, frozenset(position[a] for a in item.answers)))
    return turns
