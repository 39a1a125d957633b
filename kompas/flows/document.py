"""A plan as text: short for the conversation, complete in Markdown, and as a page to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from html import escape

from kompas.flows.plan import Plan, PlanStep
from kompas.flows.sources import Phrases, source_text
from kompas.schema import Contact

SHOWN_SOURCES = 4  # in the conversation; the documents have them all


def chat(phrases: Phrases, plan: Plan) -> str:
    """The plan as one message: numbered steps, what not to do, the first sources."""
    blocks = [f"**{phrases['plan_title'].format(title=plan.title)}**", *_situation(phrases, plan)]
    blocks.append("\n".join(_short_steps(phrases, plan)))
    if plan.avoid:
        blocks.append("\n".join([phrases["plan_avoid"], *(f"- {step.what}" for step in plan.avoid)]))
    sources = [f"- {source_text(phrases, source)}" for source in plan.sources[:SHOWN_SOURCES]]
    left = len(plan.sources) - len(sources)
    if left > 0:
        sources.append(f"- {phrases['plan_more_sources'].format(count=left)}")
    blocks.append("\n".join([phrases["plan_sources"], *sources]))
    blocks += [phrases["plan_note"], *([phrases["plan_change"]] if plan.facts else [])]
    return "\n\n".join(blocks)


def markdown(phrases: Phrases, plan: Plan, made: date) -> str:
    """The plan as a document, with every source and its address."""
    lines = [f"# {phrases['plan_title'].format(title=plan.title)}", ""]
    lines += [made_line(phrases, made), ""]
    if plan.facts:
        lines += [f"## {phrases['plan_facts_heading']}", ""]
        lines += [f"- {fact.name}: {fact.value}" for fact in plan.facts] + [""]
    lines += [f"## {phrases['plan_steps_heading']}", ""]
    for number, step in enumerate(plan.steps, start=1):
        lines += [_step(phrases, number, step), ""]
    if plan.avoid:
        lines += [f"## {phrases['plan_avoid_heading']}", "", *(f"- {step.what}" for step in plan.avoid), ""]
    if plan.contacts:
        headings = [phrases[name] for name in ("plan_who", "plan_number", "plan_hours", "plan_for_what")]
        lines += [f"## {phrases['plan_contacts']}", "", _row(headings), _row("---" for _ in headings)]
        lines += [_row(contact_cells(contact)) for contact in plan.contacts] + [""]
    lines += [f"## {phrases['plan_sources_heading']}", ""]
    lines += [f"- {source_text(phrases, source)}: <{source.source.url}>" for source in plan.sources]
    lines += ["", phrases["plan_note"], ""]
    return "\n".join(lines)


def html(phrases: Phrases, plan: Plan, made: date) -> str:
    """The plan as a page for printing: no script, no style of its own, nothing from elsewhere."""
    parts = [f"<h1>{escape(phrases['plan_title'].format(title=plan.title))}</h1>", _paragraph(made_line(phrases, made))]
    if plan.facts:
        facts = "".join(f"<li>{escape(fact.name)}: {escape(fact.value)}</li>" for fact in plan.facts)
        parts.append(f"<h2>{escape(phrases['plan_facts_heading'])}</h2><ul>{facts}</ul>")
    parts.append(f"<h2>{escape(phrases['plan_steps_heading'])}</h2><ol>")
    for step in plan.steps:
        extra = "".join(f"<br>{escape(line)}" for line in details(phrases, step))
        term = phrases["plan_term"].format(term=step.term) if step.term else ""
        parts.append(f"<li><strong>{escape(step.who)}</strong>{escape(term)}: {escape(step.what)}{extra}</li>")
    parts.append("</ol>")
    if plan.avoid:
        items = "".join(f"<li>{escape(step.what)}</li>" for step in plan.avoid)
        parts.append(f"<h2>{escape(phrases['plan_avoid_heading'])}</h2><ul>{items}</ul>")
    if plan.contacts:
        headings = [phrases[name] for name in ("plan_who", "plan_number", "plan_hours", "plan_for_what")]
        rows = ["".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)]
        rows += ["".join(f"<td>{escape(cell)}</td>" for cell in contact_cells(contact)) for contact in plan.contacts]
        table = "".join(f"<tr>{row}</tr>" for row in rows)
        parts.append(f"<h2>{escape(phrases['plan_contacts'])}</h2><table>{table}</table>")
    items = "".join(
        f'<li>{escape(source_text(phrases, source))}: <a href="{escape(source.source.url)}">'
        f"{escape(source.source.url)}</a></li>"
        for source in plan.sources
    )
    parts += [f"<h2>{escape(phrases['plan_sources_heading'])}</h2><ul>{items}</ul>", _paragraph(phrases["plan_note"])]
    title = escape(phrases["plan_title"].format(title=plan.title))
    body = "\n".join(parts)
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return f'<!doctype html>\n<html lang="nl"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


def details(phrases: Phrases, step: PlanStep) -> list[str]:
    """What stands under a step: whom to call, the legal basis, a caveat."""
    lines = []
    numbered = [contact_text(phrases, contact) for contact in step.call]
    if numbered:
        lines.append(phrases["plan_call"].format(contacts="; ".join(numbered)))
    if step.basis:
        lines.append(phrases["plan_basis"].format(basis=step.basis))
    if step.caveat:
        lines.append(phrases["plan_caveat"].format(caveat=step.caveat))
    return lines


def contact_text(phrases: Phrases, contact: Contact) -> str:
    """A contact with its number and hours, on one line."""
    named = phrases["plan_contact"].format(name=contact.name, number=contact.number or "").strip()
    return f"{named} ({contact.hours})" if contact.hours else named


def contact_cells(contact: Contact) -> list[str]:
    """A contact as the cells of a table."""
    return [contact.name, contact.number or "", contact.hours or "", contact.for_what or ""]


def made_line(phrases: Phrases, made: date) -> str:
    """When the document was made, and that it holds no personal data."""
    return phrases["plan_made"].format(date=made.strftime("%d-%m-%Y"))


def _situation(phrases: Phrases, plan: Plan) -> list[str]:
    facts = "; ".join(f"{fact.name.lower()}: {fact.value}" for fact in plan.facts)
    return [phrases["plan_for"].format(facts=facts)] if facts else []


def _short_steps(phrases: Phrases, plan: Plan) -> Iterator[str]:
    """The steps for the conversation: hours only where a contact comes first, no number that is there already."""
    met: set[str] = set()
    for number, step in enumerate(plan.steps, start=1):
        call = []
        for contact in step.call:
            if contact.number and contact.number not in step.what:
                call.append(contact.copy(update={"hours": None}) if contact.id in met else contact)
                met.add(contact.id)
        yield _step(phrases, number, replace(step, call=tuple(call)))


def _step(phrases: Phrases, number: int, step: PlanStep) -> str:
    term = phrases["plan_term"].format(term=step.term) if step.term else ""
    first = phrases["plan_step"].format(number=number, who=_capital(step.who), term=term, what=step.what)
    return " ".join([first, *details(phrases, step)])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"
