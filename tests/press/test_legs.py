"""Columns of text: how they are divided and what they keep."""

from __future__ import annotations

import itertools
import random

import pytest

from broadsheet.model import PageFormat
from broadsheet.press.compose.legs import (
    NEWS,
    Flow,
    LegRules,
    Room,
    filled,
    flow_of,
    leg_grid,
    padded,
    paddings,
    rooms,
    spare_row,
)
from broadsheet.press.grid import grid_of
from broadsheet.press.typeset.strip import Cut, Strip

TABLOID = grid_of(PageFormat("tabloid", 270, 390, (12, 12, 16, 12), 5, None), "zh-CN")
BERLINER = grid_of(PageFormat("berliner", 315, 470, (12, 12, 16, 12), 5, None), "en")


def paragraphs(*lengths: int) -> Flow:
    """Paragraphs of so many lines; a paragraph's last line may open no leg."""
    strips = []
    for unit, length in enumerate(lengths):
        for line in range(length):
            opens = line == 0 or line < length - 1
            strips.append(Strip(1, (), Cut(unit, line * 13), Cut(unit, line * 13 + 13), may_open=opens))
    return flow_of(strips)


def subhead(unit: int) -> Strip:
    return Strip(1, (), Cut(unit, 0), Cut(unit, 4), may_close=False, is_body=False)


@pytest.mark.parametrize(
    ("columns", "legs", "characters"),
    [(2, 1, 27), (3, 2, 20), (5, 3, 22), (4, 2, 27), (3, 3, 13)],
    ids=["长栏", "三破二", "五破三", "two 长栏", "base"],
)
def test_measures_off_the_base_are_whole_characters_that_reach_both_edges(
    columns: int, legs: int, characters: int
) -> None:
    found = leg_grid(columns, legs, TABLOID)
    assert found is not None
    assert found.measure == characters * TABLOID.body_size
    assert found.x(0) == pytest.approx(0)
    assert found.x(legs - 1) + found.measure == pytest.approx(TABLOID.span(columns))
    assert found.gap >= TABLOID.gap - 1e-9


def test_a_box_keeps_a_character_free_on_either_side() -> None:
    found = leg_grid(2, 2, TABLOID, inset=9)
    assert found is not None
    assert found.measure == 12 * 9
    assert found.x(0) == 9
    assert found.x(1) + found.measure == pytest.approx(TABLOID.span(2) - 9)


def test_latin_legs_take_all_the_room_and_tiny_ones_are_refused() -> None:
    wide = leg_grid(3, 2, BERLINER)
    assert wide is not None
    assert wide.measure == pytest.approx((BERLINER.span(3) - BERLINER.gap) / 2)
    assert leg_grid(1, 4, TABLOID) is None


def test_rooms_below_a_photo_have_six_rows_and_only_the_last_leg_may_be_two_short() -> None:
    assert rooms(20, [0, 0, 8], photos=[False, False, True]) == (
        Room(0, 0, 20, 19),
        Room(1, 0, 20, 19),
        Room(2, 8, 12, 10),
    )
    assert rooms(13, [0, 0, 8], photos=[False, False, True]) is None
    assert rooms(8, [0, 8], photos=[False, True]) == (Room(0, 0, 8, 6),)
    assert rooms(8, [8, 0]) is None
    assert rooms(4, [0, 0]) is None
    assert rooms(4, [0]) == (Room(0, 0, 4, 2),)


def test_photos_at_the_foot_shorten_their_legs() -> None:
    found = rooms(20, [0, 0], feet=[0, 9])
    assert found == (Room(0, 0, 20, 19), Room(1, 0, 11, 9))


def test_a_leg_opens_with_no_paragraphs_last_line() -> None:
    flow = paragraphs(11, 9)
    legs = rooms(10, [0, 0])
    assert legs
    assert flow.fits(legs) is False  # Ten lines would leave the eleventh, the last of its paragraph, on top of leg two.
    legs = rooms(11, [0, 0])
    assert legs
    assert filled(flow, legs) == ((0, 11), (11, 20))


def test_what_is_short_is_so_in_the_last_leg() -> None:
    flow = paragraphs(*[3] * 9)
    legs = rooms(10, [0, 0, 0], LegRules(short=1, short_last=3))
    assert legs
    spans = filled(flow, legs)
    assert spans is not None
    lengths = [last - first for first, last in spans]
    assert sum(lengths) == 27
    assert lengths[-1] == min(lengths)


def test_subheads_close_no_leg_and_white_stands_at_no_legs_edge() -> None:
    strips = [*paragraphs(9).strips, spare_row(Cut(0, 117)), subhead(1), *paragraphs(10).strips]
    flow = flow_of(strips)
    legs = rooms(11, [0, 0])
    assert legs
    spans = filled(flow, legs)
    assert spans is None or flow.strips[spans[0][1] - 1].may_close
    legs = rooms(11, [0, 0], LegRules(short=2))
    assert legs
    (first, second) = filled(flow, legs) or ((0, 0), (0, 0))
    assert first == (0, 9)
    assert flow.strips[second[0]] == subhead(1)


def test_a_spare_row_more_stands_above_each_subhead() -> None:
    flow = flow_of([*paragraphs(6).strips, subhead(1), *paragraphs(6).strips, subhead(2), *paragraphs(6).strips])
    assert paddings(flow) == 2
    assert padded(flow, 1).rows == flow.rows + 1
    assert [strip.is_spare for strip in padded(flow, 1).strips[5:8]] == [False, True, False]


def test_strips_of_several_rows_are_never_divided() -> None:
    table = Strip(7, (), Cut(1, 0), Cut(2, 0), is_body=False)
    flow = flow_of([*paragraphs(5).strips, table, *paragraphs(8).strips])
    assert flow.rows == 20
    assert rooms(10, [0, 0])
    assert not flow.fits(rooms(10, [0, 0]) or ())
    assert flow.fits(rooms(12, [0, 0], LegRules(short_last=4)) or ())


def test_closes_tells_where_a_cut_text_may_end() -> None:
    flow = paragraphs(*[7] * 10)
    legs = rooms(20, [0, 0])
    assert legs
    ends = flow.closes(legs)
    assert ends
    assert all(38 - 1 <= end <= 40 for end in ends)
    assert 41 not in ends  # The next line would be a last one at the head of a tail's first column.


def brute(flow: Flow, legs: tuple[Room, ...]) -> bool:
    """Whether any division of the strips keeps the rules, by trying all."""
    strips = flow.strips
    count = len(strips)
    for inner in itertools.combinations(range(1, count), len(legs) - 1):
        places = (0, *inner, count)
        good = True
        for leg, first, last in zip(legs, places, places[1:], strict=False):
            rows = sum(strip.rows for strip in strips[first:last])
            good &= leg.least <= rows <= leg.rows
            good &= last == count or (strips[last - 1].may_close and strips[last].may_open)
        if good:
            return True
    return False


@pytest.mark.parametrize("seed", range(40))
def test_fits_says_what_trying_all_divisions_says(seed: int) -> None:
    rng = random.Random(seed)
    strips = [
        Strip(
            rng.choice((1, 1, 1, 2)),
            (),
            Cut(0, n),
            Cut(0, n + 1),
            may_open=rng.random() > 0.25,
            may_close=rng.random() > 0.1,
        )
        for n in range(rng.randint(12, 26))
    ]
    flow = flow_of(strips)
    count = rng.randint(1, 3)
    for rows in range(max(5, flow.rows // count - 1), flow.rows // count + 4):
        legs = rooms(rows, [0] * count, NEWS)
        if legs is None:
            continue
        assert flow.fits(legs) is brute(flow, legs)
        assert (filled(flow, legs) is not None) is flow.fits(legs)
