"""Rules of photos, furniture and jumps, each on the hand-made page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.press.compose.material import EarText, JumpText
from broadsheet.press.layout import Frame, Picture, Stroke, TextBlock
from press.layout_factory import GRID, Composed, block, broken, details, good_page

# --- photos ---------------------------------------------------------------------------------------------------------


def test_one_photo_dominates() -> None:
    page = good_page().with_elements("C", Picture, lambda p: replace(p, x=GRID.x(3), width=GRID.span(2)))
    assert "photo" in broken(page)


def test_a_gallery_is_one_picture() -> None:
    page = good_page()
    more = replace(page.page.stories[0].photos[0], path="content/a2.jpg", layout="gallery")
    second = Picture("02/a", "content/a2.jpg", GRID.x(2), GRID.y(10), GRID.measure, 192)
    elements = page.module("A").elements
    first = replace(page.photo("A"), width=GRID.measure)
    gallery = page.with_module("A", elements=(*elements[:2], first, second, *elements[3:]))
    both = (replace(more, path="content/a.jpg"), more)
    assert "photo" not in broken(gallery.with_story("A", photos=both))
    assert "photo" in broken(gallery.with_story("A", photos=tuple(replace(each, layout="inline") for each in both)))


def test_photos_of_two_modules_do_not_touch() -> None:
    page = good_page().with_elements("C", Picture, lambda p: replace(p, x=GRID.x(3), y=GRID.y(20)))
    assert "photos of two modules touch" in details(page, "photo")


def test_a_crop_takes_a_tenth_and_keeps_the_focus() -> None:
    def crop(left: float) -> Composed:
        page = good_page().with_elements("A", Picture, lambda p: replace(p, crop=(left, 0.0, 1.0, 1.0)))
        return page.with_story("A", photos=(replace(page.page.stories[0].photos[0], width=round(1215 / (1 - left))),))

    assert broken(crop(0.1)) == set()
    assert broken(crop(0.12)) == {"crop"}
    focused = crop(0.09)
    shown = focused.page.stories[0].photos[0]
    assert broken(focused.with_story("A", photos=(replace(shown, focus=(0.05, 0.5)),))) == {"crop"}
    assert broken(focused.with_story("A", photos=(replace(shown, crop=False),))) == {"crop"}


def test_a_photo_is_not_distorted() -> None:
    page = good_page()
    shown = page.page.stories[0].photos[0]
    assert broken(page.with_story("A", photos=(replace(shown, height=900),))) == {"crop"}


@pytest.mark.parametrize(("pixels", "rules"), [(675, set()), (660, {"resolution-low"}), (490, {"resolution"})])
def test_a_photo_has_enough_pixels(pixels: int, rules: set[str]) -> None:
    page = good_page()
    shown = replace(page.page.stories[0].photos[0], width=pixels, height=round(pixels * 192 / 243))
    assert broken(page.with_story("A", photos=(shown,))) == rules


def test_a_caption_stands_under_its_photo_and_is_as_wide() -> None:
    assert broken(good_page().with_text("A", "caption", lambda b: replace(b, width=GRID.measure))) == {"caption"}
    assert "caption" in broken(good_page().with_text("A", "caption", lambda b: replace(b, y=b.y - 60)))
    assert "caption" in broken(good_page().with_text("A", "caption", _in_nine_points))


def _in_nine_points(caption: TextBlock) -> TextBlock:
    text = caption.lines[0].text
    return block("caption", caption.piece, caption.x, caption.y, caption.width, 9, text, "caption")


# --- furniture ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["page_label", "page_name", "date", "banner"])
def test_the_folio_has_all_its_words(word: str) -> None:
    assert broken(good_page().with_words(**{word: "别的"})) == {"furniture"}


def test_the_front_has_a_nameplate_and_no_other_page() -> None:
    front = good_page().with_words(is_front=True, number="", lunar="", pages_today="")
    assert details(front, "furniture") == ["the front page has no nameplate"]
    nameplate = block("nameplate", "", GRID.left, GRID.top, 60, 6, "江城日报", "nameplate")
    named = (nameplate, *good_page().layout.furniture)
    assert not details(front.with_layout(furniture=named), "furniture")
    assert details(good_page().with_layout(furniture=named), "furniture") == ["an inside page has the nameplate"]


def test_a_folio_is_three_rows_deep() -> None:
    page = good_page()
    deep = (*page.layout.furniture, Stroke(GRID.left, GRID.top + 40, GRID.width, 0.5))
    assert "the folio is 3.4 rows deep" in details(page.with_layout(furniture=deep), "furniture")


def test_the_ear_holds_its_words_and_is_filled() -> None:
    front = good_page().with_words(is_front=True, ear=EarText("天气", "明日晴", ""))
    assert "the ear lacks '天气'" in details(front, "ear")
    words = block("ear", "", GRID.x(4), GRID.top + 2, 100, 6, "天气明日晴", "body")
    frame = Frame("", GRID.x(4) - 4, GRID.top, 110, 9, stroke=0.5)
    furniture = (*front.layout.furniture, frame, words)
    assert not details(front.with_layout(furniture=furniture), "ear")
    tall = (*front.layout.furniture, replace(frame, height=90), words)
    assert details(front.with_layout(furniture=tall), "ear") == ["the ear is less than half filled"]


def test_two_boxes_stand_apart() -> None:
    frame = Frame("02/c", GRID.x(2), GRID.y(57), GRID.span(3), GRID.y(86) - GRID.y(57), stroke=0.5)
    page = good_page()
    page = page.with_module("C", elements=(frame, *page.module("C").elements))
    assert details(page, "box") == ["two boxes stand side by side"]
    assert not details(page.with_module("C", kind="advert"), "box")


def test_banners_do_not_touch() -> None:
    page = good_page()
    banner = block("banner", "", GRID.left, GRID.top + 24, GRID.width, 11, "明天起降温", "label")
    with_banner = page.with_layout(furniture=(*page.layout.furniture, banner)).with_words(banner="明天起降温")
    assert not details(with_banner, "banner")
    wide = with_banner.with_text("A", "headline", lambda b: replace(b, width=GRID.width))
    assert details(wide, "banner") == ["two lines through all columns touch"]


def test_no_rule_is_drawn_twice() -> None:
    page = good_page()
    assert details(page.with_layout(rules=(*page.layout.rules, page.layout.rules[0])), "rules")


# --- jumps ----------------------------------------------------------------------------------------------------------


def _jumping(lines: int, *, indent: float | None = None, text: str = "（下转第三版）") -> Composed:
    """D cut after so many lines in one leg, with a jump line."""
    page = good_page()
    size = 9.0
    legs = [e for e in page.module("D").elements if isinstance(e, TextBlock) and e.role == "body"]
    kept = replace(legs[0], lines=legs[0].lines[:lines])
    start = legs[0].width - len(text) * size if indent is None else indent
    made = block("jump-on", "02/d", kept.x, GRID.y(50 + lines), kept.width, size, text, "body")
    line = replace(
        made.lines[0], segments=(replace(made.lines[0].segments[0], x=start),), width=start + len(text) * size
    )
    jump = replace(made, leading=GRID.leading, lines=(line,))
    cut = page.with_module("D", elements=(*page.module("D").elements[:2], kept, jump), cut=(0, kept.lines[-1].end))
    return cut.with_story("D", may_jump=("03", JumpText("（下转第三版）", "")))


def test_fifteen_lines_stand_before_a_cut() -> None:
    assert not details(_jumping(15), "jump")
    assert details(_jumping(14), "jump") == ["14 lines stand before the cut, not 15"]


def test_the_jump_line_stands_at_the_right_and_says_where() -> None:
    assert details(_jumping(20, indent=0.0), "jump") == ["the jump line does not end at its measure's right edge"]
    assert details(_jumping(20, text="（下转）"), "jump") == ["the jump line is missing"]


def test_a_story_that_may_not_jump_is_not_cut() -> None:
    assert "the story is cut though it may not jump" in details(_jumping(20).with_story("D", may_jump=None), "jump")


def _tail(**changes: object) -> Composed:
    page = good_page().with_module("D", kind="tail")
    line = block("jump-from", "02/d", GRID.x(0), GRID.y(49), GRID.measure, 8, "（上接第一版）", "body")
    page = page.with_module("D", elements=(*page.module("D").elements[:2], line, *page.module("D").elements[2:]))
    return page.with_story("D", from_cut=(0, 0), jump_from=JumpText("（上接第一版）", "")).with_module("D", **changes)


def test_a_tail_has_a_small_headline_and_says_where_it_comes_from() -> None:
    assert not details(_tail(), "jump")
    assert details(_tail(rank=2), "jump") == ["the tail's headline is of rank 2"]
    without = _tail().with_text("D", "jump-from", lambda b: None)
    assert details(without, "jump") == ["the tail does not say where it comes from"]


def test_a_tail_has_twenty_lines() -> None:
    short = _tail().with_text("D", "body", lambda b: replace(b, lines=b.lines[:9]))
    assert details(short, "jump") == ["the tail has 18 lines, not 20"]


def test_two_stories_of_a_page_lead_to_others_at_most() -> None:
    page = _jumping(20)
    jump = block("jump-on", "02/b", GRID.x(4), GRID.y(56), GRID.measure, 9, "字" * 13, "body")
    two = page.with_module("B", elements=(*page.module("B").elements, jump))
    three = two.with_module("C", elements=(*two.module("C").elements, replace(jump, piece="02/c")))
    assert not details(two, "jump")
    assert "3 stories lead to other pages" in details(three, "jump")
