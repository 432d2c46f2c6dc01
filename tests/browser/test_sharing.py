"""The code of an article's address where people scan it, and the manifest as a browser reads it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Reader
from browser.hosting import Hosting, hosted
from paper_site import PAPER, PaperSite

pytestmark = pytest.mark.browser

STORY = "2026/11/24/01/bridge.html"
ADDRESS = f"https://example.org/{STORY}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    paper = PaperSite(tmp_path_factory.mktemp("sharing")).write("content/paper.yaml", PAPER)
    return paper.article("01/bridge", title="老桥今早通行").article("01/fog").build().output


@pytest.fixture
def paper_reader(browser: Browser, folder: Path) -> Iterator[Reader]:
    reader = Reader(browser, folder)
    yield reader
    reader.close()
    assert reader.complaints == []


@pytest.fixture(scope="module")
def host(folder: Path) -> Iterator[Hosting]:
    with hosted(folder) as hosting:
        yield hosting


def scanned(picture: bytes) -> list[str]:
    """What a decoder finds in a picture."""
    return [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"))]


def open_tools(page: Page) -> None:
    page.locator(".tools summary").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_code_is_there_for_who_opens_the_tools(paper_reader: Reader, scheme: str, scripts: bool) -> None:
    page = paper_reader.open(STORY, color_scheme=scheme, java_script_enabled=scripts)
    code = page.locator("figure.qr")
    expect(code).to_be_hidden()
    open_tools(page)
    expect(code).to_be_visible()
    box = code.locator("svg").bounding_box()
    assert box is not None
    assert box["width"] == box["height"] >= 120
    assert scanned(page.screenshot()) == [ADDRESS]


def test_the_code_is_printed_once(paper_reader: Reader) -> None:
    page = paper_reader.open(STORY)
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    codes = []
    for sheet in document:
        buffer = io.BytesIO()
        sheet.render(scale=3).to_pil().save(buffer, "PNG")
        codes += scanned(buffer.getvalue())
    assert codes == [ADDRESS]


def test_from_disk_no_manifest_is_asked_for(paper_reader: Reader) -> None:
    page = paper_reader.open(STORY)
    assert page.locator('link[rel="manifest"]').count() == 0
    assert page.locator('link[rel="icon"]').count() == 2


@pytest.mark.parametrize("address", ["index.html", STORY])
def test_a_browser_reads_the_manifest(browser: Browser, host: Hosting, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{host.url}{address}")
    page.wait_for_selector('link[rel="manifest"]', state="attached")
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    assert found["url"] == f"{host.url}manifest.webmanifest"
    assert json.loads(found["data"])["name"] == "江城日报"
    parsed = found["manifest"]
    assert parsed["startUrl"] == host.url
    assert parsed["scope"] == host.url
    faults = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [fault["errorId"] for fault in faults if "icon" in fault["errorId"] or "manifest" in fault["errorId"]] == []
    page.close()
