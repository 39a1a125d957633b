"""From content to a store that servers can use: check, encode, fit the ranking, write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from kompas import snapshot, store
from kompas.check import check
from kompas.content import ContentError
from kompas.context import SHORT, Context
from kompas.evidence import Evidence
from kompas.follow_up import FollowUp, Turn
from kompas.follow_up import fit as fit_turns
from kompas.index import encoded_texts
from kompas.knowledge import KnowledgeBase
from kompas.practice import Practice, practice, practice_turns
from kompas.publication import published
from kompas.ranking import Example, Ranking, fit
from kompas.search import Searcher
from kompas.text import words
from kompas.vectors import Encoder, Vectors, encoder

Report = Callable[[str], None]
UNRELATED = 5  # one in so many practice questions is also used as a plain question in a conversation


def build(
    content: Path,
    target: Path,
    today: date,
    report: Report = lambda line: None,
    *,
    unpublished: bool = False,
    known: Path | None = None,
) -> str:
    """Build `content` into the store `target` and return the build's id.

    `unpublished`: with drafts and answers under review, to try them out. `known`: a store whose vectors are used
    again; `target` itself unless given.

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
    model = encoder()
    vectors = _encode(knowledge, model, exercises, known or target, report)
    report("Rangschikking leren van de oefenvragen ...")
    evidence = Evidence(knowledge, vectors, model)
    ranking = fit_ranking(evidence, exercises, vectors)
    turns = fit_follow_up(evidence, ranking, exercises)
    models = {"ranking": ranking.as_dict(), "follow_up": turns.as_dict()}
    with store.staged(target) as staged:
        identifier = store.write(staged, knowledge, model.name, vectors, models)
        keep_ready(staged)
    return identifier


def keep_ready(path: Path) -> None:
    """Compute what running servers need of a store and keep it there, so that they take it over fast."""
    searcher = Searcher.compute(path)
    snapshot.save(path, "searcher", searcher)
    snapshot.save(path, "linker", searcher.evidence.linker)


def _encode(
    knowledge: KnowledgeBase, model: Encoder, exercises: list[Practice], target: Path, report: Report
) -> dict[str, Vectors]:
    questions, passages = encoded_texts(knowledge)
    texts = questions + passages + [item.message for item in exercises]
    try:
        known = store.read_vectors(target, model.name)
    except store.StoreError:
        known = {}

    def progress(done: int, total: int) -> None:
        if done == total or done % (store.BATCH * 16) == 0:
            report(f"Betekenis van de teksten berekenen: {done} van {total}")

    return store.encode(model, texts, known, progress)


def fit_ranking(evidence: Evidence, exercises: Iterable[Practice], vectors: Mapping[str, Vectors]) -> Ranking:
    """The ranking, learned from the practice questions; `vectors`: theirs, by text."""
    position = evidence.index.position
    return fit(
        [
            Example(
                evidence.of(item.message, vectors[item.message]),
                frozenset(position[answer] for answer in item.answers),
                len(words(item.message)),
            )
            for item in exercises
        ]
    )


def fit_follow_up(evidence: Evidence, ranking: Ranking, exercises: Sequence[Practice]) -> FollowUp:
    """What leans on the conversation, learned from practice turns; and from plain questions after an unrelated
    answer, which must not lean on it."""
    position, knowledge = evidence.index.position, evidence.knowledge
    turns = [
        Turn(t.message, Context(knowledge.topic_of[t.before].id, t.before, t.question),
             frozenset(position[a] for a in t.answers))
        for t in practice_turns(knowledge)
    ]  # fmt: skip
    plain = [item for item in exercises if item.answers and len(words(item.message)) <= SHORT][::UNRELATED]
    for item, other in zip(plain, [*plain[1:], *plain[:1]], strict=True):
        before = sorted(other.answers)[0]
        context = Context(knowledge.topic_of[before].id, before, other.message)
        turns.append(Turn(item.message, context, frozenset(position[a] for a in item.answers)))
    return fit_turns(evidence, ranking, turns)
