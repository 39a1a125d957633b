"""What runs inside the action server: thin Rasa actions over the knowledge base."""

from actions.about_last import ActionMore, ActionRepeat, ActionShorter, ActionSource, ActionStillValid
from actions.answer import ActionAnswer, ActionAnswerBelow, ActionAnswerForWork, ActionDecide, ActionShowAnswer
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
    ActionFlowStopped,
    ActionFlowWhy,
    ValidateFlowForm,
)  # fmt: skip
from actions.kept import ActionFlowLoad, ActionFlowSave

__all__ = [
    "ActionAnswer",
    "ActionAnswerBelow",
    "ActionAnswerForWork",
    "ActionAskFlowAnswer",
    "ActionDecide",
    "ActionFlowBack",
    "ActionFlowCorrect",
    "ActionFlowDanger",
    "ActionFlowEnd",
    "ActionFlowForget",
    "ActionFlowLoad",
    "ActionFlowPause",
    "ActionFlowRestart",
    "ActionFlowSave",
    "ActionFlowStart",
    "ActionFlowStopped",
    "ActionFlowWhy",
    "ActionMore",
    "ActionRepeat",
    "ActionShorter",
    "ActionShowAnswer",
    "ActionSource",
    "ActionStillValid",
    "ValidateFlowForm",
]  # fmt: skip
