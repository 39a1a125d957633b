"""Marks the topics of the knowledge base that a message names, as entities."""

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from kompas import snapshot, store
from kompas.linking import TopicLinker
from kompas.paths import store_path


def read_linker(path: Path) -> TopicLinker:
    """The linker over a store. Raises StoreError."""
    ready = snapshot.load(path, "linker")
    return ready if isinstance(ready, TopicLinker) else TopicLinker(store.read_knowledge(path))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TopicEntities(GraphComponent):  # type: ignore[misc]
    """Entities `topic`, with the share of questions holding this name that are about it as confidence.

    The names come from the newest build of the knowledge base, not from the trained model.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options and their defaults."""
        return {}

    def __init__(self) -> None:
        self._watched: store.Watched[TopicLinker] | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "TopicEntities":
        """A component for this graph node."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities in place and return the same messages."""
        if self._watched is None:
            self._watched = store.Watched(store_path(), read_linker)
        linker = self._watched.current()
        for message in messages:
            if message.get(TEXT):
                entities = [
                    {
                        "entity": "topic",
                        "value": link.topic,
                        "start": link.start,
                        "end": link.end,
                        "confidence_entity": link.precision,
                        "extractor": "TopicEntities",
                    }
                    for link in linker.link(message.get(TEXT))[:5]
                ]
                message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to learn."""
        return training_data
