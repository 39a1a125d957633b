"""Flows in the running assistant, over HTTP: real model, real knowledge base, real action server."""

import re
import urllib.error
import urllib.request
import uuid
from io import BytesIO
from typing import Any

import pytest
from docx import Document


class Talk:
    """One conversation; `say` gives the last reply, and checks that it obeys the contract."""

    def __init__(self, assistant: Any) -> None:
        self._assistant = assistant
        self._sender = uuid.uuid4().hex
        self.replies: list[dict[str, Any]] = []

    def say(self, message: str) -> dict[str, Any]:
        self.replies = self._assistant.say(message, self._sender)
        assert self.replies
        for reply in self.replies:
            assert reply["text"]
            assert reply["custom"]["outcome"]
        return self.replies[-1]

    @property
    def text(self) -> str:
        return "\n".join(reply["text"] for reply in self.replies)


@pytest.fixture
def talk(assistant) -> Talk:
    return Talk(assistant)


def question(reply: dict[str, Any]) -> str | None:
    return reply["custom"]["flow"]["question"]


def facts(reply: dict[str, Any]) -> dict[str, str]:
    return reply["custom"]["flow"]["facts"]


def test_a_told_case_gets_an_answer_and_only_the_questions_that_are_left(talk: Talk) -> None:
    reply = talk.say("meisje van 16 uit Roemenië, gedwongen tot prostitutie, wat nu?")
    first, asked = talk.replies
    assert first["custom"]["outcome"] == "answer"
    assert first["custom"]["answer_id"] == "minderjarig-vermoeden-stappen"
    assert asked["custom"]["outcome"] == "flow"
    assert asked["custom"]["progress"] == {"label": "Vraag 1 van 2", "step": 1, "of": 2}
    assert facts(asked) == {"age": "minderjarig", "form": "seksueel", "residence": "eu"}
    assert question(reply) == "danger"
    assert question(talk.say("nee")) == "role"
    plan = talk.say("ben wijkagent... eh boa")
    assert question(plan) is None
    assert facts(plan)["role"] == "toezicht"
    steps = plan["custom"]["plan"]["steps"]
    assert steps[:2] == ["gevaar-in-de-gaten", "veilig-thuis"]
    assert "jeugdhulp" in steps
    assert not {"nidos-alleen", "opvang-eu", "bedenktijd", "opvang-cosm"} & set(steps)
    assert "minderjarig-vermoeden-stappen" in plan["custom"]["plan"]["records"]
    assert plan["text"].startswith("**Stappenplan: Ik heb een signaal, wat nu?**")
    assert all(source["title"] and source["date"] and source["as_of"] for source in plan["custom"]["sources"])


def test_buttons_walk_to_a_plan(talk: Talk) -> None:
    reply = talk.say("Stappenplan: Een vraag van de raad of de pers beantwoorden")
    assert len(talk.replies) == 1  # asked for by name: no answer before it
    assert [button["title"] for button in reply["buttons"]] == ["De gemeenteraad", "De pers", "Weet ik niet"]
    reply = talk.say(reply["buttons"][1]["payload"])
    assert reply["custom"]["progress"] == {"label": "Vraag 2 van 2", "step": 2, "of": 2}
    plan = talk.say(reply["buttons"][0]["payload"])
    assert plan["custom"]["plan"]["steps"][0] == "naar-communicatie"
    assert "afstemmen-lopende-zaak" in plan["custom"]["plan"]["steps"]
    assert "vraag-bepalen" not in plan["custom"]["plan"]["steps"]


def test_all_procedures_are_walked_by_skipping_every_question(assistant, real_titles) -> None:
    assert len(real_titles) == 12
    for title in real_titles:
        talk = Talk(assistant)
        reply = talk.say(f"Stappenplan: {title}")
        for _ in range(6):
            if question(reply) is None:
                break
            reply = talk.say("sla over")
        assert "plan" in reply["custom"], title
        assert len(reply["custom"]["plan"]["steps"]) >= 2


@pytest.fixture
def real_titles(checked) -> list[str]:
    return [procedure.title for procedure in checked.procedures.values()]


def test_a_question_in_between_is_answered_and_the_open_question_comes_back(talk: Talk) -> None:
    talk.say("Ik heb een signaal. Wat nu?")
    talk.say("nee")
    reply = talk.say("wacht even, wat is bedenktijd?")
    answer, again = talk.replies
    assert answer["custom"]["outcome"] == "answer"
    assert "drie maanden" in answer["text"]
    assert question(reply) == question(again) == "age"
    assert question(talk.say("17")) == "form"


def test_an_answer_with_a_question_is_kept_and_answered(talk: Talk) -> None:
    talk.say("Ik heb een signaal. Wat nu?")
    reply = talk.say("nee geen gevaar, maar wat is bedenktijd?")
    assert talk.replies[0]["custom"]["outcome"] in {"answer", "clarify"}
    assert facts(reply) == {"danger": "nee"}
    assert question(reply) == "age"


def test_why_is_told_and_the_question_asked_again(talk: Talk) -> None:
    talk.say("Ik heb een signaal. Wat nu?")
    reply = talk.say("waarom vraagt u dat?")
    assert reply["text"].startswith("Bij gevaar gaat veiligheid vóór alle andere stappen.")
    assert question(reply) == "danger"
    assert len(talk.replies) == 1


def test_an_earlier_answer_is_corrected_in_the_middle(talk: Talk) -> None:
    talk.say("Ik heb een signaal. Wat nu?")
    talk.say("nee")
    talk.say("volwassen")
    reply = talk.say("nee, ze is 17")
    assert facts(reply) == {"danger": "nee", "age": "minderjarig"}
    assert "Veilig Thuis: 0800 2000" in reply["text"]
    assert question(reply) == "form"


def test_a_correction_after_the_plan_makes_a_new_one(talk: Talk) -> None:
    talk.say("Er zit hier een Poolse vrouw van 30 in een nagelstudio, ze wil hulp maar geen aangifte. Wat nu?")
    talk.say("nee")
    plan = talk.say("boa")
    assert "opvang-eu" in plan["custom"]["plan"]["steps"]
    new = talk.say("sorry, ze is toch minderjarig")
    assert facts(new)["age"] == "minderjarig"
    assert "jeugdhulp" in new["custom"]["plan"]["steps"]
    assert "opvang-eu" not in new["custom"]["plan"]["steps"]


def test_who_is_no_case_of_the_procedure_goes_on_in_the_general_one(talk: Talk) -> None:
    reply = talk.say("Stappenplan: Een slachtoffer zonder verblijfspapieren helpen")
    assert facts(reply) == {"residence": "geen-papieren"}
    talk.say("nee")
    reply = talk.say("ze is Poolse")
    assert reply["custom"]["flow"]["id"] == "casus"
    assert facts(reply) == {"danger": "nee", "residence": "eu"}
    assert "Ik ga verder met een ander stappenplan" in reply["text"]


def test_a_mail_about_a_case_is_first_answered_on_what_it_asks(talk: Talk) -> None:
    reply = talk.say(
        "Beste collega, ik heb een melding over een Bulgaarse vrouw van 30 die voor een man moet werken en haar "
        "geld afgeeft, ik weet niet wat nu. Mijn vraag is hoe lang de bedenktijd voor een slachtoffer van "
        "mensenhandel duurt."
    )
    assert talk.replies[0]["custom"]["answer_id"] == "bedenktijd-mensenhandel-termijn"
    assert facts(reply) == {"residence": "eu", "age": "meerderjarig"}


def test_a_mail_about_a_case_with_two_questions_gets_two_answers_and_the_case(talk: Talk) -> None:
    reply = talk.say(
        "Beste collega, ik heb een melding over een Bulgaarse vrouw van 30 die voor een man moet werken en haar "
        "geld afgeeft. Wat moet ik doen? Hoe lang duurt de bedenktijd voor een slachtoffer van mensenhandel? "
        "En wat is het telefoonnummer van CoMensha?"
    )
    assert talk.replies[0]["custom"]["answer_ids"] == ["bedenktijd-mensenhandel-termijn", "comensha-contact"]
    assert facts(reply) == {"residence": "eu", "age": "meerderjarig"}


def test_a_question_without_its_mark_is_no_answer_that_was_not_understood(talk: Talk) -> None:
    talk.say("meisje van 15 uit mijn caseload wordt na school steeds opgehaald door oudere jongens, wat doe ik")
    reply = talk.say("en als het om een jongen gaat, zijn de signalen dan anders")
    assert talk.replies[0]["custom"]["answer_id"] == "jongens-signalen"
    assert (question(reply), facts(reply)) == ("danger", {"age": "minderjarig"})


def test_stop_ask_something_else_and_go_on(talk: Talk) -> None:
    talk.say("Ik heb een signaal. Wat nu?")
    talk.say("nee")
    stopped = talk.say("laat maar, stop")
    assert "112" in stopped["text"]
    answer = talk.say("wat doet een ketenregisseur?")
    assert len(talk.replies) == 1
    assert answer["custom"]["outcome"] == "answer"
    reply = talk.say("ga verder")
    assert question(reply) == "age"
    assert facts(reply) == {"danger": "nee"}


def test_start_over(talk: Talk) -> None:
    talk.say("Ik heb een signaal. Wat nu?")
    talk.say("nee")
    talk.say("17")
    reply = talk.say("opnieuw beginnen")
    assert (question(reply), facts(reply)) == ("danger", {})


def test_danger_breaks_through_and_stays_in_the_plan(talk: Talk) -> None:
    talk.say("Ik heb een signaal. Wat nu?")
    talk.say("nee")
    talk.say("17")
    talk.say("help, hij heeft een mes en staat voor de deur")
    assert talk.text.startswith("**Bel nu 112.**")
    assert {reply["custom"]["outcome"] for reply in talk.replies} == {"safety"}
    reply = talk.say("ga verder")
    assert facts(reply)["danger"] == "ja"
    for answer in ("seks", "Nederlandse", "sla over"):
        reply = talk.say(answer)
    assert reply["custom"]["plan"]["steps"][0] == "gevaar-nu"


def test_yes_to_danger_says_112_first(talk: Talk) -> None:
    talk.say("Ik heb een signaal. Wat nu?")
    reply = talk.say("ja")
    assert reply["text"].startswith("**Bel nu 112.**")
    assert reply["custom"]["outcome"] == "safety"
    assert question(reply) == "age"


def test_a_victim_who_speaks_is_never_taken_for_an_answer(talk: Talk) -> None:
    talk.say("Ik heb een signaal. Wat nu?")
    talk.say("ik word gedwongen om te werken")
    assert talk.text.startswith("**Bel 112 als u nu in gevaar bent.**")
    assert len(talk.replies) == 1
    assert talk.say("hallo")["custom"]["outcome"] == "smalltalk"
    assert len(talk.replies) == 1


def test_what_is_no_answer_is_asked_again_with_the_ways_out(talk: Talk) -> None:
    talk.say("Ik heb een signaal. Wat nu?")
    reply = talk.say("paarse krokodil")
    assert reply["text"].startswith("Dat begreep ik niet als antwoord.")
    assert question(reply) == "danger"
    assert question(talk.say("gele olifant")) == "age"  # asked twice is enough: nobody is held there


def test_an_answer_button_in_between_is_obeyed(talk: Talk) -> None:
    talk.say("Wat doet een zorgcoördinator?")
    button = next(b for b in talk.replies[0]["buttons"] if b["payload"].startswith("/show_answer"))
    talk.say("Ik heb een signaal. Wat nu?")
    reply = talk.say(button["payload"])
    assert talk.replies[0]["custom"]["outcome"] == "answer"
    assert question(reply) == "danger"


def test_personal_data_in_a_flow_is_refused_and_the_question_comes_back(talk: Talk) -> None:
    talk.say("Ik heb een signaal. Wat nu?")
    reply = talk.say("nee, haar nummer is 0687654321")
    assert "persoonsgegevens" in talk.replies[0]["text"]
    assert (question(reply), facts(reply)) == ("danger", {})


def test_a_plain_question_opens_no_flow_but_offers_one(talk: Talk) -> None:
    reply = talk.say("Wat moet ik doen als ik uitbuiting vermoed?")
    assert len(talk.replies) == 1
    assert reply["custom"]["outcome"] == "answer"
    assert any(button["title"].startswith("Stappenplan: ") for button in reply["buttons"])


def test_a_button_under_an_answer_takes_along_what_was_told(talk: Talk) -> None:
    reply = talk.say("Een Bulgaarse man is uitgebuit op de bouw. Wat is een zorgcoördinator?")
    assert reply["custom"]["outcome"] in ("answer", "clarify")
    reply = talk.say("Stappenplan: Ik heb een signaal, wat nu?")
    assert facts(reply) == {"form": "arbeid", "residence": "eu"}


def get(assistant: Any, url: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(f"{assistant.base}{url}", timeout=20) as response:
            return response.status, dict(response.headers), response.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def test_the_plan_can_be_downloaded_in_three_forms(assistant, talk: Talk) -> None:
    talk.say("Stappenplan: Een minderjarig slachtoffer helpen")
    for answer in ("nee", "seks", "Nederlander", "boa"):
        plan = talk.say(answer)
    downloads = {download["type"]: download for download in plan["custom"]["download"]}
    assert len(downloads) == 3
    bodies = {}
    for mime, download in downloads.items():
        assert re.fullmatch(r"/kompas/plan/[a-z-]+\.(docx|md|html)\?[a-z=&-]+", download["url"])
        status, headers, bodies[mime] = get(assistant, download["url"])
        assert status == 200
        assert headers["content-type"].startswith(mime)
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["Cache-Control"] == "private, no-store"
    word = Document(BytesIO(next(body for mime, body in bodies.items() if "wordprocessing" in mime)))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "Overleg met Veilig Thuis" in text
    assert "Overleg met Veilig Thuis" in bodies["text/markdown"].decode()
    assert "Overleg met Veilig Thuis" in bodies["text/html"].decode()


@pytest.mark.parametrize(
    "url",
    [
        "casus.docx",
        "casus.docx?danger=nee",
        "casus.docx?danger=misschien&age=minderjarig&form=arbeid&residence=eu&role=toezicht",
        "casus.docx?danger=nee&age=minderjarig&form=arbeid&residence=eu&role=toezicht&naam=Jan",
        "casus.docx?danger=nee&danger=ja&age=minderjarig&form=arbeid&residence=eu&role=toezicht",
        "casus.exe?danger=nee&age=minderjarig&form=arbeid&residence=eu&role=toezicht",
        "bestaat-niet.docx",
        "%2e%2e%2fdomain.yml",
        "casus",
    ],
)
def test_only_a_whole_case_of_closed_values_has_a_document(assistant, url: str) -> None:
    status, _, body = get(assistant, f"/kompas/plan/{url}")
    assert status == 404
    assert b"Jan" not in body
