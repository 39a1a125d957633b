import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from kompas import snapshot, store
from kompas.knowledge import KnowledgeBase
from kompas.releases import KEEP, ReleaseError, _locked, publish_build, releases, roll_back
from tests.kompas.builds import small_build

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone.utc)


def saying(knowledge: KnowledgeBase, text: str) -> KnowledgeBase:
    """The same knowledge base, in which the ketenregisseur has another text."""
    topic = knowledge.topics["ketenregisseur"]
    changed = topic.copy(update={"answers": [topic.answers[0].copy(update={"text": text})]})
    return replace(knowledge, topics={**knowledge.topics, "ketenregisseur": changed})


class Publisher:
    """Publishes numbered builds of a small knowledge base."""

    def __init__(self, folder: Path, knowledge: KnowledgeBase) -> None:
        self.target, self._folder, self._knowledge = folder / "kompas.sqlite", folder, knowledge

    def publish(self, number: int) -> None:
        candidate = small_build(self._folder / "candidate", saying(self._knowledge, f"tekst {number}"), f"in-{number}")
        publish_build(candidate, self.target, NOW + timedelta(hours=number), f"nummer {number}")

    def live_text(self) -> str:
        return store.read_knowledge(self.target).answers["ketenregisseur-wat"].text

    def kept(self) -> list[tuple[int, str, bool]]:
        return [(r.version, r.note, r.live) for r in releases(self.target)]


@pytest.fixture
def publisher(tmp_path: Path, knowledge: KnowledgeBase) -> Publisher:
    return Publisher(tmp_path, knowledge)


def test_releases_are_numbered_and_the_last_is_live(publisher: Publisher) -> None:
    publisher.publish(1)
    publisher.publish(2)
    assert publisher.live_text() == "tekst 2"
    assert publisher.kept() == [(2, "nummer 2", True), (1, "nummer 1", False)]
    assert releases(publisher.target)[0].published_at == "2026-11-22T11:30:00+00:00"


def test_a_build_that_was_there_is_kept_to_go_back_to(
    publisher: Publisher, knowledge: KnowledgeBase, small: Path
) -> None:
    small_build(publisher.target, saying(knowledge, "van voor het publiceren"), "in-0")
    publisher.publish(1)
    assert [version for version, _, _ in publisher.kept()] == [2, 1]
    roll_back(publisher.target, small)
    assert publisher.live_text() == "van voor het publiceren"


def test_roll_back_goes_one_back_each_time_and_forth_by_number(publisher: Publisher, small: Path) -> None:
    for number in (1, 2, 3):
        publisher.publish(number)
    assert roll_back(publisher.target, small).version == 2
    assert publisher.live_text() == "tekst 2"
    roll_back(publisher.target, small)
    assert publisher.live_text() == "tekst 1"
    with pytest.raises(ReleaseError, match="kompas releases"):
        roll_back(publisher.target, small)
    assert roll_back(publisher.target, small, 3).live
    assert publisher.live_text() == "tekst 3"


def test_after_a_roll_back_the_next_release_gets_a_number_of_its_own(publisher: Publisher, small: Path) -> None:
    publisher.publish(1)
    publisher.publish(2)
    roll_back(publisher.target, small)
    publisher.publish(3)
    assert publisher.kept() == [(3, "nummer 3", True), (2, "nummer 2", False), (1, "nummer 1", False)]


def test_only_the_last_releases_are_kept(publisher: Publisher) -> None:
    for number in range(1, KEEP + 3):
        publisher.publish(number)
    assert [version for version, _, _ in publisher.kept()] == list(range(KEEP + 2, 2, -1))


def test_the_live_release_is_kept_however_old(publisher: Publisher, small: Path) -> None:
    for number in range(1, KEEP + 1):
        publisher.publish(number)
    roll_back(publisher.target, small, 1)
    with pytest.raises(ReleaseError, match="is er niet"):
        roll_back(publisher.target, small, 99)
    assert publisher.live_text() == "tekst 1"
    assert (1, "nummer 1", True) in publisher.kept()


def test_the_same_content_is_not_published_twice(publisher: Publisher) -> None:
    publisher.publish(1)
    with pytest.raises(ReleaseError, match="niets veranderd"):
        publisher.publish(1)
    assert publisher.kept() == [(1, "nummer 1", True)]


def test_a_build_that_does_not_work_is_not_published(publisher: Publisher, tmp_path: Path) -> None:
    publisher.publish(1)
    broken = tmp_path / "broken"
    broken.write_bytes(b"no database at all, but text")
    with pytest.raises(ReleaseError, match="werkt niet"):
        publish_build(broken, publisher.target, NOW, "")
    assert publisher.live_text() == "tekst 1"


def test_a_release_that_lacks_sentences_of_today_is_not_put_back(publisher: Publisher, small: Path) -> None:
    publisher.publish(1)
    publisher.publish(2)
    phrases = small / "phrases.yml"
    phrases.write_text(phrases.read_text(encoding="utf-8") + "\nnieuwe_zin: Dit is nieuw.\n", encoding="utf-8")
    with pytest.raises(ReleaseError, match="nieuwe_zin"):
        roll_back(publisher.target, small)
    assert publisher.live_text() == "tekst 2"


def test_two_publish_one_after_the_other_not_at_once(publisher: Publisher, small: Path) -> None:
    publisher.publish(1)
    publisher.publish(2)
    with _locked(publisher.target), pytest.raises(ReleaseError, match="Iemand anders"):
        roll_back(publisher.target, small)


def test_a_release_of_older_code_is_made_ready_when_it_is_put_back(publisher: Publisher, small: Path) -> None:
    publisher.publish(1)
    publisher.publish(2)
    with sqlite3.connect(releases(publisher.target)[1].path) as database:
        database.execute("UPDATE snapshot SET code = 'older'")
    roll_back(publisher.target, small)
    assert publisher.live_text() == "tekst 1"
    assert snapshot.load(publisher.target, "searcher") is not None
    assert snapshot.load(publisher.target, "linker") is not None
