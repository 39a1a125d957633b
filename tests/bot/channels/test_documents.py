"""The downloads in a real word processor: LibreOffice opens each and puts it on paper, and nothing of it is lost."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from bot.channels.plans import write
from kompas.content import Content
from kompas.flows.flows import flows
from kompas.flows.model import Case, Flow
from kompas.flows.walk import next_question
from kompas.knowledge import KnowledgeBase, knowledge_from

TODAY = date(2026, 11, 21)
ADULT = {"danger": "nee", "age": "meerderjarig", "form": "arbeid", "residence": "geen-papieren", "wish": "hulp",
         "role": "toezicht"}  # fmt: skip
LEARNED = {"rol": "aandachtsfunctionaris", "wat-mensenhandel-is": "2", "signalen-zien": "1"}
# Per document: what a reader looks for on paper, read off the content.
DOCUMENTS = {
    "casus": [
        "Stappenplan: Ik heb een signaal, wat nu?",
        "Nederlandse Arbeidsinspectie",
        "peildatum",
        "Wat u niet doet",
    ],
    "kader-aanpak-mensenhandel": ["mensenhandel", "21-11-2026", "Bronnen"],
    "basisniveau-bestuurlijke-aanpak": ["21-11-2026", "Bronnen"],
    "leerpad": ["21-11-2026"],
}


@pytest.fixture(scope="session")
def office() -> str:
    """The word processor."""
    path = shutil.which("soffice") or shutil.which("libreoffice")
    if path is None or shutil.which("pdftotext") is None:
        pytest.fail(
            "deze test heeft LibreOffice en poppler nodig: apt-get install libreoffice-writer-nogui poppler-utils"
        )
    return path


@pytest.fixture(scope="session")
def real(checked: Content) -> KnowledgeBase:
    """The knowledge base of the committed content."""
    return knowledge_from(checked)


def answered(flow: Flow) -> dict[str, str]:
    """A case in which every question has an answer, the options in turn so that each of them occurs."""
    facts: dict[str, str] = {}
    while (question := next_question(flow, Case(flow.id, facts))) is not None:
        facts[question.id] = question.options[len(facts) % len(question.options)].value
    return facts


def facts_of(knowledge: KnowledgeBase, flow: str) -> dict[str, str]:
    return {"casus": ADULT, "leerpad": LEARNED}.get(flow) or answered(flows(knowledge)[flow])


def words(text: str) -> set[str]:
    """The words of a text, without the marks of Markdown and without words that a line end may cut."""
    return set(re.findall(r"[a-zà-ÿ]{4,}", text.lower().replace("\u00ad", "")))


def on_paper(office: str, document: bytes, folder: Path) -> Path:
    """The document as the word processor prints it."""
    file = folder / "document.docx"
    file.write_bytes(document)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(convert, check=True, capture_output=True, timeout=300)
    return file.with_suffix(".pdf")


@pytest.mark.parametrize("flow", DOCUMENTS)
def test_a_download_opens_in_a_word_processor_with_all_its_text(
    flow: str, real: KnowledgeBase, office: str, tmp_path: Path
) -> None:
    facts = facts_of(real, flow)
    paper = on_paper(office, write(real, flow, facts, "docx", TODAY), tmp_path)
    about = subprocess.run(["pdfinfo", str(paper)], check=True, capture_output=True, text=True).stdout
    assert "(A4)" in about
    read = ["pdftotext", "-layout", str(paper), "-"]
    text = subprocess.run(read, check=True, capture_output=True, text=True).stdout
    flat = " ".join(text.split())
    for expected in DOCUMENTS[flow]:
        assert expected.lower() in flat.lower()
    same = write(real, flow, facts, "md", TODAY).decode()
    assert words(re.sub(r"https?://\S+", "", same)) - words(flat) == set()
