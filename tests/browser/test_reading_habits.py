"""What is kept of a reader on the device, and what hands and keys do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Reader
from browser.hosting import Hosting, hosted
from browser.readers_site import ENGLISH, FRONT, LONG, PAGE_ONE, PAGE_TWO, SEARCH, SHORT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("controls")]


@pytest.fixture(scope="module")
def hosting(readers_paper: Path) -> Iterator[Hosting]:
    with hosted(readers_paper) as found:
        yield found


@pytest.fixture
def phone(browser: Browser, hosting: Hosting) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(hosting.url)
    yield page
    context.close()


def read_to_the_end(page: Page) -> None:
    """Opened long enough ago to count, with the last words on the screen."""
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function("(JSON.parse(localStorage.getItem('broadsheet-read')) ?? []).length > 0", timeout=5000)


# --- what has been read -----------------------------------------------------------------------------------------------


def test_an_article_read_to_its_end_is_marked_where_it_is_listed(small_reader: Reader) -> None:
    page = small_reader.open(SHORT)
    read_to_the_end(page)
    for address in (FRONT, PAGE_ONE):
        page.goto((small_reader.edition / address).as_uri())
        marked = page.locator("[data-read]")
        expect(marked.first).to_have_attribute("href", re.compile("short.html"))
        expect(page.locator("main .read-mark").first).to_have_text("已读")
        assert page.locator("a[href$='long.html'][data-read]").count() == 0
    page.locator(".reading-controls summary").click()
    page.get_by_label("标出已读的文章").uncheck()
    expect(page.locator(".read-mark")).to_have_count(0)


def test_what_was_read_can_be_forgotten(small_reader: Reader) -> None:
    page = small_reader.open(SHORT)
    read_to_the_end(page)
    page.goto((small_reader.edition / PAGE_ONE).as_uri())
    page.locator(".reading-controls summary").click()
    page.get_by_role("button", name="清除阅读记录").click()
    expect(page.get_by_role("status").filter(has_text="阅读记录已清除")).to_be_visible()
    expect(page.locator(".read-mark")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('broadsheet-read')") == "[]"


def test_an_article_left_half_read_opens_where_it_was_left(small_reader: Reader) -> None:
    page = small_reader.open(LONG)
    tenth = page.locator(".text > p").nth(10)
    tenth.evaluate("p => scrollTo(0, scrollY + p.getBoundingClientRect().top + 20)")
    page.goto((small_reader.edition / FRONT).as_uri())
    page.goto((small_reader.edition / LONG).as_uri())
    assert tenth.evaluate("p => Math.abs(p.getBoundingClientRect().top + 20)") < 2
    page.goto((small_reader.edition / FRONT).as_uri())
    page.goto((small_reader.edition / LONG).as_uri() + "#part-of-it")
    assert page.evaluate("scrollY") == 0


def test_an_article_read_to_its_end_opens_at_its_head(small_reader: Reader) -> None:
    page = small_reader.open(LONG)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.goto((small_reader.edition / FRONT).as_uri())
    page.goto((small_reader.edition / LONG).as_uri())
    assert page.evaluate("scrollY") == 0


def test_nobody_is_taken_back_who_does_not_want_it(small_reader: Reader) -> None:
    page = small_reader.open(LONG)
    page.locator(".reading-controls summary").click()
    page.get_by_label("再次打开时回到读到的地方").uncheck()
    page.evaluate("scrollTo(0, 2000)")
    page.goto((small_reader.edition / FRONT).as_uri())
    page.goto((small_reader.edition / LONG).as_uri())
    assert page.evaluate("scrollY") == 0
    assert page.evaluate("localStorage.getItem('broadsheet-places')") is None


# --- hands and keys ---------------------------------------------------------------------------------------------------


def swipe(page: Page, start: tuple[int, int], end: tuple[int, int]) -> None:
    touch = "new Touch({identifier: 1, target, clientX: %d, clientY: %d})"
    page.evaluate(
        "() => { const target = document.querySelector('main');"
        f" const one = {touch % start}, two = {touch % end};"
        " target.dispatchEvent(new TouchEvent('touchstart', {touches: [one], changedTouches: [one], bubbles: true}));"
        " target.dispatchEvent(new TouchEvent('touchend', {touches: [], changedTouches: [two], bubbles: true})); }"
    )


def test_a_swipe_turns_pages_both_ways(phone: Page, hosting: Hosting) -> None:
    phone.goto(hosting.url + PAGE_ONE)
    swipe(phone, (300, 400), (150, 410))
    expect(phone).to_have_url(re.compile("/02/"))
    phone.wait_for_load_state()
    swipe(phone, (150, 400), (300, 410))
    expect(phone).to_have_url(re.compile("/01/"))


@pytest.mark.parametrize(
    ("address", "start", "end"),
    [
        (PAGE_ONE, (300, 400), (250, 400)),
        (PAGE_ONE, (300, 400), (200, 500)),
        (PAGE_ONE, (380, 400), (150, 400)),
        (PAGE_TWO, (8, 400), (300, 400)),
    ],
    ids=["short", "slanting", "right edge", "left edge"],
)
def test_other_movements_turn_nothing(
    phone: Page, hosting: Hosting, address: str, start: tuple[int, int], end: tuple[int, int]
) -> None:
    phone.goto(hosting.url + address)
    swipe(phone, start, end)
    phone.wait_for_timeout(150)
    expect(phone).to_have_url(hosting.url + address)


def test_swiping_can_be_switched_off_and_rests_while_text_is_selected(phone: Page, hosting: Hosting) -> None:
    phone.goto(hosting.url + SHORT)
    phone.evaluate("getSelection().selectAllChildren(document.querySelector('.text'))")
    swipe(phone, (300, 400), (150, 410))
    phone.evaluate("getSelection().removeAllRanges()")
    phone.locator(".reading-controls summary").tap()
    phone.get_by_label("左右滑动翻页").uncheck()
    swipe(phone, (300, 400), (150, 410))
    phone.wait_for_timeout(150)
    expect(phone).to_have_url(re.compile("short"))


def test_targets_are_large_enough_for_fingers(phone: Page) -> None:
    phone.locator(".reading-controls summary").tap()
    for control in phone.locator(".reading-controls :is(summary, label, button)").filter(visible=True).all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_keys_open_search_and_help(small_reader: Reader) -> None:
    page = small_reader.open(SHORT)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="键盘快捷键")).to_be_visible()
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("short"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")
    expect(page).to_have_url(re.compile(SEARCH))


def test_the_search_key_leads_into_the_field(phone: Page, hosting: Hosting) -> None:
    phone.goto(hosting.url + FRONT)
    phone.keyboard.press("/")
    expect(phone.locator("main input[type=search]")).to_be_focused()
    phone.keyboard.press("?")
    expect(phone.locator("main input[type=search]")).to_have_value("?")


def test_j_and_k_walk_through_a_list_and_from_article_to_article(small_reader: Reader) -> None:
    page = small_reader.open(PAGE_ONE)
    page.keyboard.press("j")
    expect(page.locator(":focus")).to_have_attribute("href", "long.html")
    page.goto((small_reader.edition / LONG).as_uri())
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("short"))
    page.wait_for_load_state()
    page.keyboard.press("k")
    expect(page).to_have_url(re.compile("long"))


def test_switched_off_no_key_does_anything(small_reader: Reader) -> None:
    page = small_reader.open(PAGE_TWO)
    page.get_by_role("button", name="键盘快捷键").click()
    page.evaluate("document.activeElement.blur()")
    for key in ("?", "/", "ArrowLeft"):
        page.keyboard.press(key)
    page.reload()
    page.keyboard.press("?")
    assert page.get_by_role("dialog").count() == 0
    expect(page).to_have_url(re.compile("/02/"))


def test_the_switch_of_the_keys_says_what_they_do(small_reader: Reader) -> None:
    page = small_reader.open(FRONT)
    expect(page.get_by_role("button", name="键盘快捷键")).to_have_accessible_description(
        "← → 翻页；j k 换文章；? 全部按键"
    )


def test_where_there_are_only_fingers_nothing_is_said_of_keys_until_one_is_pressed(
    browser: Browser, hosting: Hosting
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto(hosting.url + PAGE_ONE)
    switch = page.locator(".shortcuts")
    expect(switch).to_have_count(1)
    expect(switch).to_be_hidden()
    page.keyboard.press("j")
    expect(switch).to_be_visible()
    context.close()


# --- a story in another language --------------------------------------------------------------------------------------


def test_a_story_in_another_language_stands_in_the_papers_column(small_reader: Reader) -> None:
    page = small_reader.open(ENGLISH)
    story, tools = page.locator(".story").bounding_box(), page.locator(".tools").bounding_box()
    assert story is not None
    assert tools is not None
    assert (story["x"], story["width"]) == pytest.approx((tools["x"], tools["width"]), abs=1)


def test_characters_are_not_counted_where_they_say_nothing(small_reader: Reader) -> None:
    page = small_reader.open(LONG)
    assert "字" in page.locator(".about .meta").inner_text()
    page.goto((small_reader.edition / ENGLISH).as_uri())
    assert "字" not in page.locator(".about .meta").inner_text()
