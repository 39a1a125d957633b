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


def test_the_embed_guide_lists_every_attribute_and_token_and_no_other() -> None:
    guide = (ROOT / "docs" / "insluiten.md").read_text(encoding="utf-8")
    element = (ROOT / "widget" / "src" / "element.ts").read_text(encoding="utf-8")
    styles = (ROOT / "widget" / "src" / "styles" / "widget.css").read_text(encoding="utf-8")
    block = element[element.index("static override properties") : element.index("/** Address of the assistant")]
    attributes = set(re.findall(r"^    (\w+): \{ type", block, re.MULTILINE)) - {"headingLevel"} | {"heading-level"}
    assert set(re.findall(r"^\| `([a-z][a-z-]*)` \|", guide, re.MULTILINE)) == attributes
    tokens = set(re.findall(r"--kompas-assistent-[a-z-]+", styles))
    # One row names three tokens by their endings.
    rows = re.findall(r"^\| (`--kompas-assistent-[^|]+) \|", guide, re.MULTILINE)
    listed = set()
    for first, *endings in (re.findall(r"`([a-z-]+)`", row) for row in rows):
        listed |= {first} | {first.removesuffix("-background-color") + ending for ending in endings}
    assert listed == tokens
    others = set(re.findall(r"--(?:nl|utrecht|basis)-[a-z0-9-]+", styles))
    assert set(re.findall(r"`(--(?:nl|utrecht|basis)-[a-z0-9-]+)`", guide)) == others
