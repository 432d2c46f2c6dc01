"""Documents of every kind for those who listen, zoom, use keys alone, or see colours otherwise (WCAG 2.2, AA)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser.everything import DECK, DOCUMENTS, HEADLINE, KICKER, built
from paper_site import Built

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("accessibility")]

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AUDIT = """rules => axe.run({runOnly: rules, preload: false}).then(run => run.violations.flatMap(
  ({id, nodes}) => nodes.map(node => [id, node.html.slice(0, 120), node.any.map(check => check.message).join(' ')])))"""
# A moved document is left at once: a reader meets it only where that does not work.
READ = {kind: address for kind, address in DOCUMENTS.items() if kind != "redirect"}
USUAL = ("front", "page", "article", "archive", "section", "search", "corrections")
EACH = [pytest.param(kind, marks=() if kind in USUAL else pytest.mark.slow) for kind in READ]


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory.mktemp("everything"))


@pytest.fixture(scope="module")
def ink(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same paper for e-ink readers, and without the press."""
    return built(tmp_path_factory.mktemp("ink"), "theme: ink\n", press=False)


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, paper: Built) -> Iterator[Open]:
    """Opens a document of a kind; at the end, nothing may have been complained of."""
    complaints: list[str] = []
    contexts = []

    def open_document(kind: str, width: int = 1440, edition: Built | None = None, **more: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        output = (edition or paper).output
        # Only what is shown at any address links absolutely.
        page.route("https://example.org/**", lambda route: route.fulfill(path=output / route.request.url[20:]))
        page.goto((output / DOCUMENTS[kind]).as_uri())
        return page

    yield open_document
    for context in contexts:
        context.close()
    assert complaints == []


def faults(page: Page, *rules: str) -> list[Any]:
    if not page.evaluate("typeof axe === 'object'"):
        page.add_script_tag(path=AXE)
    return list(page.evaluate(AUDIT, list(rules) or RULES))


# --- the rules ------------------------------------------------------------------------------------------------------


def test_the_paper_has_a_document_of_every_kind(paper: Built, ink: Built) -> None:
    for edition in (paper, ink):
        assert edition.codes == []
        assert [kind for kind, address in DOCUMENTS.items() if not (edition.output / address).is_file()] == []


@pytest.mark.parametrize("kind", EACH)
def test_every_rule_holds_in_every_scheme(kind: str, opened: Open) -> None:
    page = opened(kind, color_scheme="light", reduced_motion="reduce")
    assert faults(page) == []
    for scheme in ("light", "dark", "sepia"):
        page.evaluate("scheme => { document.documentElement.dataset.scheme = scheme; }", scheme)
        assert faults(page, "color-contrast") == [], scheme
    page.evaluate("delete document.documentElement.dataset.scheme")
    page.emulate_media(color_scheme="dark")
    assert faults(page, "color-contrast") == [], "dark as the device asks for it"


@pytest.mark.parametrize("kind", EACH)
def test_every_rule_holds_on_a_phone(kind: str, opened: Open) -> None:
    assert faults(opened(kind, 390)) == []


@pytest.mark.parametrize("kind", EACH)
def test_every_rule_holds_in_ink(kind: str, opened: Open, ink: Built) -> None:
    assert faults(opened(kind, 600, ink)) == []


# --- structure --------------------------------------------------------------------------------------------------------


def test_titles_tell_documents_apart(paper: Built) -> None:
    titles: dict[str, str] = {}
    for kind, address in DOCUMENTS.items():
        (title,) = paper.document(address).css("head title")
        assert title.text().strip().endswith("江城日报"), kind
        # The home page is the newest issue's front under another address.
        assert kind == "front" or title.text() not in titles.values(), kind
        titles[kind] = title.text()


@pytest.mark.parametrize("kind", READ)
def test_one_main_one_h1_and_a_way_past_the_furniture(kind: str, paper: Built) -> None:
    document = paper.document(DOCUMENTS[kind])
    assert len(document.css("main")) == 1
    assert len(document.css("h1")) == 1
    first = document.css("body a, body button, body input, body summary")[0]
    if kind in ("not found", "offline"):  # they may be shown at any address, and have little to pass by
        return
    assert "skip" in (first.attributes.get("class") or "")
    assert document.css(first.attributes["href"] or "")[0].tag == "main"


def test_text_in_another_language_says_so_wherever_it_stands(paper: Built) -> None:
    """SC 3.1.2: a screen reader changes its voice."""
    seen: dict[str, int] = {HEADLINE: 0, KICKER: 0, DECK: 0}
    for address in DOCUMENTS.values():
        for node in paper.document(address).css("body *"):
            own = " ".join(node.text(deep=False).split())
            clauses = " ".join(node.text().split()) if node.css_first(".clause") else own
            for words in seen:
                if words not in (own, clauses) or node.tag in ("script", "template", "option"):
                    continue
                seen[words] += 1
                holder = node
                while holder.tag != "html" and "lang" not in holder.attributes:
                    assert holder.parent is not None
                    holder = holder.parent
                assert holder.attributes["lang"] == "en", f"{address}: {node.html}"
    assert min(seen.values()) > 0
    assert seen[HEADLINE] > 5


def test_jump_lines_name_their_story(paper: Built) -> None:
    for kind in ("page", "second page", "article", "tail"):
        for jump in paper.document(DOCUMENTS[kind]).css("a.jump"):
            assert "大桥昨日重新开放" in (jump.attributes.get("aria-label") or ""), kind


# --- keys -------------------------------------------------------------------------------------------------------------

FOCUSED = """() => {
  const e = document.activeElement;
  // On a composed page the article's area is what is ringed.
  const style = getComputedStyle(e.closest('.sheet div[data-piece]')?.querySelector('.area') ?? e);
  const label = e.matches('input') ? e.closest('label') ?? e : e;
  const whole = label.getBoundingClientRect();
  const [x, y] = [whole.left + whole.width / 2, whole.top + Math.min(whole.height / 2, 12)];
  const top = document.elementFromPoint(x, y);
  return {
    html: e.outerHTML.slice(0, 120),
    isBody: e === document.body,
    isSeen: whole.width > 0 && whole.height > 0 && whole.bottom > 0 && whole.top < innerHeight
      && whole.right > 0 && whole.left < innerWidth,
    isCovered: top !== null && !label.contains(top) && !top.contains(label) && !e.contains(top),
    hasRing: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
  };
}"""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("kind", EACH)
def test_focus_is_seen_and_never_hidden(kind: str, width: int, opened: Open) -> None:
    """SC 2.4.7 and 2.4.11, all along the tab order (or the first stops of a long one)."""
    page = opened(kind, width)
    for stop in range(40):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found["isBody"]:
            break
        assert found["isSeen"], (stop, found["html"])
        assert not found["isCovered"], (stop, found["html"])
        assert found["hasRing"], (stop, found["html"])


# --- size -------------------------------------------------------------------------------------------------------------

SMALL = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .map(e => e.matches('input') && e.closest('label') || e)
  .filter(e => e.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) && !e.closest('.sheet, .skip'))
  .filter(e => {
    // A link inside a sentence is as high as its line (SC 2.5.8, exception "inline").
    const around = e.parentElement.closest('p, li, td, dd, figcaption');
    const isInline = getComputedStyle(e).display === 'inline' && around
      && [...around.childNodes].some(node => node.nodeType === 3 && node.data.trim().length > 1);
    return !isInline;
  })
  .map(e => { const box = e.getBoundingClientRect(); return [e.outerHTML.slice(0, 100), box.width, box.height]; })
  .filter(([, width, height]) => width > 0 && (width < 23.5 || height < 23.5))"""
CLIPPED = """() => [...document.querySelectorAll('body *')].filter(e => {
    const style = getComputedStyle(e);
    const isCut = value => value === 'hidden' || value === 'clip';
    return e.textContent.trim() && !e.closest('.sheet') && e.checkVisibility()
      && ((isCut(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
        || (isCut(style.overflowY) && e.scrollHeight > e.clientHeight + 1));
  }).map(e => e.outerHTML.slice(0, 100))"""
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
    " p { margin-block-end: 2em !important; }"
)


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("kind", EACH)
def test_targets_are_large_enough_and_nothing_scrolls_sideways(kind: str, opened: Open) -> None:
    """SC 2.5.8; SC 1.4.10 (320 px) and 1.4.4 (a window of 1280 px at 200 %)."""
    page = opened(kind, 390)
    assert page.evaluate(SMALL) == []
    for width in (320, 640, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) <= 0, width
        assert page.evaluate(SMALL) == [], width


@pytest.mark.parametrize("kind", EACH)
def test_text_may_be_spaced_by_the_reader(kind: str, opened: Open) -> None:
    """SC 1.4.12."""
    page = opened(kind, 390)
    page.add_style_tag(content=SPACING)
    assert page.evaluate(CLIPPED) == []
    assert overflow(page) <= 0


# --- without scripts, motion, colours ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", EACH)
def test_without_scripts_there_is_nothing_that_does_nothing(kind: str, opened: Open) -> None:
    page = opened(kind, java_script_enabled=False)
    for control in page.locator("button, input, select, [role=button]").all():
        assert not control.is_visible()
    assert page.locator("main").inner_text().strip()


@pytest.mark.parametrize("kind", READ)
def test_every_link_within_a_document_leads_somewhere(kind: str, paper: Built) -> None:
    document = paper.document(DOCUMENTS[kind])
    names = {node.attributes["id"] for node in document.css("[id]")}
    targets = {(node.attributes["href"] or "")[1:] for node in document.css('a[href^="#"]')}
    assert targets <= names


def test_nothing_moves_for_those_who_asked_for_rest(opened: Open) -> None:
    for kind in ("front", "page", "article", "archive", "search"):
        page = opened(kind, reduced_motion="reduce")
        moving = page.evaluate(
            "() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
            " return parseFloat(s.transitionDuration) > .01 || parseFloat(s.animationDuration) > .01"
            " || s.scrollBehavior === 'smooth'; }).map(e => e.tagName)"
        )
        assert moving == [], kind


def test_what_is_switched_on_can_be_told_in_forced_colours(opened: Open) -> None:
    page = opened("article", forced_colors="active")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["hasRing"]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in ("rgb(255, 255, 255)", "rgb(0, 0, 0)")


# --- on paper ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["front", "page", "article", "corrected article", "retracted article"])
def test_on_paper_only_the_paper_is_left(kind: str, opened: Open) -> None:
    page = opened(kind)
    page.emulate_media(media="print")
    # A front's thumbnails and headlines are what it has to say.
    assert (
        page.locator("nav:not(.thumbnails, .contents):visible, button:visible, summary:visible, input:visible").count()
        == 0
    )
    assert page.locator("h1").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
