"""`Welk nummer?` after an answer: the numbers of those whom that answer names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions import reply
from kompas.context import SHORT
from kompas.knowledge import KnowledgeBase
from kompas.schema import Contact
from kompas.search import Searcher
from kompas.text import STOPWORDS, normalise, stem, words

ASPECT = "contact"
OWN_WORDS = 4  # a message with more of them says itself whom it means
LIKELY = 0.5  # as likely as the likeliest aspect, which is 1: "zet de nummers op een rij" looks like steps too
NAMED = 0.2  # how often a name in a question is about its topic, from which search finds the number by itself
MOST = 5
LISTED = 5  # turns back of which a list gives the numbers
_ALL = re.compile(r"\b(?:\w*nummers|alle|allemaal|lijst\w*|rij\w*)\b")


def meant(search: Searcher, text: str, said: Sequence[Sequence[str]]) -> list[Contact]:
    """Whose numbers a message asks for. `said`: the bot's texts per turn, newest first. None when it asks something
    else, or names someone itself.

    `Welk nummer?` is of whom the last turn names, and nobody else's will do; a list is of whom the last turns name."""
    if not _asks_for_numbers(search, text):
        return []
    turns = said[: LISTED if _ALL.search(normalise(text)) else 1]
    return named(search.knowledge, [said for turn in turns for said in turn])


def _asks_for_numbers(search: Searcher, message: str) -> bool:
    """Whether a message asks how to reach someone without saying whom."""
    said = [word for word in words(message) if word not in STOPWORDS]
    if not said or len(said) > OWN_WORDS or len(words(message)) > SHORT:
        return False
    if any(link.precision >= NAMED for link in search.evidence.linker.link(message)):
        return False
    aspect = search.knowledge.aspects.get(ASPECT)
    # The likeliest aspect of `wat dan?` may be anything: a word for reaching someone must be there too.
    if aspect is None or not {stem(word) for word in said} & {stem(cue) for cue in aspect.cues}:
        return False
    return search.evidence.aspects(message).get(ASPECT, 0.0) >= LIKELY


def named(knowledge: KnowledgeBase, texts: Sequence[str]) -> list[Contact]:
    """The contacts with a number that some texts name, in order."""
    told = normalise("\n".join(texts))
    found = []
    for contact in knowledge.contacts.values():
        places = [match.start() for name in _names(contact) if (match := re.search(rf"\b{re.escape(name)}\b", told))]
        if contact.number and places and contact.answers[0] not in knowledge.notices:
            found.append((min(places), contact))
    return [contact for _, contact in sorted(found, key=lambda pair: pair[0])][:MOST]


def _names(contact: Contact) -> list[str]:
    return [normalise(name) for name in (contact.name, *contact.names, contact.number or "") if name]


def message(knowledge: KnowledgeBase, contacts: Sequence[Contact]) -> dict[str, Any]:
    """Keyword arguments for `dispatcher.utter_message`: each number with its hours and use, and where that stands."""
    answers = [knowledge.answers[answer] for answer in (contact.answers[0] for contact in contacts)]
    lines = [knowledge.phrases["contact_line"].format(**_words(contact)) for contact in contacts]
    sources = list(dict.fromkeys(reply.source_line(knowledge, answer) for answer in answers))
    custom = reply.custom(knowledge, answers[0])
    custom["sources"] = [source for answer in answers for source in reply.custom(knowledge, answer)["sources"]]
    text = "\n".join([knowledge.phrases["contacts"], "", *lines, "", *filter(None, sources)])
    return {"text": text, "json_message": custom}


def _words(contact: Contact) -> dict[str, str]:
    hours = f" ({contact.hours})" if contact.hours else ""
    use = f": {contact.for_what}" if contact.for_what else ""
    return {"name": contact.name, "number": contact.number or "", "hours": hours, "use": use}
