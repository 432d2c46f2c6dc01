"""The interface in the paper's second language: all of it, and nothing of the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Reader
from browser.hosting import hosted
from browser.readers_site import FRONT, LONG, PAGE_ONE, SEARCH, SHORT, build_readers_site
from paper_site import PaperSite

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("controls")]

CONTENT = """.text, .headline:not([data-second]), .deck, .kicker, figcaption:not(.qr figcaption), .nameplate, .summary,
  .byline, .issue-title, .imprint, .ear, .citation, .lunar, .section, .turn span > span, .turn span:last-child, .lead,
  .pages a, .page-credits, .contents a, .page-name, fieldset.language, [data-content]"""
"""What the paper itself has written, and the name of its language."""
CHINESE = f"""() => {{
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {{
    const parent = walker.currentNode.parentElement;
    if (parent.closest(`{CONTENT}, script, template`)) continue;
    if (/[\\u4e00-\\u9fff]/.test(walker.currentNode.data)) found.push(walker.currentNode.data.trim());
  }}
  for (const element of document.body.querySelectorAll("[aria-label], [title]")) {{
    for (const name of ["aria-label", "title"]) {{
      const text = element.getAttribute(name) ?? "";
      if (/[\\u4e00-\\u9fff]/.test(text) && !element.closest("a, .text")) found.push(text);
    }}
  }}
  return found;
}}"""


def in_english(small_reader: Reader, address: str) -> Page:
    page = small_reader.open(address)
    page.locator(".reading-controls summary").click()
    with page.expect_navigation():
        page.get_by_label("English").click()
    return page


@pytest.mark.parametrize("address", [FRONT, PAGE_ONE, SHORT, LONG, "archive/index.html", SEARCH])
def test_nothing_of_the_interface_is_left_in_chinese(small_reader: Reader, address: str) -> None:
    page = in_english(small_reader, address)
    left = [text for text in page.evaluate(CHINESE) if text not in ("要闻", "综合", "江城日报")]
    assert left == []
    assert page.locator("[data-second]:not([lang=en])").count() == 0


def test_the_text_stays_as_it_is(small_reader: Reader) -> None:
    page = small_reader.open(SHORT)
    before = page.locator(".story .text, .story h1, .story .deck, .story .byline").all_inner_texts()
    page = in_english(small_reader, SHORT)
    assert page.locator(".story .text, .story h1, .story .deck, .story .byline").all_inner_texts() == before
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"


def test_dates_pages_and_buttons_are_in_english_and_it_is_remembered(small_reader: Reader) -> None:
    page = in_english(small_reader, SHORT)
    expect(page.locator("header.running time")).to_have_text("Tuesday, November 24, 2026")
    expect(page.locator(".about .meta")).to_contain_text("Page 01 要闻")
    expect(page.get_by_role("button", name="Copy citation")).to_be_visible()
    page.goto((small_reader.edition / "archive/index.html").as_uri())
    expect(page.locator("h1")).to_have_text("Past issues")
    expect(page).to_have_title(re.compile("Past issues"))
    page.locator(".reading-controls summary").click()
    with page.expect_navigation():
        page.get_by_label("简体中文").click()
    expect(page.locator("h1")).to_have_text("往期报纸")


def test_what_search_finds_is_dated_in_english(browser: Browser, readers_paper: Path) -> None:
    with hosted(readers_paper) as hosting:
        page = browser.new_page()
        page.add_init_script("""localStorage.setItem('broadsheet-settings', '{"language": "en"}')""")
        page.goto(f"{hosting.url}{SEARCH}?q=桥通了")
        expect(page.locator(".results time")).to_have_text("November 24, 2026")
        expect(page.locator(".results .meta")).to_contain_text("Page 01")
        page.close()


def test_the_other_way_about(tmp_path: Path, browser: Browser) -> None:
    built = build_readers_site(PaperSite(tmp_path), "en")
    assert built.errors == []
    page = browser.new_page()
    page.goto((built.output / FRONT).as_uri())
    page.locator(".reading-controls summary").click()
    with page.expect_navigation():
        page.get_by_label("简体中文").click()
    expect(page.locator(".folio time").first).to_have_text(re.compile("2026年11月24日"))
    page.close()
