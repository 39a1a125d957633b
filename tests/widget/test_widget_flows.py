"""Flows as a user walks them in the browser: a case, a scan, a whole learning path."""

import re

from playwright.sync_api import Locator, expect
from screen import OpenContext, Widget

from kompas import paths
from kompas.content import load

CASE = "Ik heb een signaal. Wat nu?"


def say(widget: Widget, text: str) -> Locator:
    """Type it; the last of the replies, since a flow asks on after an answer."""
    widget.ask(text)
    return widget.last


def press(widget: Widget, name: str) -> Locator:
    """Press a quick reply; the last of the replies."""
    widget.after(lambda: widget.last.get_by_role("button", name=re.compile(rf"^(\d\.\s*)?{re.escape(name)}$")).click())
    return widget.last


def test_a_case_is_walked_with_a_question_a_correction_and_a_stop_in_between(widget: Widget) -> None:
    expect(say(widget, CASE)).to_contain_text("Is er nu direct gevaar")
    expect(press(widget, "Nee")).to_contain_text("minderjarig")
    expect(say(widget, "waarom vraagt u dat?")).to_contain_text("Is het mogelijke slachtoffer minderjarig")
    before = widget.answers.count()
    widget.ask("Wat doet een zorgcoördinator?")
    expect(widget.answers).to_have_count(before + 2)  # the answer, and the question that was open
    expect(widget.last).to_contain_text("Is het mogelijke slachtoffer minderjarig")
    expect(say(widget, "19")).to_contain_text("Om welke vorm van uitbuiting gaat het")
    expect(say(widget, "nee, ze is 17")).to_contain_text("Om welke vorm van uitbuiting gaat het")
    expect(say(widget, "stop")).to_contain_text("ga verder")
    expect(say(widget, "ga verder")).to_contain_text("Om welke vorm van uitbuiting gaat het")
    said = press(widget, "Seksuele uitbuiting")
    for _ in range(6):
        if "Stappenplan:" in said.inner_text():
            break
        said = say(widget, "sla over")
    plan = widget.last
    expect(plan).to_contain_text("Veilig Thuis")
    expect(plan).to_contain_text("Niet doen")
    expect(plan.get_by_role("link", name=re.compile("Word"))).to_have_attribute(
        "href", re.compile(r"/kompas/plan/.*docx")
    )


def test_danger_breaks_through_a_flow(widget: Widget) -> None:
    widget.ask(CASE)
    expect(say(widget, "help, hij heeft een mes en staat voor de deur")).to_contain_text("112")


def test_a_scan_is_left_and_taken_up_elsewhere_with_a_code(
    widget: Widget, open_context: OpenContext, server: str
) -> None:
    widget.ask("doe de zelfscan basisniveau")
    widget.press("Ja")
    widget.ask("Bewaar mijn voortgang")
    said = widget.log.inner_text()
    code = re.search(r"\b[A-Z0-9]{4,5}(?:-[A-Z0-9]{4,5}){2,}\b", said)
    assert code, said
    page = open_context().new_page()
    page.goto(server)
    elsewhere = Widget(page).open()
    expect(say(elsewhere, code[0])).to_contain_text("Vraag 2 van 6")
    for _ in range(5):
        elsewhere.press("Deels")
    expect(elsewhere.last.get_by_role("figure")).to_be_visible()
    expect(elsewhere.last.get_by_role("link", name=re.compile("Word"))).to_be_visible()


def test_a_whole_learning_path_is_walked(widget: Widget) -> None:
    modules = load(paths.CONTENT).modules.values()
    right = {quiz.options[quiz.right - 1] for module in modules for quiz in module.quiz}
    widget.ask("start leerpad")
    widget.press("Bestuurder")
    for _ in range(120):
        expect(widget.last.get_by_role("button").first).to_be_visible()
        shown = widget.last.get_by_role("button").all_inner_texts()
        names = [re.sub(r"^\d\.\s*", "", name.strip()) for name in shown]  # a longer list is numbered
        choice = next((name for name in names if name == "Verder" or name in right), None)
        choice = choice or next((name for name in names if name.startswith("Module: ")), None)
        if choice is None:
            break
        press(widget, choice)
    expect(say(widget, "Leerpad aanpak mensenhandel")).to_contain_text("7 van 7")
