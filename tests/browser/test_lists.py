"""A reader in the archive and in sections: with keys, without scripts, on a phone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Reader
from paper_site import PAPER, PaperSite

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("lists")]

ISSUES = ("2025-12-31", "2026-10-30", "2026-11-01", "2026-11-02", "2026-11-09", "2026-11-24", "2026-11-24-evening")
DOCUMENTS = (
    "archive/index.html",
    "archive/2026/index.html",
    "archive/2026/11/index.html",
    "2026/11/24/overview.html",
    "sections/index.html",
    "sections/大江/index.html",
    "sections/大江/2026-11.html",
    "authors/index.html",
    "authors/周雁/index.html",
)
PLAIN = "authors: yes\ntheme_options: {share_pictures: no, epub: no, search: no, offline: no}\n"


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper of seven issues; each has one instalment of a serial and a piece of news."""
    site = PaperSite(tmp_path_factory.mktemp("lists")).write("content/paper.yaml", PAPER + PLAIN)
    for number, name in enumerate(ISSUES, 1):
        folder = f"content/issues/{name[:4]}/{name}"
        site.photo(f"{folder}/01/river.png")
        photos = [{"src": "river.png", "alt": "江", "caption": "江面", "layout": "lead"}]
        front = {"title": f"第{number}回　江水漫过石阶", "section": "大江", "byline": ["周雁"], "kicker": "连载"}
        site.article("01/01-serial", "潮水涨落。", issue=folder, photos=photos, deck="三日不退，渡船照开", **front)
        site.article("01/02-news", "渡船照开。", issue=folder, title="渡船照开", section="大江")
    built = site.write("content/issues/2026/2026-10-30/issue.yaml", "until: 2026-10-31\n").build(
        now=dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    )
    assert built.result.diagnostics == ()
    return built.output


@pytest.fixture
def reader(browser: Browser, lists: Path) -> Iterator[Reader]:
    """A reader who ends the test without a complaint of the browser's."""
    reading = Reader(browser, lists)
    yield reading
    reading.close()
    assert reading.complaints == []


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.querySelector('time')?.dateTime ?? ''"))


def press(page: Page, *keys: str) -> list[str]:
    days = []
    for key in keys:
        page.keyboard.press(key)
        days.append(focused(page))
    return days


def test_arrows_move_between_the_days_of_issues(reader: Reader) -> None:
    page = reader.open("archive/2026/index.html")
    page.locator("td a").first.focus()
    assert focused(page) == "2026-10-30"
    assert press(page, "ArrowRight", "ArrowRight", "ArrowRight") == ["2026-10-31", "2026-11-01", "2026-11-02"]
    assert press(page, "ArrowDown", "ArrowDown", "ArrowDown") == ["2026-11-09", "2026-11-24", "2026-11-24"]
    assert press(page, "ArrowUp", "ArrowUp", "Home", "ArrowLeft") == [
        "2026-11-09",
        "2026-11-02",
        "2026-11-01",
        "2026-10-31",
    ]
    expect(page.locator(".help")).to_be_visible()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2026/10/30/index.html")


def test_each_calendar_is_one_stop_and_remembers_its_day(reader: Reader) -> None:
    page = reader.open("archive/2026/index.html")
    page.locator("td a").first.focus()
    assert press(page, "ArrowRight", "Tab") == ["2026-10-31", ""]  # then the caption of the next month
    assert press(page, "Tab", "ArrowRight", "Shift+Tab", "Shift+Tab") == ["2026-11-01", "2026-11-02", "", "2026-10-31"]


def test_arrows_in_a_calendar_turn_no_page(reader: Reader) -> None:
    page = reader.open("archive/2026/11/index.html")
    page.locator("td a").first.focus()
    assert press(page, "ArrowLeft") == ["2026-11-01"]
    assert page.url.endswith("/archive/2026/11/index.html")


def test_without_scripts_every_day_is_a_stop(reader: Reader) -> None:
    page = reader.open("archive/2026/11/index.html", java_script_enabled=False)
    assert page.locator("td a").count() == 4
    assert page.locator("td a[tabindex]").count() == 0
    expect(page.locator(".help")).to_have_count(0)


def test_a_day_of_two_issues_leads_to_both(reader: Reader) -> None:
    page = reader.open("archive/2026/index.html")
    page.locator("td.several a").click()
    page.wait_for_url("**/archive/2026/11/index.html#d24")
    expect(page.locator("#d24")).to_be_in_viewport()
    assert page.locator(".issues a").nth(1).get_attribute("href") == "../../../2026/11/24/index.html"


def test_a_serial_is_read_from_its_first_instalment(reader: Reader) -> None:
    page = reader.open("sections/大江/index.html")
    page.locator(".about-list a").click()
    page.wait_for_url("**/2025-12.html#in-order")
    expect(page.locator(".list .headline").first).to_contain_text("第1回")


def test_a_month_can_be_turned_round_and_back(reader: Reader) -> None:
    page = reader.open("sections/大江/2026-11.html")
    button, titles = page.locator(".about-list button"), page.locator(".list .headline")
    first = "第7回", "第3回", "第7回"
    for title in first:
        expect(titles.first).to_contain_text(title)
        # Inside an issue articles stay as they are read.
        expect(titles.nth(1)).to_contain_text("渡船照开")
        button.click()


def test_without_scripts_no_button_is_seen(reader: Reader) -> None:
    page = reader.open("sections/大江/2026-11.html", java_script_enabled=False)
    assert page.locator(".about-list button").count() == 0
    assert page.locator("#in-order").count() == 1


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_lists_scroll_sideways_nowhere_and_every_target_is_large_enough(reader: Reader, width: int) -> None:
    for address in DOCUMENTS:
        page = reader.open(address, width=width)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, f"{address} at {width} px"
        small = page.evaluate(
            """[...document.querySelectorAll('main a, main button, .site-nav a')].filter((link) => {
              const { width, height } = link.getBoundingClientRect();
              return width && (width < 24 || height < 24) && !link.closest('.skip');
            }).map((link) => link.textContent.trim())"""
        )
        assert small == [], f"{address} at {width} px"


def test_the_first_screen_of_a_phone_shows_the_lead_with_its_photo(reader: Reader) -> None:
    page = reader.open("index.html", width=390, height=844)
    for selector in (".nameplate", ".folio", ".site-nav", ".lead .headline"):
        expect(page.locator(selector).first).to_be_in_viewport(ratio=1)
    expect(page.locator(".lead img")).to_be_in_viewport(ratio=0.9)
