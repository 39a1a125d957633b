"""The sentence vector of a message as a dense feature for the intent classifier."""

from collections.abc import Iterator
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from kompas.vectors import Vectors, encoder, packed

VECTOR = "vector"  # where a message keeps it, so that search need not compute it again


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):  # type: ignore[misc]
    """Adds one vector per message, and none per token: the classifiers look at whole messages only, and Rasa would hash
    a gigabyte of them in training."""

    BATCH = 64

    @classmethod
    def required_components(cls) -> list[type]:
        """A tokenizer must come first."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options and their defaults."""
        return {**DenseFeaturizer.get_default_config()}

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceFeaturizer":
        """A component for this graph node."""
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing can be wrong: there are no options of our own."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the features in place and return the same messages."""
        for message, vector in self._encoded(messages):
            self._add(message, vector)
            message.set(VECTOR, packed(vector), add_to_output=True)
        return messages

    def _encoded(self, messages: list[Message]) -> Iterator[tuple[Message, Vectors]]:
        wanted = [m for m in messages if m.get(TEXT)]
        for start in range(0, len(wanted), self.BATCH):
            batch = wanted[start : start + self.BATCH]
            yield from zip(batch, encoder().encode([m.get(TEXT) for m in batch]), strict=True)

    def _add(self, message: Message, vector: Any) -> None:
        alias = self._config[FEATURIZER_CLASS_ALIAS]
        message.add_features(Features(vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, alias))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The features of the training examples."""
        for message, vector in self._encoded(training_data.training_examples):
            self._add(message, vector)
        return training_data
