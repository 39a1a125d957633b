"""Training examples of the question families, taken from the knowledge base itself.

Editors write example questions beside every answer; writing them again in `data/nlu` would let the two drift apart.
A new answer works without retraining, since intents are families of questions and never single questions.
"""

from typing import Any

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from kompas.content import Content, load
from kompas.paths import content_dir
from kompas.practice import follow_up_messages, more_messages, outside
from kompas.publication import PUBLISHED
from kompas.questions import is_long

FAMILIES = {
    "role": "ask_roles",
    "organisation": "ask_roles",
    "law": "ask_legislation",
    "procedure": "ask_next_steps",
    "form": "ask_forms_and_signals",
    "concept": "ask_forms_and_signals",
    "signal": "ask_forms_and_signals",
    "figure": "ask_figures",
    "policy": "ask_policy",
    "instrument": "ask_policy",
    "cooperation": "ask_cooperation",
    "training": "ask_training_and_examples",
    "example": "ask_training_and_examples",
    "kompas": "ask_kompas",
}
PER_FAMILY = 500
PLAIN = 4  # one in so many of the plain questions that practise search; example questions are much the same
FOREIGN = "out_of_scope"
CHAT = "chat"  # greetings and the like have intents of their own


def examples(content: Content) -> dict[str, list[str]]:
    """Example questions per family, at most PER_FAMILY each, spread evenly over the answers."""
    questions: dict[str, list[str]] = {family: [] for family in FAMILIES.values()}
    for topic in content.topics.values():
        for answer in (answer for answer in topic.answers if answer.status == PUBLISHED):
            questions[FAMILIES[topic.kind]] += answer.questions
    return {family: texts[:: max(1, -(-len(texts) // PER_FAMILY))] for family, texts in questions.items() if texts}


def practised(content: Content) -> dict[str, list[str]]:
    """Messages of professionals per family: mails, which tell of grave things that happened to others, and what is
    asked in a conversation, so that "hoe oud?" is not taken for a courtesy."""
    families = {
        record: FAMILIES[topic.kind]
        for topic in content.topics.values()
        for answer in topic.answers
        for record in answer.records
    }
    texts: dict[str, list[str]] = {}
    plain: list[tuple[str, list[str]]] = []
    told: list[tuple[str, list[str]]] = []
    for item in more_messages():
        (told if is_long(item[0]) else plain).append(item)
    for message, records in [*told, *plain[::PLAIN], *follow_up_messages()]:
        family = next((families[record] for record in records if record in families), None)
        if family:
            texts.setdefault(family, []).append(" ".join(message.split()))
    return texts


def foreign() -> list[str]:
    """Messages about something else, so that "mijn laptop start niet" is not taken for someone in trouble."""
    return [text for kind, texts in outside().items() if kind != CHAT for text in texts]


class KompasImporter(RasaFileImporter):  # type: ignore[misc]
    """Rasa's own file importer, with the knowledge base's questions added."""

    _data: TrainingData | None = None

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """`data/nlu` and the question families together. Rasa asks for them three times in one training, and makes
        copies of what it changes."""
        if self._data is None:
            self._data = self._together(language)
        return self._data

    def _together(self, language: str | None) -> TrainingData:
        content = load(content_dir())
        written = super().get_nlu_data(language)
        parts = [examples(content), {FOREIGN: foreign()}, practised(content)]
        # The same few words may ask for different things in different conversations; what editors wrote counts most.
        known = {message.get(TEXT) for message in written.intent_examples}
        asked = {text: intent for part in reversed(parts) for intent, texts in part.items() for text in texts}
        messages: list[Any] = [
            Message.build(text=text, intent=intent) for text, intent in asked.items() if text not in known
        ]
        assert all(message.get(TEXT) and message.get(INTENT) for message in messages)
        return written.merge(TrainingData(messages))
