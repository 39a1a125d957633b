import subprocess
import sys
from pathlib import Path

import pytest

from kompas import store
from kompas.cli import main

COMMANDS = (
    "check", "build", "search", "show", "stats", "records", "new", "preview", "diff", "publish", "rollback", "releases",
    "switch",
)  # fmt: skip


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith("usage: kompas ")


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    text = capsys.readouterr().out
    assert all(f"    {command}" in text for command in COMMANDS)


def test_check_says_that_good_content_is_good(capsys: pytest.CaptureFixture[str], small: Path) -> None:
    code, out, _ = run(capsys, "--content", small, "check", "--today", "2026-11-21")
    assert (code, out) == (0, "2 onderwerpen, 2 antwoorden, 0 fouten\n")


def test_check_names_file_line_and_remedy(capsys: pytest.CaptureFixture[str], small: Path) -> None:
    path = small / "topics" / "zorgcoordinator.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("aspect: tasks", "aspect: taken"), encoding="utf-8")
    code, out, _ = run(capsys, "--content", small, "check", "--today", "2026-11-21")
    assert code == 1
    assert out.splitlines() == [
        "topics/zorgcoordinator.yml:10: aspect 'taken' is onbekend → kies uit: tasks, what",
        "2 onderwerpen, 2 antwoorden, 1 fouten",
    ]


def test_check_knows_what_day_it_is_told(capsys: pytest.CaptureFixture[str], small: Path) -> None:
    code, out, _ = run(capsys, "--content", small, "check", "--today", "2028-01-01")
    assert code == 1
    assert "2 fouten" in out


def test_build_refuses_mistakes_and_leaves_the_old_store(
    capsys: pytest.CaptureFixture[str], small: Path, tmp_path: Path
) -> None:
    (small / "sources.yml").write_text("[]", encoding="utf-8")
    target = tmp_path / "kompas.sqlite"
    target.write_bytes(b"the old build")
    code, out, _ = run(capsys, "--content", small, "--store", target, "build", "--today", "2026-11-21")
    assert code == 1
    assert "bron 'blog' is onbekend" in out
    assert "Er is niets gebouwd" in out
    assert target.read_bytes() == b"the old build"


@pytest.mark.parametrize("command", [["check"], ["build"]])
def test_a_missing_content_folder_is_one_plain_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]
) -> None:
    code, _, err = run(capsys, "--content", tmp_path / "nergens", *command)
    assert code == 2
    assert "bestaat niet" in err
    assert "KOMPAS_CONTENT" in err


@pytest.mark.parametrize("command", [["show", "zorgcoordinator"], ["stats"], ["records"], ["search", "zoco"]])
def test_a_missing_store_names_the_remedy(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]
) -> None:
    code, _, err = run(capsys, "--store", tmp_path / "nergens.sqlite", *command)
    assert code == 2
    assert "make kennis" in err


def test_a_wrong_date_is_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["check", "--today", "morgen"])
    assert stopped.value.code == 2
    assert "--today" in capsys.readouterr().err


def test_runs_as_a_module(small: Path) -> None:
    command = [sys.executable, "-m", "kompas", "--content", str(small), "check", "--today", "2026-11-21"]
    result = subprocess.run(command, capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (0, "")


def test_show_gives_the_answers_with_their_sources(capsys: pytest.CaptureFixture[str], built) -> None:
    code, out, _ = run(capsys, "--store", built.store, "show", "zorgcoordinator")
    assert code == 0
    assert "[zorgcoordinator-taken]" in out
    assert "  bron: " in out


def test_show_proposes_topics_when_there_is_no_such_one(capsys: pytest.CaptureFixture[str], built) -> None:
    code, _, err = run(capsys, "--store", built.store, "show", "coordinator")
    assert code == 2
    assert "zorgcoordinator" in err


def test_stats_counts_all_facts(capsys: pytest.CaptureFixture[str], built) -> None:
    code, out, _ = run(capsys, "--store", built.store, "stats")
    counts = {line.split("  ")[-1]: line.split()[0] for line in out.splitlines()[1:]}
    assert code == 0
    assert int(counts["feiten (records) verwerkt"]) >= 735


@pytest.mark.parametrize(
    ("record", "code", "place"),
    [("zorgcoordinator-taken", 0, "zorgcoordinator/zorgcoordinator-taken"), ("bestaat-niet", 2, "nergens")],
)
def test_records_tells_where_a_fact_went(
    capsys: pytest.CaptureFixture[str], built, record: str, code: int, place: str
) -> None:
    found, out, err = run(capsys, "--store", built.store, "records", record)
    assert found == code
    assert place in out + err


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Wat zijn de taken van een zorgcoördinator?", "zorgcoordinator-taken"),
        ("wat zijn de taken van de zorgcoordinater", "zorgcoordinator-taken"),
    ],
)
def test_search_puts_the_right_answer_first(
    capsys: pytest.CaptureFixture[str], built, question: str, answer: str
) -> None:
    code, out, _ = run(capsys, "--store", built.store, "search", question)
    first = next(line for line in out.splitlines() if ": " in line and line.lstrip()[0].isdigit())
    assert code == 0
    assert out.startswith("answer")
    assert f" {answer}:" in first


def test_switches_are_set_listed_and_taken_back(capsys: pytest.CaptureFixture[str], tmp_path: Path, knowledge) -> None:
    path = tmp_path / "kompas.sqlite"
    store.write(path, knowledge, "geen", {}, {}, {})
    off = ("switch", "off", "--answer", "zorgcoordinator-taken", "--reason", "het nummer klopt niet")
    assert run(capsys, "--store", path, *off)[0] == 0
    _, listed, _ = run(capsys, "--store", path, "switch", "list")
    assert listed.endswith("  antwoord zorgcoordinator-taken: het nummer klopt niet.\n")
    assert run(capsys, "--store", path, "switch", "on", "--answer", "zorgcoordinator-taken")[0] == 0
    assert run(capsys, "--store", path, "switch", "list")[1] == "Er staat niets uit.\n"
    code, _, err = run(capsys, "--store", path, "switch", "on", "--all")
    assert (code, err) == (2, "'all' staat niet uit. Bekijk wat er uit staat met: kompas switch list\n")


@pytest.mark.parametrize("what", ["--answer", "--topic"])
def test_what_does_not_exist_cannot_be_switched_off(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, knowledge, what: str
) -> None:
    path = tmp_path / "kompas.sqlite"
    store.write(path, knowledge, "geen", {}, {}, {})
    code, _, err = run(capsys, "--store", path, "switch", "off", what, "bestaat-niet", "--reason", "reden")
    assert code == 2
    assert "kompas search" in err


def test_nothing_to_go_back_to_is_one_plain_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = run(capsys, "--store", tmp_path / "kompas.sqlite", "rollback")
    assert (code, err) == (2, "Deze eerdere versie is er niet. Bekijk de versies met: kompas releases\n")
