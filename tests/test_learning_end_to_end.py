"""Scans and the learning path with the running assistant, over HTTP."""

import urllib.error
import urllib.request
import uuid
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from kompas import paths
from kompas.content import load
from kompas.flows import learning
from kompas.flows.codes import find_code
from kompas.knowledge import KnowledgeBase, knowledge_from

BASISNIVEAU = ["ja", "deels", "nee", "weet ik niet", "ja", "Nee"]


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return knowledge_from(load(paths.CONTENT))


def last(replies: list[dict[str, Any]]) -> dict[str, Any]:
    return replies[-1]


def download(assistant, reply: dict[str, Any], ending: str) -> bytes:
    [url] = [d["url"] for d in reply["custom"]["download"] if f".{ending}?" in d["url"]]
    with urllib.request.urlopen(assistant.base + url, timeout=30) as response:
        return response.read()


def read_module(assistant, knowledge: KnowledgeBase, module: str, who: str) -> dict[str, Any]:
    """Press the buttons of a module, rightly; returns its end."""
    reply = last(assistant.say(f"Module: {knowledge.modules[module].title}", who))
    of = len(knowledge.modules[module].answers) + len(knowledge.modules[module].quiz)
    step = 1
    while (question := reply["custom"]["flow"]["question"]) is not None:
        assert reply["custom"]["progress"] == {"label": f"Stap {step} van {of}", "step": step, "of": of}
        choice = "Verder"
        if question.startswith("vraag-"):
            quiz = knowledge.modules[module].quiz[int(question.removeprefix("vraag-")) - 1]
            choice = quiz.options[quiz.right - 1]
        assert choice in [button["payload"] for button in reply["buttons"]]
        reply, step = last(assistant.say(choice, who)), step + 1
    assert step == of + 1
    return reply


def test_a_whole_learning_path_is_walked(assistant, knowledge: KnowledgeBase) -> None:
    who = uuid.uuid4().hex
    reply = last(assistant.say("start leerpad", who))
    assert reply["custom"]["flow"] == {**reply["custom"]["flow"], "id": "leerpad", "question": "rol"}
    reply = last(assistant.say("Bestuurder", who))
    path = reply["custom"]["path"]
    assert path["role"] == "bestuurder" and path["done"] == []
    assert reply["custom"]["progress"] == {"label": "0 van 7 modules klaar", "step": 0, "of": 7}
    for number, module in enumerate(path["modules"], start=1):
        end = read_module(assistant, knowledge, module, who)
        asked = len(knowledge.modules[module].quiz)
        assert end["custom"]["module"] == {"id": module, "right": asked, "of": asked}
        assert "**Goed.**" in end["text"]
        assert end["custom"]["progress"]["step"] == number
        if number < 7:
            following = knowledge.modules[path["modules"][number]].title
            assert end["buttons"][0]["payload"] == f"Module: {following}"
    reply = last(assistant.say("Leerpad aanpak mensenhandel", who))
    assert reply["custom"]["path"]["done"] and set(reply["custom"]["path"]["done"]) == set(path["modules"])
    assert reply["custom"]["progress"] == {"label": "7 van 7 modules klaar", "step": 7, "of": 7}
    text = download(assistant, reply, "md").decode()
    for module in path["modules"]:
        assert f"| {knowledge.modules[module].title} |" in text
    assert "Uw rol: Bestuurder" in text and "## Bronnen" in text and "Nog te doen" not in text
    document = Document(BytesIO(download(assistant, reply, "docx")))
    assert sum(len(table.rows) - 1 for table in document.tables) == 7


def test_a_module_is_left_for_a_question_and_taken_up(assistant, knowledge: KnowledgeBase) -> None:
    who = uuid.uuid4().hex
    assistant.say("Module: Signalen zien", who)
    replies = assistant.say("Wat doet een zorgcoördinator?", who)
    assert replies[0]["custom"]["outcome"] == "answer"
    assert last(replies)["custom"]["flow"]["question"] == "signalen-algemeen"
    assert last(assistant.say("waarom?", who))["text"].startswith("Dit hoort bij het doel van de module")
    assert last(assistant.say("verder", who))["custom"]["flow"]["question"] == "signalen-arbeid"
    assert last(assistant.say("vorige", who))["custom"]["flow"]["question"] == "signalen-algemeen"
    assistant.say("verder", who)
    stopped = last(assistant.say("stop", who))
    assert "ga verder" in stopped["text"] and "Bewaar mijn voortgang" in [b["title"] for b in stopped["buttons"]]
    assert last(assistant.say("Wie is CoMensha?", who))["custom"]["outcome"] in ("answer", "clarify")
    assert last(assistant.say("ga verder", who))["custom"]["flow"]["question"] == "signalen-arbeid"
    danger = assistant.say("help, hij heeft een mes en staat voor de deur", who)
    assert "112" in danger[0]["text"] and danger[0]["custom"]["outcome"] == "safety"


def test_a_scan_gives_chart_table_gaps_and_documents(assistant) -> None:
    who = uuid.uuid4().hex
    reply = last(assistant.say("doe de zelfscan basisniveau", who))
    assert reply["custom"]["progress"] == {"label": "Vraag 1 van 6", "step": 1, "of": 6}
    for text in BASISNIVEAU:
        reply = last(assistant.say(text, who))
    # signalling 1/1; officer (0.5 + 0 + 0) / 3; policy and rules (1 + 0) / 2
    assert reply["custom"]["chart"]["points"] == [
        {"label": "Signaleren: basisniveau", "value": 100},
        {"label": "Functionaris: basisniveau", "value": 17},
        {"label": "Beleid en regels: basisniveau", "value": 50},
    ]
    assert "- Functionaris: basisniveau 17 %" in reply["text"]
    # Importance 3 first; of the others no, then don't know.
    assert reply["custom"]["scan"]["gaps"] == [
        "functionaris", "bestuurlijke-mogelijkheden", "regels", "hulpinstanties",
    ]  # fmt: skip
    assert "Voorbeeld: " in reply["text"] and "Bron: " in reply["text"]
    assert "Goes" in download(assistant, reply, "md").decode()
    assert Document(BytesIO(download(assistant, reply, "docx"))).tables
    again = last(assistant.say("Opnieuw: Zelfscan Basisniveau", who))
    assert again["custom"]["progress"]["step"] == 1


def test_an_address_with_answers_that_do_not_exist_is_refused(assistant) -> None:
    for address in ("basisniveau-bestuurlijke-aanpak.md?beleid=misschien", "leerpad.md?rol=koning",
                    "leerpad.md?wat-mensenhandel-is=9", "wat-mensenhandel-is.md", "niets.docx"):  # fmt: skip
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{assistant.base}/kompas/plan/{address}", timeout=30)
        assert refused.value.code == 404


def test_a_code_leads_back_on_another_device_also_after_a_restart(assistant, knowledge: KnowledgeBase) -> None:
    who = uuid.uuid4().hex
    assert last(assistant.say("bewaar", who))["custom"]["outcome"] == "refuse"
    assistant.say("zelfscan", who)
    for text in ("ja", "deels"):
        assistant.say(text, who)
    replies = assistant.say("Bewaar mijn voortgang", who)
    code = find_code(replies[0]["custom"]["code"])
    assert code is not None and replies[0]["custom"]["code"] in replies[0]["text"]
    assert last(replies)["custom"]["progress"]["step"] == 3
    assistant.say("nee", who)  # kept under the code without asking
    assistant.rasa.stop()
    assistant.actions.stop()
    assistant.start_actions()
    assistant.start_rasa()
    assistant.wait()
    reply = last(assistant.say(f"ga verder met {code[:4]} {code[4:8]} {code[8:]}"))
    assert "Welkom terug" in reply["text"]
    assert reply["custom"]["progress"]["step"] == 4
    assert reply["custom"]["flow"]["facts"] == {
        "plan": "ja", "rollen-en-middelen": "deels", "aandachtsfunctionaris": "nee",
    }  # fmt: skip
    assert code not in (assistant.folder / "progress.sqlite").read_bytes().decode("latin-1")


def test_wrong_codes_are_refused_and_then_no_more_looked_at(assistant) -> None:
    who = uuid.uuid4().hex
    for _ in range(5):
        assert "ken ik niet" in last(assistant.say("BBBB-CCCC-DDDD-FFFF", who))["text"]
    assert "te veel verkeerde codes" in last(assistant.say("BBBB-CCCC-DDDD-FFFF", who))["text"]


def test_a_wrong_code_does_not_end_what_is_going_on(assistant) -> None:
    who = uuid.uuid4().hex
    assistant.say("zelfscan", who)
    assistant.say("ja", who)
    replies = assistant.say("BBBB-CCCC-DDDD-FFFF", who)
    assert "ken ik niet" in replies[0]["text"]
    assert last(replies)["custom"]["progress"]["step"] == 2


def test_scores_stand_beside_the_modules(assistant, knowledge: KnowledgeBase) -> None:
    who = uuid.uuid4().hex
    read_module(assistant, knowledge, "signalen-zien", who)
    assistant.say("leerpad", who)
    reply = last(assistant.say("uitvoerder", who))
    assert "- Signalen zien: klaar, 2 van 2 goed" in reply["text"]
    assert len(learning.modules_for(knowledge, None)) == 17
