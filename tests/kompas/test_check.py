"""Mistakes in the content, each refused with file, line and remedy. Lines are counted in conftest.SMALL."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kompas import paths
from kompas.check import check
from kompas.content import Problem

TODAY = date(2026, 11, 21)
ZORG, KETEN, STEPS = "topics/zorgcoordinator.yml", "topics/ketenregisseur.yml", "procedures/melden.yml"
TEXT = "De zorgcoördinator regelt opvang en zorg. Bel bij gevaar 112. " + "Zij werkt samen. " * 10


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_small_content_is_good(small: Path) -> None:
    assert check(small, TODAY).problems == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "what", "remedy"),
    [
        (ZORG, "aspect: tasks", "aspect: taken", 10, "aspect 'taken' is onbekend", "kies uit: tasks, what"),
        (ZORG, "[handreiking, blog]", "[handreiking, krant]", 14, "bron 'krant' is onbekend", "sources.yml"),
        (ZORG, "[handreiking, blog]", "[]", 14, "te weinig", "minstens 1"),
        (ZORG, "  sources: [handreiking, blog]\n", "", 9, "sources ontbreekt", "vul 'sources' in"),
        (ZORG, "topic: ketenregisseur", "topic: baas", 7, "'baas' bestaat niet", "id van een ander"),
        (ZORG, "topic: ketenregisseur", "topic: zorgcoordinator", 7, "is dit zelf", "id van een ander"),
        (ZORG, "next: [ketenregisseur-wat]", "next: [weg]", 17, "'weg' bestaat niet", "id van een antwoord"),
        (ZORG, "id: zorgcoordinator-taken", "id: ketenregisseur-wat", 9, "bestaat al", "kies een andere id"),
        (ZORG, "id: zorgcoordinator\n", "id: zoco\n", 1, "is niet de bestandsnaam", "noem het bestand"),
        (ZORG, "kind: role", "kind: role: rol", 3, "geen geldige YAML", "inspringing"),
        (ZORG, "kind: role", "kind: baan", 3, "onbekende waarde", "kies uit: role, organisation"),
        (ZORG, "synonyms:", "synoniemen:", 5, "onbekend veld", "haal het weg"),
        (ZORG, TEXT, "woord " * 91, 11, "heeft 91 woorden (40 tot 90)", "kort in"),
        (ZORG, TEXT, "woord " * 39, 11, "heeft 39 woorden (40 tot 90)", "vul aan"),
        (ZORG, "Niet elke regio", "woord " * 40, 12, "meer dan 40 woorden", "kort het in"),
        (ZORG, "taken zoco, ", "", 13, "te weinig", "minstens 4"),
        (ZORG, "taken zoco", "Wat is een ketenregisseur?", 13, "staat ook bij 'ketenregisseur-wat'", "het"),
        (ZORG, "2027-11-01", "2026-11-20", 16, "op 2026-11-20 nagekeken moeten zijn", "nieuwe datum"),
        (ZORG, "2027-11-01", "morgen", 16, "review_by", "verbeter de waarde"),
        (KETEN, "id: ketenregisseur-wat", "id: Keten regisseur", 6, "niet de juiste vorm", "de vorm is"),
        ("sources.yml", "id: blog", "id: handreiking", 6, "'handreiking' bestaat al", "kies een andere id"),
        ("sources.yml", "https://vng.nl/blog", "vng.nl", 9, "niet de juiste vorm", "https?"),
        ("aspects.yml", "id: tasks", "id: what", 2, "id 'what' bestaat al", "kies een andere id"),
        ("thresholds.yml", "answer: 0.5", "answer: 5", 1, "answer", "verbeter de waarde"),
        (STEPS, "topic: zorgcoordinator", "topic: nee", 3, "onderwerp 'nee' bestaat niet", "verwijs"),
        (STEPS, "[zorgcoordinator-taken]", "[nee]", 5, "antwoord 'nee' bestaat niet", "verwijs"),
    ],
)  # fmt: skip
def test_refuses_a_mistake(small: Path, file: str, old: str, new: str, line: int, what: str, remedy: str) -> None:
    change(small, file, old, new)
    problems = [problem for problem in check(small, TODAY).problems if what in problem.what]
    assert len(problems) == 1
    problem = problems[0]
    assert (problem.file, problem.line) == (file, line)
    assert remedy in problem.remedy
    assert str(problem) == f"{file}:{line}: {problem.what} → {problem.remedy}"


def test_a_file_of_no_kind_is_refused(small: Path) -> None:
    (small / "notities.yml").write_text("a: 1\n", encoding="utf-8")
    [problem] = check(small, TODAY).problems
    assert (problem.file, problem.line) == ("notities.yml", 1)
    assert "topics/" in problem.remedy


def test_a_second_topic_with_the_same_id_is_refused(small: Path) -> None:
    (small / "topics" / "roles").mkdir()
    shutil.copy(small / ZORG, small / "topics" / "roles" / "zorgcoordinator.yml")
    assert any("id 'zorgcoordinator' bestaat al" in problem.what for problem in check(small, TODAY).problems)


@pytest.mark.parametrize(("today", "expired"), [(date(2027, 11, 1), []), (date(2027, 11, 2), [True, True])])
def test_a_text_is_good_up_to_and_on_its_review_date(small: Path, today: date, expired: list[bool]) -> None:
    assert [problem.expired for problem in check(small, today).problems] == expired


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"", b"- 1", b"just words", b"[1, 2]: {a: b}", b"!!python/none x"])
def test_a_file_with_anything_in_it_gives_a_problem_and_no_stack_trace(small: Path, text: bytes) -> None:
    (small / ZORG).write_bytes(text)
    assert any(problem.file == ZORG for problem in check(small, TODAY).problems)


@pytest.mark.parametrize(
    "file", ["sources.yml", "aspects.yml", "thresholds.yml", "phrases.yml", "procedures/melden.yml"]
)
@pytest.mark.parametrize("text", ["just words", "- 1", "a: [b: c]"])
def test_the_other_files_with_anything_in_them_give_a_problem(small: Path, file: str, text: str) -> None:
    (small / file).write_text(text, encoding="utf-8")
    assert any(problem.file == file for problem in check(small, TODAY).problems)


def drop_a_source(folder: Path) -> str:
    change(folder, "sources.yml", "- id: actioma-het-oudste-beroep", "- id: anders-het-oudste-beroep")
    return "bron 'actioma-het-oudste-beroep-onder-de-nieuwste-regels' is onbekend"


def drop_an_answer(folder: Path) -> str:
    change(
        folder,
        "topics/roles/zorgcoordinator.yml",
        "- id: zorgcoordinator-taken\n",
        "- id: zorgcoordinator-werk\n",
    )
    return "antwoord 'zorgcoordinator-taken' bestaat niet"


@pytest.mark.parametrize("harm", [drop_a_source, drop_an_answer])
def test_harm_to_a_copy_of_the_real_content_is_found_wherever_it_is_felt(
    tmp_path: Path, harm: Callable[[Path], str]
) -> None:
    folder = tmp_path / "content"
    shutil.copytree(paths.CONTENT, folder)
    expected = harm(folder)
    problems: list[Problem] = check(folder, TODAY).problems
    assert problems
    for problem in problems:
        assert expected in problem.what
        assert problem.line > 1
