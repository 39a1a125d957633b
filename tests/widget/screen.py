"""The widget as a user meets it: what is on the screen, and what one can do with it."""

import json
import re
import time
from collections.abc import Callable, Sequence
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

WEBHOOK = "**/webhooks/rest/webhook"
SESSION = "**/webhooks/rest/session"
OpenContext = Callable[..., BrowserContext]
QUESTION = "Wie betaalt de zorgcoördinator?"


class Widget:
    """One `<kompas-assistent>` on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.element = page.locator("kompas-assistent")
        self.launcher = self.element.locator("button.launcher")
        self.window = self.element.locator(".panel")
        self.log = self.element.get_by_role("log")
        self.field = self.element.get_by_label("Uw vraag", exact=True)
        self.status = self.element.locator(".status")
        self.answers = self.log.locator("article.answered")
        self.questions = self.log.locator("article.said")

    @property
    def last(self) -> Locator:
        return self.answers.last

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.element.get_by_role("button", name=name)

    def open(self) -> "Widget":
        self.launcher.click()
        expect(self.field).to_be_visible()
        return self

    def send(self, text: str) -> None:
        """Type and send, without waiting for a reply."""
        self.field.fill(text)
        self.field.press("Enter")

    def ask(self, text: str = QUESTION) -> Locator:
        """Type, send and wait; returns the reply."""
        return self.after(lambda: self.send(text))

    def press(self, name: str | re.Pattern[str]) -> Locator:
        """Press a quick reply and wait; returns the reply."""
        return self.after(lambda: self.button(name).last.click())

    def after(self, act: Callable[[], None]) -> Locator:
        """The reply that comes after `act`."""
        number = self.answers.count()
        act()
        reply = self.answers.nth(number)
        expect(reply).to_be_visible(timeout=30_000)
        expect(self.status.locator(".typing")).to_have_count(0)
        return reply

    def menu(self, name: str) -> None:
        """Choose something from the menu."""
        self.button("Meer mogelijkheden").click()
        self.element.locator("#menu").get_by_role("button", name=name).click()


def reply(text: str = "Een antwoord.", **custom: Any) -> dict[str, Any]:
    """A message as the reply contract has it."""
    buttons = custom.pop("buttons", [])
    return {"recipient_id": "x", "text": text, "buttons": buttons, "custom": {"outcome": "answer", **custom}}


def intercept(page: Page, *replies: dict[str, Any]) -> list[dict[str, Any]]:
    """Answer messages in the browser, for states that the real server does not give yet; returns what was sent."""
    sent: list[dict[str, Any]] = []
    waiting = list(replies)

    def fulfil(route: Route) -> None:
        sent.append(json.loads(route.request.post_data or ""))
        route.fulfill(json=[waiting.pop(0) if len(waiting) > 1 else waiting[0]])

    page.route(WEBHOOK, fulfil)
    return sent


class Held:
    """Holds messages back in the browser until they are released."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._routes: list[Route] = []
        page.route(WEBHOOK, lambda route: self._routes.append(route))

    def release(self) -> None:
        """Let the oldest message go on its way; the sign of waiting may be seen before the message is sent."""
        deadline = time.monotonic() + 30
        while not self._routes:
            assert time.monotonic() < deadline, "no message was sent"
            self._page.wait_for_timeout(20)  # Playwright calls handlers while it waits
        self._routes.pop(0).continue_()


def intercept_session(page: Page, **changes: Any) -> None:
    """Change what the real server says of a session: limits, feedback."""

    def fulfil(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, json={**response.json(), **changes})

    page.route(SESSION, fulfil)


def refuse(page: Page, status: int, code: str, headers: dict[str, str] | None = None, times: int = 1) -> None:
    """Let the next messages be refused as the guard does it."""
    body = {"error": "refused", "code": code}
    page.route(WEBHOOK, lambda route: route.fulfill(status=status, json=body, headers=headers or {}), times=times)


CHART = {
    "kind": "bar",
    "title": "Meldingen per jaar",
    "unit": "meldingen",
    "points": [{"label": str(year), "value": value} for year, value in ((2021, 791), (2022, 1250), (2023, 868))],
    "note": "Voorbeeldcijfers voor de test.",
    "source": "Testbron",
}
SOURCES = [
    {"title": f"Boek {n}", "publisher": "VNG", "url": f"https://example.nl/{n}", "date": date, "as_of": "2025-01"}
    for n, date in enumerate(["2024-05", "onbekend", "2023-02-01"], start=1)
]
FLOW: Sequence[dict[str, Any]] = (
    reply(
        "Is er nu gevaar?",
        outcome="flow",
        progress={"label": "Veiligheid", "step": 1, "of": 3},
        buttons=[{"title": "Ja", "payload": "/ja"}, {"title": "Nee", "payload": "/nee"}],
    ),
    reply(
        "Is het slachtoffer jonger dan 18?",
        outcome="flow",
        progress={"label": "Leeftijd", "step": 2, "of": 3},
        buttons=[{"title": "Jonger dan 18", "payload": "/kind"}, {"title": "Ouder", "payload": "/oud"}],
        download=[{"title": "Stappenplan", "url": "/download/plan.docx", "type": "Word"}],
    ),
)
