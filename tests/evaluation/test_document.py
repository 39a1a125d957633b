from pathlib import Path

import pytest

from evaluation.document import NoPlace, insert


def test_replaces_what_stands_between_the_marks(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text("before\n<!-- a -->\nold\n<!-- /a -->\nafter\n<!-- b -->\nkept\n<!-- /b -->\n")
    insert(file, "a", "| new \\1 |\n")
    insert(file, "a", "| newer \\1 |\n")
    assert file.read_text() == "before\n<!-- a -->\n| newer \\1 |\n<!-- /a -->\nafter\n<!-- b -->\nkept\n<!-- /b -->\n"


@pytest.mark.parametrize("text", ["", "<!-- a -->\n", "<!-- a -->\n<!-- /a -->\n<!-- a -->\n<!-- /a -->\n"])
def test_says_which_marks_are_missing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "report.md"
    file.write_text(text)
    with pytest.raises(NoPlace, match="<!-- /a -->"):
        insert(file, "a", "x")
    assert file.read_text() == text
