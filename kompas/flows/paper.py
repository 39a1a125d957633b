"""A document as blocks, written as Word, Markdown or a page to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from kompas.flows.sheet import add_table, saved, sheet


@dataclass(frozen=True)
class Heading:
    """The heading of a chapter (level 1) or of a part of it (2)."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with a row of headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True)
class Paper:
    """A document; `name` is that of its file."""

    name: str
    title: str
    blocks: tuple[Block, ...]


def markdown(paper: Paper) -> str:
    """As Markdown."""
    lines = [f"# {paper.title}", ""]
    for block in paper.blocks:
        if isinstance(block, Heading):
            lines.append(f"{'#' * (block.level + 1)} {block.text}")
        elif isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Bullets):
            lines += [f"- {item}" for item in block.items]
        else:
            lines += [_row(block.headings), _row(["---"] * len(block.headings)), *(_row(row) for row in block.rows)]
        lines.append("")
    return "\n".join(lines)


def html(paper: Paper) -> str:
    """As a page to print: no script, no style of its own, nothing from elsewhere."""
    title, body = escape(paper.title), "\n".join(_html(block) for block in paper.blocks)
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return f'<!doctype html>\n<html lang="nl"><head>{head}</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body></html>\n'


def word(paper: Paper) -> bytes:
    """As the bytes of a .docx file."""
    document = sheet(paper.title)
    for block in paper.blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text, level=block.level)
        elif isinstance(block, Paragraph):
            document.add_paragraph(block.text)
        elif isinstance(block, Bullets):
            for item in block.items:
                document.add_paragraph(item, style="List Bullet")
        else:
            add_table(document, block.headings, block.rows)
    return saved(document)


def _html(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Bullets):
        return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in block.items)}</ul>"
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in block.headings)
    rows = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in block.rows]
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _row(cells: Iterable[str] | Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "/") for cell in cells) + " |"
