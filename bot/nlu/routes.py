"""Decides what kind of message this is, fixed routes first: danger, a victim speaking, a wish for a person.

The patterns of `routes.yml` come before all statistics. After them the classifier may add danger or a victim that no
pattern foresaw; where it only suspects one, the intent says `possible_`, and the way to help stands above the answer.
A dialogue act (thanks, repeat, ...) counts only when the classifier is sure, danger is ruled out and no topic is named,
or when it is nearly sure; all else is a question for the knowledge base.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from kompas.text import normalise

SAFETY = ("acute_danger", "victim", "victim_relative")
SUSPICION = "suspicion"  # where a message keeps P per name of SAFETY
DANGER_WITHIN = "danger_within"  # where a message keeps the greatest P of danger among the sentences of a long one
ACTS = "dialogue_acts"  # where a message keeps P per dialogue act
# What the classifier suspects without a pattern: the action answers with the way to help above the answer.
POSSIBLE = {"acute_danger": "possible_danger", "victim": "possible_victim", "victim_relative": "possible_victim"}
PROFESSIONAL = "professional"  # where a message keeps whether it has the marks of a professional
QUESTIONS = "ask_"
OUT_OF_SCOPE = "out_of_scope"
ENGLISH = "english"  # its reply names the way to help itself
LONGEST_ACT = 25  # words; a longer message is no mere dialogue act
SURE_ACT = 0.95  # P of a dialogue act from which a message may name a topic too: "in het kort voor mijn collega"
CALM = 0.1  # chance of danger or a victim from which a message is no mere courtesy
SURE_TOPIC = 0.4  # share of questions with this name that are about the topic


@lru_cache(maxsize=1)
def patterns() -> dict[str, tuple[list[re.Pattern[str]], list[re.Pattern[str]]]]:
    """Per route the patterns that show it and those that rule it out."""
    data = yaml.safe_load((Path(__file__).parent / "routes.yml").read_text(encoding="utf-8"))
    parts = data.pop("parts")
    return {
        route: (
            [re.compile(text.format(**parts)) for text in rules["show"]],
            [re.compile(text.format(**parts)) for text in rules.get("unless", [])],
        )
        for route, rules in data.items()
    }


def plain(text: str) -> str:
    """A message as patterns and features see it: normalised, in one line."""
    return " ".join(normalise(text).split())


def fixed_route(text: str) -> str | None:
    """The route that the patterns give a message, if any; the order in the file is the order of weight.

    >>> fixed_route("help, hij heeft een mes en staat voor de deur")
    'acute_danger'
    """
    message = plain(text)
    for route, (shows, unless) in patterns().items():
        if any(p.search(message) for p in shows) and not any(p.search(message) for p in unless):
            return route
    return None


def is_question(intent: str) -> bool:
    """Whether an intent is a family of questions; `ask_source` is a dialogue act, for all its name."""
    return intent.startswith(QUESTIONS) and intent != "ask_source"


def is_act(intent: str) -> bool:
    """Whether an intent of the training data is a dialogue act."""
    return not is_question(intent) and intent not in (*SAFETY, OUT_OF_SCOPE)


def spoken_by_professional(text: str) -> bool:
    """Whether a message has the marks of a professional who speaks of a client: then the classifier alone does not
    replace the answer unless it is nearly sure, it only puts the way to help above it."""
    message = plain(text)
    return any(pattern.search(message) for pattern in patterns()["victim"][1])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class FixedRoutes(GraphComponent):  # type: ignore[misc]
    """Sets the final intent of a message; keeps the classifier's ranking for the actions to weigh."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options and their defaults."""
        return {
            # P of danger or a victim from which the message is treated as such.
            "suspected": 0.9,
            # The same, from which the way to help stands above whatever is answered.
            "possible": 0.2,
            # P of danger in a single sentence of a long message, from which the way to help stands above.
            "danger_within": 0.95,
            # P of a dialogue act from which it counts.
            "dialogue_act": 0.75,
        }

    def __init__(self, config: dict[str, Any]) -> None:
        self._suspected, self._possible = float(config["suspected"]), float(config["possible"])
        self._act, self._within = float(config["dialogue_act"]), float(config["danger_within"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "FixedRoutes":
        """A component for this graph node."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intents in place and return the same messages."""
        for message in messages:
            if message.get(TEXT) and not message.get(TEXT).startswith("/"):
                name, confidence = self._decide(message)
                intent = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
                message.set(INTENT, intent, add_to_output=True)
                message.set(PROFESSIONAL, spoken_by_professional(message.get(TEXT)), add_to_output=True)
        return messages

    def _decide(self, message: Message) -> tuple[str, float]:
        text = message.get(TEXT)
        route = fixed_route(text)
        if route is not None:
            return route, 1.0
        ranking = {
            item[INTENT_NAME_KEY]: float(item[PREDICTED_CONFIDENCE_KEY])
            for item in message.get(INTENT_RANKING_KEY) or []
        }
        if not ranking:
            return OUT_OF_SCOPE, 0.0
        suspicion = message.get(SUSPICION) or dict.fromkeys(SAFETY, 0.0)
        chance, likeliest = sum(suspicion.values()), max(SAFETY, key=lambda name: suspicion[name])
        if chance >= self._suspected:
            return likeliest, chance
        act, certainty = self._dialogue_act(message)
        if chance >= self._possible and act != ENGLISH:
            return POSSIBLE[likeliest], chance
        if (message.get(DANGER_WITHIN) or 0.0) >= self._within:
            return POSSIBLE["acute_danger"], self._possible
        if act is not None and (act == ENGLISH or chance < CALM):
            return act, certainty
        question = max(
            (name for name in ranking if is_question(name)),
            key=lambda name: ranking[name],
            default=OUT_OF_SCOPE,
        )
        return question, ranking.get(question, 0.0)

    def _dialogue_act(self, message: Message) -> tuple[str | None, float]:
        """The dialogue act that the message is, if the classifier is sure and no topic is named, and how sure it is."""
        chances = message.get(ACTS) or {}
        best = max(chances, key=lambda name: chances[name], default=None)
        if best is None or chances[best] < self._act or len(message.get(TEXT).split()) > LONGEST_ACT:
            return None, 0.0
        # Who writes English is answered in English, whatever the subject.
        counts = best == ENGLISH or chances[best] >= SURE_ACT or not self._names_topic(message)
        return (best, chances[best]) if counts else (None, 0.0)

    @staticmethod
    def _names_topic(message: Message) -> bool:
        return any(e.get("confidence_entity", 0.0) >= SURE_TOPIC for e in message.get(ENTITIES, []))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to learn."""
        return training_data
