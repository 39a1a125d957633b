"""What runs inside the action server: thin Rasa actions over the knowledge base."""

from actions.about_last import ActionMore, ActionRepeat, ActionShorter, ActionSource, ActionStillValid
from actions.answer import ActionAnswer, ActionDecide, ActionShowAnswer
from actions.flow import (
    ActionAskFlowAnswer,
    ActionFlowBack,
    ActionFlowCorrect,
    ActionFlowDanger,
    ActionFlowEnd,
    ActionFlowForget,
    ActionFlowPause,
    ActionFlowRestart,
    ActionFlowStart,
    ActionFlowWhy,
    ValidateFlowForm,
)  # fmt: skip

__all__ = [
    "ActionAnswer", "ActionAskFlowAnswer", "ActionDecide", "ActionFlowBack", "ActionFlowCorrect", "ActionFlowDanger",
    "ActionFlowEnd", "ActionFlowForget", "ActionFlowPause", "ActionFlowRestart", "ActionFlowStart", "ActionFlowWhy",
    "ActionMore", "ActionRepeat", "ActionShorter", "ActionShowAnswer", "ActionSource", "ActionStillValid",
    "ValidateFlowForm",
]  # fmt: skip
