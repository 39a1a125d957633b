"""What a build says to a question, and what changes between two builds for a set of questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kompas.content import EditorError
from kompas.knowledge import KnowledgeBase
from kompas.search import Searcher, Verdict

EVALUATION = Path(__file__).parents[1] / "evaluation"
SHOWN_WHEN_UNSURE = 2


class SetError(EditorError):
    """A set of questions that cannot be read; the message names the remedy, in Dutch."""


@dataclass(frozen=True)
class Question:
    """A question with the regular expressions that a right answer matches; without facts it is about behaviour (a
    greeting, another subject), of which this comparison cannot say what is right."""

    text: str
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    def is_right(self, text: str) -> bool | None:
        """Whether a text answers this question; None when nobody wrote down what is right."""
        if not self.must or not self.facts:
            return None
        found = [bool(re.search(pattern, text, re.IGNORECASE)) for pattern in self.must]
        wrong = [bool(re.search(pattern, text, re.IGNORECASE)) for pattern in self.must_not]
        return all(found) and not any(wrong)


@dataclass(frozen=True)
class Reply:
    """What one build says to a question: the ids of the answers that it shows, and their texts together."""

    verdict: Verdict
    confidence: float
    answers: tuple[str, ...]
    text: str

    def same_as(self, other: Reply) -> bool:
        """Whether the user reads the same."""
        return (self.verdict, self.answers, self.text) == (other.verdict, other.answers, other.text)


@dataclass(frozen=True)
class Change:
    """A question that gets another reply. `was_right`, `is_right`: None when that is not known."""

    question: str
    was: Reply
    becomes: Reply
    was_right: bool | None
    is_right: bool | None

    @property
    def better(self) -> bool:
        """Wrong before, right now."""
        return self.was_right is False and self.is_right is True

    @property
    def worse(self) -> bool:
        """Right before, wrong now."""
        return self.was_right is True and self.is_right is False


@dataclass(frozen=True)
class Comparison:
    """All changes, and how many questions were right before and after, of those of which that is known."""

    changes: list[Change]
    asked: int
    judged: int
    right_before: int
    right_after: int


@dataclass(frozen=True)
class Texts:
    """Ids of the answers that are new, gone, or read otherwise."""

    new: list[str]
    gone: list[str]
    changed: list[str]


def reply(searcher: Searcher, message: str) -> Reply:
    """What a build says to a message in a new conversation."""
    found = searcher.search(message)
    if found.parts:
        shown = [part.hits[0].answer for part in found.parts if part.verdict is Verdict.ANSWER]
    elif found.verdict in (Verdict.DOUBT, Verdict.REFUSE):
        shown = []
    else:
        count = 1 if found.verdict is Verdict.ANSWER else SHOWN_WHEN_UNSURE
        shown = [hit.answer for hit in found.hits[:count]]
    unique = tuple(dict.fromkeys(shown))
    text = "\n\n".join(_text(searcher.knowledge, answer) for answer in unique)
    return Reply(found.verdict, found.confidence, unique, text)


def _text(knowledge: KnowledgeBase, identifier: str) -> str:
    answer = knowledge.answers[identifier]
    sources = ", ".join(knowledge.sources[source].title for source in answer.sources[:1])
    return "\n".join(part for part in (answer.text, answer.caveat, f"Bron: {sources}") if part)


def compare(
    before: Searcher,
    after: Searcher,
    questions: Sequence[Question],
    progress: Callable[[int], None] = lambda done: None,
) -> Comparison:
    """Ask both builds all questions. `progress(done)` is called after each."""
    changes, before_right, after_right = [], [], []
    for number, question in enumerate(questions, start=1):
        was, becomes = reply(before, question.text), reply(after, question.text)
        was_right, is_right = question.is_right(was.text), question.is_right(becomes.text)
        if is_right is not None:
            before_right.append(was_right)
            after_right.append(is_right)
        if not was.same_as(becomes):
            changes.append(Change(question.text, was, becomes, was_right, is_right))
        progress(number)
    return Comparison(
        changes, len(questions), len(after_right), sum(map(bool, before_right)), sum(map(bool, after_right))
    )


def texts(before: KnowledgeBase, after: KnowledgeBase) -> Texts:
    """Which answers differ between two builds."""
    old, new = before.answers, after.answers
    return Texts(
        new=sorted(set(new) - set(old)),
        gone=sorted(set(old) - set(new)),
        changed=sorted(name for name in set(old) & set(new) if old[name] != new[name]),
    )


def question_sets() -> list[Path]:
    """The sets on which content is tuned; never the ones that are kept unseen."""
    return [file for name in ("open", "own") if (file := EVALUATION / name / "questions.yaml").exists()]


def read_questions(files: Sequence[Path]) -> list[Question]:
    """The questions of these files: items with `question`, and `must`, `must_not` and `facts` where known; or one
    question on each line of a text file. Raises SetError."""
    return [question for file in files for question in _read(file)]


def _read(file: Path) -> Iterator[Question]:
    try:
        text = file.read_text(encoding="utf-8")
        items: Any = yaml.safe_load(text) if file.suffix in (".yml", ".yaml") else text.splitlines()
    except FileNotFoundError as error:
        raise SetError(f"Het bestand {file} is er niet.") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise SetError(f"{file} is niet te lezen: {error}") from error
    if not isinstance(items, list):
        raise SetError(f"In {file} hoort een lijst met vragen te staan.")
    for number, item in enumerate(items, start=1):
        if isinstance(item, str):
            if item.strip():
                yield Question(item.strip())
        elif isinstance(item, dict) and isinstance(item.get("question"), str):
            yield Question(
                item["question"],
                *(tuple(item.get(key) or ()) for key in ("must", "must_not", "facts")),
            )
        else:
            raise SetError(f"{file}: vraag {number} heeft geen 'question'.")
