"""Dutch words and lemmas: spaCy's tokenizer for `nl`, lemmas from simplemma's word lists.

The pretrained Dutch spaCy models are not in the package registry, so lemmas come from a look-up (docs/decisions/0002).
"""

from typing import Any

import simplemma
import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class DutchTokenizer(Tokenizer):  # type: ignore[misc]
    """Splits Dutch text and gives every token its lemma."""

    @staticmethod
    def required_packages() -> list[str]:
        """Packages that must be installed."""
        return ["spacy", "simplemma"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options and their defaults."""
        return {
            # Rasa's own tokenizer options; intents are single names here.
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._nlp = spacy.blank("nl")

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "DutchTokenizer":
        """A component for this graph node."""
        return cls(config)

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of one attribute of a message; a text of only spaces has none."""
        tokens = [
            Token(token.text, token.idx, lemma=simplemma.lemmatize(token.text.lower(), lang="nl"))
            for token in self._nlp(message.get(attribute))
            if not token.is_space
        ]
        kept: list[Token] = self._apply_token_pattern(tokens)
        return kept
