"""Modules, their quizzes, the learning path, and what is checked in them."""

from datetime import date
from pathlib import Path

import pytest

from bot.guard.message import guard
from bot.nlu.flows import intent_of
from bot.nlu.routes import fixed_route
from kompas import paths
from kompas.flows import learning, paper
from kompas.flows.model import KEPT, UNKNOWN
from kompas.flows.papers import learned_paper
from kompas.flows.reading import read
from kompas.flows.walk import begin, next_question, progress, take
from kompas.knowledge import KnowledgeBase

MODULE = "wie-doet-wat"  # four answers and three questions, of which 1, 2 and 3 are right


def walk(real: KnowledgeBase, flow, said: list[str]) -> tuple[dict[str, str], list[str]]:
    """The facts at the end, and what was said at once after each message."""
    case, heard = begin(flow), []
    for text in said:
        question = next_question(flow, case)
        assert question is not None, text
        taken = take(flow, case, read(flow, real.flow_words, text, question.id, case.facts))
        case = taken.case
        heard.append("\n".join(taken.now))
    assert next_question(flow, case) is None
    return case.facts, heard


def test_a_module_is_read_and_its_questions_answered(real, real_flows) -> None:
    said = ["verder", "Dit wist ik al", "ok", "Verder", "Bij de aandachtsfunctionaris", "1", "weet ik niet"]
    facts, heard = walk(real, real_flows[MODULE], said)
    assert list(facts.values()) == ["gelezen", "bekend", "gelezen", "gelezen", "1", "1", UNKNOWN]
    assert learning.score(real, real.modules[MODULE], facts) == learning.Score(1, 3)
    assert heard[:4] == [""] * 4
    assert heard[4].startswith("**Goed.**")
    assert heard[5].startswith("**Niet juist.** Het goede antwoord is: De zorgcoördinator.")
    assert heard[6].startswith("Het goede antwoord is: Zodra een mogelijk slachtoffer hulp nodig heeft.")
    assert all("Bron: " in text for text in heard[4:])


@pytest.mark.parametrize("right", [True, False])
def test_every_module_can_be_walked_by_its_buttons(real, real_flows, right: bool) -> None:
    assert 12 <= len(real.modules) <= 18
    for module in real.modules.values():
        pages = ["Verder"] * len(module.answers)
        choices = [quiz.options[(quiz.right - 1 + (not right)) % len(quiz.options)] for quiz in module.quiz]
        facts, heard = walk(real, real_flows[module.id], [*pages, *choices])
        expected = len(module.quiz) if right else 0
        assert learning.score(real, module, facts) == learning.Score(expected, len(module.quiz)), module.id
        assert learning.finished(real, module, facts)
        assert all(text.startswith("**Goed.**" if right else "**Niet juist.**") for text in heard[len(pages) :])


def test_no_button_is_taken_for_something_else(real, real_flows) -> None:
    """Neither the guard, nor danger, nor another flow may come between a button and its question."""
    for flow in real_flows.values():
        for ask in flow.asks if flow.kind in KEPT else ():
            for label in [option.label for option in ask.question.options]:
                assert guard(label).text == label
                assert fixed_route(label) not in ("acute_danger", "victim", "victim_relative", "human"), label
                assert intent_of(real, label) is None, label


def test_pages_carry_answer_caveat_and_source(real, real_flows) -> None:
    for module in real.modules.values():
        for identifier in module.answers:
            question = real_flows[module.id].question(identifier)
            answer = real.answers[identifier]
            assert answer.text.strip() in question.text
            assert answer.caveat is None or answer.caveat in question.text
            assert real.sources[answer.sources[0]].title in question.text


def test_every_module_takes_three_to_five_minutes(real) -> None:
    for module in real.modules.values():
        assert 3 <= round(learning.minutes(real, module)) <= 5, module.id


def test_progress_counts_pages_and_questions(real, real_flows) -> None:
    flow = real_flows[MODULE]
    case = begin(flow)
    assert vars(progress(flow, case)) == {"step": 1, "of": 7}
    case = take(flow, case, read(flow, real.flow_words, "verder", flow.asks[0].question.id, {})).case
    assert vars(progress(flow, case)) == {"step": 2, "of": 7}


def test_each_role_has_an_introduction_and_a_path_over_all_parts(real) -> None:
    path = real.learning_paths["leerpad"]
    roles = {role.id for role in path.roles}
    assert roles == {"aandachtsfunctionaris", "beleidsadviseur", "zorgcoordinator", "bestuurder", "uitvoerder"}
    for role in path.roles:
        parts = [module.part for module in learning.modules_for(real, role)]
        assert set(parts) == set(learning.PARTS)
        assert parts == sorted(parts, key=learning.PARTS.index), role.id
    assert len(learning.modules_for(real, None)) == len(real.modules)


def test_what_was_learned_is_a_document(real) -> None:
    path = real.learning_paths["leerpad"]
    facts = {"rol": "bestuurder", "wat-mensenhandel-is": "2", "bestuur-en-draagvlak": "3"}
    text = paper.markdown(learned_paper(real, path, facts, date(2026, 11, 22)))
    assert "Uw rol: Bestuurder" in text
    assert "| Wat mensenhandel is | U kunt uitleggen" in text and "| 2 / 3 |" in text and "| 3 / 3 |" in text
    left = text.split("## Nog te doen")[1].split("##")[0]
    assert left.count("\n- ") == 7 - 2 and "Vormen van uitbuiting" in left
    assert "## Bronnen" in text and "https://" in text


BROKEN = [
    ("modules", "  right: 2", "  right: 4", "er is geen optie 4", "kies een nummer van 1 tot 3"),
    ("modules", "- zorgcoordinator-wat\n", "- zorgcoordinator-wta\n", "antwoord 'zorgcoordinator-wta' bestaat niet",
     "verwijs naar de id van een antwoord"),
    ("modules", "  answer: ketenregisseur-wat", "  answer: comensha-wat", "wordt in deze module niet gelezen",
     "kies uit: aandachtsfunctionaris-wat"),
    ("modules", "  - De zorgcoördinator\n", "  - De ketenregisseur\n", "wordt bij 'Wie helpt het slachtoffer",
     "kies andere woorden"),
]  # fmt: skip


@pytest.mark.parametrize(("folder", "old", "new", "what", "remedy"), BROKEN)
def test_a_mistake_in_a_module_is_named_with_file_line_and_remedy(
    tmp_path: Path, folder: str, old: str, new: str, what: str, remedy: str
) -> None:
    problems = checked_with(tmp_path, f"{folder}/{MODULE}.yml", old, new)
    assert any(what in p.what and remedy in p.remedy and p.file == f"{folder}/{MODULE}.yml" for p in problems), problems


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("checklists/kader-aanpak-mensenhandel.yml", "example: zeeland-goes", "example: comensha-wat",
         "'comensha-wat' is geen voorbeeld van een gemeente"),
        ("outlines/beleidsplan-mensenhandel.yml", "themes: [bewustwording]", "themes: [bewust]",
         "thema 'bewust' bestaat niet"),
        ("outlines/beleidsplan-mensenhandel.yml", "themes: [bewustwording]", "themes: []",
         "het thema 'bewustwording' staat in geen hoofdstuk"),
        ("learning_paths/leerpad.yml", "checklists: [eerste-100-dagen", "checklists: [eerste-99-dagen",
         "lijst 'eerste-99-dagen' bestaat niet"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_list_outline_or_path_is_named(tmp_path: Path, file: str, old: str, new: str, what: str) -> None:
    problems = checked_with(tmp_path, file, old, new)
    assert any(what in problem.what and problem.file == file for problem in problems), problems


def checked_with(tmp_path: Path, file: str, old: str, new: str):
    """The problems that the check of the learning content finds after one change in a file."""
    import shutil

    from kompas.content import load
    from kompas.flows.check_learning import check_learning
    from kompas.knowledge import knowledge_from

    folder = tmp_path / "content"
    shutil.copytree(paths.CONTENT, folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    content = load(folder)
    check_learning(content, knowledge_from(content))
    lines = text.splitlines()
    assert all(1 <= problem.line <= len(lines) for problem in content.problems if problem.file == file)
    return content.problems
