"""An empty Word document as the downloads want it: A4, one readable type, in Dutch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as Sheet
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Arial"
STYLES = ("Normal", "Title", "Heading 1", "Heading 2")
LANGUAGE = "nl-NL"


def sheet(title: str) -> Sheet:
    """A document with this title at its head, and nothing below it."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.language = LANGUAGE
    # The library's own template is American: letter paper, English, fonts of a theme.
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    for name in STYLES:
        style = document.styles[name]
        style.font.name = FONT
        fonts = style.element.rPr.rFonts
        for attribute in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[attribute]
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(title, level=0)
    return document


def add_table(document: Sheet, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table at the end of the document; `rows`: as many cells each as there are headings. The headings come again
    on every page that it runs over."""
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def saved(document: Sheet) -> bytes:
    """The bytes of the .docx file."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
