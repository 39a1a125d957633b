"""From content to a store that servers can use: check, encode, fit the ranking, write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from kompas import classifier, snapshot, store
from kompas.check import check
from kompas.classifier import Classifier
from kompas.content import ContentError
from kompas.context import SHORT, Context
from kompas.evidence import Evidence
from kompas.follow_up import FollowUp, Turn, ways_to_read
from kompas.follow_up import fit as fit_turns
from kompas.index import encoded_texts
from kompas.knowledge import KnowledgeBase
from kompas.practice import Practice, more_questions, outside, practice, practice_turns
from kompas.publication import published
from kompas.ranking import Example, Ranking, fit
from kompas.search import Searcher
from kompas.text import words
from kompas.vectors import Encoder, Vectors, encoder

Report = Callable[[str], None]
UNRELATED = 5  # one in so many practice messages is also used as one in a conversation that it has nothing to do with


def build(
    content: Path,
    target: Path,
    today: date,
    report: Report = lambda line: None,
    *,
    unpublished: bool = False,
    known: Path | None = None,
    learned: Path | None = None,
) -> str:
    """Build `content` into the store `target` and return the build's id.

    `unpublished`: with drafts and answers under review, to try them out. `known`: a store whose vectors are used
    again; `target` itself unless given. `learned`: a store of nearly the same content, from which ranking and
    follow-ups are taken over and the classifier goes on learning: a quarter of the time.

    Texts past their review date are reported and built all the same: a public service must not stop on a date.
    Raises ContentError for every other mistake; the store that was there stays.
    """
    checked = check(content, today)
    mistakes = [problem for problem in checked.problems if not problem.expired and not problem.unpublished]
    if mistakes:
        raise ContentError(mistakes)
    for problem in checked.problems:
        report(f"Let op: {problem}")
    knowledge = store.knowledge_from(checked if unpublished else published(checked))
    exercises = list(practice(knowledge))
    mails, elsewhere = list(more_questions(knowledge)), outside()
    model = encoder()
    questions, passages = encoded_texts(knowledge)
    messages = [item.message for item in [*exercises, *mails]]
    messages += [message for kind in elsewhere.values() for message in kind]
    vectors = _encode(model, [*questions, *passages], known or target, report)
    report("Rangschikking leren van de oefenvragen ...")
    evidence = Evidence(knowledge, vectors, model)
    meant = {evidence.as_meant(text) for text in [*questions, *messages]} - vectors.keys()
    vectors.update(_encode(model, sorted(meant), known or target, report))
    before = None if learned is None else _learned(learned, evidence, list(elsewhere))
    start, ranking, follow_up = before or (None, None, None)
    evidence.classifier = fit_classifier(evidence, mails, elsewhere, vectors, start)
    if ranking is None or follow_up is None:
        ranking = fit_ranking(evidence, exercises, vectors)
        turns = practice_conversations(knowledge, evidence, exercises)
        readings = [text for turn in turns for text in ways_to_read(evidence, turn.message, turn.context)]
        meant = {evidence.as_meant(text) for text in readings} - vectors.keys()
        vectors.update(_encode(model, sorted(meant), known or target, report))
        follow_up = fit_turns(evidence, ranking, turns, vectors)
    models = {"ranking": ranking.as_dict(), "follow_up": follow_up.as_dict(), "kinds": list(elsewhere)}
    matrices = {"classifier": evidence.classifier.weights, "classifier_bias": evidence.classifier.bias[None, :]}
    with store.staged(target) as staged:
        identifier = store.write(staged, knowledge, model.name, vectors, models, matrices)
        keep_ready(staged, Searcher(evidence, ranking, follow_up))
    return identifier


def _learned(path: Path, evidence: Evidence, kinds: list[str]) -> tuple[Classifier, Ranking, FollowUp] | None:
    """What a store has learned, fitted to other answers; None when it cannot serve."""
    try:
        models, answers = store.read_models(path), list(store.read_knowledge(path).answers)
        weights, bias = store.read_matrix(path, "classifier"), store.read_matrix(path, "classifier_bias")[0]
    except (store.StoreError, KeyError):
        return None
    if models["kinds"] != kinds:
        return None
    old = Classifier(weights, bias, kinds)
    start = classifier.carried_over(old, answers, evidence.index.answers)
    return start, Ranking(**models["ranking"]), FollowUp(**models["follow_up"])


def keep_ready(path: Path, computed: Searcher | None = None) -> None:
    """Keep in a store what running servers need of it, so that they take it over fast. `computed`: where it is known
    already."""
    searcher = computed or Searcher.compute(path)
    snapshot.save(path, "searcher", searcher)
    snapshot.save(path, "linker", searcher.evidence.linker)


def _encode(model: Encoder, texts: Sequence[str], target: Path, report: Report) -> dict[str, Vectors]:
    try:
        known = store.read_vectors(target, model.name)
    except store.StoreError:
        known = {}

    def progress(done: int, total: int) -> None:
        if done == total or done % (store.BATCH * 16) == 0:
            report(f"Betekenis van de teksten berekenen: {done} van {total}")

    return store.encode(model, texts, known, progress)


def fit_classifier(
    evidence: Evidence,
    mails: Iterable[Practice],
    elsewhere: Mapping[str, Sequence[str]],
    vectors: Mapping[str, Vectors],
    start: Classifier | None = None,
) -> Classifier:
    """The classifier, learned from all example questions, from `mails`, which are too long to be examples, and from
    messages that have no answer (`elsewhere`, by kind). `start`: see `classifier.fit`."""
    position = evidence.index.position
    asked = [(q, position[answer.id]) for answer in evidence.knowledge.answers.values() for q in answer.questions]
    asked += [(item.message, position[answer]) for item in mails for answer in sorted(item.answers)]
    for number, messages in enumerate(elsewhere.values()):
        asked += [(message, len(position) + number) for message in messages]
    features = evidence.table([message for message, _ in asked], vectors)
    return classifier.fit(features, [label for _, label in asked], len(position), list(elsewhere), start)


def fit_ranking(evidence: Evidence, exercises: Iterable[Practice], vectors: Mapping[str, Vectors]) -> Ranking:
    """The ranking, learned from the practice questions; `vectors`: theirs, by text as it
    was meant."""
    position = evidence.index.position
    return fit(
        [
            Example(
                evidence.of(item.message, vectors),
                frozenset(position[answer] for answer in item.answers),
                len(words(item.message)),
            )
            for item in exercises
        ]
    )


def practice_conversations(knowledge: KnowledgeBase, evidence: Evidence, exercises: Sequence[Practice]) -> list[Turn]:
    """Turns from which search learns when to lean on a conversation: practice turns; plain questions after an unrelated
    answer, which must not lean on it; and messages about something else, which have no answer there either."""
    position = evidence.index.position
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
