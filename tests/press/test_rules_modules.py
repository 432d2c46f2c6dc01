"""Rules of modules, headlines and legs, each on the hand-made page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from broadsheet.press.compose.rule_facts import SeenPage
from broadsheet.press.compose.rule_legs import legs_of
from broadsheet.press.compose.rule_space import empty_cells
from broadsheet.press.layout import Element, Frame, Line, Module, Picture, TextBlock
from press.layout_factory import GRID, Composed, block, broken, details, good_page


def areas(*places: tuple[str, int, int, int, int]) -> Composed:
    """The good page with bare modules in its place: (name, column, row, columns, rows)."""
    page = good_page()
    made = tuple(Module(f"02/{n}", "article", 3, c, r, w, h, (f"02/{n}",), ()) for n, c, r, w, h in places)
    return page.with_layout(modules=made, rules=())


def resized(size: float, face: str = "headline") -> Callable[[TextBlock], TextBlock]:
    """Sets a headline in another size and face."""

    def change(head: TextBlock) -> TextBlock:
        text = head.lines[0].text
        return block("headline", head.piece, head.x, head.y, head.width, size, text, face)

    return change


# --- seams ----------------------------------------------------------------------------------------------------------


def test_a_vertical_seam_takes_two_thirds_of_the_depth_at_most() -> None:
    assert "seam" not in broken(good_page())
    cut = areas(("a", 0, 3, 3, 43), ("b", 3, 3, 2, 56), ("d", 0, 46, 2, 40), ("e", 2, 46, 1, 13), ("c", 2, 59, 3, 27))
    assert details(cut, "seam") == ["a vertical seam left of column 4, rows 4 to 59, runs over 83"]


def test_a_horizontal_seam_stands_only_beside_a_full_module_in_an_outer_third() -> None:
    foot = areas(("a", 0, 3, 3, 30), ("b", 3, 3, 2, 50), ("c", 0, 33, 3, 20), ("d", 0, 53, 2, 33), ("e", 2, 53, 3, 33))
    assert details(foot, "seam") == ["a horizontal seam above row 54 cuts the page"]
    high = areas(("a", 0, 3, 5, 25), ("b", 0, 28, 3, 40), ("c", 3, 28, 2, 58), ("d", 0, 68, 3, 18))
    assert not any("horizontal" in detail for detail in details(high, "seam"))
    deep = areas(("a", 0, 3, 5, 40), ("b", 0, 43, 3, 20), ("c", 3, 43, 2, 43), ("d", 0, 63, 3, 23))
    assert details(deep, "seam") == ["a horizontal seam above row 44 cuts the page"]
    narrow = tuple(replace(m, kind="filler") if m.id == "02/c" else m for m in deep.layout.modules)
    assert details(deep.with_layout(modules=narrow), "seam") == details(deep, "seam")
    full = tuple(replace(m, kind="filler") if m.id == "02/a" else m for m in deep.layout.modules)
    assert details(deep.with_layout(modules=full), "seam") == []


# --- collisions -----------------------------------------------------------------------------------------------------


def test_headlines_at_the_top_differ_by_half_and_in_face() -> None:
    assert "collision" not in broken(good_page())
    assert "collision" in broken(good_page().with_text("B", "headline", resized(28, "headline")))
    assert "collision" in broken(good_page().with_text("A", "headline", resized(41, "headline")))


@pytest.mark.parametrize("row", [57, 61])
def test_headlines_touch_where_only_a_gap_parts_them(row: int) -> None:
    """D's headline put beside C's, or a row below it."""

    def move(head: TextBlock) -> TextBlock:
        return replace(head, y=GRID.y(row) + 8)

    collides = "collision" in broken(good_page().with_text("D", "headline", move))
    assert collides == (row == 57)


def test_a_box_and_a_vertical_headline_collide_with_nothing() -> None:
    def move(head: TextBlock) -> TextBlock:
        return replace(head, y=GRID.y(57) + 8)

    page = good_page().with_text("D", "headline", move)
    vertical = page.with_text("D", "headline", lambda b: replace(b, vertical=True))
    frame = Frame("02/d", GRID.x(0), GRID.y(46), GRID.span(2), GRID.y(86) - GRID.y(46), stroke=0.5)
    boxed = page.with_module("D", elements=(frame, *page.module("D").elements))
    assert "collision" not in broken(vertical)
    assert "collision" not in broken(boxed)


# --- ladder and lead ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "size", "kept"), [("A", 41, False), ("A", 63, True), ("B", 29, True), ("B", 37, False)]
)
def test_a_headline_has_a_size_of_its_rank(name: str, size: float, kept: bool) -> None:
    page = good_page().with_text(name, "headline", resized(size, "headline" if name == "A" else "headline-serif"))
    assert ("ladder" not in broken(page)) == kept


def test_ranks_stay_apart() -> None:
    assert "ladder" in broken(
        good_page().with_text("A", "headline", resized(42)).with_text("B", "headline", resized(31))
    )
    assert details(good_page().with_text("C", "headline", resized(17.5)), "ladder") == [
        "21 pt over 17.5 pt is less than 1.25 times"
    ]


def test_latin_headlines_keep_their_steps_and_stand_flush_left() -> None:
    page = good_page()
    latin = replace(page, page=replace(page.page, grid=replace(GRID, script="latin")))
    assert "a headline of 28 pt is none of rank 2" in details(latin, "ladder")
    shifted = latin.with_text("A", "headline", lambda b: replace(b, lines=(_shifted(b),)))
    assert "a Latin headline is not set flush left" in details(shifted, "ladder")


def _shifted(block: TextBlock) -> Line:
    line = block.lines[0]
    return replace(line, segments=(replace(line.segments[0], x=30.0),), width=line.width + 30)


def test_the_lead_stands_top_left_and_is_wide() -> None:
    assert "lead" in broken(good_page().with_module("A", column=1))
    assert "lead" in broken(good_page().with_module("A", columns=2))
    assert "lead" in broken(good_page().with_module("A", row=4))


def test_the_lead_is_the_largest_and_there_is_one() -> None:
    assert "lead" in broken(good_page().with_module("B", rows=70))
    assert details(good_page().with_module("A", rank=2), "lead") == ["no module leads the page"]
    assert "two modules lead the page" in details(good_page().with_module("B", rank=1), "lead")
    assert "lead" in broken(good_page().with_text("B", "headline", resized(48)))


def test_a_page_of_briefs_needs_no_lead() -> None:
    page = areas(("a", 0, 3, 5, 83))
    briefs = page.with_layout(modules=tuple(replace(m, kind="briefs", rank=5) for m in page.layout.modules))
    assert details(briefs, "lead") == []


def test_a_headline_spans_whole_columns() -> None:
    assert broken(good_page().with_text("D", "headline", lambda b: replace(b, width=b.width - 20))) == {"headline"}
    assert "headline" in broken(good_page().with_text("D", "headline", lambda b: replace(b, x=b.x + 4)))


def test_text_begins_under_its_headlines_left_edge() -> None:
    def swap(element: TextBlock) -> TextBlock:
        return replace(element, x=GRID.x(1) if element.x == GRID.x(0) else GRID.x(0))

    assert broken(good_page().with_text("D", "body", swap)) == {"headline"}
    over_one = good_page().with_text("D", "headline", lambda b: replace(b, x=GRID.x(1), width=GRID.measure))
    assert "headline" in broken(over_one)


# --- white ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "role", "down", "kept"),
    [
        ("A", "deck", 6, True),
        ("A", "deck", 8, False),  # over a row between headline and deck
        ("D", "byline", 3, True),
        ("D", "byline", -4, False),  # over half a row between byline and text
        ("D", "headline", -1, True),
        ("D", "headline", -10, False),  # nearer to the rule above than to its byline
        ("B", "headline", -9, True),
        ("B", "headline", -13, False),  # over two rows between headline and text
    ],
)
def test_white_binds_a_head_to_what_it_heads(name: str, role: str, down: float, kept: bool) -> None:
    page = good_page().with_text(name, role, lambda b: replace(b, y=b.y + down))
    assert ("white" not in broken(page)) == kept


def test_no_byline_stands_over_a_photo() -> None:
    x, y = GRID.x(1), GRID.y(10) - 11
    byline = block("byline", "02/a", x, y, GRID.span(2), 8, "本报记者　周雁", "byline")
    page = good_page()
    page = page.with_module("A", elements=(*page.module("A").elements[:2], byline, *page.module("A").elements[2:]))
    assert "the byline stands over a photo" in details(page, "white")


# --- legs -----------------------------------------------------------------------------------------------------------


def test_legs_are_measured_from_their_lines() -> None:
    page = good_page()
    lead = SeenPage(page.layout, page.page).modules[0]
    found = [(leg.first, leg.last, leg.foot, leg.below_photo) for leg in legs_of(lead)]
    assert found == [(10, 45, 45, False), (28, 45, 45, True), (28, 45, 45, True)]


def test_a_photo_amid_a_column_makes_two_legs_of_it() -> None:
    page = good_page()
    picture = Picture("02/b", "content/b.jpg", GRID.x(3), GRID.y(20), GRID.measure, 60)
    cut = page.with_module("B", elements=(*page.module("B").elements[:1], picture, *_around(page.module("B"))))
    second = SeenPage(cut.layout, cut.page).modules[1]
    assert [(leg.first, leg.last) for leg in legs_of(second)] == [(7, 20), (25, 56), (7, 56)]


def _around(module: Module) -> tuple[Element, ...]:
    """The text of B's first leg above row 20 and from row 25 on, and the second leg."""
    first, second = (e for e in module.elements if isinstance(e, TextBlock) and e.role == "body")
    return (
        replace(first, lines=first.lines[:13]),
        replace(first, y=GRID.y(25), lines=first.lines[13:44]),
        second,
    )


def _cropped(rows: int, *, last: bool) -> Composed:
    """D with a leg that many rows shorter."""

    def change(leg: TextBlock) -> TextBlock:
        return replace(leg, lines=leg.lines[:-rows]) if leg.lines[-1].closes == last else leg

    return good_page().with_text("D", "body", change)


def test_only_the_last_leg_may_be_short_by_two() -> None:
    assert not details(_cropped(2, last=True), "legs")
    assert details(_cropped(3, last=True), "legs") == ["leg 2 of 2 ends 3 rows above its foot"]
    assert details(_cropped(1, last=False), "legs") == ["leg 1 of 2 ends 1 rows above its foot"]


def test_above_the_foot_legs_are_equal_give_or_take_a_row() -> None:
    def change(rows: int) -> Composed:
        return good_page().with_text(
            "B", "body", lambda leg: leg if leg.lines[-1].closes else replace(leg, lines=leg.lines[:-rows])
        )

    assert not details(change(1), "legs")
    assert details(change(2), "legs") == ["leg 1 of 2 ends 2 rows above its foot"]


def test_a_leg_below_a_photo_has_six_rows() -> None:
    def deepen(picture: Picture) -> Picture:
        return replace(picture, height=picture.height + 9 * 12)

    page = good_page().with_elements("C", Picture, deepen)
    page = page.with_text("C", "caption", lambda b: replace(b, y=b.y + 9 * 12))
    page = page.with_text("C", "body", lambda b: replace(b, y=GRID.y(81), lines=b.lines[9:]) if b.x == GRID.x(4) else b)
    assert "leg 3 has 5 rows below a photo, not 6" in details(page, "legs")


def test_no_leg_opens_with_a_paragraphs_last_line() -> None:
    def close(leg: TextBlock) -> TextBlock:
        first = replace(leg.lines[0], closes=True)
        return replace(leg, lines=(first, *leg.lines[1:])) if not first.opens else leg

    assert details(good_page().with_text("D", "body", close), "legs") == ["leg 2 opens with a paragraph's last line"]


def test_empty_cells_are_counted() -> None:
    full, short = good_page(), _cropped(2, last=True)
    before = empty_cells(SeenPage(full.layout, full.page))
    assert empty_cells(SeenPage(short.layout, short.page)) == before + 2
