from datetime import date
from pathlib import Path

import pytest

from bot.importer import examples
from kompas.check import check
from kompas.content import load
from kompas.publication import published

TODAY = date(2026, 11, 21)


def set_status(small: Path, topic: str, status: str) -> None:
    path = small / "topics" / f"{topic}.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  aspect:", f"  status: {status}\n  aspect:", 1), encoding="utf-8")


def test_an_answer_is_published_unless_it_says_otherwise(small: Path) -> None:
    assert {a.status for topic in load(small).topics.values() for a in topic.answers} == {"published"}


@pytest.mark.parametrize("status", ["draft", "review"])
def test_what_is_not_published_is_neither_built_nor_trained_on(small: Path, status: str) -> None:
    set_status(small, "zorgcoordinator", status)
    content = load(small)
    assert list(published(content).topics) == ["ketenregisseur"]
    assert "wat doet een zorgcoördinator" not in examples(content)["ask_roles"]
    assert "wat is een ketenregisseur" in examples(content)["ask_roles"]


def test_an_unknown_status_is_a_mistake(small: Path) -> None:
    set_status(small, "ketenregisseur", "klaar")
    [problem] = [p for p in check(small, TODAY).problems if "status" in p.what]
    assert problem.remedy == "kies uit: draft, review, published"


def test_a_published_answer_may_not_refer_to_a_draft(small: Path) -> None:
    set_status(small, "ketenregisseur", "draft")
    found = [str(problem) for problem in check(small, TODAY).problems if not problem.unpublished]
    assert found == [
        "topics/zorgcoordinator.yml:7: onderwerp 'ketenregisseur' heeft nog geen gepubliceerd antwoord → "
        "voeg deze verwijzing toe als dat er is",
        "topics/zorgcoordinator.yml:17: antwoord 'ketenregisseur-wat' is nog niet gepubliceerd → "
        "zet bij dat antwoord 'status: published', of haal de verwijzing weg",
    ]


def test_mistakes_in_a_draft_are_marked_and_those_of_others_are_not(small: Path) -> None:
    path = small / "topics" / "ketenregisseur.yml"
    path.write_text(
        path.read_text(encoding="utf-8")
        + """\
- id: ketenregisseur-nieuw
  status: draft
  aspect: bestaat-niet
  text: VUL IN
  questions: [een, twee, drie, vier]
  sources: [nergens]
  as_of: onbekend
  review_by: 2020-01-01
""",
        encoding="utf-8",
    )
    problems = check(small, TODAY).problems
    assert {problem.unpublished for problem in problems} == {True}
    assert len(problems) == 5  # words, aspect, source, placeholder, review date
    both = check(small, date(2028, 1, 1)).problems
    assert sum(problem.expired and not problem.unpublished for problem in both) == 2


def test_a_placeholder_may_not_be_published(small: Path) -> None:
    path = small / "topics" / "ketenregisseur.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("wie is de ketenregisseur", "VUL IN een vraag"), encoding="utf-8"
    )
    [problem] = check(small, TODAY).problems
    assert (problem.unpublished, problem.what) == (False, "'ketenregisseur-wat' is nog niet ingevuld")
