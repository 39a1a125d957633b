"""From a message to an answer, a question back, or silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

import numpy as np
import simplemma

from kompas import mail, snapshot, store
from kompas.asides import without_asides
from kompas.context import SHORT, Context, bare, opens, points, stands_alone
from kompas.evidence import Evidence, Reading
from kompas.follow_up import FollowUp, weigh
from kompas.knowledge import KnowledgeBase
from kompas.learned import Learned
from kompas.linking import Link
from kompas.mail import Mails
from kompas.named import BOTH, Name, gone_back_to, named_in
from kompas.questions import is_long, questions
from kompas.ranking import Ranking, candidates, confidence_features, features, softmax
from kompas.terms import Floats
from kompas.text import STOPWORDS, normalise, words
from kompas.vectors import Vectors, encoder

Known = Mapping[str, Vectors] | None
FOREIGN = 0.3  # the chance of being about something else from which the likeliest kind of thing is named
CLEARLY_OF_ONE_KIND = 0.5  # the chance of one other kind from which even a message that names our subject is of it
NONSENSE = "nonsense"
PLAINLY_FOREIGN = frozenset({"attack", "chat", NONSENSE, "opinion"})  # kinds about which there is no doubt
LITERAL = 0.99  # the chance that an answer is right for a question that stands beside it in the content
MAX_PARTS = 3
COMPARED = 0.08  # a name in a comparison may be one that is often mentioned in passing
HITS = 10
_COMPARES = re.compile(
    r"\b(?:verschil\w*|onderscheid|hetzelfde|hetzelde|het ?zelfde|tzelfde|zelfde|versus|vs|twee namen|"
    r"anders dan|dubbelop)\b"
)


class Verdict(Enum):
    """What to do with what was found."""

    ANSWER = "answer"
    ASK_BACK = "clarify"
    DOUBT = "doubt"  # perhaps not about our subject: ask whether one of our questions is meant, without answers
    REFUSE = "refuse"


@dataclass(frozen=True)
class Hit:
    """An answer and its share of the chance among the candidates."""

    answer: str
    chance: float


@dataclass(frozen=True)
class Found:
    """The outcome of one search. `confidence`: P(the first hit is right), 0 to 1. `outside`: the kind of thing that
    the message seems to be about when that is not human trafficking; `foreign`: the chance of that. `ours`: the chance
    that it is about our subject at all. `parts`: for a message with several questions, each with its own outcome; empty
    otherwise."""

    verdict: Verdict
    confidence: float
    hits: list[Hit]
    links: list[Link] = field(default_factory=list)
    outside: str | None = None
    foreign: float = 0.0
    ours: float = 1.0
    question: str = ""
    parts: list[Found] = field(default_factory=list)


@dataclass(frozen=True)
class Guess:
    """The best answers to one reading of a message, the chance that the first of them is right, and the chance that
    the message is about our subject at all."""

    confidence: float
    ours: float
    hits: list[Hit]
    reading: Reading


class Searcher:
    """Search over one build of the knowledge base."""

    def __init__(self, evidence: Evidence, ranking: Ranking, mails: Mails, follow_up: FollowUp) -> None:
        self.evidence, self.ranking, self._mails, self._follow_up = evidence, ranking, mails, follow_up
        self.knowledge: KnowledgeBase = evidence.knowledge
        self._literal = _literal(evidence.knowledge)

    @classmethod
    def read(cls, path: Path) -> Searcher:
        """From a store. Raises StoreError."""
        ready = snapshot.load(path, "searcher")
        return ready if isinstance(ready, cls) else cls.compute(path)

    @classmethod
    def compute(cls, path: Path) -> Searcher:
        """From a store, with all that follows from its content computed anew. Raises StoreError."""
        knowledge = store.read_knowledge(path)
        model = encoder()
        found = Learned.read(path)
        vectors = store.read_vectors(path, model.name)
        evidence = Evidence(knowledge, vectors, model, found.classifier, found.subject)
        return cls(evidence, found.ranking, found.mails, found.follow_up)

    def showing(self, knowledge: KnowledgeBase) -> Searcher:
        """The same search, with other texts to show for the same answers."""
        other = copy(self)
        other.knowledge = knowledge
        return other

    def named(self, message: str) -> list[Name]:
        """What a message names, for what is said about it later. One that sets two things against each other may well
        mean a name that is often mentioned in passing, such as `mensenhandel`."""
        links = self.evidence.linker.link(message)
        plain = named_in(message, links)
        return named_in(message, links, 0.0) if len(plain) < BOTH and self._compares(message) else plain

    def search(self, message: str, context: Context | None = None, vectors: Known = None) -> Found:
        """Find the answers to a message; `context` lets it lean on what was said before. `vectors`: by text, those that
        are known already."""
        message = without_asides(message)
        links = self.evidence.linker.link(message)
        back = gone_back_to(message, links)
        if back is not None and context is not None:
            message = message[back.start :]
            context, links = Context(back.topic, self._introduction(back.topic)), self.evidence.linker.link(message)
        compared = self._compared(message, links)
        if compared is not None:
            return compared
        if is_long(message):
            return self._long(message, links, vectors)
        return self._found(message, self._short(message, links, context, vectors), links)

    def _short(self, message: str, links: list[Link], context: Context | None, vectors: Known = None) -> Guess:
        if context is not None and context.topic and len(words(message)) <= SHORT:
            return self._in_context(message, links, context, vectors)
        return self._alone(message, self.evidence.of(message, vectors))

    def _found(self, message: str, guess: Guess, links: list[Link]) -> Found:
        verdict, kind = self._verdict(message, guess), None
        if verdict in (Verdict.DOUBT, Verdict.REFUSE) and self._speaks_of_ours(message, guess.reading):
            verdict = Verdict.ASK_BACK if guess.confidence >= self.knowledge.thresholds.ask_back else Verdict.REFUSE
        elif verdict in (Verdict.DOUBT, Verdict.REFUSE) and guess.reading.foreign >= FOREIGN:
            kind = max(guess.reading.outside, key=guess.reading.outside.__getitem__)
        if verdict in (Verdict.DOUBT, Verdict.REFUSE) and self._is_nonsense(message):
            kind = NONSENSE
        if kind in PLAINLY_FOREIGN:
            verdict = Verdict.REFUSE
        return Found(
            verdict, guess.confidence, guess.hits, links,
            outside=kind, foreign=guess.reading.foreign, ours=guess.ours, question=message,
        )  # fmt: skip

    def _verdict(self, message: str, guess: Guess) -> Verdict:
        thresholds = self.knowledge.thresholds
        if guess.confidence >= thresholds.answer:
            return Verdict.ANSWER
        if guess.confidence < thresholds.ask_back:
            return Verdict.REFUSE
        if guess.ours >= thresholds.own_subject or self._is_word_of_ours(message):
            return Verdict.ASK_BACK
        return Verdict.DOUBT if guess.ours >= thresholds.perhaps_ours else Verdict.REFUSE

    def _speaks_of_ours(self, message: str, reading: Reading) -> bool:
        """Whether a message names our subject (`waar meld ik uitbuiting in een kas`), and is not clearly of one other
        kind all the same (`welke film over mensenhandel`)."""
        index = self.evidence.index
        named = index.concepts.name_own_subject(index.corrected(message))
        return named and max(reading.outside.values(), default=0.0) < CLEARLY_OF_ONE_KIND

    def _is_nonsense(self, message: str) -> bool:
        """Whether most words are neither ours nor in a Dutch dictionary. Typing errors are not forgiven: nonsense finds
        some word of ours near."""
        said, ours = words(message), self.evidence.index.spelling.knows
        return 2 * sum(ours(word) or simplemma.is_known(word, lang="nl") for word in said) < len(said)

    def _is_word_of_ours(self, message: str) -> bool:
        """Whether a message is a single word of ours (`aangifte`), from which nobody can tell what is meant."""
        meaningful = [word for word in words(message) if word not in STOPWORDS]
        return len(meaningful) == 1 and self.evidence.index.spelling.knows(meaningful[0])

    def _alone(self, message: str, read: Reading | None = None) -> Guess:
        reading = read or self.evidence.of(message)
        rows = candidates(reading.figures)
        scores = self.ranking.scores(features(reading.figures)[rows])
        shape = confidence_features(reading, rows, scores, len(words(message)))
        confidence, ours = self.ranking.confidence.chance(shape), self.ranking.ours.chance(shape)
        hits = self._hits(rows, scores)
        meant = self._literal.get(_plain(message))
        if meant is None:
            return Guess(confidence, ours, hits, reading)
        # An editor wrote this very question beside this answer: of that no model need be sure.
        others = [hit for hit in hits if hit.answer != meant]
        return Guess(max(confidence, LITERAL), 1.0, [Hit(meant, 1.0), *others][:HITS], reading)

    def _hits(self, rows: Iterable[int], scores: Floats) -> list[Hit]:
        chances = softmax(scores)
        positions = list(rows)
        order = np.argsort(-scores)[:HITS]
        return [Hit(self.evidence.index.answers[positions[i]], float(chances[i])) for i in order]

    def _in_context(self, message: str, links: list[Link], context: Context, vectors: Known) -> Guess:
        weighed = weigh(self.evidence, self.ranking, message, links, context, vectors)
        scores = self._follow_up.scores(weighed.matrix)
        confidence = self._follow_up.confidence(scores, weighed.alone)
        hits, alone = self._hits(weighed.rows, scores), self._alone(message, weighed.alone)
        if stands_alone(message) and hits[0].answer == alone.hits[0].answer:
            # A whole question with the same answer either way is as sure as it would be without a conversation.
            confidence = max(confidence, alone.confidence)
        # What leans on what was said is about our subject, however little it says by itself.
        leans = opens(message) or points(message) or bare(message)
        ours = 1.0 if leans else max(confidence, alone.ours)
        return Guess(confidence, ours, hits, weighed.alone)

    def _long(self, message: str, links: list[Link], vectors: Known) -> Found:
        asked = questions(message)
        if len(asked) > 1:
            parts = self._parts(asked)
            sure = [part for part in parts if part.verdict is Verdict.ANSWER]
            if len({part.hits[0].answer for part in sure}) > 1:
                best = max(sure, key=lambda part: part.confidence)
                return Found(Verdict.ANSWER, best.confidence, best.hits, question=message, parts=parts[: MAX_PARTS + 2])
        return self._found(message, self._mail(message, vectors), links)

    def _mail(self, message: str, vectors: Known) -> Guess:
        letter = mail.read(self.evidence, self.ranking, self._mails.asking, message, vectors)
        rows = mail.weighed(letter)
        scores = letter.shares[rows] @ self._mails.weights
        shape = mail.standing_out(letter, scores)
        confidence, ours = self._mails.confidence.chance(shape), self._mails.ours.chance(shape)
        return Guess(confidence, ours, self._hits(rows, scores), letter.whole)

    def _parts(self, asked: list[str]) -> list[Found]:
        """Each question of a message with its own outcome; one that points back leans on the one before it, unless it
        is clear by itself: in a mail `en` may only go on with the list."""
        parts: list[Found] = []
        for question in asked:
            links = self.evidence.linker.link(question)
            guess = self._short(question, links, None)
            leans = opens(question) or points(question) or bare(question)
            if parts and parts[-1].hits and leans and guess.confidence < self.knowledge.thresholds.answer:
                before = parts[-1].hits[0].answer
                context = Context(self.knowledge.topic_of[before].id, before, parts[-1].question)
                guess = self._short(question, links, context)
            found = self._found(question, guess, links)
            if found.verdict is Verdict.ASK_BACK and guess.confidence >= self.knowledge.thresholds.part:
                found = replace(found, verdict=Verdict.ANSWER)  # its question stands above it: the reader can judge
            parts.append(found)
        return parts

    def _compares(self, message: str) -> bool:
        said = (normalise(message), self.evidence.index.corrected(message))
        return any(_COMPARES.search(text) for text in said)

    def _compared(self, message: str, links: list[Link]) -> Found | None:
        """Two topics set against each other, unless one answer is about their difference."""
        if not self._compares(message) or is_long(message):
            return None
        named = [name.topic for name in named_in(message, links, COMPARED)]
        if len(named) < BOTH:
            return None
        guess = self._alone(message)
        first = self.knowledge.answers[guess.hits[0].answer]
        if first.aspect == "difference":
            return None
        parts = [
            Found(Verdict.ANSWER, guess.confidence, [Hit(self._introduction(topic), 1.0)], question=self._name(topic))
            for topic in named[:BOTH]
        ]
        return Found(Verdict.ANSWER, guess.confidence, parts[0].hits, links, question=message, parts=parts)

    def _introduction(self, topic: str) -> str:
        answers = self.knowledge.topics[topic].answers
        what = [a for aspect in ("what", "role", "tasks") for a in answers if a.aspect == aspect]
        return (what or answers)[0].id

    def _name(self, topic: str) -> str:
        name = self.knowledge.topics[topic].name
        return name[:1].upper() + name[1:]


def _plain(message: str) -> str:
    return " ".join(words(message))


def _literal(knowledge: KnowledgeBase) -> dict[str, str]:
    """The answer of each example question that belongs to one answer only, by its words."""
    owners: dict[str, set[str]] = {}
    for answer in knowledge.answers.values():
        for question in answer.questions:
            owners.setdefault(_plain(question), set()).add(answer.id)
    return {question: next(iter(answers)) for question, answers in owners.items() if len(answers) == 1}


class Search:
    """Search that follows the newest build on disk."""

    def __init__(self, path: Path) -> None:
        """Reads the store at once. Raises StoreError."""
        self._watched = store.Watched(path, Searcher.read)

    def current(self) -> Searcher:
        """The searcher over the newest build that is ready."""
        return self._watched.current()
