"""The question before, asked about something else: `welke straf staat er op smokkel?`, then `en op mensenhandel?`."""

from __future__ import annotations

from kompas.concepts import Concepts
from kompas.linking import TopicLinker
from kompas.text import word_spans


def subjects(concepts: Concepts, linker: TopicLinker, text: str) -> list[tuple[int, int]]:
    """Start and end of what a text is about: names of topics, and words of concepts that say whom or what it is about
    and not what is asked."""
    found = [(link.start, link.end) for link in linker.link(text)]
    return found + [(start, end) for _, start, end in word_spans(text) if concepts.is_subject(text[start:end])]


def asked_of_another(concepts: Concepts, linker: TopicLinker, question: str, message: str) -> str:
    """What is left of a question without its own subjects, when the message names one; else the question."""
    if not subjects(concepts, linker, message):
        return question
    for start, end in subjects(concepts, linker, question):
        question = question[:start] + " " * (end - start) + question[end:]
    return " ".join(question.split())
