"""Rules that hold across files: references, lengths, review dates, coverage of relations."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from kompas.content import Content, Document, Path_, load
from kompas.flows.check import check_flows
from kompas.flows.check_learning import check_learning
from kompas.knowledge import knowledge_from
from kompas.publication import PLACEHOLDER, PUBLISHED, is_published
from kompas.schema import Answer, Topic

MIN_WORDS, MAX_WORDS = 40, 90
MAX_CAVEAT_WORDS = 40


def check(folder: Path, today: date) -> Content:
    """The content of `folder`, with `problems` complete: shape, references, lengths and review dates."""
    content = load(folder)
    answers: dict[str, Answer] = {}
    for document, topic in _documents(content, "topics/", content.topics):
        for index, answer in enumerate(topic.answers):
            path: Path_ = ("answers", index)
            if answer.id in answers:
                content.problem(document, (*path, "id"), f"antwoord-id '{answer.id}' bestaat al", "kies een andere id")
            answers[answer.id] = answer
            _check_answer(content, document, path, answer, today)
    for document, topic in _documents(content, "topics/", content.topics):
        _check_topic_references(content, document, topic, answers)
    _check_other_references(content, answers)
    _check_questions(content)
    _mark_unpublished(content)
    knowledge = knowledge_from(content)
    check_flows(content, knowledge)
    check_learning(content, knowledge)
    content.problems.sort(key=lambda problem: (problem.file, problem.line))
    return content


def _documents(content: Content, prefix: str, items: dict) -> Iterable[tuple[Document, Topic]]:  # type: ignore[type-arg]
    for document in content.documents.values():
        if document.file.startswith(prefix) and isinstance(document.data, dict):
            item = items.get(document.data.get("id"))
            if item is not None:
                yield document, item


def _check_answer(content: Content, document: Document, path: Path_, answer: Answer, today: date) -> None:
    length = len(answer.text.split())
    if not MIN_WORDS <= length <= MAX_WORDS:
        remedy = "kort in; zet de rest in 'more'" if length > MAX_WORDS else "vul aan uit dezelfde bronnen"
        content.problem(
            document, (*path, "text"),
            f"de tekst van '{answer.id}' heeft {length} woorden ({MIN_WORDS} tot {MAX_WORDS})", remedy,
        )  # fmt: skip
    if answer.caveat and len(answer.caveat.split()) > MAX_CAVEAT_WORDS:
        content.problem(
            document, (*path, "caveat"),
            f"het voorbehoud van '{answer.id}' heeft meer dan {MAX_CAVEAT_WORDS} woorden", "kort het in",
        )  # fmt: skip
    if answer.aspect not in content.aspects:
        content.problem(
            document, (*path, "aspect"), f"aspect '{answer.aspect}' is onbekend",
            f"kies uit: {', '.join(sorted(content.aspects))}",
        )  # fmt: skip
    for index, source in enumerate(answer.sources):
        if source not in content.sources:
            content.problem(
                document, (*path, "sources", index), f"bron '{source}' is onbekend",
                "voeg de bron toe aan sources.yml of verbeter de id",
            )  # fmt: skip
    if any(PLACEHOLDER in text for text in (answer.text, *answer.questions)):
        content.problem(
            document, path, f"'{answer.id}' is nog niet ingevuld", f"vervang alles waar '{PLACEHOLDER}' staat",
        )  # fmt: skip
    if answer.review_by < today:
        content.problem(
            document, (*path, "review_by"), f"'{answer.id}' had op {answer.review_by} nagekeken moeten zijn",
            "kijk de tekst na met de bron en zet een nieuwe datum", expired=True,
        )  # fmt: skip


def _check_topic_references(content: Content, document: Document, topic: Topic, answers: dict[str, Answer]) -> None:
    for index, relation in enumerate(topic.related):
        if relation.topic not in content.topics or relation.topic == topic.id:
            content.problem(
                document, ("related", index), f"onderwerp '{relation.topic}' bestaat niet (of is dit zelf)",
                "verwijs naar de id van een ander onderwerp",
            )  # fmt: skip
        elif is_published(topic) and not is_published(content.topics[relation.topic]):
            content.problem(
                document, ("related", index), f"onderwerp '{relation.topic}' heeft nog geen gepubliceerd antwoord",
                "voeg deze verwijzing toe als dat er is",
            )  # fmt: skip
    for position, answer in enumerate(topic.answers):
        for index, other in enumerate(answer.next):
            _check_reference(content, document, ("answers", position, "next", index), other, answers)


def _check_reference(
    content: Content, document: Document, path: Path_, identifier: str, answers: dict[str, Answer]
) -> None:
    if identifier not in answers:
        content.problem(document, path, f"antwoord '{identifier}' bestaat niet", "verwijs naar de id van een antwoord")
    elif answers[identifier].status != PUBLISHED:
        content.problem(
            document, path, f"antwoord '{identifier}' is nog niet gepubliceerd",
            f"zet bij dat antwoord 'status: {PUBLISHED}', of haal de verwijzing weg",
        )  # fmt: skip


def _check_other_references(content: Content, answers: dict[str, Answer]) -> None:
    for document in content.documents.values():
        if not document.file.startswith(("procedures/", "checklists/", "series/")):
            continue
        data = document.data if isinstance(document.data, dict) else {}
        if data.get("topic") not in content.topics:
            content.problem(
                document, ("topic",), f"onderwerp '{data.get('topic')}' bestaat niet", "verwijs naar een onderwerp"
            )
        for key in ("steps", "criteria"):
            for position, item in enumerate(data.get(key) or []):
                for index, other in enumerate(item.get("answers") or []):
                    _check_reference(content, document, (key, position, "answers", index), other, answers)
        for position, item in enumerate(data.get("points") or []):
            _check_reference(content, document, ("points", position, "answer"), item.get("answer"), answers)


def _check_questions(content: Content) -> None:
    seen: dict[str, str] = {}
    places = [
        (document, position, answer)
        for document, topic in _documents(content, "topics/", content.topics)
        for position, answer in enumerate(topic.answers)
    ]
    places.sort(key=lambda place: place[2].status != PUBLISHED)  # so that a double is the draft's mistake
    for document, position, answer in places:
        for index, question in enumerate(answer.questions):
            key = question.lower().strip(" ?.!")
            if key in seen:
                content.problem(
                    document, ("answers", position, "questions", index),
                    f"de vraag '{question}' staat ook bij '{seen[key]}'",
                    "laat de vraag staan bij het antwoord dat hem het beste beantwoordt",
                )  # fmt: skip
            seen[key] = answer.id


def _mark_unpublished(content: Content) -> None:
    """Mistakes inside answers that nobody sees yet must not keep other answers from being published."""
    hidden: dict[str, list[range]] = {}
    for document, topic in _documents(content, "topics/", content.topics):
        starts = [document.line(("answers", index)) for index in range(len(topic.answers))]
        for answer, start, end in zip(topic.answers, starts, [*starts[1:], sys.maxsize], strict=True):
            if answer.status != PUBLISHED:
                hidden.setdefault(document.file, []).append(range(start, end))
    content.problems = [
        replace(problem, unpublished=any(problem.line in lines for lines in hidden.get(problem.file, ())))
        for problem in content.problems
    ]
