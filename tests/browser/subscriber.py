"""A reader who comes back: a browser that keeps what its service worker stores, on a paper that is being hosted."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, Worker

from browser.hosting import Hosting

_KEPT = """async (folder) => {
  const issue = await keptIssue(folder);
  if (!issue) return null;
  const found = {};
  for (const { url } of await issue.shelf.keys()) {
    const copy = await issue.shelf.match(url);
    const digest = await sha256(await copy.arrayBuffer());
    found[addressOf(url)] = digest;
  }
  return found;
}"""
_STORED = """async (text) => {
  const found = [];
  for (const name of await caches.keys()) {
    const shelf = await caches.open(name);
    for (const { url } of await shelf.keys()) {
      if ((await (await shelf.match(url)).text()).includes(text)) found.push(`${name} ${url}`);
    }
  }
  return found;
}"""


class Subscriber:
    """One browser profile."""

    def __init__(self, context: BrowserContext, hosting: Hosting) -> None:
        self.context = context
        self.hosting = hosting
        self.complaints: list[str] = []
        self.page = self.new_page()

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self._note(message.type, f"{message.text} {message.location.get('url')}"))
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        return page

    def _note(self, kind: str, text: str) -> None:
        # Chromium asks for one where a document names no icon; Playwright says so where it blocks workers.
        if kind in ("error", "warning") and not text.endswith("/favicon.ico") and "by Playwright" not in text:
            self.complaints.append(text)

    def open(self, address: str = "") -> Page:
        self.page.goto(self.hosting.url + address, wait_until="load")
        return self.page

    @property
    def worker(self) -> Worker:
        self.until(lambda: bool(self.context.service_workers))
        return self.context.service_workers[-1]

    def until(self, met: Callable[[], bool], seconds: float = 20) -> None:
        """Waits until something is so, and fails when it is not in time."""
        end = time.monotonic() + seconds
        while not met():
            assert time.monotonic() < end, "it did not come about in time"
            self.page.wait_for_timeout(20)

    # --- what is stored ---------------------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.worker.evaluate("readState()")
        return state

    def issues(self) -> list[str]:
        """Folders of the issues that are kept."""
        return sorted(self.state()["issues"])

    def stamp(self, folder: str) -> str | None:
        """Which build of an issue is kept: the SHA-256 of its list."""
        issue = self.state()["issues"].get(folder)
        return issue and str(issue["stamp"])

    def published(self, folder: str) -> str:
        """Which build of an issue the host has."""
        return hashlib.sha256((self.hosting.folder / folder / "offline.json").read_bytes()).hexdigest()

    def wait_for(self, folder: str) -> None:
        """Until the present build of an issue is kept."""
        self.until(lambda: self.stamp(folder) == self.published(folder))

    def kept(self, folder: str) -> dict[str, str]:
        """(address, SHA-256 of the stored bytes) of the kept build of an issue."""
        found: dict[str, str] = self.worker.evaluate(_KEPT, folder)
        return found

    def stored(self, text: str) -> list[str]:
        """Everything stored in which a text stands."""
        found: list[str] = self.worker.evaluate(_STORED, text)
        return found

    # --- what time would do -----------------------------------------------------------------------------------------

    def long_after(self) -> None:
        """As if what is kept had not been compared with the host for long."""
        self.worker.evaluate("alone(async () => writeState({ ...(await readState()), looked: 0 }))")

    def settled(self) -> None:
        """Until the worker has done what it was asked for."""
        self.page.wait_for_timeout(50)
        self.worker.evaluate("alone(async () => {})")


def files_of(hosting: Hosting, folder: str, *groups: str) -> dict[str, str]:
    """(address, SHA-256) of an issue's files as its list tells them, of some groups or of all."""
    listed = json.loads((hosting.folder / folder / "offline.json").read_text(encoding="utf-8"))["files"]
    return {address: digest for address, digest, _, group in listed if not groups or group in groups}
