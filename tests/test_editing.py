"""One session of an editor on the running assistant, as docs/redactie/van-vraag-tot-antwoord.md tells it.

From a question without an answer to a live answer, and back. The servers are never restarted, nothing is trained.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from bot.model import environment
from tests.conftest import ROOT, Assistant

QUESTION = "Kan een hond mee naar de opvang?"
RIGHT = "Een huisdier kan in de voorbeeldopvang niet mee naar binnen"
SOURCE = """\
- id: voorbeeldopvang-huisdieren
  title: Huisdieren en opvang
  publisher: Voorbeeldopvang
  url: https://www.voorbeeldopvang.example/huisdieren
  date: '2026-10-05'
"""
TEXT = f"""\
{RIGHT}. Een stichting vangt het dier tijdelijk op bij een gastgezin. Het slachtoffer houdt contact met het gastgezin
    en krijgt het dier terug na de opvang. Vraag dit aan bij het eerste gesprek met de opvang. Er zijn geen kosten
    voor het slachtoffer. Weet u niet wie dit in uw regio doet, vraag het dan aan de zorgcoördinator."""
QUESTIONS = [
    "mag een huisdier mee naar de opvang",
    "huisdier hond kat opvang slachtoffer",
    "Mijn cliënte wil niet weg zonder haar kat. Wat kan ik regelen voor haar huisdier?",
]


class Editor:
    """Someone at a terminal beside the running assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant

    def kompas(self, *arguments: str) -> str:
        """A command of the knowledge base; what it printed."""
        result = self.assistant.kompas(*arguments)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def helpdesk(self, *arguments: str) -> str:
        """A command of the helpdesk; what it printed."""
        result = subprocess.run(
            [sys.executable, "-m", "helpdesk", *arguments],
            cwd=ROOT, env={**environment(), **self.assistant.settings}, capture_output=True, text=True,
        )  # fmt: skip
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def ask(self, question: str) -> tuple[str, dict[str, Any]]:
        """What a user reads who asks this in a new conversation; local ones without a session count as tests."""
        _, session = self.assistant.post(b"{}", "session")
        status, replies = self.assistant.post(json.dumps({"sender": session["sender"], "message": question}).encode())
        assert status == 200, replies
        return replies[0]["text"], replies[0]["custom"]

    def wait_for(self, question: str, good: Callable[[str], bool]) -> str:
        """Ask until the reply is good, or half a minute has passed; the last reply."""
        end = time.monotonic() + 30
        while True:
            text, _ = self.ask(question)
            if good(text) or time.monotonic() > end:
                return text
            time.sleep(0.1)


@pytest.fixture
def editor(assistant: Assistant) -> Editor:
    return Editor(assistant)


def test_from_a_question_without_an_answer_to_a_live_answer_and_back(editor: Editor, tmp_path) -> None:
    content = editor.assistant.content
    before, refusal = editor.ask(QUESTION)
    assert refusal["outcome"] == "refuse", before

    worklist = editor.helpdesk("worklist")
    assert QUESTION in worklist
    group = re.search(rf"{re.escape(QUESTION)}.*?draft (\w+)", worklist, re.DOTALL)
    assert group
    editor.helpdesk("draft", group[1], "--folder", str(tmp_path))
    [concept] = tmp_path.glob("*.yml")

    sources = content / "sources.yml"
    sources.write_text(sources.read_text(encoding="utf-8") + SOURCE, encoding="utf-8")
    made = editor.kompas(
        "new", "opvang-slachtoffers", "opvang-huisdier", "--aspect", "conditions", "--from", str(concept),
        "--source", "voorbeeldopvang-huisdieren",
    )  # fmt: skip
    topic = content / "topics" / "concepts" / "opvang-slachtoffers.yml"
    assert f"{topic}:" in made
    assert "'opvang-huisdier' is nog niet ingevuld" in editor.kompas("check", "--today", "2026-11-21")

    text = topic.read_text(encoding="utf-8")
    text = re.sub(r"'VUL IN: het antwoord.*?'\n(?=  questions)", lambda _: f"{TEXT}\n", text, flags=re.DOTALL)
    for question in QUESTIONS:
        text = re.sub(r"'VUL IN: vraag \d bij opvang-huisdier'", question, text, count=1)
    topic.write_text(text.replace("as_of: onbekend\n  review_by: 2027-11-", "as_of: 2026-10\n  review_by: 2027-11-"))
    assert editor.kompas("check", "--today", "2026-11-21").endswith(" 0 fouten\n")

    preview = editor.kompas("preview", QUESTION)
    assert preview.startswith("De assistent geeft dit antwoord. Zekerheid: ")
    assert "[opvang-huisdier (concept)]" in preview
    assert "Nu live: weet niet" in preview
    assert editor.ask(QUESTION)[1]["outcome"] != "answer"  # a draft is for nobody but the editor

    topic.write_text(topic.read_text(encoding="utf-8").replace("status: draft", "status: published"))
    asked = tmp_path / "vragen.yaml"
    asked.write_text(
        f"- question: {QUESTION}\n  must: [gastgezin]\n  facts: [voorbeeld]\n"
        "- question: Wat zijn de taken van een zorgcoördinator?\n  must: [slachtoffer]\n  facts: [voorbeeld]\n",
        encoding="utf-8",
    )
    diff = editor.kompas("diff", "--questions", str(asked))
    assert "Nieuw: 1\n  opvang-huisdier\n" in diff
    assert f"[beter] {QUESTION}\n  was:   weet niet" in diff
    assert "2 vragen, 1 krijgen een ander antwoord. Beter: 1, slechter: 0." in diff

    published = editor.kompas("publish", "--note", "huisdieren in de opvang")
    assert published.endswith(" is live.\n")
    assert RIGHT in editor.wait_for(QUESTION, lambda said: RIGHT in said)
    _, shown = editor.ask(QUESTION)
    assert (shown["outcome"], shown["answer_id"]) == ("answer", "opvang-huisdier")
    assert shown["sources"][0]["title"] == "Huisdieren en opvang"

    editor.kompas("rollback")
    assert RIGHT not in editor.wait_for(QUESTION, lambda said: RIGHT not in said)
    versions = editor.kompas("releases").splitlines()
    assert [("LIVE" in line, "huisdieren in de opvang" in line) for line in versions] == [(False, True), (True, False)]


def test_switches_work_at_once_without_restart(editor: Editor) -> None:
    question = "Wat zijn de taken van een zorgcoördinator?"
    text, custom = editor.ask(question)
    for what in (("--answer", custom["answer_id"]), ("--topic", custom["topic_id"]), ("--all",)):
        editor.kompas("switch", "off", *what, "--reason", "Het werk is anders verdeeld")
        try:
            notice, shown = editor.ask(question)
            for part in ("De reden: Het werk is anders verdeeld.", "CoMensha", "033 448 11 86", "VNG", "112"):
                assert part in notice, what
            assert shown["outcome"] == "refuse"
            assert what[-1] in editor.kompas("switch", "list") or what == ("--all",)
            danger, _ = editor.ask("help, hij heeft een mes en staat voor de deur")
            assert danger.startswith("**Bel nu 112.**")
        finally:
            editor.kompas("switch", "on", *what)
        assert editor.ask(question)[0] == text
