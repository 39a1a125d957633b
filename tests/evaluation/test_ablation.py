from pathlib import Path

import numpy as np
import pytest
import yaml

from evaluation import sets
from evaluation.ablation import __main__ as ablation
from evaluation.ablation.__main__ import Tally, read, tally
from evaluation.ablation.components import COMPONENTS, CONTEXT, NOTHING, Workshop, _leave_out
from evaluation.conversation import Conversation
from kompas.build import build
from kompas.evidence import Evidence
from kompas.index import encoded_texts
from kompas.knowledge import KnowledgeBase
from kompas.search import Searcher
from kompas.vectors import encoder
from tests.conftest import TODAY, Assistant

FIGURES = {
    "words": ["words"],
    "characters": ["grams"],
    "text": ["text_bm25", "coverage"],
    "topic links": ["linked"],
    "aspect": ["aspect"],
}


def evidence_of(knowledge: KnowledgeBase) -> Evidence:
    texts = [text for part in encoded_texts(knowledge) for text in part]
    return Evidence(knowledge, dict(zip(texts, encoder().encode(texts), strict=True)), encoder())


@pytest.mark.parametrize("component", FIGURES)
def test_a_component_that_is_left_out_finds_nothing_and_the_others_find_the_same(
    knowledge: KnowledgeBase, component: str
) -> None:
    message = "wat doet de zorgcoördinator en waar is hij voor"
    whole, without = evidence_of(knowledge), evidence_of(knowledge)
    _leave_out(without, component)
    before, after = whole.of(message).figures, without.of(message).figures
    for name, figure in before.items():
        if name in FIGURES[component]:
            assert figure.any()
            assert not after[name].any()
        else:
            np.testing.assert_allclose(after[name], figure, atol=1e-6)


def test_without_spelling_a_typing_error_stays(knowledge: KnowledgeBase) -> None:
    evidence = evidence_of(knowledge)
    assert evidence.index.corrected("zorgcoordinater") == "zorgcoordinator"
    _leave_out(evidence, "spelling")
    assert evidence.index.corrected("zorgcoordinater") == "zorgcoordinater"
    assert not evidence.linker.link("zorgcoordinater")
    assert evidence.linker.link("zorgcoordinator")


def test_tally_judges_as_the_scorer_does() -> None:
    item = {"must": ["opvang"], "must_not": ["nooit"]}

    def reply(text: str, outcome: str) -> list[dict[str, object]]:
        return [{"text": text, "custom": {"outcome": outcome}}]

    result = Tally(milliseconds=[1.0, 2.0, 6.0], turns=4, right_turns=3)
    for replies in (
        reply("De opvang ...", "answer"),
        reply("Bedoelt u de opvang?", "clarify"),
        reply("Bedoelt u iets anders?", "clarify"),
        reply("De opvang, nooit ...", "answer"),
        reply("Dat weet ik niet.", "refuse"),
    ):
        result.question(item, replies)
    assert result.row("x") == "| x | 40.0 % | 20.0 % | 40.0 % | 40.0 % | 75.0 % | 2.0 |"


def test_reads_questions_and_conversations(tmp_path: Path) -> None:
    one, two = tmp_path / "questions.yaml", tmp_path / "dialogues.yaml"
    one.write_text("- {question: a, kind: law, must: [x]}\n- {question: hallo, kind: smalltalk, must: [x]}\n")
    two.write_text("- {id: d, turns: [{user: b, must: [x]}]}\n")
    questions, dialogues = read([one, two])
    assert [item["question"] for item in questions] == ["a"]
    assert [item["id"] for item in dialogues] == ["d"]


def test_a_conversation_remembers_unless_it_must_not(built) -> None:
    searcher = Searcher.read(built.store)
    first, then = "wat doet een zorgcoördinator mensenhandel?", "en wie betaalt die?"
    with_memory, without = Conversation(searcher), Conversation(searcher, remembers=False)
    with_memory.say(first)
    without.say(first)
    [leaning], [alone] = with_memory.say(then), without.say(then)
    [fresh] = Conversation(searcher).say(then)
    assert "zorgcoordina" in leaning["custom"]["topic_id"]
    assert alone["text"] == fresh["text"] != leaning["text"]


def test_with_everything_in_it_learns_what_the_build_learned(
    small: Path, built: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "small.sqlite"
    build(small, made, TODAY, known=built.store)
    monkeypatch.setenv("KOMPAS_STORE", str(made))
    questions, document = tmp_path / "questions.yaml", tmp_path / "report.md"
    asked = ["wat doet een zorgcoördinator", "wie is de ketenregisseur", "paspoort aanvragen"]
    questions.write_text(yaml.safe_dump([{"question": text, "kind": "role", "must": ["opvang"]} for text in asked]))
    document.write_text("<!-- ablation -->\n<!-- /ablation -->\n")
    assert ablation.main([str(questions), "--without", "context", "--into", str(document)]) == 0
    rows = [line.rsplit("|", 2)[0] for line in document.read_text().splitlines() if line.startswith("| ")]
    of_the_build = tally(Searcher.read(made), *read([questions]), remembers=True)
    assert rows[1:] == [of_the_build.row(component).rsplit("|", 2)[0] for component in (NOTHING, CONTEXT)]


def test_an_unknown_component_is_named(knowledge: KnowledgeBase, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        ablation.main(["x.yaml", "--without=words,typo"])
    assert "typo" in capsys.readouterr().err
    with pytest.raises(KeyError, match="typo"):
        Workshop(knowledge, {}, encoder()).without("typo")


def test_every_component_is_explained_in_the_documentation() -> None:
    text = (sets.FOLDER.parent / "docs" / "evaluation.md").read_text(encoding="utf-8")
    first_cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| ")]
    explained = {name.strip() for cell in first_cells for name in cell.split(",")}
    assert set(COMPONENTS) - {NOTHING} <= explained
