"""From content to a store that servers can use: check, encode, fit the ranking, write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from kompas import classifier, snapshot, store
from kompas.check import check
from kompas.content import ContentError
from kompas.evidence import Evidence
from kompas.index import encoded_texts
from kompas.learn import Encode, Learner
from kompas.learned import Learned
from kompas.publication import published
from kompas.search import Searcher
from kompas.vectors import Encoder, encoder

Report = Callable[[str], None]


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
    again; `target` itself unless given. `learned`: a store of nearly the same content, of which the classifier
    goes on learning and all else is taken over: a quarter of the time.

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
    model = encoder()
    encode = _encoding(model, known or target, report)
    questions, passages = encoded_texts(knowledge)
    vectors = encode([*questions, *passages])
    report("Rangschikking leren van de oefenvragen ...")
    evidence = Evidence(knowledge, vectors, model)
    learner = Learner(evidence, vectors, encode)
    before = None if learned is None else _learned(learned, evidence, learner.kinds)
    result = learner.everything() if before is None else learner.further(before)
    searcher = Searcher(evidence, result.ranking, result.mails, result.follow_up)
    with store.staged(target) as staged:
        identifier = store.write(staged, knowledge, model.name, learner.vectors, result.models, result.matrices)
        keep_ready(staged, searcher)
    return identifier


def _learned(path: Path, evidence: Evidence, kinds: list[str]) -> Learned | None:
    """What a store has learned, fitted to other answers; None when it cannot serve."""
    try:
        before, answers = Learned.read(path), list(store.read_knowledge(path).answers)
    except store.StoreError:
        return None
    if before.classifier.kinds != kinds:
        return None
    start = classifier.carried_over(before.classifier, answers, evidence.index.answers)
    return replace(before, classifier=start)


def keep_ready(path: Path, computed: Searcher | None = None) -> None:
    """Keep in a store what running servers need of it, so that they take it over fast. `computed`: where it is known
    already."""
    searcher = computed or Searcher.compute(path)
    snapshot.save(path, "searcher", searcher)
    snapshot.save(path, "linker", searcher.evidence.linker)


def _encoding(model: Encoder, known_in: Path, report: Report) -> Encode:
    """Gives vectors, those that a store has without computing them again."""
    try:
        known = store.read_vectors(known_in, model.name)
    except store.StoreError:
        known = {}

    def progress(done: int, total: int) -> None:
        if done == total or done % (store.BATCH * 16) == 0:
            report(f"Betekenis van de teksten berekenen: {done} van {total}")

    return lambda texts: store.encode(model, texts, known, progress)
