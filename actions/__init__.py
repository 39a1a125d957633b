"""What runs inside the action server: thin Rasa actions over the knowledge base."""

from actions.about_last import ActionMore, ActionRepeat, ActionShorter, ActionSource, ActionStillValid
from actions.answer import ActionAnswer, ActionDecide, ActionShowAnswer

__all__ = [
    "ActionAnswer", "ActionDecide", "ActionMore", "ActionRepeat", "ActionShorter", "ActionShowAnswer", "ActionSource",
    "ActionStillValid",
]  # fmt: skip
