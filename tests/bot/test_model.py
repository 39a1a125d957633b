from pathlib import Path

import pytest

from bot.model import environment, fingerprint, model_path, train_if_needed

FILES = (
    "config.yml",
    "domain.yml",
    "data/nlu/a.yml",
    "bot/nlu/a.py",
    "bot/importer.py",
    "kompas/training/classifier/a.yml",
    "kompas/training/conversations/a.yml",
    "requirements.lock",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_a_change_to_what_the_model_is_made_of_gives_another_fingerprint(root: Path, name: str) -> None:
    before = fingerprint(root)
    (root / name).write_text("changed", encoding="utf-8")
    assert fingerprint(root) != before


def test_a_renamed_file_gives_another_fingerprint(root: Path) -> None:
    before = fingerprint(root)
    (root / "data/nlu/a.yml").rename(root / "data/nlu/b.yml")
    assert fingerprint(root) != before


@pytest.mark.parametrize(
    "name", ["kompas/content/topics/a.yml", "kompas/training/short.yml", "README.md", "bot/nlu/__pycache__/a.pyc"]
)
def test_answers_and_documents_change_without_retraining(root: Path, name: str) -> None:
    before = fingerprint(root)
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("changed", encoding="utf-8")
    assert fingerprint(root) == before


def test_a_model_of_this_state_is_not_trained_again(root: Path) -> None:
    path = model_path(root)
    path.parent.mkdir()
    path.write_bytes(b"made before")
    assert train_if_needed(root) == path
    assert path.read_bytes() == b"made before"


def test_telemetry_is_off() -> None:
    assert environment()["RASA_TELEMETRY_ENABLED"] == "false"
