"""What a message is for besides asking: how likely it is that it tells of danger, comes from a victim or from someone
close to one, or is a dialogue act (thanks, repeat, ...).

A classifier of its own: between thirty intents the usual one shares its certainty among families of questions that
matter little here, and it must keep a threshold at which it misses a third (docs/decisions/0017, 0019).
"""

from __future__ import annotations

from typing import Any

import joblib
import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.routes import ACTS, DANGER_WITHIN, SAFETY, SUSPICION, is_act, plain
from bot.nlu.softmax import Softmax, fit
from kompas.questions import is_long, sentences
from kompas.tfidf import Tfidf
from kompas.vectors import Vectors, encoder

OTHER = "ask_other"
DANGER = "acute_danger"
FILE = "purpose.joblib"
ITERATIONS = 80  # 150 find no more


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Purpose(GraphComponent):  # type: ignore[misc]
    """Logistic regression over words, pieces of words and the sentence vector of a message."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options and their defaults."""
        # `strength`: scikit-learn's C. `vector_weight`: how much the sentence vector counts beside the words.
        return {"strength": 20.0, "vector_weight": 3.0}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._words = TfidfVectorizer(
            ngram_range=(1, 2),
            min_df=2,
            sublinear_tf=True,
            preprocessor=plain,
            token_pattern=r"[\w']+",
            dtype=np.float32,
        )
        self._pieces = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 4), min_df=3, sublinear_tf=True, preprocessor=plain, dtype=np.float32
        )
        self._model: Softmax | None = None
        self._sparse: list[Tfidf] = []

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Purpose:
        """An untrained component for this graph node."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> Purpose:
        """The trained component. The file is of our own build, as the whole model is."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._words, component._pieces, component._model = joblib.load(folder / FILE)
        component._sparse = [Tfidf(component._pieces), Tfidf(component._words)]
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all examples with an intent; what is neither in SAFETY nor a dialogue act is OTHER."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        texts = [example.get(TEXT) for example in examples]
        intents = [str(example.get(INTENT)) for example in examples]
        kinds = [intent if intent in SAFETY or is_act(intent) else OTHER for intent in intents]
        self._words.fit(texts)
        self._pieces.fit(texts)
        vectors = np.vstack([_vector(example).reshape(1, -1) for example in examples])
        parts = self._weighted(vectors), self._pieces.transform(texts), self._words.transform(texts)
        self._model = fit(parts, kinds, float(self._config["strength"]), ITERATIONS)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump((self._words, self._pieces, self._model), folder / FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set P per name of SAFETY, P per dialogue act and, for a long message, the greatest P of danger among its
        sentences in place, and return the same messages."""
        for message in messages:
            text = message.get(TEXT)
            if text:
                found = self._chances(text, _vector(message))
                message.set(SUSPICION, {name: found.get(name, 0.0) for name in SAFETY}, add_to_output=True)
                message.set(ACTS, {name: chance for name, chance in found.items() if is_act(name)})
                message.set(DANGER_WITHIN, self._danger_within(text))
        return messages

    def _danger_within(self, text: str) -> float:
        """One sentence about danger is lost among ten about something else, unless it is read by itself."""
        parts = sentences(text) if is_long(text) else []
        if len(parts) < 2:
            return 0.0
        vectors = encoder().encode(parts)
        return max(self._chances(*part).get(DANGER, 0.0) for part in zip(parts, vectors, strict=True))

    def _chances(self, text: str, vector: Vectors) -> dict[str, float]:
        assert self._model is not None, "not loaded"
        return self._model.chances([self._weighted(vector), *(sparse.of(text) for sparse in self._sparse)])

    def _weighted(self, vectors: Vectors) -> Vectors:
        return vectors * np.float32(self._config["vector_weight"])


def _vector(message: Message) -> Vectors:
    """The sentence vector of a message, shape (dimension,)."""
    return np.asarray(message.get_dense_features(TEXT)[1].features).ravel()
