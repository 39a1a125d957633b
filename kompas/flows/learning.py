"""Modules and the learning path as flows, and how far someone is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kompas.flows.model import MODULE, PATH, UNKNOWN, Ask, Facts, Flow
from kompas.flows.sources import dated, source_text
from kompas.knowledge import KnowledgeBase
from kompas.schema import Answer, LearningPath, Module, Option, Question, Quiz, Role

READ, KNEW = "gelezen", "bekend"
ROLE = "rol"  # the fact of a learning path: who learns
WORDS_A_MINUTE = 130  # of someone who reads to remember
MINUTES_A_QUESTION = 0.4
PARTS = ("wat", "hoe", "met-wie")
Kept = Mapping[str, Facts]  # the facts of every flow that someone worked on, by flow


@dataclass(frozen=True)
class Score:
    """How many questions of a module were answered rightly."""

    right: int
    of: int


def from_module(knowledge: KnowledgeBase, module: Module) -> Flow:
    """A page per answer, then the questions. Answers that do not exist are left out; `kompas check` reports them."""
    pages = [_page(knowledge, module, knowledge.answers[a]) for a in module.answers if a in knowledge.answers]
    quiz = [_quiz(knowledge, number, quiz) for number, quiz in quizzes(knowledge, module).items()]
    title = knowledge.phrases["learn_module"].format(title=module.title)
    return Flow(module.id, MODULE, title, tuple(Ask(question) for question in (*pages, *quiz)))


def from_path(path: LearningPath) -> Flow:
    """One question: who learns. What comes after it depends on what was done before, not on answers."""
    options = [Option(value=role.id, label=role.label, says=role.says) for role in path.roles]
    role = Question(id=ROLE, name=ROLE, text=path.ask, why=path.why, options=options, speaker=True)
    return Flow(path.id, PATH, path.title, (Ask(role),), start=tuple(path.start))


def _page(knowledge: KnowledgeBase, module: Module, answer: Answer) -> Question:
    phrases, words = knowledge.phrases, knowledge.flow_words
    caveat = phrases["caveat"].format(caveat=answer.caveat) if answer.caveat else ""
    source = source_text(phrases, dated(knowledge, answer))
    heading = answer.questions[0][:1].upper() + answer.questions[0][1:]
    blocks = (phrases["learn_heading"].format(title=heading), answer.text.strip(), caveat,
              phrases["learn_source"].format(source=source))  # fmt: skip
    return Question(
        id=answer.id,
        name=heading,
        text="\n\n".join(filter(None, blocks)),
        why=phrases["learn_why_page"].format(goal=module.goal),
        options=[
            Option(value=READ, label=phrases["learn_read"], answers=words.get("learn_read", [])),
            Option(value=KNEW, label=phrases["learn_knew"], answers=words.get("learn_knew", [])),
        ],
    )


def _quiz(knowledge: KnowledgeBase, number: int, quiz: Quiz) -> Question:
    phrases = knowledge.phrases
    answer = knowledge.answers.get(quiz.answer)
    source = source_text(phrases, dated(knowledge, answer)) if answer else ""
    given = {"right": quiz.options[min(quiz.right, len(quiz.options)) - 1], "feedback": quiz.feedback, "source": source}
    options = [
        Option(
            value=str(place),
            label=label,
            now=phrases["learn_right" if place == quiz.right else "learn_wrong"].format(**given),
        )
        for place, label in enumerate(quiz.options, start=1)
    ]
    options.append(Option(value=UNKNOWN, label=phrases["flow_skip"], now=phrases["learn_skipped"].format(**given)))
    return Question(
        id=f"vraag-{number}", name=quiz.question, text=quiz.question, why=phrases["learn_why_quiz"], options=options
    )


def quizzes(knowledge: KnowledgeBase, module: Module) -> dict[int, Quiz]:
    """The questions of a module by number, without those whose answer is switched off: they would tell it."""
    asked = enumerate(module.quiz, start=1)
    return {number: quiz for number, quiz in asked if quiz.answer not in knowledge.notices}


def score(knowledge: KnowledgeBase, module: Module, facts: Facts) -> Score:
    """What the questions of a module came to."""
    asked = quizzes(knowledge, module)
    return Score(sum(facts.get(f"vraag-{n}") == str(quiz.right) for n, quiz in asked.items()), len(asked))


def finished(knowledge: KnowledgeBase, module: Module, facts: Facts) -> bool:
    """Whether all was read and all questions were answered or skipped."""
    pages = {answer for answer in module.answers if answer in knowledge.answers}
    return pages | {f"vraag-{number}" for number in quizzes(knowledge, module)} <= set(facts)


def results(knowledge: KnowledgeBase, kept: Kept) -> dict[str, Score]:
    """The score of each finished module."""
    return {
        module.id: score(knowledge, module, kept[module.id])
        for module in knowledge.modules.values()
        if module.id in kept and finished(knowledge, module, kept[module.id])
    }


def role_of(path: LearningPath, kept: Kept) -> Role | None:
    """Who learns, when that was told."""
    chosen = kept.get(path.id, {}).get(ROLE)
    return next((role for role in path.roles if role.id == chosen), None)


def modules_for(knowledge: KnowledgeBase, role: Role | None) -> list[Module]:
    """The modules of a role in its order; for who tells no role all modules, part by part."""
    if role is not None:
        return [knowledge.modules[module] for module in role.modules if module in knowledge.modules]
    return sorted(knowledge.modules.values(), key=lambda module: PARTS.index(module.part))


def minutes(knowledge: KnowledgeBase, module: Module) -> float:
    """How long a module takes."""
    answers = [knowledge.answers[answer] for answer in module.answers if answer in knowledge.answers]
    texts = [text for answer in answers for text in (answer.text, answer.caveat or "")]
    texts += [text for quiz in module.quiz for text in (quiz.question, *quiz.options, quiz.feedback)]
    return sum(len(text.split()) for text in texts) / WORDS_A_MINUTE + MINUTES_A_QUESTION * len(module.quiz)
