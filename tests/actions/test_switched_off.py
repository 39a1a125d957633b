"""Whatever way leads to an answer that is switched off, the user reads the notice and never the text."""

from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import about_last, answer, reply
from kompas.knowledge import KnowledgeBase
from kompas.linking import TopicLinker
from kompas.named import Name, named_in
from kompas.search import Found, Hit, Verdict
from kompas.switches import read, switch_off, without_switched_off

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone.utc)
OFF, ON = "zorgcoordinator-taken", "ketenregisseur-wat"
FORBIDDEN = "regelt opvang en zorg"


@pytest.fixture
def silenced(knowledge: KnowledgeBase, tmp_path: Path) -> KnowledgeBase:
    assert FORBIDDEN in knowledge.answers[OFF].text
    switch_off(tmp_path / "switches", "answer", OFF, "de taken zijn veranderd", NOW)
    return without_switched_off(knowledge, read(tmp_path / "switches"))


class Searching:
    """A search that always finds the same, over a real knowledge base."""

    def __init__(self, knowledge: KnowledgeBase, found: Found) -> None:
        self.knowledge, self._found = knowledge, found

    def search(self, *_: object, **__: object) -> Found:
        return self._found

    def named(self, message: str) -> list[Name]:
        return named_in(message, TopicLinker(self.knowledge).link(message))


def run(action: Any, slots: dict[str, Any], message: dict[str, Any], events: list[Any]) -> list[dict[str, Any]]:
    dispatcher = CollectingDispatcher()
    action.run(dispatcher, Tracker("s", slots, message, events, False, None, {}, "action_listen"), {})
    return list(dispatcher.messages)


@pytest.mark.parametrize("verdict", [Verdict.ANSWER, Verdict.ASK_BACK])
def test_who_asks_for_it_reads_why(silenced: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, verdict: Verdict) -> None:
    found = Found(verdict, 0.9, [Hit(OFF, 0.8), Hit(ON, 0.2)])
    monkeypatch.setattr(answer, "searcher", lambda: Searching(silenced, found))
    [said] = run(answer.ActionAnswer(), {}, {"text": "wat doet een zorgcoördinator"}, [])
    assert "De reden: de taken zijn veranderd. " in said["text"]
    assert FORBIDDEN not in said["text"]
    assert said["custom"] == {"outcome": "refuse"}


@pytest.mark.parametrize("verdict", [Verdict.REFUSE, Verdict.ASK_BACK])
def test_it_is_not_offered_beside_others(
    silenced: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, verdict: Verdict
) -> None:
    found = Found(verdict, 0.1, [Hit(ON, 0.6), Hit(OFF, 0.4)])
    monkeypatch.setattr(answer, "searcher", lambda: Searching(silenced, found))
    [said] = run(answer.ActionAnswer(), {}, {"text": "iets over regie"}, [])
    assert [button["payload"] for button in said["buttons"] if OFF in button["payload"]] == []
    assert any(ON in button["payload"] for button in said["buttons"])


def test_one_of_several_answers_is_left_out_with_the_reason(silenced: KnowledgeBase) -> None:
    parts = [Found(Verdict.ANSWER, 0.9, [Hit(a, 0.9)], question=a) for a in (OFF, ON)]
    said = reply.several(silenced, parts)
    assert FORBIDDEN not in said["text"]
    assert "de taken zijn veranderd" in said["text"]
    assert "De ketenregisseur zorgt voor samenwerking" in said["text"]
    assert said["text"].count("Bron: ") == 1
    assert said["json_message"]["outcome"] == "answer"
    assert reply.several(silenced, parts[:1])["json_message"]["outcome"] == "refuse"
    assert reply.several(silenced, parts[:1])["json_message"]["sources"] == []


@pytest.mark.parametrize(
    "action", [about_last.ActionShorter, about_last.ActionMore, about_last.ActionSource, about_last.ActionStillValid]
)
def test_who_asks_on_about_it_reads_why(
    silenced: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, action: type[Any]
) -> None:
    monkeypatch.setattr(about_last, "searcher", lambda: SimpleNamespace(knowledge=silenced))
    [said] = run(action(), {"answer": OFF}, {"text": "en verder?"}, [])
    assert said["text"] == silenced.notices[OFF]


@pytest.mark.parametrize("custom", [{"answer_id": OFF}, {"answer_id": ON, "answer_ids": [ON, OFF]}])
def test_it_is_not_repeated(silenced: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, custom: dict[str, Any]) -> None:
    monkeypatch.setattr(about_last, "searcher", lambda: SimpleNamespace(knowledge=silenced))
    before = {"event": "bot", "text": f"De zorgcoördinator {FORBIDDEN}.", "data": {"custom": custom}}
    [said] = run(about_last.ActionRepeat(), {}, {"text": "nog een keer"}, [before])
    assert said["text"] == silenced.notices[OFF]


def test_its_button_shows_why(silenced: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "searcher", lambda: SimpleNamespace(knowledge=silenced))
    message = {"entities": [{"entity": "answer", "value": OFF}]}
    [said] = run(answer.ActionShowAnswer(), {}, message, [])
    assert said["text"] == silenced.notices[OFF]
    assert said["custom"] == {"outcome": "refuse"}
