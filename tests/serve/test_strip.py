from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, sync_playwright

from broadsheet.diagnostics import Diagnostic, Location, warning
from broadsheet.preview import Preview, with_additions
from browser.conftest import FLAGS, browser_path

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAPER = (
    '<!doctype html><html lang="en"><title>x</title><body style="margin:0"><h1>Head</h1>{}<p id="end">End</p></body>'
)
ADDRESS = "http://preview.example/"


class Edition:
    """Hands a browser the documents of a preview without serving it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.preview = Preview(Path("nowhere"), Path("nowhere/preview"))
        page.route("**/*", self._answer)

    def warn(self, *messages: str) -> None:
        """Shows the page as it is after a build with these warnings."""
        self.preview.show(warnings=tuple(map(remark, messages)))
        self.page.goto(ADDRESS)

    def _answer(self, route: Route) -> None:
        document = PAPER.format("<p>Text.</p>" * 60).encode()
        route.fulfill(content_type="text/html", body=with_additions(document, self.preview))


def remark(message: str) -> Diagnostic:
    return warning("empty-page", Location("content/02"), message)


@pytest.fixture
def edition() -> Iterator[Edition]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
        yield Edition(browser.new_page(viewport={"width": 800, "height": 600}))
        browser.close()


def test_strip_lies_at_the_bottom_and_hides_neither_end_of_the_page(edition: Edition) -> None:
    edition.warn("one", "two")
    strip = edition.page.get_by_role("status").bounding_box()
    assert strip is not None
    assert (strip["x"], strip["width"], strip["y"] + strip["height"]) == (0, 800, 600)
    assert strip["height"] <= 48
    edition.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    end = edition.page.locator("#end").bounding_box()
    assert end is not None
    assert end["y"] + end["height"] <= strip["y"]


def test_strip_is_read_and_closed_from_the_keyboard(edition: Edition) -> None:
    edition.warn("one", "two")
    page = edition.page
    assert not page.get_by_text("two", exact=True).is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_text("two", exact=True).is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_role("status").count() == 0


def test_closed_strip_stays_away_until_there_are_other_warnings(edition: Edition) -> None:
    edition.warn("one")
    edition.page.get_by_role("button", name="Close").click()
    edition.warn("one")
    assert edition.page.get_by_role("status").count() == 0
    edition.warn("another")
    assert edition.page.get_by_role("status").count() == 1
    edition.page.get_by_role("button").focus()
    edition.page.keyboard.press("Escape")
    assert edition.page.get_by_role("status").count() == 0
    edition.warn()
    edition.warn("one")
    assert edition.page.get_by_role("status").count() == 1
