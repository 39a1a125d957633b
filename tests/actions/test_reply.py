import pytest

from actions import reply
from kompas.knowledge import KnowledgeBase
from kompas.search import Found, Hit, Verdict


def test_a_message_has_text_caveat_and_source_with_date(knowledge: KnowledgeBase) -> None:
    message = reply.message(knowledge, knowledge.answers["zorgcoordinator-taken"])
    text, caveat, source = message["text"].split("\n\n")
    assert text.startswith("De zorgcoördinator regelt")
    assert caveat == "**Let op:** Niet elke regio heeft er een."
    assert source == "Bron: Handreiking zorgcoördinatie, CoMensha (2024-05); peildatum 2025-01"


def test_a_source_without_a_date_says_so(knowledge: KnowledgeBase) -> None:
    assert (
        reply.source_line(knowledge, knowledge.answers["ketenregisseur-wat"])
        == "Bron: Blog over regie, VNG (zonder datum)"
    )


def test_custom_obeys_the_reply_contract(knowledge: KnowledgeBase) -> None:
    custom = reply.custom(knowledge, knowledge.answers["zorgcoordinator-taken"])
    assert (custom["outcome"], custom["answer_id"], custom["topic_id"]) == (
        "answer", "zorgcoordinator-taken", "zorgcoordinator",
    )  # fmt: skip
    assert [source["url"] for source in custom["sources"]] == [
        "https://www.comensha.nl/handreiking", "https://vng.nl/blog",
    ]  # fmt: skip
    assert custom["sources"][0].items() >= {"title": "Handreiking zorgcoördinatie", "as_of": "2025-01"}.items()


def test_follow_ups_are_buttons_that_show_an_answer(knowledge: KnowledgeBase) -> None:
    [button] = reply.message(knowledge, knowledge.answers["zorgcoordinator-taken"])["buttons"]
    assert button == {
        "title": "Wat is een ketenregisseur", "payload": '/show_answer{"answer": "ketenregisseur-wat"}',
    }  # fmt: skip


def test_all_sources_come_with_their_address(knowledge: KnowledgeBase) -> None:
    lines = reply.sources(knowledge, knowledge.answers["zorgcoordinator-taken"]).splitlines()
    assert lines[1:] == [
        "- Handreiking zorgcoördinatie, CoMensha (2024-05): https://www.comensha.nl/handreiking",
        "- Blog over regie, VNG (zonder datum): https://vng.nl/blog",
    ]


def test_shorter_keeps_the_number_to_call_in_danger(knowledge: KnowledgeBase) -> None:
    short = reply.short(knowledge.answers["zorgcoordinator-taken"])
    assert short == "De zorgcoördinator regelt opvang en zorg. Bel bij gevaar 112."


def test_shorter_keeps_the_list_that_the_first_sentence_opens(knowledge: KnowledgeBase) -> None:
    text = """\
Zo helpt u een slachtoffer:

1. Regel opvang; dat mag zonder aangifte.
2. Minderjarig? Betrek Veilig Thuis. Zij kennen de jeugdhulp.
3. Veiligheid eerst; bel bij gevaar 112.

Leg daarna alles vast. Bel CoMensha: 033 448 11 86.
"""
    answer = knowledge.answers["zorgcoordinator-taken"].copy(update={"text": text})
    assert reply.short(answer) == (
        "Zo helpt u een slachtoffer:\n\n1. Regel opvang.\n2. Minderjarig? Betrek Veilig Thuis.\n"
        "3. Veiligheid eerst; bel bij gevaar 112.\n\nBel CoMensha: 033 448 11 86."
    )


@pytest.mark.parametrize("outcome", ["clarify", "refuse", "flow"])
def test_options_are_numbered_in_the_text_and_offered_as_buttons(knowledge: KnowledgeBase, outcome: str) -> None:
    message = reply.options(knowledge, "Wat bedoelt u?", ["zorgcoordinator-taken", "ketenregisseur-wat"], outcome)
    assert message["text"] == ("Wat bedoelt u?\n\n1. Wat doet een zorgcoördinator\n2. Wat is een ketenregisseur")
    assert len(message["buttons"]) == 2
    assert message["json_message"]["outcome"] == outcome


def test_a_question_back_gives_each_answer_its_own_caveat_and_sources(knowledge: KnowledgeBase) -> None:
    message = reply.either(knowledge, ["zorgcoordinator-taken", "ketenregisseur-wat"])
    first, second = message["json_message"]["parts"]
    assert (first["question"], first["caveat"]) == ("Wat doet een zorgcoördinator", "Niet elke regio heeft er een.")
    assert (second["question"], second["caveat"]) == ("Wat is een ketenregisseur", None)
    assert [source["publisher"] for source in first["sources"]] == ["CoMensha", "VNG"]
    assert [source["publisher"] for source in second["sources"]] == ["VNG"]
    assert all(one["text"] in message["text"] for one in (first, second))


def test_several_questions_give_each_answer_its_own_caveat_and_sources(knowledge: KnowledgeBase) -> None:
    found = [
        Found(Verdict.ANSWER, 0.9, [Hit("zorgcoordinator-taken", 0.9)], question="Wat doet de zoco?"),
        Found(Verdict.ANSWER, 0.9, [Hit("ketenregisseur-wat", 0.9)], question="En de regisseur?"),
    ]
    parts = reply.several(knowledge, found)["json_message"]["parts"]
    assert [(one["question"], one["answer_id"], one["caveat"]) for one in parts] == [
        ("Wat doet de zoco?", "zorgcoordinator-taken", "Niet elke regio heeft er een."),
        ("En de regisseur?", "ketenregisseur-wat", None),
    ]
    assert [len(one["sources"]) for one in parts] == [2, 1]


def test_a_refusal_may_name_what_comes_near(knowledge: KnowledgeBase) -> None:
    plain = reply.outside(knowledge, "municipal")
    assert plain["text"] == knowledge.phrases["outside_municipal"] and "buttons" not in plain
    near = reply.outside(knowledge, "municipal", ["zorgcoordinator-taken"])
    assert near["text"].startswith(f"{plain['text']}\n\n{knowledge.phrases['refuse_near']}")
    assert near["text"].endswith("1. Wat doet een zorgcoördinator")
    assert [button["payload"] for button in near["buttons"]] == ['/show_answer{"answer": "zorgcoordinator-taken"}']
    assert near["json_message"] == plain["json_message"] == {"outcome": "refuse", "outside": "municipal"}
