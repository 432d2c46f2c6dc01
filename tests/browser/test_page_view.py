"""The composed page in a reader's browser: every line where the model says, and all that can be done with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from press.page_view_samples import LINKS, Sample, composed, publish, sample, text_blocks

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("page-view")]

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
LINES = """() => {
  const sheet = document.querySelector('.sheet'), origin = sheet.getBoundingClientRect();
  const scale = origin.width / sheet.offsetWidth;
  const isBlock = (e) => e.querySelector('span') && !e.hasAttribute('aria-hidden') && !e.hasAttribute('data-piece');
  const lines = (block) => [...block.querySelectorAll(':scope > span, :scope > a > span')].map((line) => {
    const texts = [], boxes = [];
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode, range = document.createRange();
      range.selectNodeContents(text);
      texts.push(text.data);
      // The tracking after the last character is no part of the line.
      const after = scale * parseFloat(getComputedStyle(text.parentElement).letterSpacing) || 0;
      for (const box of range.getClientRects()) {
        const [left, top] = [box.left - origin.left, box.top - origin.top];
        boxes.push([left, top, left + box.width - after, top + box.height]);
      }
    }
    return [texts.join(''), boxes];
  });
  return [origin.width, [...sheet.querySelectorAll('div')].filter(isBlock).map(lines)];
}"""


@pytest.fixture(scope="module", params=["zh-Hans", "en"])
def made(request: pytest.FixtureRequest) -> Sample:
    return sample(request.param)


@pytest.fixture(scope="module")
def chinese() -> Sample:
    return sample()


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page in a window; at the end, nothing may have been complained of."""
    complaints: list[str] = []
    contexts = []

    def open_page(made: Sample, fragment: str = "", width: int = 1440, height: int = 900, **more: Any) -> Page:
        document = publish(tmp_path, made, made.layout.language)
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.goto(document.as_uri() + fragment)
        if more.get("java_script_enabled", True):
            page.evaluate("document.fonts.ready")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def zoom(page: Page, times: int) -> None:
    for _ in range(times):
        page.get_by_role("button", name="放大版面").or_(page.get_by_role("button", name="Zoom in")).click()


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


# --- the lines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("fragment", "times"), [("", 0), ("#page-view", 0), ("#page-view", 3)])
def test_every_line_stands_where_the_model_says(made: Sample, opened: Open, fragment: str, times: int) -> None:
    page = opened(made, fragment)
    zoom(page, times)
    assert_lines_stand(page, made)


@pytest.mark.parametrize(("seed", "kind", "language"), [(2, "front", "zh-Hans"), (12, "jumping", "en")])
def test_every_line_of_a_composed_page_does(opened: Open, seed: int, kind: str, language: str) -> None:
    made = composed(seed, kind, language)
    for fragment in ("", "#page-view"):
        assert_lines_stand(opened(made, fragment), made)


def assert_lines_stand(page: Page, made: Sample) -> None:
    """Every line has the model's words, in one line box, within half a pixel of its place."""
    width, blocks = page.evaluate(LINES)
    scale = width / made.layout.width
    for block, lines in zip(text_blocks(made.layout), blocks, strict=True):
        for number, (line, (text, boxes)) in enumerate(zip(block.lines, lines, strict=True)):
            place = f"{text!r} at {scale:.2f} px a point"
            assert text == line.text
            left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
            assert left == pytest.approx((block.x + line.segments[0].x) * scale, abs=0.5), place
            assert right == pytest.approx((block.x + line.width) * scale, abs=0.5), place
            # One line box: every piece of it has its em box around the model's baseline.
            baseline = (block.y + number * block.leading + block.baseline) * scale
            for _, top, _, bottom in boxes:
                assert top < baseline < bottom + 1, place
                assert bottom - top < 1.6 * block.leading * scale, place


def test_baselines_stand_on_the_grid(made: Sample, opened: Open) -> None:
    page = opened(made, "#page-view")
    width, blocks = page.evaluate(LINES)
    scale = width / made.layout.width
    for block, lines in zip(text_blocks(made.layout), blocks, strict=True):
        if block.role == "body":
            tops = [min(box[1] for box in boxes) for _, boxes in lines]
            first = block.y + block.baseline - 0.88 * made.layout.body_size
            for number, top in enumerate(tops):
                assert top == pytest.approx((first + number * block.leading) * scale, abs=0.5)


def test_words_are_found_and_copied_across_lines(chinese: Sample, opened: Open) -> None:
    page = opened(chinese, "#page-view")
    assert page.evaluate("window.find('老桥重新开放，第一批行人')")
    assert page.evaluate("String(getSelection())") == "老桥重新开放，第一批行人"


# --- who reads with what ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "fragment"), [(1440, ""), (1440, "#page-view"), (390, ""), (390, "#page-view")])
def test_nothing_to_complain_of_for_those_who_listen(made: Sample, opened: Open, width: int, fragment: str) -> None:
    page = opened(made, fragment, width=width)
    page.add_script_tag(path=AXE)
    found = page.evaluate(
        "axe.run({preload: false}).then(run => run.violations.map(each => [each.id, each.nodes[0].html]))"
    )
    assert found == []


def test_the_list_comes_first_and_headlines_are_links_in_reading_order(chinese: Sample, opened: Open) -> None:
    page = opened(chinese)
    hrefs = page.evaluate(
        "[...document.querySelectorAll('main .listed h2 a, main .sheet a')].filter(a => a.tabIndex >= 0)"
        ".map(a => [a.closest('.sheet') !== null, a.closest('[data-piece]').dataset.piece])"
    )
    assert hrefs == [[False, "01/bridge"], [False, "01/square"], [True, "01/bridge"], [True, "01/square"]]
    link = page.locator(".sheet").get_by_role("link", name=re.compile("老桥重开，“第一步”走了"))
    expect(link).to_have_count(1)
    link.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".sheet a:focus")).to_have_attribute("data-piece", "01/square")
    area = page.locator('.sheet [data-piece="01/square"] > .area')
    assert area.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_the_body_is_not_heard_twice(chinese: Sample, opened: Open) -> None:
    tree = opened(chinese).locator(".sheet").aria_snapshot()
    assert "混凝土" not in tree
    assert tree.count("link") == len(LINKS)


def test_on_a_phone_it_waits_behind_a_button(chinese: Sample, opened: Open) -> None:
    for scripts in (True, False):
        page = opened(chinese, width=390, height=844, java_script_enabled=scripts)
        expect(page.locator(".sheet")).to_be_hidden()
        page.get_by_role("link", name="查看版面图").click()
        expect(page.locator(".sheet")).to_be_visible()
        page.get_by_role("link", name="关闭").click()
        expect(page.locator(".sheet")).to_be_hidden()
        expect(page.locator(".listed h2").first).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
def test_nothing_scrolls_sideways(chinese: Sample, opened: Open, width: int) -> None:
    for fragment in ("", "#page-view"):
        page = opened(chinese, fragment, width=width)
        assert overflow(page) <= 0
        window = page.locator(".window")
        assert window.evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_without_scripts_all_can_be_read_and_opened(chinese: Sample, opened: Open) -> None:
    page = opened(chinese, java_script_enabled=False)
    expect(page.locator(".sheet")).to_be_visible()
    expect(page.locator(".page-view button")).to_have_count(0)
    page.get_by_role("link", name="放大").click()
    assert page.locator(".ground").evaluate("e => e.clientWidth") > 1400
    page.locator(".sheet a[data-piece]").first.click()
    expect(page).to_have_url(re.compile(r"/01/bridge\.html$"))


def test_no_element_of_the_sheet_has_a_style_of_its_own(made: Sample) -> None:
    assert "style" not in re.sub(r">[^<]*<", "><", made.markup.html)


# --- looks ------------------------------------------------------------------------------------------------------------


def test_on_a_desk_it_stands_left_and_stays(chinese: Sample, opened: Open) -> None:
    page = opened(chinese)
    sheet, listed = (page.locator(name).bounding_box() for name in (".window", ".listed"))
    assert sheet is not None
    assert listed is not None
    assert sheet["x"] < listed["x"]
    assert sheet["width"] == pytest.approx(506, abs=1)
    assert listed["width"] == pytest.approx(718, abs=1)


def test_below_a_desk_the_list_is_above_it(chinese: Sample, opened: Open) -> None:
    page = opened(chinese, width=768)
    sheet, listed = (page.locator(name).bounding_box() for name in (".window", ".listed"))
    assert sheet is not None
    assert listed is not None
    assert listed["y"] < sheet["y"]


def test_in_the_dark_it_stays_paper(chinese: Sample, opened: Open) -> None:
    page = opened(chinese, color_scheme="dark")
    colours = page.locator(".sheet").evaluate("e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]")
    assert colours == ["rgb(255, 255, 255)", "rgb(18, 18, 18)"]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 20, 20)"


def test_opened_it_prints_on_its_own_sheet(chinese: Sample, opened: Open) -> None:
    page = opened(chinese, "#page-view")
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(printed) == 1
    assert [side / 72 * 25.4 for side in printed[0].get_size()] == pytest.approx([270, 390], abs=0.5)
    text = printed[0].get_textpage().get_text_range()
    assert "混凝土" in text
    assert "摘要" not in text


def test_the_button_opens_prints_and_closes_it(chinese: Sample, opened: Open) -> None:
    page = opened(chinese)
    page.evaluate("window.print = () => { window.printed = location.hash; dispatchEvent(new Event('afterprint')); }")
    page.get_by_role("button", name="打印版面").click()
    page.wait_for_function("window.printed === '#page-view'")
    expect(page).to_have_url(re.compile(r"/01/index\.html$"))


def test_else_the_list_is_printed(chinese: Sample, opened: Open) -> None:
    page = opened(chinese)
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert [side / 72 * 25.4 for side in printed[0].get_size()] == pytest.approx([210, 297], abs=0.5)
    text = "".join(each.get_textpage().get_text_range() for each in printed)
    assert "混凝土" not in text


# --- hands ------------------------------------------------------------------------------------------------------------


def test_zoom_by_keys_wheel_and_buttons(chinese: Sample, opened: Open) -> None:
    page = opened(chinese)
    width = page.locator(".ground").evaluate("e => e.clientWidth")
    page.locator(".window").focus()
    page.keyboard.press("+")
    assert page.locator(".ground").evaluate("e => e.clientWidth") == pytest.approx(1.5 * width, abs=2)
    page.keyboard.press("0")
    assert page.locator(".ground").evaluate("e => e.clientWidth") == width
    page.locator(".window").hover(position={"x": 100, "y": 100})
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.keyboard.up("Control")
    expect(page.locator(".page-view[data-zoomed]")).to_have_count(1)
    page.get_by_role("button", name="整版").click()
    expect(page.locator(".page-view[data-zoomed]")).to_have_count(0)


def test_the_point_under_the_mouse_stays_where_it_is(chinese: Sample, opened: Open) -> None:
    page = opened(chinese, "#page-view")
    where = "document.elementFromPoint(900, 600)?.textContent"
    before = page.evaluate(where)
    page.mouse.move(900, 600)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    expect(page.locator(".page-view[data-zoomed]")).to_have_count(1)
    assert page.evaluate(where) == before


def test_arrows_pan_the_zoomed_page_and_never_turn_it(chinese: Sample, opened: Open) -> None:
    page = opened(chinese)
    zoom(page, 3)
    pane = page.locator(".window")
    pane.focus()
    before = pane.evaluate("e => e.scrollLeft")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('.window').scrollLeft > before", arg=before)
    page.locator("body").evaluate("() => document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"/01/index\.html$"))
    page.get_by_role("button", name="整版").click()
    page.locator("body").evaluate("() => document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"/02/index\.html$"))


def test_opened_by_its_address_the_page_view_has_the_focus_and_keeps_the_arrows(chinese: Sample, opened: Open) -> None:
    page = opened(chinese, "#page-view")
    page.wait_for_function("() => document.activeElement.classList.contains('window')")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    expect(page.locator(".page-view[data-zoomed]")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/01/index\.html#page-view$"))


def test_dragging_pans_where_no_text_is(chinese: Sample, opened: Open) -> None:
    page = opened(chinese, "#page-view")
    zoom(page, 2)
    pane = page.locator(".window")
    pane.evaluate("e => e.scrollTo(300, 300)")
    box = page.locator(".sheet img").bounding_box()
    assert box is not None
    x, y = max(box["x"], 0) + 60, max(box["y"], 60) + 60
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 50, y - 20, steps=4)
    page.mouse.up()
    assert pane.evaluate("e => [e.scrollLeft, e.scrollTop]") == [350, 320]
    expect(page).to_have_url(re.compile(r"/01/index\.html#page-view$"))


def test_two_fingers_pinch(chinese: Sample, opened: Open) -> None:
    page = opened(chinese, "#page-view", width=390, height=844, has_touch=True, is_mobile=True)
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[int, int]) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    touch("touchStart", (150, 300))
    touch("touchStart", (150, 300), (250, 300))
    for apart in (60, 90, 120):
        touch("touchMove", (200 - apart, 300), (200 + apart, 300))
    touch("touchEnd")
    expect(page.locator(".page-view[data-zoomed]")).to_have_count(1)
    assert page.locator(".ground").evaluate("e => e.clientWidth") > 700


def test_text_can_be_selected_and_else_opens_the_article(chinese: Sample, opened: Open) -> None:
    page = opened(chinese, "#page-view")
    line = page.get_by_text("混凝土要养护").first
    line.scroll_into_view_if_needed()
    box = line.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    assert "混凝土" in page.evaluate("String(getSelection())")
    expect(page).to_have_url(re.compile(r"#page-view$"))
    page.evaluate("getSelection().removeAllRanges()")
    line.click()
    expect(page).to_have_url(re.compile(r"/01/bridge\.html$"))


def test_list_and_page_point_at_each_other(chinese: Sample, opened: Open) -> None:
    page = opened(chinese)
    area = page.locator('.sheet [data-piece="01/bridge"] > .area')
    plain = area.evaluate("e => getComputedStyle(e).outlineStyle")
    before = page.locator(".sheet .h").first.bounding_box()
    page.locator('.listed [data-piece="01/bridge"] h2').hover()
    assert area.evaluate("e => getComputedStyle(e).outlineStyle") == "solid" != plain
    assert page.locator(".sheet .h").first.bounding_box() == before
    page.locator('.listed [data-piece="01/square"] h2 a').focus()
    expect(page.locator('.sheet [data-piece="01/square"][data-marked]')).to_have_count(1)
    page.locator('.sheet [data-piece="01/square"] a[data-piece]').hover()
    expect(page.locator('.listed [data-piece="01/square"][data-marked]')).to_have_count(1)


def test_escape_closes_it_and_the_reader_is_where_they_were(chinese: Sample, opened: Open) -> None:
    page = opened(chinese)
    page.get_by_role("link", name="放大").click()
    assert page.evaluate("document.querySelector('.listed').inert")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('.listed').inert")
    expect(page).to_have_url(re.compile(r"/01/index\.html$"))
    assert page.evaluate("document.activeElement.className") == "enlarge"
