"""On the page of somebody else: another origin, a strict policy, styles that fight, and no trace left behind."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from screen import QUESTION, OpenContext, Widget

# What docs/insluiten.md asks of a strict page, and nothing more.
POLICY = (
    "default-src 'none'; script-src {server}; connect-src {server}; "
    "require-trusted-types-for 'script'; trusted-types lit-html"
)
PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Gemeente Elders</title>{head}</head>
<body><main><h1>Gemeente Elders</h1><p>Tekst.</p><button id="own">Eigen knop</button></main>
<kompas-assistent {attributes}></kompas-assistent><script src="{server}/widget/kompas-assistent.js" defer></script>
</body></html>"""


@dataclass
class Site:
    """A website of its own origin, that serves one page."""

    base: str
    server: str
    head: str = ""
    attributes: str = ""
    styles: str = ""
    policy: str = POLICY
    template: str = PAGE

    def page(self) -> bytes:
        return self.template.format(head=self.head, attributes=self.attributes, server=self.server).encode()


@pytest.fixture
def site(server: str, site_port: int) -> Iterator[Site]:
    made = Site(f"http://127.0.0.1:{site_port}", server)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            style = self.path == "/style.css"
            self.send_response(200)
            self.send_header("Content-Type", "text/css" if style else "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", made.policy.format(server=server))
            self.end_headers()
            self.wfile.write(made.styles.encode() if style else made.page())

        def log_message(self, format: str, *values: object) -> None:
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", site_port), Handler)
    thread = threading.Thread(target=listener.serve_forever)
    thread.start()
    yield made
    listener.shutdown()
    listener.server_close()
    thread.join()


def visit(open_context: OpenContext, site: Site, **options: object) -> Page:
    page = open_context(site.base, viewport={"width": 1280, "height": 900}, **options).new_page()
    page.goto(site.base)
    return page


def test_a_conversation_on_another_origin_under_a_strict_policy(open_context: OpenContext, site: Site) -> None:
    page = visit(open_context, site)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    widget = Widget(page).open()
    expect(widget.ask()).to_contain_text("zorgcoördinator")
    first = widget.last.locator(".choice-button").first
    expect(widget.after(first.click)).not_to_contain_text("staat niet meer")
    assert (
        widget.element.evaluate("(one) => getComputedStyle(one.shadowRoot.querySelector('.panel')).position") == "fixed"
    )
    assert page.context.cookies() == []
    assert {urlsplit(url).netloc for url in requests} == {urlsplit(site.server).netloc}


def test_printing_and_saving_work_under_a_strict_policy(open_context: OpenContext, site: Site) -> None:
    page = open_context(site.base).new_page()
    page.add_init_script(
        "window.print = () => { top.printed = getComputedStyle(document.querySelector('.bubble')).whiteSpace }"
    )
    page.goto(site.base)
    widget = Widget(page).open()
    widget.ask()
    widget.menu("Druk dit gesprek af")
    assert page.evaluate("window.printed") == "pre-wrap"  # the style for paper is in force
    with page.expect_download() as waiting:
        widget.menu("Bewaar dit gesprek")
    assert waiting.value.suggested_filename.endswith(".txt")


def test_an_origin_that_is_not_allowed_gets_no_answer(open_context: OpenContext, site: Site) -> None:
    other = site.base.replace("127.0.0.1", "localhost")
    page = open_context(other, errors=True).new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text))
    page.goto(other)
    widget = Widget(page).open()
    widget.send(QUESTION)
    expect(widget.questions.last).to_contain_text("De assistent is niet bereikbaar.")
    expect(widget.answers).to_have_count(0)
    assert any("CORS" in text for text in refused)


def test_the_styles_of_the_page_do_not_reach_in_and_ours_not_out(open_context: OpenContext, site: Site) -> None:
    site.styles = """
        html { font-size: 62.5% }
        * { box-sizing: content-box }
        button, p, div, textarea, ul, a { all: unset; color: red; font-size: 40px; text-transform: uppercase }
        dialog { display: none !important }
        .card { display: none }
    """
    site.head = '<link rel="stylesheet" href="/style.css">'
    site.policy = POLICY + "; style-src 'self'"
    page = visit(open_context, site)
    before = page.locator("#own").evaluate("(one) => JSON.stringify({...getComputedStyle(one)})")
    widget = Widget(page).open()
    answer = widget.ask()
    text = answer.locator(".prose > p").first
    style = "(one) => { const s = getComputedStyle(one); return [s.fontSize, s.textTransform, s.display] }"
    assert text.evaluate(style) == ["16px", "none", "block"]
    assert page.locator("#own").evaluate("(one) => JSON.stringify({...getComputedStyle(one)})") == before


def test_nothing_is_added_to_the_page_but_the_element(open_context: OpenContext, site: Site) -> None:
    page = open_context(site.base).new_page()
    page.add_init_script("window.known = new Set(Object.getOwnPropertyNames(window))")
    page.goto(site.base)
    Widget(page).open().ask()
    # lit notes its versions, so that a page can warn when several are loaded.
    versions = {"litElementVersions", "litHtmlVersions", "reactiveElementVersions", "litPropertyMetadata"}
    added = page.evaluate("Object.getOwnPropertyNames(window).filter((name) => !known.has(name))")
    assert set(added) <= versions | {"known"}
    assert page.evaluate("document.adoptedStyleSheets.length + document.querySelectorAll('style, iframe').length") == 0
    assert page.evaluate("document.body.attributes.length + document.documentElement.attributes.length") == 1  # lang
    assert page.evaluate("document.body.children.length") == 3


def test_loading_the_script_twice_does_no_harm(open_context: OpenContext, site: Site) -> None:
    site.head = f'<script src="{site.server}/widget/kompas-assistent.js" defer></script>'
    page = open_context(site.base, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(site.base)
    expect(Widget(page).open().ask()).to_contain_text("zorgcoördinator")


def test_the_script_as_a_module_needs_the_address(open_context: OpenContext, site: Site) -> None:
    site.attributes = f'server="{site.server}"'
    site.head = f'<script type="module" src="{site.server}/widget/kompas-assistent.js"></script>'
    page = visit(open_context, site)
    expect(Widget(page).open().ask()).to_contain_text("zorgcoördinator")


def test_the_attributes_do_what_they_say(open_context: OpenContext, site: Site) -> None:
    site.attributes = (
        'position="left" heading="Vraag het Elders" opening="Wat wilt u weten?" '
        'starters="Wat is het Kompas? | Wat is B8?" heading-level="4" theme="dark"'
    )
    page = visit(open_context, site)
    widget = Widget(page)
    box = widget.launcher.bounding_box()
    assert box and box["x"] < 100
    widget.open()
    expect(widget.element.get_by_role("heading", name="Vraag het Elders", level=4)).to_be_visible()
    expect(widget.log).to_contain_text("Wat wilt u weten?")
    starters = widget.log.get_by_role("group", name="Bijvoorbeeld").get_by_role("button")
    expect(starters).to_have_text(["Wat is het Kompas?", "Wat is B8?"])
    dark = "(one) => getComputedStyle(one.shadowRoot.querySelector('.panel')).backgroundColor"
    assert widget.element.evaluate(dark) == "rgb(19, 26, 35)"
    widget.element.evaluate("(one) => { one.mode = 'page'; one.starters = '' }")
    expect(widget.element.locator("section.panel")).to_be_visible()
    expect(widget.log.get_by_role("group")).to_have_count(0)


@pytest.mark.parametrize(
    ("tokens", "part", "style", "value"),
    [
        ("--utrecht-button-primary-action-background-color: #024", "button.send", "backgroundColor", "rgb(0, 34, 68)"),
        ("--nl-button-primary-background-color: #042", "button.send", "backgroundColor", "rgb(0, 68, 34)"),
        ("--kompas-assistent-header-background-color: #402", ".header", "backgroundColor", "rgb(68, 0, 34)"),
        ("--utrecht-document-background-color: #ffe", ".card", "backgroundColor", "rgb(255, 255, 238)"),
        ("--basis-color-default-color-document: #123", ".card", "color", "rgb(17, 34, 51)"),
        ("--utrecht-document-font-family: Georgia", ".card", "fontFamily", "Georgia"),
        ("--nl-button-border-radius: 0", ".card", "borderTopRightRadius", "0px"),
    ],
)
def test_the_tokens_of_a_theme_are_obeyed(
    open_context: OpenContext, site: Site, tokens: str, part: str, style: str, value: str
) -> None:
    site.styles = f"body {{ {tokens} }}"
    site.head = '<link rel="stylesheet" href="/style.css">'
    site.policy = POLICY + "; style-src 'self'"
    page = visit(open_context, site)
    widget = Widget(page).open()
    page.mouse.move(0, 0)
    one = widget.element.locator(part).first
    assert one.evaluate(f"(one) => getComputedStyle(one).{style}") == value


def test_without_a_wish_for_dark_a_light_page_stays_light(open_context: OpenContext, site: Site) -> None:
    page = visit(open_context, site, color_scheme="dark")
    light = "(one) => getComputedStyle(one.shadowRoot.querySelector('.panel')).backgroundColor"
    widget = Widget(page).open()
    assert widget.element.evaluate(light) == "rgb(255, 255, 255)"
    widget.element.evaluate("(one) => { one.theme = 'auto' }")
    assert widget.element.evaluate(light) == "rgb(19, 26, 35)"


def test_removing_the_element_leaves_nothing_running(open_context: OpenContext, site: Site) -> None:
    page = visit(open_context, site)
    widget = Widget(page).open()
    widget.ask()
    page.evaluate("document.querySelector('kompas-assistent').remove()")
    page.keyboard.press("Escape")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("#own")).to_be_visible()


def test_the_embed_page_gives_code_that_works(open_context: OpenContext, site: Site) -> None:
    page = open_context(site.base, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{site.server}/insluiten")
    page.get_by_label("Donker", exact=True).check()
    code = page.locator("#snippet").inner_text()
    assert 'theme="dark"' in code
    assert page.locator("#policy").inner_text() == f"script-src {site.server}; connect-src {site.server}"
    site.template = f"<!doctype html><html lang='nl'><title>Elders</title><body>{code}</body></html>"
    page.goto(site.base)
    expect(Widget(page).open().ask()).to_contain_text("zorgcoördinator")
