"""The parts of the widget that need no browser have tests of their own, in TypeScript."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
NUMBER = re.compile(r"\b(?:112|0\d{2,3}[ -]\d[\d -]*\d)\b")


def test_the_unit_tests_of_the_widget_pass() -> None:
    result = subprocess.run(["npm", "run", "--silent", "test"], cwd=ROOT / "widget", capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    ran = re.search(r"^# pass (\d+)$", result.stdout, re.MULTILINE)
    assert ran and int(ran[1]) > 0


def test_every_telephone_number_in_the_widget_stands_in_the_knowledge_base() -> None:
    texts = (ROOT / "widget" / "src" / "texts.ts").read_text(encoding="utf-8")
    phrases = (ROOT / "kompas" / "content" / "phrases.yml").read_text(encoding="utf-8")
    numbers = set(NUMBER.findall(texts))
    assert numbers == {"112", "033 448 11 86"}
    assert all(number in phrases for number in numbers)
