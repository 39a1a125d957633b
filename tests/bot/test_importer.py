from pathlib import Path
from typing import get_args

import pytest
import yaml

from bot.importer import FAMILIES, PER_FAMILY, KompasImporter, examples
from kompas.content import Content, load
from kompas.practice import follow_up_messages
from kompas.schema import Kind

ROOT = Path(__file__).parents[2]


def test_every_kind_of_topic_has_a_family_that_the_domain_knows() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    intents = {intent if isinstance(intent, str) else next(iter(intent)) for intent in domain["intents"]}
    assert set(FAMILIES) == set(get_args(Kind))
    assert set(FAMILIES.values()) <= intents


def test_takes_the_questions_of_each_family(small: Path) -> None:
    found = examples(load(small))
    assert list(found) == ["ask_roles"]
    assert len(found["ask_roles"]) == 8
    assert "taken zoco" in found["ask_roles"]


def test_a_large_family_is_thinned_out_evenly(checked: Content) -> None:
    for family, texts in examples(checked).items():
        assert 20 <= len(texts) <= PER_FAMILY, family
        assert len(set(texts)) == len(texts), family


def test_training_data_holds_the_files_and_the_families(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPAS_CONTENT", str(small))
    importer = KompasImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data" / "nlu")])
    data = importer.get_nlu_data()
    texts = {message.get("text"): message.get("intent") for message in data.training_examples}
    assert texts["taken zoco"] == "ask_roles"
    assert {"greet", "acute_danger", "out_of_scope"} <= set(texts.values())
    assert texts["pasfoto eisen"] == "out_of_scope"  # of outside.yml


def test_what_is_asked_in_conversations_is_learned_once_and_never_against_the_files() -> None:
    importer = KompasImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data" / "nlu")])
    data = importer.get_nlu_data()
    texts = [message.get("text") for message in data.intent_examples]
    assert {message for message, _ in follow_up_messages()} <= set(texts)
    kinds: dict[str, set[str]] = {}
    for message in data.intent_examples:
        kinds.setdefault(message.get("text"), set()).add(message.get("intent"))
    assert {text: found for text, found in kinds.items() if len(found) > 1} == {}
