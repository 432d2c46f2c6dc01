"""What a reader waits for: how much comes over the wire, and what must be there before the first line is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from browser.everything import DOCUMENTS, built
from browser.hosting import Hosting, hosted

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("weight")]

LIMIT = 60_000
"""Bytes of an article with all that it loads but photos, as they come over the wire."""


@dataclass
class Load:
    """What a document brought along."""

    page: Page
    weights: dict[str, int] = field(default_factory=dict)
    """Bytes over the wire, headers included, by address; pictures left out."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosting]:
    with hosted(built(tmp_path_factory.mktemp("weight"), press=False).output) as hosting:
        yield hosting


@pytest.fixture
def load(browser: Browser, host: Hosting) -> Iterator[Load]:
    """An article on a phone that has never been here, with time for all its scripts."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    loaded = Load(context.new_page())
    kinds: dict[str, tuple[str, str]] = {}
    network = context.new_cdp_session(loaded.page)
    network.send("Network.enable")
    network.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: (e["response"]["url"], e["type"])}))

    def finished(event: dict[str, object]) -> None:
        url, kind = kinds.get(str(event["requestId"]), ("", "Image"))
        if kind != "Image" and url.startswith("http"):
            loaded.weights[url] = int(str(event["encodedDataLength"]))

    network.on("Network.loadingFinished", finished)
    loaded.page.goto(host.url + DOCUMENTS["article"], wait_until="networkidle")
    yield loaded
    context.close()


def test_an_article_weighs_little(load: Load) -> None:
    kinds = {url.rpartition(".")[2] for url in load.weights}
    assert {"html", "css", "js"} <= kinds
    assert sum(load.weights.values()) <= LIMIT, load.weights


def test_only_the_stylesheet_holds_up_the_first_line(load: Load) -> None:
    blocking = load.page.evaluate(
        "performance.getEntriesByType('resource').filter(e => e.renderBlockingStatus === 'blocking').map(e => e.name)"
    )
    assert [name for name in blocking if not name.endswith(".css")] == []
    assert len(blocking) == 1


def test_nothing_is_asked_of_another_host(load: Load, host: Hosting) -> None:
    assert [url for url in load.weights if not url.startswith(host.url)] == []
