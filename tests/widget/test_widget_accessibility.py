"""WCAG 2.2 AA, as far as a machine can see it: axe in every state, the keyboard alone, zoom, reflow, announcements."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from screen import (
    CHART,
    FLOW,
    QUESTION,
    SOURCES,
    WEBHOOK,
    Held,
    OpenContext,
    Widget,
    intercept,
    intercept_session,
    reply,
)

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


def assert_clean(page: Page, state: str) -> None:
    """No violation, and the widget was really looked at."""
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))")
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    found = [
        f"{state}: {violation['id']} {node['target']} {node['failureSummary']}"
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]
    assert found == []
    # The address of a part within a shadow root is a list of its own.
    targets = [target for rule in result.response["passes"] for node in rule["nodes"] for target in node["target"]]
    assert any(isinstance(target, list) for target in targets)


def assert_clean_by_day_and_night(page: Page, state: str) -> None:
    """The same state in the light and in the dark."""
    assert_clean(page, state)
    page.emulate_media(color_scheme="dark")
    assert_clean(page, f"{state}, in the dark")


def unanswered(widget: Widget) -> None:
    widget.page.route(WEBHOOK, lambda route: route.abort())
    widget.send(QUESTION)
    expect(widget.button("Opnieuw versturen")).to_be_visible()


def searching(widget: Widget) -> None:
    Held(widget.page)
    widget.send(QUESTION)
    expect(widget.status).to_contain_text("zoekt")


def chart(widget: Widget, kind: str) -> None:
    intercept(widget.page, reply("Zo liep het.", answer_id="a", chart={**CHART, "kind": kind}, sources=SOURCES))
    answer = widget.ask("cijfers")
    answer.get_by_text("Bekijk de cijfers als tabel").click()
    answer.get_by_text("Nog 1 bron").click()


def flow(widget: Widget) -> None:
    intercept(widget.page, *FLOW)
    widget.ask("Ik vermoed mensenhandel")
    widget.press("Nee")


def why_not_helpful(widget: Widget) -> None:
    widget.ask().get_by_role("button", name="Nee").click()
    widget.button("Verstuur").first.click()


def full(widget: Widget) -> None:
    intercept_session(widget.page, limits={"messages": 1, "characters": 4000})
    widget.ask()


def too_long(widget: Widget) -> None:
    widget.send("a" * 4001)


def restart(widget: Widget) -> None:
    widget.ask()
    widget.menu("Begin opnieuw")


STATES: dict[str, Callable[[Widget], object]] = {
    "open": lambda widget: None,
    "answer": lambda widget: widget.ask(),
    "buttons": lambda widget: widget.ask("hulp bij opvang vrouw"),
    "danger": lambda widget: widget.ask("help, hij heeft een mes en staat voor de deur"),
    "person": lambda widget: widget.ask("Ik wil een medewerker spreken"),
    "not known": lambda widget: widget.ask("Wat is de hoofdstad van Frankrijk?"),
    "searching": searching,
    "bar chart": lambda widget: chart(widget, "bar"),
    "line chart": lambda widget: chart(widget, "line"),
    "flow": flow,
    "error": unanswered,
    "wrong input": too_long,
    "feedback": why_not_helpful,
    "full": full,
    "menu": lambda widget: widget.button("Meer mogelijkheden").click(),
    "restart": restart,
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(open_context: OpenContext, server: str, state: str) -> None:
    page = open_context(errors=True, viewport=DESKTOP, color_scheme="light").new_page()
    page.goto(server)
    STATES[state](Widget(page).open())
    assert_clean_by_day_and_night(page, state)


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_on_a_full_page(open_context: OpenContext, server: str, state: str) -> None:
    page = open_context(errors=True, viewport=DESKTOP, color_scheme="light").new_page()
    page.goto(f"{server}/pagina")
    STATES[state](Widget(page))
    assert_clean(page, state)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_on_a_closed_page_and_in_a_small_window(
    open_context: OpenContext, server: str, viewport: dict[str, int]
) -> None:
    page = open_context(viewport=viewport, color_scheme="light").new_page()
    page.goto(f"{server}/")
    expect(Widget(page).launcher).to_be_visible()
    assert_clean_by_day_and_night(page, "closed")
    Widget(page).open().ask()
    assert_clean(page, "open, in the dark")
    page.emulate_media(color_scheme="light")
    assert_clean(page, "open")


@pytest.mark.parametrize("tokens", ["Kompas (standaard)", "NL Design System: Voorbeeld", "Eigen kleuren: groen"])
@pytest.mark.parametrize("theme", ["Licht", "Donker"])
def test_axe_finds_nothing_in_the_themes_of_others(
    open_context: OpenContext, server: str, tokens: str, theme: str
) -> None:
    page = open_context(viewport=DESKTOP, color_scheme="light").new_page()
    page.goto(f"{server}/insluiten")
    page.get_by_label("Volle pagina", exact=True).check()
    page.get_by_label(tokens).check()
    page.get_by_label(theme, exact=True).check()
    Widget(page).ask()
    assert_clean_by_day_and_night(page, f"{tokens}, {theme}")


def focused(page: Page) -> str:
    """What has the focus, through shadow roots: its accessible text."""
    return str(
        page.evaluate(
            """() => {
                let one = document.activeElement;
                while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
                return one.ariaLabel || one.innerText.trim() || one.id || one.tagName;
            }"""
        )
    )


def tab_to(page: Page, name: str, key: str = "Tab") -> list[str]:
    """Press Tab until `name` has the focus; returns what had it on the way."""
    passed: list[str] = []
    while not (passed and passed[-1].startswith(name)):
        page.keyboard.press(key)
        passed.append(focused(page))
        assert len(passed) < 40, f"{name} is not reached: {passed}"
    return passed


def test_a_whole_conversation_with_the_keyboard_alone(page: Page, server: str) -> None:
    page.goto(f"{server}/")
    widget = Widget(page)
    tab_to(page, "Stel uw vraag")
    page.keyboard.press("Enter")
    expect(widget.field).to_be_focused()
    first = widget.after(lambda: (page.keyboard.type("Wat doet een zorgcoördinator?"), page.keyboard.press("Enter")))
    expect(widget.field).to_be_focused()
    tab_to(page, "Meer hierover", "Shift+Tab")
    way = tab_to(page, "Kopieer antwoord")
    assert way == ["Kopieer antwoord"]
    choice = first.locator(".choice-button").first.inner_text()
    tab_to(page, choice)
    widget.after(lambda: page.keyboard.press("Space"))
    expect(widget.answers).to_have_count(2)
    tab_to(page, "Meer mogelijkheden", "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, "Begin opnieuw")
    page.keyboard.press("Enter")
    assert focused(page) == "Nee, ga verder"
    page.keyboard.press("Escape")
    expect(widget.element.get_by_role("dialog", name="Opnieuw beginnen?")).to_be_hidden()
    expect(widget.window).to_be_visible()
    page.keyboard.press("Escape")
    expect(widget.window).to_be_hidden()
    expect(widget.launcher).to_be_focused()
    page.keyboard.press("Enter")
    expect(widget.answers).to_have_count(2)


def test_focus_goes_in_and_comes_back(widget: Widget) -> None:
    expect(widget.field).to_be_focused()
    widget.button("Sluit de assistent").click()
    expect(widget.launcher).to_be_focused()
    expect(widget.launcher).to_have_attribute("aria-expanded", "false")
    expect(widget.launcher).to_have_js_property("tagName", "BUTTON")


def test_escape_closes_the_menu_before_the_window(widget: Widget) -> None:
    widget.button("Meer mogelijkheden").click()
    widget.page.keyboard.press("Escape")
    expect(widget.element.locator("#menu")).to_be_hidden()
    expect(widget.button("Meer mogelijkheden")).to_be_focused()
    expect(widget.window).to_be_visible()
    widget.page.keyboard.press("Escape")
    expect(widget.window).to_be_hidden()


def test_beside_the_page_the_page_stays_usable_and_escape_uncovers_it(widget: Widget) -> None:
    link = widget.page.get_by_role("link", name="Volle pagina")
    link.focus()
    widget.page.keyboard.press("Escape")
    expect(widget.window).to_be_hidden()
    expect(link).to_be_focused()


def test_over_the_page_the_focus_stays_in_the_window(open_context: OpenContext, server: str) -> None:
    page = open_context(viewport=PHONE).new_page()
    page.goto(f"{server}/")
    widget = Widget(page).open()
    assert widget.window.evaluate("(window) => window.matches(':modal')")
    seen = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.tagName"))
    assert seen <= {"KOMPAS-ASSISTENT", "BODY"}
    page.keyboard.press("Escape")
    expect(widget.launcher).to_be_focused()


def test_the_window_changes_with_the_screen_and_keeps_its_focus(widget: Widget) -> None:
    widget.field.fill("Half af")
    widget.page.set_viewport_size(PHONE)
    expect(widget.element.locator("dialog.panel:modal")).to_be_visible()
    expect(widget.field).to_be_focused()
    widget.page.set_viewport_size(DESKTOP)
    expect(widget.element.locator("dialog.panel:modal")).to_have_count(0)
    expect(widget.field).to_have_value("Half af")
    expect(widget.field).to_be_focused()


def test_only_what_is_new_is_announced(widget: Widget) -> None:
    expect(widget.log).to_have_attribute("aria-live", "polite")
    expect(widget.log).to_have_attribute("aria-relevant", "additions")
    widget.ask()
    # Take down how the log stands each time messages are put in, from before the widget starts.
    widget.page.add_init_script(
        """window.put = [];
        customElements.whenDefined("kompas-assistent").then(() => {
            const root = document.querySelector("kompas-assistent").shadowRoot;
            new MutationObserver((changes) => {
                for (const change of changes) for (const node of change.addedNodes) {
                    const added = node.querySelectorAll ? [node, ...node.querySelectorAll("article")] : [];
                    for (const one of added) if (one.matches("article")) window.put.push([
                        one.className.split(" ")[1], one.closest("[role=log]").getAttribute("aria-live")]);
                }
            }).observe(root, {childList: true, subtree: true});
        });"""
    )
    widget.page.reload()
    expect(widget.answers).to_have_count(1)
    expect(widget.log).to_have_attribute("aria-live", "polite")
    widget.ask("Wat is het Kompas?")
    put = widget.page.evaluate("window.put")
    assert put == [["said", "off"], ["answered", "off"], ["said", "polite"], ["answered", "polite"]]


def test_language_and_names(widget: Widget) -> None:
    expect(widget.window).to_have_attribute("lang", "nl")
    expect(widget.element.get_by_role("dialog", name="Kompas-assistent")).to_be_visible()
    expect(widget.field).to_have_accessible_description("Typ geen namen of andere persoonsgegevens.")
    widget.ask()
    expect(widget.log.get_by_role("article", name="Antwoord van de assistent")).to_have_count(1)
    expect(widget.log.get_by_role("heading", name="U vroeg", level=3)).to_have_count(1)


# What a user presses must be 24 by 24 pixels, unless it stands in a sentence (WCAG 2.5.8).
SMALL_TARGETS = """(root) => [...root.shadowRoot.querySelectorAll("button, a, summary, input, textarea")]
    .filter((one) => one.checkVisibility() && !one.matches(".link, p a, li a, .source a"))
    .map((one) => [one.innerText || one.type, one.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""


@pytest.mark.parametrize("viewport", [DESKTOP, {"width": 320, "height": 640}], ids=["desktop", "320px"])
def test_targets_are_large_enough(open_context: OpenContext, server: str, viewport: dict[str, int]) -> None:
    page = open_context(viewport=viewport).new_page()
    page.goto(f"{server}/")
    widget = Widget(page).open()
    chart(widget, "bar")
    assert widget.element.evaluate(SMALL_TARGETS) == []
    for tool in widget.element.locator("button.tool:visible, button.primary:visible").all():
        box = tool.bounding_box()
        assert box and min(box["width"], box["height"]) >= 44


def assert_nothing_sticks_out(widget: Widget) -> None:
    """Neither page nor conversation scrolls sideways, and every control lies within the window."""
    page = widget.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert widget.log.evaluate("(log) => log.scrollWidth <= log.clientWidth")
    width = page.evaluate("innerWidth")
    for control in widget.element.locator("button:visible, textarea:visible, a:visible, svg[role=img]:visible").all():
        box = control.bounding_box()
        assert box is not None
        assert box["x"] >= 0 and box["x"] + box["width"] <= width + 0.5, control.inner_text()


# 320 by 256 pixels: a screen of 1280 by 1024 at 400 % (WCAG 1.4.10). 640 by 450: 1280 by 900 at 200 % (1.4.4).
@pytest.mark.parametrize("size", [(320, 256), (320, 568), (640, 450)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("path", ["/", "/pagina"])
def test_reflow(open_context: OpenContext, server: str, path: str, size: tuple[int, int]) -> None:
    page = open_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.goto(server + path)
    widget = Widget(page)
    if path == "/":
        widget.open()
    widget.ask()
    assert_nothing_sticks_out(widget)
    for kind in ("bar", "line"):
        page.unroute_all()
        chart(widget, kind)
        assert_nothing_sticks_out(widget)
    widget.field.scroll_into_view_if_needed()
    expect(widget.field).to_be_in_viewport()
    widget.last.locator(".prose").first.scroll_into_view_if_needed()
    expect(widget.last.locator(".prose").first).to_be_in_viewport()


def test_text_of_twice_the_size_fits(widget: Widget) -> None:
    widget.element.evaluate("(one) => one.style.setProperty('--kompas-assistent-font-size', '32px')")
    widget.ask()
    assert_nothing_sticks_out(widget)
    size = widget.last.locator(".prose > p").first.evaluate("(one) => getComputedStyle(one).fontSize")
    assert size == "32px"


def test_text_spacing_of_the_user_fits(widget: Widget) -> None:
    widget.element.evaluate(
        "(one) => { one.style.cssText = 'letter-spacing: .12em; word-spacing: .16em; line-height: 1.5' }"
    )
    widget.ask()
    spacing = widget.last.locator(".prose > p").first.evaluate("(one) => getComputedStyle(one).letterSpacing")
    assert spacing == "1.92px"
    assert_nothing_sticks_out(widget)


def test_reduced_motion_stops_all_movement(open_context: OpenContext, server: str) -> None:
    page = open_context(viewport=DESKTOP, reduced_motion="reduce").new_page()
    page.goto(f"{server}/")
    widget = Widget(page).open()
    searching(widget)
    running = "(root) => root.shadowRoot.getAnimations().length"
    assert widget.element.evaluate(running) == 0
    moving = open_context(viewport=DESKTOP).new_page()
    moving.goto(f"{server}/")
    lively = Widget(moving).open()
    searching(lively)
    assert lively.element.evaluate(running) > 0  # so that the measurement can see movement at all


def test_high_contrast_keeps_edges_and_figures(open_context: OpenContext, server: str) -> None:
    page = open_context(viewport=DESKTOP, forced_colors="active").new_page()
    page.goto(f"{server}/")
    widget = Widget(page).open()
    chart(widget, "bar")
    edges = "(one) => [getComputedStyle(one).borderTopWidth, getComputedStyle(one).borderTopStyle]"
    for part in (".card", ".bubble", ".source", ".choices button", "button.primary"):
        for one in widget.element.locator(part).all()[:1]:
            assert one.evaluate(edges) == ["1px", "solid"], part
    background = widget.last.locator(".card").evaluate("(one) => getComputedStyle(one).backgroundColor")
    bar = widget.last.locator("rect").first.evaluate("(one) => getComputedStyle(one).fill")
    assert bar != background


def test_the_focus_can_be_seen_on_every_control(widget: Widget) -> None:
    widget.ask()
    seen = 0
    for _ in range(15):
        widget.page.keyboard.press("Shift+Tab")
        style = widget.element.evaluate(
            """(root) => {
                const one = root.shadowRoot.activeElement;
                const style = one && getComputedStyle(one);
                return style && [style.outlineStyle, parseFloat(style.outlineWidth)];
            }"""
        )
        if style is None:
            break
        seen += 1
        assert style[0] == "solid" and style[1] >= 2
    assert seen >= 8
