"""A reader's browser: Chromium, driven by Playwright, on the demonstration paper."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser.readers_site import build_readers_site
from paper_site import PaperSite

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def browser_path() -> str:
    """The browser that BROWSER names, else one that is installed."""
    for name in (os.environ.get("BROWSER", ""), *BROWSERS):
        found = shutil.which(name) if name else None
        if found:
            return found
    raise RuntimeError("no Chromium found: run tools/bring-browser, or name one in BROWSER")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ends with the module: while it lives, Playwright's event loop runs in this thread, and no other can."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
        yield chromium
        chromium.close()


class Reader:
    """Opens documents of the demonstration paper from disk and notes what the browser complains of."""

    def __init__(self, browser: Browser, edition: Path) -> None:
        self._browser = browser
        self.edition = edition
        self.complaints: list[str] = []
        self._contexts: list[BrowserContext] = []

    def open(self, address: str, *, width: int = 1440, height: int = 900, **context: object) -> Page:
        made = self._browser.new_context(viewport={"width": width, "height": height}, **context)  # type: ignore[arg-type]
        self._contexts.append(made)
        page = made.new_page()
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("requestfailed", lambda request: self._failed(request.url, request.failure or ""))
        page.on("request", lambda request: self._watch(request.url))
        page.goto((self.edition / address).as_uri())
        return page

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def _failed(self, url: str, why: str) -> None:
        # A reader who moves on while a photo still loads breaks that request off; nothing is wrong with the photo.
        if "ERR_ABORTED" not in why:
            self.complaints.append(f"failed: {url} ({why})")

    def _watch(self, url: str) -> None:
        if not url.startswith(("file:", "data:")):
            self.complaints.append(f"asked another host: {url}")

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def reader(browser: Browser, edition: Path) -> Iterator[Reader]:
    """A reader who ends the test without a complaint of the browser's."""
    reading = Reader(browser, edition)
    yield reading
    reading.close()
    assert reading.complaints == []


@pytest.fixture(scope="session")
def readers_paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of a small paper; tests that ask for it run on one worker (`xdist_group("controls")`)."""
    built = build_readers_site(PaperSite(tmp_path_factory.mktemp("readers")))
    assert built.errors == []
    return built.output


@pytest.fixture
def small_reader(browser: Browser, readers_paper: Path) -> Iterator[Reader]:
    """A reader of the small paper, who ends the test without a complaint of the browser's."""
    reading = Reader(browser, readers_paper)
    yield reading
    reading.close()
    assert reading.complaints == []
