"""When something goes wrong: every time the user is told what, keeps what was typed, and can go on."""

import re

import pytest
from playwright.sync_api import Page, expect
from screen import QUESTION, SESSION, WEBHOOK, Held, OpenContext, Widget, intercept, intercept_session, refuse, reply


@pytest.fixture
def page(open_context: OpenContext) -> Page:
    """A tab in which requests may fail."""
    return open_context(errors=True, viewport={"width": 1280, "height": 900}).new_page()


def expect_a_way_out(widget: Widget, problem: str) -> None:
    """The problem, the question that is still there, a person to call, and a successful second try."""
    failure = widget.questions.last
    expect(failure).to_contain_text(QUESTION)
    expect(failure).to_contain_text(problem)
    expect(failure).to_contain_text("033 448 11 86")
    widget.page.unroute_all()
    answer = widget.after(widget.button("Opnieuw versturen").click)
    expect(answer).to_contain_text("zorgcoördinator")
    expect(widget.questions).to_have_count(1)
    expect(widget.log.locator(".failure")).to_have_count(0)


def test_offline_and_back(widget: Widget) -> None:
    context = widget.page.context
    context.set_offline(True)
    expect(widget.status).to_contain_text("U bent offline.")
    widget.send(QUESTION)
    expect(widget.questions.last).to_contain_text("U bent offline. Uw vraag is niet verstuurd, maar blijft hier staan.")
    widget.field.fill("Nog een vraag")
    context.set_offline(False)
    expect(widget.status).to_contain_text("U bent weer online.")
    expect_a_way_out(widget, "offline")
    expect(widget.field).to_have_value("Nog een vraag")


def test_the_server_cannot_be_reached(widget: Widget) -> None:
    widget.page.route(WEBHOOK, lambda route: route.abort())
    widget.send(QUESTION)
    expect_a_way_out(widget, "De assistent is niet bereikbaar.")


def test_no_session_can_be_had(widget: Widget) -> None:
    widget.page.route(SESSION, lambda route: route.abort())
    widget.send(QUESTION)
    expect_a_way_out(widget, "De assistent is niet bereikbaar.")


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 500, "body": "Internal Server Error"},
        {"status": 502, "body": "<html>Bad gateway</html>", "content_type": "text/html"},
        {"status": 200, "body": "<html>Log in</html>", "content_type": "text/html"},
        {"status": 200, "json": []},
        {"status": 200, "json": {"text": "geen lijst"}},
        {"status": 200, "json": [{"text": 5, "custom": "x"}]},
        {"status": 404, "json": {"error": "x", "code": "onbekend"}},
    ],
    ids=lambda answer: f"{answer['status']}-{str(answer.get('body', answer.get('json')))[:12]}",
)
def test_what_is_no_reply_is_a_failure(widget: Widget, answer: dict) -> None:
    widget.page.route(WEBHOOK, lambda route: route.fulfill(**answer))
    widget.send(QUESTION)
    expect_a_way_out(widget, "Er is een storing.")


def test_a_slow_reply_is_announced_and_in_the_end_given_up(open_context: OpenContext, server: str) -> None:
    page = open_context(errors=True).new_page()
    page.clock.install()
    page.goto(f"{server}/pagina")
    widget = Widget(page)
    Held(page)
    widget.send(QUESTION)
    expect(widget.status).to_contain_text("De assistent zoekt een antwoord.")
    page.clock.run_for(7_000)
    expect(widget.status).to_contain_text("Het zoeken duurt langer dan normaal.")
    page.clock.run_for(30_000)
    expect(widget.questions.last).to_contain_text("De assistent gaf te laat antwoord.")
    expect(widget.button("Opnieuw versturen")).to_be_enabled()


def test_too_many_messages_at_once_wait_a_while(open_context: OpenContext, server: str) -> None:
    page = open_context(errors=True).new_page()
    page.clock.install()
    page.goto(f"{server}/pagina")
    widget = Widget(page)
    refuse(page, 429, "rate", {"Retry-After": "12"})
    widget.send(QUESTION)
    expect(widget.questions.last).to_contain_text(re.compile(r"Over 1[12] seconden kunt u hem opnieuw versturen\."))
    again = widget.button("Opnieuw versturen")
    expect(again).to_be_disabled()
    page.clock.run_for(13_000)
    expect(again).to_be_enabled()
    expect(widget.after(again.click)).to_contain_text("zorgcoördinator")


def test_a_session_that_ended_is_renewed_unseen(widget: Widget) -> None:
    widget.ask("Wat doet een zorgcoördinator?")
    sessions = []
    widget.page.on("request", lambda request: sessions.append(request) if "session" in request.url else None)
    refuse(widget.page, 401, "session")
    expect(widget.ask()).to_contain_text("betaald")
    assert len(sessions) == 1
    expect(widget.log.locator(".failure")).to_have_count(0)


def test_in_a_new_session_a_button_sends_its_words(widget: Widget) -> None:
    offered = reply("Kies maar.", buttons=[{"title": "Wat doet een zorgcoördinator?", "payload": "/show_answer{}"}])
    intercept(widget.page, offered)
    widget.ask("kies")
    widget.page.unroute_all()
    requests = []
    widget.page.on("request", lambda request: requests.append(request))
    refuse(widget.page, 401, "session")
    expect(widget.press("Wat doet een zorgcoördinator?")).to_contain_text("De zorgcoördinator mensenhandel heeft")
    sent = [request.post_data_json["message"] for request in requests if request.url.endswith("/webhook")]
    assert sent == ["/show_answer{}", "Wat doet een zorgcoördinator?"]


def test_messages_are_counted_and_a_full_conversation_can_be_kept_and_begun_anew(widget: Widget) -> None:
    intercept_session(widget.page, limits={"messages": 2, "characters": 4000})
    widget.ask()
    expect(widget.window).to_contain_text("U kunt nog 1 vraag stellen in dit gesprek.")
    widget.ask("En wie regelt het?")
    expect(widget.window).to_contain_text("Dit gesprek is vol.")
    expect(widget.field).to_have_count(0)
    widget.element.locator(".composer").get_by_role("button", name="Begin opnieuw").click()
    expect(widget.field).to_be_focused()
    expect(widget.answers).to_have_count(0)


def test_the_server_says_that_the_conversation_is_full(widget: Widget) -> None:
    refuse(widget.page, 429, "messages")
    widget.send(QUESTION)
    expect(widget.questions.last).to_contain_text("Dit gesprek is vol.")
    expect(widget.element.locator(".composer").get_by_role("button", name="Begin opnieuw")).to_be_visible()


def test_a_page_that_is_not_allowed_says_so_to_its_maker(widget: Widget) -> None:
    refuse(widget.page, 403, "origin")
    widget.send(QUESTION)
    expect(widget.questions.last).to_contain_text("op deze website niet toegestaan")
    expect(widget.button("Opnieuw versturen")).to_have_count(0)


def test_an_empty_question_is_not_sent(widget: Widget) -> None:
    widget.button("Verstuur").click()
    expect(widget.element.get_by_role("alert")).to_contain_text("Typ eerst een vraag.")
    expect(widget.field).to_be_focused()
    expect(widget.field).to_have_attribute("aria-invalid", "true")
    widget.field.press_sequentially("W")
    expect(widget.field).to_have_attribute("aria-invalid", "false")


def test_a_question_that_is_too_long_stays_whole(widget: Widget) -> None:
    long = "Een heel lange mail. " * 200  # 4,199 characters without the last space
    widget.send(long)
    expect(widget.element.get_by_role("alert")).to_contain_text(
        "Uw vraag is 199 tekens te lang. Er passen 4.000 tekens in."
    )
    expect(widget.field).to_have_value(long)
    widget.field.fill("a" * 3999)
    expect(widget.window).to_contain_text("Nog 1 teken.")


def test_personal_data_is_refused_by_the_real_server_in_plain_words(widget: Widget) -> None:
    expect(widget.ask("Mijn cliënte is te bellen op 0687654321, wat nu?")).to_contain_text("persoonsgegevens")


def test_a_browser_without_storage_still_has_a_conversation(page: Page, server: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    )
    page.goto(f"{server}/")
    expect(Widget(page).open().ask()).to_contain_text("zorgcoördinator")


@pytest.mark.parametrize("kept", ["{", "null", '{"version":1}', '{"version":1,"entries":[1,null,{"id":1}]}', '"x"'])
def test_storage_that_was_tampered_with_is_no_obstacle(page: Page, server: str, kept: str) -> None:
    page.goto(f"{server}/")
    page.evaluate("([key, value]) => sessionStorage.setItem(key, value)", [f"kompas-assistent:{server}/", kept])
    page.reload()
    expect(Widget(page).open().ask()).to_contain_text("zorgcoördinator")
