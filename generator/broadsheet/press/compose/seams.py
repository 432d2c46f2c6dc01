"""Seams: straight lines of white between modules that would split the page (通缝、断版)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from broadsheet.press.compose.tiling import Placed

LONGEST = 0.65
"""The part of the depth that a vertical seam may run."""


def longest_seam(rows: int) -> int:
    """Rows that a vertical seam may run; the white row at its end and that below the page do not count."""
    return int(LONGEST * (rows - 1)) + 1


def is_in_top_third(end: int, rows: int) -> bool:
    """Whether a module that ends before this row lies in the top third, its white row not counted."""
    return 3 * (end - 1) <= rows - 1


def is_in_bottom_third(row: int, rows: int) -> bool:
    """Whether a module that begins at this row lies in the bottom third."""
    return 3 * row >= 2 * (rows - 1)


def vertical_seams(placed: Sequence[Placed], columns: int, rows: int) -> list[tuple[int, int, int]]:
    """Straight runs between modules: (boundary, first row, row after the last); boundary 1 lies after column 0."""
    found = []
    for boundary in range(1, columns):
        across = sorted(
            (tile.row, tile.row + tile.rows) for tile in placed if tile.column < boundary < tile.column + tile.columns
        )
        edges = [(0, 0), *across, (rows, rows)]
        found += [(boundary, end, begin) for (_, end), (begin, _) in pairwise(edges) if begin > end]
    return found


def horizontal_seams(placed: Sequence[Placed]) -> list[tuple[int, int]]:
    """Rows at which modules end side by side: (row, columns of the longest straight run)."""
    tops: dict[int, list[tuple[int, int]]] = {}
    for tile in placed:
        if tile.row:
            tops.setdefault(tile.row, []).append((tile.column, tile.columns))
    found = []
    for row, spans in sorted(tops.items()):
        longest = run = 0
        end = -1
        for column, width in sorted(spans):
            run = run + width if column == end else width
            end = column + width
            longest = max(longest, run)
        found.append((row, longest))
    return found


def may_cross(placed: Sequence[Placed], row: int, columns: int, rows: int) -> bool:
    """Whether a seam through all columns may lie at this row: beside a full-width module in the outer thirds.

    Beside a filler through all columns it may lie anywhere: nothing stands beside it.
    """
    beside = [tile for tile in placed if row in (tile.row, tile.row + tile.rows)]
    return any(
        tile.columns == columns
        and (tile.tile.is_filler or is_in_top_third(tile.row + tile.rows, rows) or is_in_bottom_third(tile.row, rows))
        for tile in beside
    )
