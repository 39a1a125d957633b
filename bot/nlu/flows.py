"""Recognises a message that asks for a flow of questions, tells of a case and asks what now, corrects a fact, wants to
save what was done, or gives the code with which that goes on.

The words stand in the content (`procedures/`, `questions.yml`, `flow_words.yml`), so an editor changes them without
training. Safety and a wish for a person come first: those intents are left alone.
"""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.knowledge import current
from kompas.flows.codes import find_code
from kompas.flows.flows import flows
from kompas.flows.opening import corrects, opening
from kompas.flows.reading import says
from kompas.knowledge import KnowledgeBase

FIRST = ("acute_danger", "victim", "victim_relative", "human", "english", "personal_data")


def intent_of(knowledge: KnowledgeBase, text: str) -> tuple[str, str | None] | None:
    """The intent of a message about a flow, with the flow that it opens."""
    found = flows(knowledge)
    if not found or not knowledge.flow_words:
        return None
    if find_code(text) is not None:
        return "resume_code", None
    if says(text, knowledge.flow_words["save"]):
        return "save_progress", None
    prefixes = [knowledge.phrases[name] for name in ("flow_prefix", "flow_again_prefix")]
    opened = opening(found, knowledge.flow_words, text, *prefixes)
    if opened is not None:
        return ("start_flow" if opened.named else "open_case"), opened.flow
    return ("correct_fact", None) if corrects(found, knowledge.flow_words, text) else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class FlowIntents(GraphComponent):  # type: ignore[misc]
    """Sets `start_flow`, `open_case` (both with entity `flow`), `correct_fact`, `save_progress` and `resume_code`."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options and their defaults."""
        return {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "FlowIntents":
        """A component for this graph node."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intents in place and return the same messages."""
        known = current()
        for message in messages:
            text = message.get(TEXT)
            before = (message.get(INTENT) or {}).get(INTENT_NAME_KEY)
            if not text or text.startswith("/") or before in FIRST:
                continue
            found = intent_of(known, text)
            if found is not None:
                intent = {INTENT_NAME_KEY: found[0], PREDICTED_CONFIDENCE_KEY: 1.0}
                message.set(INTENT, intent, add_to_output=True)
                if found[1] is not None:
                    entity = {"entity": "flow", "value": found[1], "start": 0, "end": len(text)}
                    # The name of a flow may hold the name of a topic, which is not asked about then.
                    others = [] if found[0] == "start_flow" else message.get(ENTITIES, [])
                    message.set(ENTITIES, [*others, {**entity, "extractor": "FlowIntents"}], add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to learn."""
        return training_data
