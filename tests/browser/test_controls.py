"""What readers set for themselves; sharing and citing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Reader
from browser.hosting import Hosting, hosted
from browser.readers_site import FRONT, LONG, SHORT
from paper_site import PaperSite

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("controls")]

SCHEMES = ("light", "dark", "sepia")
AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def hosting(readers_paper: Path) -> Iterator[Hosting]:
    with hosted(readers_paper) as found:
        yield found


def style(page: Page, selector: str, name: str) -> str:
    return str(page.locator(selector).first.evaluate("(e, name) => getComputedStyle(e)[name]", name))


def settings(page: Page) -> dict[str, Any]:
    found = json.loads(page.evaluate("localStorage.getItem('broadsheet-settings') ?? '{}'"))
    assert isinstance(found, dict)
    return found


# --- the panel --------------------------------------------------------------------------------------------------------


def test_a_size_once_set_holds_for_every_document(small_reader: Reader) -> None:
    page = small_reader.open(LONG)
    before = style(page, ".text", "fontSize")
    page.get_by_role("group").or_(page.locator(".reading-controls summary")).first.click()
    page.get_by_label("最大").check()
    assert float(style(page, ".text", "fontSize")[:-2]) == pytest.approx(1.5 * float(before[:-2]))
    page.goto((small_reader.edition / SHORT).as_uri())
    assert float(style(page, ".text", "fontSize")[:-2]) == pytest.approx(1.5 * float(before[:-2]))
    page.locator(".reading-controls summary").click()
    expect(page.get_by_label("最大")).to_be_checked()
    page.get_by_label("标准").first.check()
    assert settings(page) == {}


def test_the_panel_works_by_keyboard_and_closes_with_escape(small_reader: Reader) -> None:
    page = small_reader.open(FRONT)
    page.locator(".reading-controls summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert settings(page) == {"size": "3"}
    page.keyboard.press("Escape")
    expect(page.locator(".reading-controls form")).to_be_hidden()
    expect(page.locator(".reading-controls summary")).to_be_focused()


def test_lines_are_as_wide_as_wanted_and_whole_characters(small_reader: Reader) -> None:
    page = small_reader.open(LONG)
    widths = []
    page.locator(".reading-controls summary").click()
    for name in ("窄", "标准", "宽"):
        page.locator("fieldset.measure").get_by_label(name).check()
        widths.append(
            page.locator(".text > p").first.evaluate("p => p.clientWidth / parseFloat(getComputedStyle(p).fontSize)")
        )
    assert widths == sorted(set(widths))
    assert [abs(width - round(width)) < 0.02 for width in widths] == [True, True, True]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_contrast_holds_in_every_scheme(small_reader: Reader, scheme: str) -> None:
    page = small_reader.open(SHORT)
    page.locator(".reading-controls summary").click()
    page.locator(f"input[value={scheme}]").check()
    assert style(page, "html", "colorScheme") == f"{'dark' if scheme == 'dark' else 'light'} only"
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run({preload: false}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.target.join())]))"
    )
    assert found == []


def test_a_chosen_scheme_goes_before_the_systems_and_the_browsers_frame_follows(small_reader: Reader) -> None:
    page = small_reader.open(FRONT, color_scheme="dark")
    assert style(page, "body", "backgroundColor") == "rgb(20, 20, 20)"
    page.locator(".reading-controls summary").click()
    page.get_by_label("暖纸").check()
    assert style(page, "body", "backgroundColor") == "rgb(246, 236, 217)"
    tints = "[...document.querySelectorAll('meta[name=theme-color]')].map(m => m.content)"
    assert set(page.evaluate(tints)) == {"#f6ecd9"}
    page.reload()
    assert style(page, "body", "backgroundColor") == "rgb(246, 236, 217)"


def test_paper_knows_no_settings(small_reader: Reader) -> None:
    page = small_reader.open(SHORT)
    size = "getComputedStyle(document.querySelector('.text')).fontSize"
    page.emulate_media(media="print")
    before = page.evaluate(size)
    page.evaluate("Object.assign(document.documentElement.dataset, {scheme: 'dark', size: '5', measure: 'wide'})")
    assert page.evaluate(size) == before
    assert style(page, "body", "backgroundColor") == "rgb(255, 255, 255)"
    assert style(page, "h1", "color") == "rgb(0, 0, 0)"
    expect(page.locator(".reading-controls")).to_be_hidden()


def test_everything_holds_for_the_document_where_storage_is_closed(browser: Browser, readers_paper: Path) -> None:
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('closed'); } })"
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto((readers_paper / SHORT).as_uri())
    page.locator(".reading-controls summary").click()
    page.get_by_label("夜间").check()
    assert style(page, "body", "backgroundColor") == "rgb(20, 20, 20)"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert faults == []
    context.close()


def test_without_scripts_no_control_is_seen_that_would_do_nothing(small_reader: Reader) -> None:
    page = small_reader.open(SHORT, java_script_enabled=False)
    assert page.locator("button:visible, input:visible, select:visible").count() == 0
    page.locator(".tools summary").click()
    expect(page.locator(".tools .citation")).to_have_text(
        re.compile(r"周雁\. 短消息\[N\]\. 江城日报, 2026-11-24\(01\)\.")
    )
    expect(page.locator(".qr svg")).to_be_visible()


def test_a_theme_option_switches_all_of_it_off(tmp_path: Path, small_reader: Reader) -> None:
    site = PaperSite(tmp_path)
    site.write("content/paper.yaml", "name: 报\nlanguage: zh-Hans\ntheme_options: {reading_controls: no, search: no}\n")
    built = site.article("01/a").build()
    text = built.text("2026/11/24/01/a.html")
    assert not [
        name
        for name in ("early.", "reader.", "controls.", "swipe.", "speak.")
        if f"assets/{name}" in text and ".js" in name
    ]
    assert "reading-controls" not in text


def test_ink_has_no_schemes(tmp_path: Path, browser: Browser) -> None:
    site = PaperSite(tmp_path)
    site.write("content/paper.yaml", "name: 报\nlanguage: zh-Hans\ntheme: ink\ntheme_options: {search: no}\n")
    page = browser.new_page()
    page.goto((site.article("01/a").build().output / "2026/11/24/01/a.html").as_uri())
    page.evaluate("document.documentElement.dataset.scheme = 'dark'")
    assert style(page, "body", "backgroundColor") == "rgb(255, 255, 255)"
    page.locator(".reading-controls summary").click()
    expect(page.locator("fieldset.size")).to_be_visible()
    expect(page.locator("fieldset.scheme")).to_have_count(0)
    page.close()


# --- sharing ----------------------------------------------------------------------------------------------------------


def test_address_and_citation_are_copied(browser: Browser, hosting: Hosting) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(hosting.url + SHORT)
    page.get_by_role("button", name="复制链接").click()
    expect(page.locator(".tools [role=status]")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == f"https://example.org/{SHORT}"
    page.get_by_role("button", name="复制引文").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('[N]'))")
    assert page.get_by_role("button", name="打印").is_visible()
    context.close()


def test_where_the_clipboard_is_closed_the_words_are_shown(small_reader: Reader) -> None:
    page = small_reader.open(SHORT)
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false"
    )
    page.get_by_role("button", name="复制引文").click()
    expect(page.locator(".tools .citation")).to_be_visible()
    expect(page.locator(".tools [role=status]")).to_contain_text("没能复制")


def test_the_systems_own_sheet_is_used_where_there_is_one(browser: Browser, hosting: Hosting) -> None:
    context = browser.new_context()
    context.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    page = context.new_page()
    page.goto(hosting.url + SHORT)
    page.get_by_role("button", name="分享", exact=True).click()
    assert page.evaluate("window.shared") == {"title": "短消息", "url": f"https://example.org/{SHORT}"}
    context.close()


def test_an_articles_scripts_are_light(readers_paper: Path) -> None:
    """14 KB over the wire for all scripts of an article but those of search and of reading offline."""
    import gzip

    text = (readers_paper / LONG).read_text(encoding="utf-8")
    scripts = re.findall(r'<script[^>]* src="(?:\.\./)*(assets/[^"]+)"', text)
    assert len(scripts) > 6
    assert sum(len(gzip.compress((readers_paper / script).read_bytes(), 6)) for script in scripts) <= 14_000
