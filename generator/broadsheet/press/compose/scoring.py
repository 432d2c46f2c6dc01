"""The taste of an art director in numbers: what a layout costs besides its shapes, and the order it is read in.

Costs share the unit of the shapes' own: 1 is about a row of white in one module, or a cut no reader would see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from broadsheet.press.compose.seams import horizontal_seams, vertical_seams
from broadsheet.press.compose.tiling import Placed
from broadsheet.press.compose.tiling_rules import photo_area

FALL = (0.0, 0.0, 30.0, 16.0, 6.0, 0.0)
"""By rank: what a module costs at the foot of the page, above what it costs at its head."""
_AT_TOP = (0.0, 0.0, 0.0, 2.0, 8.0, 12.0)
"""By rank: what a module costs in the page's first row, where seconds belong."""


def taste(placed: Sequence[Placed], columns: int, rows: int) -> float:
    """The cost of a layout besides that of its shapes."""
    return (
        sum(standing(tile.tile.rank, tile.columns, tile.row, tile.rows, rows) for tile in placed)
        + _seam_cost(placed, columns, rows)
        + _stack_cost(placed, columns)
        + _foot_cost(placed, columns, rows)
    )


def standing(rank: int, width: int, row: int, height: int, rows: int) -> float:
    """What a module's place costs by itself: rank falls down the page, seconds stand at the top right."""
    cost = FALL[min(rank, 5)] * row / rows
    if row == 0:
        cost += _AT_TOP[min(rank, 5)]
    if width == 1 and height > 0.55 * rows:
        cost += 8 * (height / rows - 0.55)
    return cost


def _seam_cost(placed: Sequence[Placed], columns: int, rows: int) -> float:
    cost = sum(
        12 * ((last - first) / rows - 0.4)
        for _, first, last in vertical_seams(placed, columns, rows)
        if last - first > 0.4 * rows
    )
    lines = horizontal_seams(placed)
    cost += sum(1.0 for _, run in lines if run >= columns - 1)
    # Edges that miss each other by a row or two look like a mistake.
    cost += sum(0.5 for (row, _), (next_row, _) in pairwise(lines) if next_row - row <= 2)
    return cost


def _stack_cost(placed: Sequence[Placed], columns: int) -> float:
    """Modules of one width over and over, and pages of one width throughout."""
    places = {(tile.column, tile.columns, tile.row): tile for tile in placed}
    cost = 0.0
    for tile in placed:
        run, below = 1, places.get((tile.column, tile.columns, tile.row + tile.rows))
        while below:
            run += 1
            below = places.get((below.column, below.columns, below.row + below.rows))
        if run > 1 and tile.columns < columns:
            cost += 0.8 if run == 2 else 2.0
    if len(placed) >= 6:
        widths = Counter(tile.columns for tile in placed)
        cost += {1: 5.0, 2: 1.5}.get(len(widths), 0.0)
    return cost


def _foot_cost(placed: Sequence[Placed], columns: int, rows: int) -> float:
    """A wide module of some weight closes the page (倒头条); no large photo lies at the very foot."""
    foot = [tile for tile in placed if tile.row + tile.rows == rows]
    cost = 0.0
    if not any(2 * tile.columns >= columns and tile.tile.rank <= 3 for tile in foot):
        cost += 1.0 if any(2 * tile.columns >= columns for tile in foot) else 2.0
    for tile in foot:
        shape = tile.shape
        if shape.photo_rows[1] + 1 >= shape.heights[0][0] and 20 * photo_area(shape) > columns * rows:
            cost += 2.0
    return cost


def reading_order(placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """By column groups from the top left: what stands above a module or to its left is read before it.

    Where that leaves a choice, the editor's `order` decides, then the column, then the row.
    """
    waiting, found = list(placed), []
    while waiting:
        ready = [tile for tile in waiting if not any(_before(other, tile) for other in waiting)] or waiting
        tile = min(
            ready,
            key=lambda tile: (
                tile.tile.order if tile.tile.order is not None else len(placed),
                tile.column,
                tile.row,
            ),
        )
        waiting.remove(tile)
        found.append(tile)
    return tuple(found)


def _before(one: Placed, other: Placed) -> bool:
    """Whether a module touches another from above or from the left."""
    if one.row + one.rows == other.row:
        return one.column < other.column + other.columns and other.column < one.column + one.columns
    if one.column + one.columns == other.column:
        return one.row < other.row + other.rows and other.row < one.row + one.rows
    return False
