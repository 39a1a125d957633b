"""Turns an answer of the knowledge base into a message that obeys the reply contract (docs/reply-contract.md)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.figures import figures
from kompas.knowledge import KnowledgeBase
from kompas.schema import Answer, Source
from kompas.search import MAX_PARTS, Found, Verdict

UNKNOWN = "onbekend"
MAX_FOLLOW_UPS = 3
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ITEM = re.compile(r"\n\s*(?:\d{1,2}\.|-)\s+")  # of a list
_AFTER_CLAUSE = re.compile(r"(?:;|(?<=[a-z)])\.)\s.*")  # of an item
ENOUGH_WORDS = 15  # of a first sentence, to stand alone as the short answer
_NUMBER_TO_CALL = re.compile(r"\b(?:112|0800|0900|033)\b")


def message(knowledge: KnowledgeBase, answer: Answer) -> dict[str, Any]:
    """Keyword arguments for `dispatcher.utter_message`: text, buttons and the `custom` part."""
    if answer.id in knowledge.notices:
        return switched_off(knowledge, answer)
    parts, rich = [answer.text], custom(knowledge, answer)
    if shown := figures(knowledge, answer):
        parts += shown.paragraphs
        rich["chart"] = shown.chart
    if answer.caveat:
        parts.append(knowledge.phrases["caveat"].format(caveat=answer.caveat))
    parts.append(source_line(knowledge, answer))
    return {
        "text": "\n\n".join(parts),
        "buttons": _follow_ups(knowledge, answer),
        "json_message": rich,
    }


def spoken(knowledge: KnowledgeBase, answer: Answer) -> str:
    """What an answer itself says, with its series of figures, without caveat and source."""
    shown = figures(knowledge, answer)
    return "\n\n".join([answer.text, *(shown.paragraphs if shown else [])])


def switched_off(knowledge: KnowledgeBase, answer: Answer) -> dict[str, Any]:
    """What a user reads in place of an answer that editors switched off: why, and whom to ask."""
    return {"text": knowledge.notices[answer.id], "json_message": {"outcome": "refuse"}}


def offered(knowledge: KnowledgeBase, answers: Sequence[str]) -> list[str]:
    """Those of some answers that can be offered: they exist and are not switched off."""
    return [answer for answer in answers if answer in knowledge.answers and answer not in knowledge.notices]


def _follow_ups(knowledge: KnowledgeBase, answer: Answer) -> list[dict[str, str]]:
    """Answers that usually follow, and the procedure, scan or learning path that goes with it, when there is one."""
    titles = [knowledge.phrases["flow_prefix"] + p.title for p in knowledge.procedures.values() if answer.id in p.offer]
    titles += [checklist.name for checklist in knowledge.checklists.values() if answer.id in checklist.offer]
    titles = [*titles, *(path.title for path in knowledge.learning_paths.values() if answer.id in path.offer)][:1]
    following = offered(knowledge, answer.next)[: MAX_FOLLOW_UPS - len(titles)]
    return [
        *(button(knowledge, other) for other in following), *({"title": title, "payload": title} for title in titles)
    ]  # fmt: skip


def custom(knowledge: KnowledgeBase, answer: Answer, outcome: str = "answer") -> dict[str, Any]:
    """The part for rich clients."""
    sources = [] if answer.id in knowledge.notices else [knowledge.sources[source] for source in answer.sources]
    return {
        "outcome": outcome,
        "answer_id": answer.id,
        "topic_id": knowledge.topic_of[answer.id].id,
        "caveat": answer.caveat,
        "sources": [
            {"title": s.title, "publisher": s.publisher, "url": s.url, "date": s.date, "as_of": answer.as_of}
            for s in sources
        ],
    }


def answers_in(custom: dict[str, Any]) -> list[str]:
    """The ids of the answers that a message showed; `custom`: its part for rich clients."""
    return [*(custom.get("answer_ids") or []), *([custom["answer_id"]] if custom.get("answer_id") else [])]


def own_part(knowledge: KnowledgeBase, answer: Answer, question: str) -> dict[str, Any]:
    """One of several answers in a reply, for rich clients: with the caveat and the sources that are its own."""
    own = custom(knowledge, answer)
    return {"question": question, "text": answer.text, **{key: own[key] for key in ("answer_id", "caveat", "sources")}}


def source_line(knowledge: KnowledgeBase, answer: Answer) -> str:
    """One line with the first source and its date, short enough for every answer; nothing for one switched off."""
    if answer.id in knowledge.notices:
        return ""
    source = knowledge.sources[answer.sources[0]]
    phrase = "source" if answer.as_of == UNKNOWN or answer.as_of == source.date else "source_with_as_of"
    return knowledge.phrases[phrase].format(**_source_words(knowledge, source), as_of=answer.as_of)


def sources(knowledge: KnowledgeBase, answer: Answer) -> str:
    """All sources of an answer with their addresses."""
    lines = [
        knowledge.phrases["source_line"].format(**_source_words(knowledge, knowledge.sources[s]))
        for s in answer.sources
    ]
    return "\n".join([knowledge.phrases["sources_intro"], *lines])


def _source_words(knowledge: KnowledgeBase, source: Source) -> dict[str, str]:
    date = knowledge.phrases["date_unknown"] if source.date == UNKNOWN else source.date
    return {"title": source.title, "publisher": source.publisher, "date": date, "url": source.url}


def short(answer: Answer) -> str:
    """The first sentence, and the second when the first says little by itself; of a list that the first sentence opens,
    each item as far as its first clause. The first of the other sentences that holds a number to call in danger stays
    too, when it is not long."""
    text = answer.text.strip()
    opening, *items = _ITEM.split(text)
    listed = bool(items) and opening.rstrip().endswith(":") and len(_SENTENCE.split(opening)) == 1
    said, left_out = _list_in_short(text) if listed else _sentences_in_short(text)
    between = "\n\n" if listed else " "
    call = next((s for s in left_out if _NUMBER_TO_CALL.search(s) and len(s.split()) < 25), "")
    return f"{said}{between}{call}".strip()


def _sentences_in_short(text: str) -> tuple[str, list[str]]:
    """The first one or two sentences of a text, and the others."""
    first, *rest = _SENTENCE.split(" ".join(_ITEM.sub(" ", text).split()))
    if rest and len(first.split()) < ENOUGH_WORDS:
        first = f"{first} {rest.pop(0)}"
    return first, rest


def _list_in_short(text: str) -> tuple[str, list[str]]:
    """A text up to the end of its first list, with the first clause of each item that holds no number to call; and the
    sentences after it."""
    lines = text.splitlines()
    are_items = [_ITEM.match(f"\n{line}") is not None for line in lines]
    start = are_items.index(True)
    end = next((i for i in range(start, len(lines)) if lines[i].strip() and not are_items[i]), len(lines))
    clauses = [line if _NUMBER_TO_CALL.search(line) else _AFTER_CLAUSE.sub(".", line) for line in lines[start:end]]
    return "\n".join([*lines[:start], *clauses]).strip(), _SENTENCE.split(" ".join(lines[end:]))


def several(knowledge: KnowledgeBase, found: Sequence[Found]) -> dict[str, Any]:
    """A message that answers several questions, each under its own heading, and names those left unanswered."""
    answered: dict[str, str] = {}
    unanswered = []
    for part in found:
        if part.verdict is Verdict.ANSWER and len(answered) < MAX_PARTS:
            answered.setdefault(part.hits[0].answer, part.question)
        else:
            unanswered.append(part.question)
    blocks = [
        knowledge.phrases["part"]
        .format(
            question=question,
            text=knowledge.answers[answer].text,
            source=source_line(knowledge, knowledge.answers[answer]),
        )
        .rstrip()
        for answer, question in answered.items()
    ]
    if unanswered:
        blocks.append(knowledge.phrases["parts_unanswered"].format(questions="; ".join(unanswered)))
    answers = [knowledge.answers[answer] for answer in answered]
    first = custom(knowledge, answers[0], "answer" if offered(knowledge, list(answered)) else "refuse")
    first["answer_ids"] = list(answered)
    first["parts"] = [own_part(knowledge, knowledge.answers[answer], question) for answer, question in answered.items()]
    first["sources"] = [source for answer in answers for source in custom(knowledge, answer)["sources"]]
    return {"text": "\n\n".join(blocks), "json_message": first}


def either(knowledge: KnowledgeBase, answers: Sequence[str]) -> dict[str, Any]:
    """A question back that already shows the two likeliest answers, and offers the others by button."""
    shown = [knowledge.answers[answer] for answer in answers[:2]]
    blocks = [knowledge.phrases["either"]]
    blocks += [
        knowledge.phrases["either_part"].format(
            number=number, question=title(knowledge, answer.id), text=answer.text, source=source_line(knowledge, answer)
        )
        for number, answer in enumerate(shown, start=1)
    ]
    if len(answers) > len(shown):
        blocks.append(knowledge.phrases["either_other"])
    return {
        "text": "\n\n".join(blocks),
        "buttons": [button(knowledge, answer) for answer in answers],
        "json_message": {
            **custom(knowledge, shown[0], "clarify"),
            "answer_ids": [answer.id for answer in shown],
            "parts": [own_part(knowledge, answer, title(knowledge, answer.id)) for answer in shown],
        },
    }


def near(knowledge: KnowledgeBase, answers: Sequence[str], *, doubt: bool) -> dict[str, Any]:
    """Questions that come near a message, without their answers. `doubt`: it is not sure that the message is about our
    subject; otherwise it is, and there is no answer."""
    phrases = knowledge.phrases
    if doubt:
        return options(knowledge, phrases["doubt"], answers, "clarify")
    return options(knowledge, f"{phrases['refuse']}\n\n{phrases['refuse_near']}", answers, "refuse")


def outside(knowledge: KnowledgeBase, kind: str, near: Sequence[str] = ()) -> dict[str, Any]:
    """What to say to a message about something else; each kind may have a phrase of its own (`outside_<kind>`). `near`:
    answers that it may be about all the same, by name only."""
    text = knowledge.phrases.get(f"outside_{kind}", knowledge.phrases["refuse_out_of_scope"])
    said: dict[str, Any] = {"text": text}
    if near:
        said = options(knowledge, f"{text}\n\n{knowledge.phrases['refuse_near']}", near, "refuse")
    return {**said, "json_message": {"outcome": "refuse", "outside": kind}}


def button(knowledge: KnowledgeBase, answer: str) -> dict[str, str]:
    """A button that shows an answer; its title is the first example question."""
    return {"title": title(knowledge, answer), "payload": f'/show_answer{{"answer": "{answer}"}}'}


def title(knowledge: KnowledgeBase, answer: str) -> str:
    """How an answer is named to a user: its first example question."""
    question = knowledge.answers[answer].questions[0]
    return question[:1].upper() + question[1:]


def options(knowledge: KnowledgeBase, intro: str, answers: Sequence[str], outcome: str) -> dict[str, Any]:
    """A message that offers answers as a numbered list and as buttons."""
    lines = [
        knowledge.phrases["clarify_option"].format(number=number, title=title(knowledge, answer))
        for number, answer in enumerate(answers, start=1)
    ]
    return {
        "text": "\n".join([intro, "", *lines]),
        "buttons": [button(knowledge, answer) for answer in answers],
        "json_message": {"outcome": outcome},
    }
