from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from broadsheet.press.compose.packing import Placed, Shape, Tile, Tiling, pack, pressure
from broadsheet.press.compose.tiling_rules import broken_rules
from press.synthetic_tiles import every_tiling, page, plain

PINWHEEL = (
    Tile("lead", 1, (Shape(4, ((22, 0.0),), 0.0, 0, 60, 4, headline_lines=2),)),
    Tile("right", 2, plain((2, 38))),
    Tile("left", 3, (Shape(2, ((38, 0.0),), 0.0, 0, 20, 3, headline_right=False),)),
    Tile("middle", 4, plain((2, 16))),
    Tile("foot", 3, plain((4, 22))),
)
"""Fits 6 × 60 cells in one way: round a middle, with no straight cut through the page."""


def check(tiling: Tiling, tiles: tuple[Tile, ...], columns: int, rows: int) -> None:
    """No overlap, no hole, each tile once, in one of its shapes at one of that shape's heights."""
    cells = Counter(
        (column, row)
        for placed in tiling.placed
        for column in range(placed.column, placed.column + placed.columns)
        for row in range(placed.row, placed.row + placed.rows)
    )
    assert cells == Counter((column, row) for column in range(columns) for row in range(rows))
    assert Counter(placed.tile.id for placed in tiling.placed) == Counter(tile.id for tile in tiles)
    for placed in tiling.placed:
        assert placed.shape in placed.tile.shapes
        assert placed.columns == placed.shape.columns
        assert placed.rows in dict(placed.shape.heights)
    again = broken_rules(tiling.placed, columns, rows)
    assert Counter(rule for rule, _, _ in tiling.broken) == Counter(rule for rule, _, _ in again)


def where(tiling: Tiling) -> dict[str, tuple[int, int, int, int]]:
    return {placed.tile.id: (placed.column, placed.row, placed.columns, placed.rows) for placed in tiling.placed}


def test_finds_the_pinwheel_that_alone_solves_a_page() -> None:
    best = pack(PINWHEEL, 6, 60)[0]
    check(best, PINWHEEL, 6, 60)
    assert best.broken == ()
    assert where(best) == {
        "lead": (0, 0, 4, 22),
        "right": (4, 0, 2, 38),
        "left": (0, 22, 2, 38),
        "middle": (2, 22, 2, 16),
        "foot": (2, 38, 4, 22),
    }


def test_reads_a_page_from_the_top_left() -> None:
    best = pack(PINWHEEL, 6, 60)[0]
    assert [placed.tile.id for placed in best.placed] == ["lead", "left", "middle", "right", "foot"]


@pytest.mark.parametrize("batch", range(4))
def test_finds_a_tiling_whenever_one_exists(batch: int) -> None:
    for seed in range(60 * batch, 60 * batch + 60):
        tiles, columns, rows = _small(random.Random(seed))
        tilings = list(_limited(every_tiling(tiles, columns, rows)))
        found = pack(tiles, columns, rows)
        assert bool(found) == bool(tilings), seed
        for tiling in found:
            check(tiling, tiles, columns, rows)
        if any(not broken_rules(placed, columns, rows) for placed in tilings):
            assert found[0].broken == (), seed


def _small(rng: random.Random) -> tuple[tuple[Tile, ...], int, int]:
    columns, rows, count = rng.randint(2, 5), rng.randint(8, 16), rng.randint(1, 4)
    tiles = []
    for index in range(count):
        shapes = []
        for number in range(rng.randint(1, 3)):
            width = rng.randint(1, columns)
            ideal = max(1, round(columns * rows / count * rng.uniform(0.6, 1.5) / width))
            heights = {min(rows, max(1, ideal + rng.randint(-3, 3))) for _ in range(rng.randint(1, 4))}
            shapes.append(
                Shape(
                    width,
                    tuple((height, float(abs(height - ideal))) for height in sorted(heights)),
                    rng.random(),
                    number,
                    rng.choice((10.0, 20.0, 40.0)),
                    rng.randint(1, 3),
                    rng.choice("ab"),
                    1,
                    rng.random() < 0.6,
                    rng.random() < 0.6,
                )
            )
        tiles.append(Tile(f"t{index}", index + 1, tuple(shapes)))
    return tuple(tiles), columns, rows


def _limited(tilings: object, most: int = 2000) -> list[tuple[Placed, ...]]:
    return [placed for placed, _ in zip(tilings, range(most), strict=False)]  # type: ignore[call-overload]


@pytest.mark.parametrize(("columns", "rows", "count"), [(5, 76, 10), (8, 108, 8)])
def test_random_pages_are_tiled_without_a_broken_rule(columns: int, rows: int, count: int) -> None:
    good = 0
    for seed in range(8):
        tiles = page(seed, columns, rows, count)
        found = pack(tiles, columns, rows)
        for tiling in found:
            check(tiling, tiles, columns, rows)
        marks = [len(tiling.broken) > 0 for tiling in found]
        assert marks == sorted(marks), "a tiling that breaks a rule stands before one that breaks none"
        good += bool(found) and not found[0].broken
    assert good >= 4


def test_equal_input_gives_equal_output() -> None:
    tiles = page(3, 5, 76, 10)
    assert pack(tiles, 5, 76) == pack(tuple(replace(tile) for tile in tiles), 5, 76)


def test_gives_several_layouts_that_differ() -> None:
    tiles = page(1, 8, 108, 8)
    found = pack(tiles, 8, 108, results=6)
    assert 1 < len(found) <= 6
    assert len({tuple(sorted(where(tiling).items())) for tiling in found}) == len(found)


def test_tells_pressure_and_gives_nothing_for_what_cannot_fit() -> None:
    tiles = (Tile("a", 1, plain((4, 10), (5, 9))), Tile("b", 2, plain((5, 8))))
    assert pressure(tiles, 5, 20) == (80, 85, 100)
    assert pack(tiles, 5, 20) == ()
    assert pack(tiles, 5, 16) == ()
    assert pack((), 5, 16) == ()
    least, most, cells = pressure((Tile("wide", 1, plain((6, 10))),), 5, 20)
    assert cells < least <= most


def test_budget_ends_the_search() -> None:
    assert pack(page(2, 8, 108, 12), 8, 108, budget=5) == ()


def changed(name: str, **fields: object) -> tuple[Tile, ...]:
    """The pinwheel with one tile changed."""
    return tuple(replace(tile, **fields) if tile.id == name else tile for tile in PINWHEEL)  # type: ignore[arg-type]


def rules(tiling: Tiling) -> set[str]:
    return {rule for rule, _, _ in tiling.broken}


def test_a_pinned_tile_takes_its_place() -> None:
    pin = (4, 0, 2, 38)
    best = pack(changed("left", pin=pin), 6, 60)[0]
    assert where(best)["left"] == pin
    assert rules(best) == {"collision"}


def test_a_pin_that_suits_no_shape_is_reported() -> None:
    best = pack(changed("foot", pin=(0, 0, 1, 7)), 6, 60)[0]
    assert best.broken == (("pin", ("foot",), "it does not take the place it is pinned to"),)


def test_tells_foot_and_order_that_cannot_be_kept() -> None:
    assert rules(pack(changed("foot", foot=True), 6, 60)[0]) == set()
    assert rules(pack(changed("right", foot=True), 6, 60)[0]) == {"collision"}
    assert "foot" in rules(pack(changed("middle", foot=True), 6, 60)[0])
    ordered = tuple(replace(tile, order=place) for tile, place in zip(PINWHEEL, (0, 3, 2, 1, 4), strict=True))
    assert rules(pack(ordered, 6, 60)[0]) == {"order"}


def test_a_filler_counts_for_no_rule_between_modules() -> None:
    tiles = (
        Tile("lead", 1, (Shape(4, ((24, 0.0),), 0.0, 0, 60, 4, headline_lines=2),)),
        Tile("second", 2, plain((2, 24))),
        Tile("filler", 5, plain((6, 20)), is_filler=True),
        Tile("third", 3, plain((6, 16))),
    )
    assert rules(pack(tiles, 6, 60)[0]) == set()
    assert "seam" in rules(pack((*tiles[:2], replace(tiles[2], is_filler=False), tiles[3]), 6, 60)[0])


def pair(left: Shape, right: Shape, *, down: int = 10) -> set[str]:
    """The rules broken by two modules side by side, `down` rows below the page's head."""
    width = left.columns + right.columns
    tiles = (Tile("a", 2, (left,)), Tile("b", 3, (right,)))
    placed = (
        Placed(Tile("lead", 1, plain((width, 10))), plain((width, 10), size=60)[0], 0, 0, width, down),
        Placed(tiles[0], left, 0, down, left.columns, 12),
        Placed(tiles[1], right, left.columns, down, right.columns, 12),
    )
    return {rule for rule, _, _ in broken_rules(placed[0 if down else 1 :], width, 12 + down)} - {"seam", "lead"}


def test_headlines_collide_side_by_side() -> None:
    shape = Shape(3, ((12, 0.0),), 0.0, 0, 20.0, 3)
    assert pair(shape, shape) == {"collision"}
    assert pair(replace(shape, headline_right=False), shape) == set()
    assert pair(shape, replace(shape, vertical=True)) == set()
    assert pair(shape, replace(shape, boxed=True)) == set()
    assert pair(shape, replace(shape, headline_top=3, headline_rows=6)) == set()
    larger = replace(shape, headline_size=30.0, headline_lines=2)
    assert pair(larger, shape) == {"collision"}
    assert pair(larger, shape, down=0) == set()
    assert pair(replace(larger, headline_lines=1), shape, down=0) == {"collision"}
    assert pair(replace(larger, headline_size=29.0), shape, down=0) == {"collision"}


def test_photos_of_two_modules_do_not_touch() -> None:
    shape = Shape(3, ((12, 0.0),), 0.0, 0, headline_rows=2, photo_columns=2, photo_rows=(2, 8))
    small = replace(shape, photo_columns=1, photo_rows=(2, 6), photo_left=True)
    assert pair(replace(shape, photo_right=True), small) == {"photo"}
    assert pair(replace(shape, photo_left=True), small) == set()
    assert pair(replace(shape, photo_left=True), replace(small, photo_columns=2)) == {"photo"}


def test_boxes_and_vertical_headlines_are_counted() -> None:
    shape = Shape(3, ((12, 0.0),), 0.0, 0, boxed=True)
    assert pair(shape, shape) == {"box"}
    vertical = replace(shape, boxed=False, vertical=True)
    assert pair(vertical, vertical) == {"vertical"}


def test_seams_end_at_the_part_of_the_depth_that_they_may_run() -> None:
    def broken(first: int) -> set[str]:
        placed = [
            Placed(Tile("a", 2, plain((2, first))), plain((2, first))[0], 0, 0, 2, first),
            Placed(Tile("b", 3, plain((2, first))), plain((2, first))[0], 2, 0, 2, first),
            Placed(Tile("c", 3, plain((4, 101 - first))), plain((4, 101 - first))[0], 0, first, 4, 101 - first),
        ]
        return {detail for rule, _, detail in broken_rules(placed, 4, 101) if rule == "seam"}

    assert broken(66) == {"a seam through all columns at row 66"}
    assert broken(67) == {"a seam beside column 2 runs 67 of 101 rows"}
