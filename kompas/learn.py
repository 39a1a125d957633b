"""What search learns from practice: which answer, how sure, and when to lean on the conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from kompas import classifier, logistic, mail
from kompas.classifier import Classifier, Matrix
from kompas.context import SHORT, Context
from kompas.evidence import Evidence, Reading
from kompas.follow_up import FollowUp, Turn, ways_to_read
from kompas.follow_up import fit as fit_turns
from kompas.learned import Learned
from kompas.logistic import Logistic
from kompas.mail import Mails
from kompas.practice import Practice, more_questions, outside, practice, practice_turns
from kompas.questions import is_long, sentences
from kompas.ranking import Example, Ranking, fit
from kompas.text import STOPWORDS, words
from kompas.vectors import Vectors

Encode = Callable[[Sequence[str]], dict[str, Vectors]]
SUBJECT_STRENGTH = 3.0  # scikit-learn's C; between 1 and 10 it makes no difference
TELLING = 4  # words of its own from which the asking part of a mail says what it is about
UNRELATED = 5  # one in so many practice messages is also used as one in a conversation that it has nothing to do with


class Learner:
    """Learns the parts of search over one knowledge base, in this order: classifier and subject, ranking, mails and
    follow-ups; each leans on the ones before. `vectors`: all sentence vectors that were used, by text."""

    def __init__(self, evidence: Evidence, vectors: dict[str, Vectors], encode: Encode) -> None:
        """`vectors`: those of the questions and passages. `encode`: gives the vectors of other texts."""
        self._evidence, self.vectors, self._encode = evidence, dict(vectors), encode
        self._exercises = list(practice(evidence.knowledge))
        # Too long to be example questions.
        self._mails = list(more_questions(evidence.knowledge))
        self._elsewhere = outside()
        messages = [item.message for item in [*self._exercises, *self._mails]]
        messages += [message for kind in self._elsewhere.values() for message in kind]
        self._prepare(messages)

    @property
    def kinds(self) -> list[str]:
        """The sorts of messages that have no answer here."""
        return list(self._elsewhere)

    def everything(self) -> Learned:
        """From nothing. Puts classifier and subject in the evidence."""
        found, subject = self.classifier(), self.subject()
        self._evidence.classifier, self._evidence.subject = found, subject
        ranking = self.ranking()
        return Learned(found, subject, ranking, self.mails(ranking, self.asking()), self.follow_up(ranking))

    def further(self, before: Learned) -> Learned:
        """The classifier goes on learning; the subject is learned anew, or a new answer would seem foreign; the rest is
        taken over. Puts both in the evidence."""
        found, subject = self.classifier(before.classifier), self.subject()
        self._evidence.classifier, self._evidence.subject = found, subject
        return replace(before, classifier=found, subject=subject)

    def classifier(self, start: Classifier | None = None) -> Classifier:
        """Learned from all example questions, from mails, and from messages that have no answer, by kind. `start`: see
        `classifier.fit`."""
        position = self._evidence.index.position
        asked, foreign = self._taught
        labels = [position[answer] for _, answer in asked]
        labels += [len(position) + self.kinds.index(kind) for _, kind in foreign]
        return classifier.fit(self._table, labels, len(position), self.kinds, start)

    def subject(self) -> Logistic:
        """P(a message is about our subject), learned from the same messages as the classifier."""
        asked, foreign = self._taught
        ours = [True] * len(asked) + [False] * len(foreign)
        return logistic.fit(self._table, ours, strength=SUBJECT_STRENGTH, scaled=False)

    @cached_property
    def _taught(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Messages with an answer's id, and messages with the kind of thing that they are about instead."""
        answers = self._evidence.knowledge.answers.values()
        asked = [(question, answer.id) for answer in answers for question in answer.questions]
        mails = [(text, answer) for item in self._mails for text in _ways(item) for answer in sorted(item.answers)]
        foreign = [(message, kind) for kind, messages in self._elsewhere.items() for message in messages]
        return [*asked, *mails], foreign

    @cached_property
    def _table(self) -> Matrix:
        """What the classifier sees of `_taught`, in that order. Takes half a minute."""
        asked, foreign = self._taught
        messages = [message for message, _ in [*asked, *foreign]]
        self._prepare(messages)
        return self._evidence.table(messages, self.vectors)

    def ranking(self) -> Ranking:
        """Learned from the practice questions."""
        readings = self._evidence.all([item.message for item in self._exercises], self.vectors)
        return fit([self._example(item, reading) for item, reading in zip(self._exercises, readings, strict=True)])

    def asking(self) -> Logistic:
        """P(a sentence of a mail holds its question), learned from the mails of which that is known."""
        known = [(item.message, item.core) for item in [*self._exercises, *self._mails] if item.core]
        self._prepare([part for message, _ in known for part in sentences(message)])
        return mail.fit_asking(self._evidence, known, self.vectors)

    def mails(self, ranking: Ranking, asking: Logistic | None) -> Mails:
        """Learned from the practice messages that are no single plain question. `asking`: None to read them as a whole
        only."""
        long = [item for item in self._exercises if is_long(item.message)]
        self._prepare([part for item in long for part in sentences(item.message)])
        letters = [mail.read(self._evidence, ranking, asking, item.message, self.vectors) for item in long]
        examples = [self._example(item, letter.whole) for item, letter in zip(long, letters, strict=True)]
        return mail.fit(asking, list(zip(letters, examples, strict=True)))

    def _example(self, item: Practice, reading: Reading) -> Example:
        position = self._evidence.index.position
        return Example(reading, frozenset(position[answer] for answer in item.answers), len(words(item.message)))

    def follow_up(self, ranking: Ranking) -> FollowUp:
        """Learned from practice conversations."""
        turns = practice_conversations(self._evidence, self._exercises)
        self._prepare([text for turn in turns for text in ways_to_read(self._evidence, turn.message, turn.context)])
        return fit_turns(self._evidence, ranking, turns, self.vectors)

    def _prepare(self, texts: Sequence[str]) -> None:
        """Have the vectors of these texts, as they were meant."""
        meant = {self._evidence.as_meant(text) for text in texts} - self.vectors.keys()
        self.vectors.update(self._encode(sorted(meant)))


def _ways(item: Practice) -> list[str]:
    """A message whole, and the part of it that asks when that says by itself what about: search reads both."""
    telling = [word for word in words(item.core or "") if word not in STOPWORDS]
    return [item.message, *([item.core] if item.core and len(telling) >= TELLING else [])]


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
