"""Makes the pictures of the documentation from the running assistant: `make pictures`."""

import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright
from screen import QUESTION, Widget

from bot.client import Client, NotRunning

FOLDER = Path(__file__).parents[2] / "docs" / "images"
# What is said for each picture.
SAID = {
    "grafiek": ["Hoeveel slachtoffers registreerde CoMensha per jaar?"],
    "stappenplan": ["Ik heb een signaal. Wat nu?", "nee", "17", "seksuele uitbuiting"],
    "zelfscan": ["doe de zelfscan basisniveau", "ja", "deels", "nee", "ja", "weet ik niet", "deels"],
}
# Per picture of a download: its address, and the page of it that is shown.
DOWNLOADS = {
    "document-stappenplan": (
        "casus.docx?danger=nee&age=meerderjarig&form=arbeid&residence=geen-papieren&wish=hulp&role=toezicht",
        1,
    ),
    "document-opzet": (
        "basisniveau-bestuurlijke-aanpak.docx?actief-signaleren=ja&functionaris=deels&beleid=nee&regels=ja"
        "&hulpinstanties=onbekend&bestuurlijke-mogelijkheden=deels",
        1,
    ),
    "document-leerpad": ("leerpad.docx?rol=aandachtsfunctionaris&wat-mensenhandel-is=2&signalen-zien=1", 1),
}
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]


def downloads(base: str) -> None:
    """A page of each download as a word processor prints it (LibreOffice and poppler)."""
    for name, (address, page) in DOWNLOADS.items():
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "document.docx"
            with urllib.request.urlopen(f"{base}/kompas/plan/{address}", timeout=60) as response:
                file.write_bytes(response.read())
            for command in (
                ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(file)],
                ["pdftoppm", "-png", "-r", "75", "-gray", "-singlefile", "-f", str(page), "-l", str(page),
                 str(file.with_suffix(".pdf")), str(FOLDER / name)],
            ):  # fmt: skip
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """Take all pictures; returns the exit code."""
    try:
        client = Client.from_settings()
        client.require()
    except (NotRunning, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for name, path, options in (
            ("gemeentepagina", "/", {"viewport": {"width": 1200, "height": 800}}),
            ("donker", "/pagina", {"viewport": {"width": 1000, "height": 800}, "color_scheme": "dark"}),
            ("grafiek", "/", {"viewport": {"width": 1200, "height": 800}}),
            ("telefoon", "/", {"viewport": {"width": 375, "height": 740}}),
            ("stappenplan", "/", {"viewport": {"width": 1200, "height": 800}}),
            ("zelfscan", "/pagina", {"viewport": {"width": 1000, "height": 900}}),
        ):
            page = browser.new_context(reduced_motion="reduce", **options).new_page()
            page.goto(client.base + path)
            widget = Widget(page)
            if path == "/":
                widget.open()
            for text in SAID.get(name, [QUESTION]):
                widget.ask(text)
            if name in ("grafiek", "zelfscan"):
                widget.last.get_by_role("figure").evaluate("(one) => one.scrollIntoView()")
            page.mouse.move(0, 0)
            page.screenshot(path=FOLDER / f"{name}.png")
        browser.close()
    downloads(client.base)
    return 0


if __name__ == "__main__":
    sys.exit(main())
