"""A conversation with the real assistant: ask, follow up, choose, keep, begin anew."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from screen import CHART, FLOW, QUESTION, SOURCES, Held, OpenContext, Widget, intercept, intercept_session, reply


def test_before_the_first_question_the_user_knows_what_this_is(widget: Widget) -> None:
    expect(widget.window).to_contain_text("U praat met een computer, niet met een mens.")
    expect(widget.window).to_contain_text("Typ geen namen of andere persoonsgegevens.")
    expect(widget.window.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    contact = widget.after(lambda: widget.log.get_by_role("button", name="Spreek een mens").click())
    expect(contact).to_contain_text("033 448 11 86")
    expect(contact.get_by_role("link", name="033 448 11 86")).to_have_attribute("href", "tel:0334481186")


def test_an_answer_shows_text_caveat_and_sources_once_and_apart(widget: Widget) -> None:
    answer = widget.ask()
    prose = answer.locator(".prose > p").first
    expect(prose).to_contain_text("zorgcoördinator")
    text = answer.inner_text()
    assert text.count("Let op") == 1
    assert "Bron:" not in text
    assert text.count("Ga de actuele afspraken in uw regio na.") == 1
    source = answer.locator(".source").first
    expect(source).to_contain_text("Omroep Zeeland · januari 2020")
    link = source.get_by_role("link")
    expect(link).to_have_accessible_name(re.compile(r"^Mensenhandel aangepakt.*\(opent in een nieuw tabblad\)$"))
    expect(link).to_have_attribute("href", re.compile("^https://www.omroepzeeland.nl/"))
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(answer).to_contain_text("Het antwoord geldt per december 2020.")


def test_a_follow_up_leans_on_what_was_said(widget: Widget) -> None:
    widget.ask("Wat doet een zorgcoördinator?")
    expect(widget.ask("En wie betaalt die?")).to_contain_text("betaald")


def test_a_quick_reply_shows_its_answer(widget: Widget) -> None:
    first = widget.ask("Wat doet een zorgcoördinator?")
    choice = first.locator(".choice-button").first
    title = choice.inner_text()
    answer = widget.after(choice.click)
    expect(widget.questions.last).to_contain_text(title)
    expect(answer).not_to_contain_text("staat niet meer in de kennisbank")
    expect(answer.locator(".source").first).to_be_visible()


def test_an_example_question_starts_the_conversation(widget: Widget) -> None:
    answer = widget.press("Wat doet een zorgcoördinator?")
    expect(answer).to_contain_text("De zorgcoördinator mensenhandel heeft")
    expect(widget.log.locator(".welcome .choice-button")).to_have_count(0)


def test_more_about_this_belongs_to_the_latest_answer(widget: Widget) -> None:
    first = widget.ask("Wat doet een zorgcoördinator?")
    second = widget.press("Meer hierover")
    assert second.locator(".prose").inner_text() != first.locator(".prose").inner_text()
    expect(widget.questions.last).to_contain_text("Meer hierover")
    expect(first.get_by_role("button", name="Meer hierover")).to_have_count(0)


def test_when_unsure_each_of_the_two_answers_has_its_own_sources(widget: Widget) -> None:
    answer = widget.ask("opvang")
    parts = answer.locator(".part")
    expect(parts).to_have_count(2)
    for part in parts.all():
        expect(part.get_by_role("heading").first).to_be_visible()
        expect(part.locator(".source").first).to_be_visible()
    assert "Bron:" not in answer.inner_text()
    choices = answer.get_by_role("group", name="Welk antwoord zoekt u?").get_by_role("button")
    expect(choices.first).to_contain_text("1.")


def test_several_questions_in_one_message_are_answered_apart(widget: Widget) -> None:
    answer = widget.ask("Wat doet een zorgcoördinator? En wat is de bedenktijd?")
    parts = answer.locator(".part")
    expect(parts).to_have_count(2)
    expect(parts.nth(0).get_by_role("heading").first).to_contain_text("zorgcoördinator")
    expect(parts.nth(1).get_by_role("heading").first).to_contain_text("bedenktijd")
    for part in parts.all():
        expect(part.locator(".source").first).to_be_visible()


def test_danger_stands_out_and_the_conversation_can_be_wiped_at_once(widget: Widget) -> None:
    answer = widget.ask("help, hij heeft een mes en staat voor de deur")
    expect(answer).to_contain_text("Eerst veiligheid")
    expect(answer.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    answer.get_by_role("button", name="Wis dit gesprek").click()
    expect(widget.answers).to_have_count(0)
    assert "mes" not in widget.page.evaluate("JSON.stringify(sessionStorage)")


def test_the_reply_is_waited_for_with_a_sign(widget: Widget) -> None:
    held = Held(widget.page)
    widget.send(QUESTION)
    expect(widget.status).to_contain_text("De assistent zoekt een antwoord.")
    expect(widget.status.locator(".typing")).to_be_visible()
    widget.field.fill("Intussen typ ik door")
    widget.field.press("Enter")
    expect(widget.window).to_contain_text("Wacht even op het antwoord. Uw tekst blijft staan.")
    held.release()
    expect(widget.answers).to_have_count(1)
    expect(widget.field).to_have_value("Intussen typ ik door")
    expect(widget.status.locator(".typing")).to_have_count(0)


def test_the_conversation_survives_a_reload_and_a_change_of_page_but_not_the_tab(
    widget: Widget, server: str, open_context: OpenContext
) -> None:
    widget.ask("Wat doet een zorgcoördinator?")
    widget.field.fill("Nog niet verstuurd")
    widget.page.reload()
    expect(widget.answers).to_have_count(1)  # the window is open again
    expect(widget.field).to_have_value("Nog niet verstuurd")
    assert widget.page.evaluate("document.activeElement === document.body"), "the focus is not taken"
    widget.page.get_by_role("link", name="Volle pagina").click()
    expect(widget.answers).to_have_count(1)
    expect(widget.ask("En wie betaalt die?")).to_contain_text("betaald")
    assert widget.page.context.cookies() == []
    assert widget.page.evaluate("localStorage.length") == 0
    other = widget.page.context.new_page()
    other.goto(f"{server}/pagina")
    expect(Widget(other).field).to_be_visible()
    expect(Widget(other).answers).to_have_count(0)


def test_on_a_phone_the_window_does_not_cover_the_next_page_by_itself(open_context: OpenContext, server: str) -> None:
    page = open_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{server}/")
    widget = Widget(page).open()
    widget.ask()
    page.reload()
    expect(widget.window).to_be_hidden()
    page.get_by_role("button", name="Verder met uw gesprek").click()
    expect(widget.answers).to_have_count(1)


def test_a_question_under_way_at_a_reload_can_be_sent_again(widget: Widget) -> None:
    widget.page.route("**/webhooks/rest/webhook", lambda route: None)
    widget.send(QUESTION)
    expect(widget.status).to_contain_text("zoekt")
    widget.page.unroute_all()
    widget.page.reload()
    expect(widget.questions).to_contain_text("Deze vraag kreeg nog geen antwoord")
    answer = widget.after(widget.button("Opnieuw versturen").click)
    expect(answer).to_contain_text("zorgcoördinator")
    expect(widget.questions).to_have_count(1)


def test_restart_asks_first_and_then_forgets_everything(widget: Widget) -> None:
    widget.ask()
    before = widget.page.evaluate("Object.values(sessionStorage)[0]")
    widget.menu("Begin opnieuw")
    confirm = widget.element.get_by_role("dialog", name="Opnieuw beginnen?")
    confirm.get_by_role("button", name="Nee, ga verder").click()
    expect(widget.answers).to_have_count(1)
    widget.menu("Begin opnieuw")
    confirm.get_by_role("button", name="Ja, wis het gesprek").click()
    expect(widget.answers).to_have_count(0)
    expect(widget.status).to_contain_text("Het gesprek is gewist uit uw browser.")
    expect(widget.field).to_be_focused()
    assert "zorgco" not in widget.page.evaluate("JSON.stringify(sessionStorage)")
    widget.ask("Wat is het Kompas?")
    after = widget.page.evaluate("Object.values(sessionStorage)[0]")
    sender = re.compile(r'"sender":"([^"]+)"')
    assert sender.findall(before)[0] != sender.findall(after)[0]


def test_a_restart_while_a_reply_is_under_way_drops_that_reply(widget: Widget) -> None:
    held = Held(widget.page)
    widget.send(QUESTION)
    expect(widget.status).to_contain_text("zoekt")
    widget.menu("Begin opnieuw")
    widget.button("Ja, wis het gesprek").click()
    held.release()
    widget.page.unroute_all()
    widget.ask("Wat is het Kompas?")
    expect(widget.questions).to_have_count(1)
    expect(widget.answers).to_have_count(1)


def test_an_answer_is_copied_with_its_caveat_and_sources(open_context: OpenContext, server: str) -> None:
    context = open_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{server}/pagina")
    widget = Widget(page)
    widget.ask()
    widget.button("Kopieer antwoord").click()
    expect(widget.status).to_contain_text("Het antwoord is gekopieerd, met de bronnen.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("De zorgcoördinator mensenhandel")
    assert "\n\nLet op: Volgens de VNG/CoMensha-enquête" in copied
    assert "Omroep Zeeland (januari 2020)\n  https://www.omroepzeeland.nl/" in copied


def test_a_browser_that_forbids_copying_is_no_dead_end(widget: Widget) -> None:
    widget.page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    widget.ask()
    widget.button("Kopieer antwoord").click()
    expect(widget.status).to_contain_text("Selecteer de tekst en kopieer die zelf.")


def test_the_conversation_is_kept_as_a_file(widget: Widget, tmp_path: Path) -> None:
    widget.ask()
    with widget.page.expect_download() as waiting:
        widget.menu("Bewaar dit gesprek")
    assert re.fullmatch(r"gesprek-kompas-assistent-\d{4}-\d\d-\d\d\.txt", waiting.value.suggested_filename)
    waiting.value.save_as(tmp_path / "gesprek.txt")
    text = (tmp_path / "gesprek.txt").read_text(encoding="utf-8-sig")
    assert f"Uw vraag:\n{QUESTION}" in text
    assert "Let op: Volgens de VNG/CoMensha-enquête" in text
    assert "https://www.omroepzeeland.nl/" in text


def test_only_the_conversation_is_printed(widget: Widget) -> None:
    # Headless Chromium prints nothing; what would go to the printer is taken down instead.
    widget.page.add_init_script("window.print = () => { top.printed = [document.title, document.body.innerText] }")
    widget.page.reload()
    widget.ask()
    widget.menu("Druk dit gesprek af")
    title, text = widget.page.evaluate("window.printed")
    assert title == "Gesprek met de Kompas-assistent"
    assert QUESTION in text
    assert "Volgens de VNG/CoMensha-enquête" in text
    assert "Meer hierover" not in text
    assert "Gemeente Voorbeeldstad" not in text


def test_markup_and_script_are_shown_as_text(widget: Widget) -> None:
    nasty = "<img src=x onerror=alert(1)> [klik](javascript:alert(1)) ![p](https://elders.example/p.png) **dik**"
    harm = {
        "title": "<b>Boek</b>",
        "publisher": "<i>x</i>",
        "url": "javascript:alert(1)",
        "date": "2024",
        "as_of": "2024",
    }
    buttons = [{"title": "<script>alert(1)</script>", "payload": "x"}]
    intercept(widget.page, reply(nasty, answer_id="a", caveat=nasty, sources=[harm], buttons=buttons))
    alerts: list[str] = []
    widget.page.on("dialog", lambda dialog: alerts.append(dialog.message))
    answer = widget.ask("<script>alert(2)</script>")
    expect(widget.questions.last).to_contain_text("<script>alert(2)</script>")
    expect(answer.locator(".prose > p").first).to_have_text("<img src=x onerror=alert(1)> klik (afbeelding: p) dik")
    expect(answer.locator("strong", has_text="dik")).to_have_count(2)
    expect(answer.locator("img, script, i, b")).to_have_count(0)
    expect(answer.locator("a")).to_have_count(0)
    widget.page.reload()  # what was kept passes the same way
    expect(widget.last).to_contain_text("<b>Boek</b>")
    expect(widget.log.locator("img, script, a[href^=javascript]")).to_have_count(0)
    assert alerts == []


@pytest.mark.parametrize("kind", ["bar", "line"])
def test_figures_are_drawn_and_can_be_heard_and_read(widget: Widget, kind: str) -> None:
    intercept(widget.page, reply("Zo liep het.", answer_id="a", chart={**CHART, "kind": kind}))
    figure = widget.ask("cijfers").get_by_role("figure")
    name = "Staafdiagram" if kind == "bar" else "Lijndiagram"
    said = f"{name}: Meldingen per jaar. 2021: 791 meldingen; 2022: 1.250 meldingen; 2023: 868 meldingen."
    expect(figure.get_by_role("img", name=said)).to_be_visible()
    figure.get_by_text("Bekijk de cijfers als tabel").click()
    rows = [row.inner_text().split("\t") for row in figure.get_by_role("row").all()]
    assert rows == [["Onderwerp", "Aantal (meldingen)"], ["2021", "791"], ["2022", "1.250"], ["2023", "868"]]
    if kind == "bar":
        widths = [float(bar.get_attribute("width") or 0) for bar in figure.locator("rect").all()]
        assert widths[0] / widths[1] == pytest.approx(791 / 1250)
    else:
        heights = [float(dot.get_attribute("cy") or 0) for dot in figure.locator("circle").all()]
        assert (heights[0] - heights[2]) / (heights[0] - heights[1]) == pytest.approx((868 - 791) / (1250 - 791))


def test_a_series_of_figures_of_the_real_assistant_is_drawn_and_not_repeated(widget: Widget) -> None:
    answer = widget.ask("Hoeveel slachtoffers registreerde CoMensha per jaar?")
    figure = answer.get_by_role("figure")
    expect(figure.get_by_role("img", name=re.compile(r"diagram: .*2021: 791"))).to_be_visible()
    expect(figure).to_contain_text("AVG")
    assert "Bij deze cijfers:" not in answer.inner_text()
    widget.page.reload()
    expect(widget.last.get_by_role("figure").get_by_role("img")).to_be_visible()
    assert "Bij deze cijfers:" not in widget.last.inner_text()


def test_a_flow_shows_its_progress_and_leaves_past_steps_behind(widget: Widget, server: str) -> None:
    sent = intercept(widget.page, *FLOW)
    first = widget.ask("Ik vermoed mensenhandel")
    expect(first.get_by_role("progressbar", name="Stap 1 van 3")).to_have_attribute("value", "1")
    second = widget.press("Nee")
    assert [message["message"] for message in sent] == ["Ik vermoed mensenhandel", "/nee"]
    expect(second).to_contain_text("Stap 2 van 3: Leeftijd")
    expect(first.locator(".choice-button")).to_have_count(0)
    expect(second).to_be_focused()  # the button that had the focus is gone
    link = second.get_by_role("link", name="Stappenplan (Word)")
    expect(link).to_have_attribute("href", f"{server}/download/plan.docx")


def test_a_download_from_elsewhere_is_not_offered(widget: Widget) -> None:
    elsewhere = [{"title": "Vals", "url": "https://elders.example/a.docx", "type": "Word"}]
    intercept(widget.page, reply("Hier.", download=elsewhere))
    expect(widget.ask("stappenplan").get_by_role("link")).to_have_count(0)


def test_many_sources_fold_away(widget: Widget) -> None:
    intercept(widget.page, reply("Kijk.", answer_id="a", sources=SOURCES))
    answer = widget.ask("bronnen")
    expect(answer.locator(".source:visible")).to_have_count(2)
    expect(answer.locator(".source").nth(1)).to_contain_text("VNG · zonder datum")
    answer.get_by_text("Nog 1 bron").click()
    expect(answer.locator(".source:visible")).to_have_count(3)


def test_feedback_is_asked_only_when_the_server_wants_it(widget: Widget) -> None:
    intercept_session(widget.page, feedback=False)
    expect(widget.ask().get_by_text("Helpt dit antwoord u?")).to_have_count(0)


@pytest.mark.parametrize("helpful", [True, False])
def test_feedback_reaches_the_real_server_with_the_answer_and_the_reason(widget: Widget, helpful: bool) -> None:
    answer = widget.ask()
    if not helpful:
        answer.get_by_role("button", name="Nee").click()
        answer.get_by_role("button", name="Verstuur").click()
        expect(answer.get_by_role("alert")).to_have_text("Kies eerst wat er mis is.")
        answer.get_by_label("Het is verouderd").check()
    with widget.page.expect_response("**/webhooks/rest/feedback") as waiting:
        answer.get_by_role("button", name="Ja" if helpful else "Verstuur").click()
    assert waiting.value.status == 204
    expect(answer.get_by_text("Dank u.")).to_be_focused()
    sent = waiting.value.request.post_data_json
    assert sent.pop("sender").count(".") == 2
    reason = None if helpful else "outdated"
    assert sent == {"answer_id": "zorgcoordinator-financiering", "helpful": helpful, "reason": reason}
    widget.page.reload()
    expect(widget.last).to_contain_text("Dank u.")


def test_feedback_that_fails_can_be_given_again(open_context: OpenContext, server: str) -> None:
    page = open_context(errors=True).new_page()
    page.goto(f"{server}/pagina")
    widget = Widget(page)
    page.route("**/webhooks/rest/feedback", lambda route: route.fulfill(status=500), times=1)
    answer = widget.ask()
    answer.get_by_role("button", name="Ja").click()
    expect(answer.get_by_role("alert")).to_contain_text("Uw reactie is niet verstuurd.")
    answer.get_by_role("button", name="Ja").click()
    expect(answer).to_contain_text("Dank u.")


def test_the_element_may_be_called_at_once_and_moved(page: Page, server: str) -> None:
    page.goto(f"{server}/")
    page.evaluate(
        """() => {
            document.querySelector("kompas-assistent").remove();
            const made = document.createElement("kompas-assistent");
            document.body.append(made);
            made.open();
            document.querySelector("main").append(made);
        }"""
    )
    expect(Widget(page).ask()).to_contain_text("zorgcoördinator")


def test_the_assistant_can_be_opened_and_asked_from_the_page(page: Page, server: str) -> None:
    page.goto(f"{server}/")
    widget = Widget(page)
    answer = widget.after(lambda: page.evaluate("document.querySelector('kompas-assistent').ask('Wat is het Kompas?')"))
    expect(answer).to_be_visible()
    page.evaluate("document.querySelector('kompas-assistent').close()")
    expect(widget.window).to_be_hidden()
    expect(widget.launcher).to_have_text(re.compile("Verder met uw gesprek"))
