from types import SimpleNamespace

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import answer
from kompas.knowledge import KnowledgeBase


def test_a_button_to_an_answer_that_is_gone_says_so(knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "searcher", lambda: SimpleNamespace(knowledge=knowledge))
    message = {"entities": [{"entity": "answer", "value": "bestaat-niet-meer"}]}
    tracker = Tracker("s", {}, message, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    assert answer.ActionShowAnswer().run(dispatcher, tracker, {}) == []
    [said] = dispatcher.messages
    assert "staat niet meer in de kennisbank" in said["text"]
    assert said["custom"] == {"outcome": "refuse"}
