"""A reader with a browser: on a desk, on a phone, with keys alone, without scripts, on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Reader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demonstration")]

HOME = "index.html"
PAGE_ONE = "2026/11/24/01/index.html"
PAGE_TWO = "2026/11/24/02/index.html"
STORY = "2026/11/24/01/bridge-reopens.html"
TAIL = "2026/11/24/02/bridge-reopens.html"
PHOTO_STORY = "2026/11/24/08/autumn-ginkgo.html"
DOCUMENTS = (
    HOME,
    PAGE_ONE,
    PAGE_TWO,
    STORY,
    TAIL,
    PHOTO_STORY,
    "2026/11/24/06/index.html",
    "2026/11/24/08/index.html",
    "2026/11/23/index.html",
    "archive/index.html",
    "corrections.html",
    "about.html",
    "404.html",
)


def overflow(page: Page) -> int:
    """Pixels by which the document is wider than the window."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return int(wide)


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
def test_nothing_scrolls_sideways(reader: Reader, width: int) -> None:
    for address in DOCUMENTS:
        page = reader.open(address, width=width)
        assert overflow(page) <= 0, f"{address} at {width} px"


def test_a_jump_leads_there_and_back(reader: Reader) -> None:
    page = reader.open(PAGE_ONE)
    page.locator('[data-piece="01/bridge-reopens"] a.jump.jump-on').click()
    expect(page).to_have_url(re.compile(r"/01/bridge-reopens\.html#p02$"))
    expect(page.locator("#p02")).to_be_in_viewport()
    page.locator('[data-piece="02/bridge-reopens"] a.jump.jump-from').click()
    expect(page).to_have_url(re.compile(r"/01/bridge-reopens\.html(#p01)?$"))


def test_a_tail_leads_back_to_the_whole_story(reader: Reader) -> None:
    page = reader.open(TAIL)
    page.locator("a.jump.jump-from").first.click()
    expect(page).to_have_url(re.compile(r"/01/bridge-reopens\.html(#p01)?$"))
    expect(page.locator("h1.headline")).to_be_visible()


def test_from_the_front_to_a_page_to_a_story_and_on(reader: Reader) -> None:
    page = reader.open(HOME)
    page.get_by_role("link", name="综合").first.click()
    expect(page).to_have_url(re.compile(r"/02/(index\.html)?$"))
    page.locator("link[rel=next]").first.evaluate("link => location.assign(link.href)")
    expect(page).to_have_url(re.compile(r"/03/(index\.html)?$"))


def test_with_keys_alone_the_first_stop_leads_past_the_furniture(reader: Reader) -> None:
    page = reader.open(STORY)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_be_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") != ""
    assert page.evaluate("document.activeElement.closest('main') || document.querySelector(':target')") is not None


def test_every_stop_of_the_tab_key_can_be_seen(reader: Reader) -> None:
    page = reader.open(PAGE_ONE)
    seen: set[str] = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        box = page.locator(":focus").bounding_box()
        assert box is not None
        assert box["width"] > 0
        seen.add(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
    assert len(seen) > 15


def test_arrows_turn_pages_and_can_be_switched_off(reader: Reader) -> None:
    page = reader.open(PAGE_TWO)
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"/03/(index\.html)?$"))
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"/02/(index\.html)?$"))


@pytest.mark.parametrize("address", DOCUMENTS)
def test_without_scripts_everything_is_there(reader: Reader, address: str) -> None:
    page = reader.open(address, java_script_enabled=False)
    assert page.locator("main").count() == 1
    for selector in ("h1", "article .headline, article h1, article h2"):
        for element in page.locator(f"main {selector}").all()[:3]:
            expect(element).to_be_visible()


def test_on_paper_the_furniture_is_gone_and_the_text_is_ink(reader: Reader) -> None:
    page = reader.open(STORY, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator("nav:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") in ("rgb(0, 0, 0)", "rgb(18, 18, 18)")
    assert overflow(page) <= 0


def test_in_the_dark_the_paper_is_dark(reader: Reader) -> None:
    light = reader.open(STORY, color_scheme="light").evaluate("getComputedStyle(document.body).backgroundColor")
    dark = reader.open(STORY, color_scheme="dark").evaluate("getComputedStyle(document.body).backgroundColor")
    assert (light, dark) == ("rgb(255, 255, 255)", "rgb(20, 20, 20)")


def test_a_phones_first_screen_shows_nameplate_date_lead_and_most_of_its_photo(reader: Reader) -> None:
    page = reader.open(HOME, width=390, height=844)
    photo = page.locator("main img, header img").filter(visible=True)
    boxes = [image.bounding_box() for image in page.locator("main figure img").all()[:1]]
    assert photo.count() >= 1
    (box,) = boxes
    assert box is not None
    assert box["y"] + box["height"] * 0.6 <= 844


def test_no_picture_moves_the_text_when_it_arrives(reader: Reader) -> None:
    page = reader.open(STORY, width=390)
    page.wait_for_load_state("load")
    shift = page.evaluate(
        "new Promise(done => { let sum = 0;"
        " new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })"
        ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300); })"
    )
    assert shift < 0.01


def test_the_measure_is_whole_characters(reader: Reader) -> None:
    """CLREQ: the line holds a whole number of characters, so that it can be filled without stretching."""
    for width in (390, 768, 1440):
        page = reader.open(STORY, width=width)
        measure = page.evaluate(
            "(() => { const p = [...document.querySelectorAll('article p')]"
            ".find(p => p.textContent.length > 80 && !p.className);"
            " const s = getComputedStyle(p); return [p.clientWidth, parseFloat(s.fontSize)]; })()"
        )
        characters = measure[0] / measure[1]
        assert abs(characters - round(characters)) < 0.02, f"{characters} characters at {width} px"


def test_the_rule_under_the_ways_is_as_wide_as_the_page(reader: Reader) -> None:
    for scripts in (True, False):
        for width in (390, 1440):
            page = reader.open("2026/11/24/05/index.html", width=width, java_script_enabled=scripts)
            rule, head = page.locator(".site-nav").bounding_box(), page.locator(".page-title").bounding_box()
            assert rule is not None
            assert head is not None
            assert rule["x"] + rule["width"] == pytest.approx(head["x"] + head["width"], abs=1)


def test_every_page_of_the_front_has_its_picture_in_sight(reader: Reader) -> None:
    for width in (768, 1024, 1440):
        row = reader.open("index.html", width=width).locator(".thumbnails ol")
        assert row.count() == 0 or row.evaluate("e => e.scrollWidth <= e.clientWidth")


def test_a_place_between_two_parts_is_found_again(reader: Reader) -> None:
    story = "2026/11/24/01/bridge-reopens.html"
    page = reader.open(story)
    marker = page.locator(".page-marker")
    marker.evaluate("e => scrollTo(0, scrollY + e.getBoundingClientRect().top)")
    page.goto((reader.edition / "index.html").as_uri())
    page.goto((reader.edition / story).as_uri())
    assert marker.evaluate("e => e.getBoundingClientRect().top") == pytest.approx(0, abs=2)
