"""A plan as a Word document."""

from __future__ import annotations

from datetime import date

from kompas.flows.document import contact_cells, details, made_line
from kompas.flows.plan import Plan
from kompas.flows.sheet import add_table, saved, sheet
from kompas.flows.sources import Phrases, source_text


def word(phrases: Phrases, plan: Plan, made: date) -> bytes:
    """The plan as the bytes of a .docx file, with every source and its address."""
    document = sheet(phrases["plan_title"].format(title=plan.title))
    document.add_paragraph(made_line(phrases, made))
    if plan.facts:
        document.add_heading(phrases["plan_facts_heading"], level=1)
        for fact in plan.facts:
            document.add_paragraph(f"{fact.name}: {fact.value}", style="List Bullet")
    document.add_heading(phrases["plan_steps_heading"], level=1)
    for step in plan.steps:
        paragraph = document.add_paragraph(style="List Number")
        paragraph.add_run(step.who[:1].upper() + step.who[1:]).bold = True
        paragraph.add_run((phrases["plan_term"].format(term=step.term) if step.term else "") + f": {step.what}")
        for line in details(phrases, step):
            paragraph.add_run().add_break()
            paragraph.add_run(line)
    if plan.avoid:
        document.add_heading(phrases["plan_avoid_heading"], level=1)
        for step in plan.avoid:
            document.add_paragraph(step.what, style="List Bullet")
    if plan.contacts:
        document.add_heading(phrases["plan_contacts"], level=1)
        headings = [phrases[name] for name in ("plan_who", "plan_number", "plan_hours", "plan_for_what")]
        add_table(document, headings, [contact_cells(contact) for contact in plan.contacts])
    document.add_heading(phrases["plan_sources_heading"], level=1)
    for source in plan.sources:
        document.add_paragraph(f"{source_text(phrases, source)}: {source.source.url}", style="List Bullet")
    document.add_paragraph(phrases["plan_note"])
    return saved(document)
