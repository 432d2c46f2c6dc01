"""The search for a page's layout: rectangles that tile the grid exactly.

An exact packer over a skyline of columns: it is not limited to slicing, so pinwheels come out where they serve.
"""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.press.compose.region import region
from broadsheet.press.compose.search import tilings
from broadsheet.press.compose.tiling import Placed, Shape, Tile, Tiling

__all__ = ["Placed", "Shape", "Tile", "Tiling", "pack", "pressure"]


def pressure(tiles: Sequence[Tile], columns: int, rows: int) -> tuple[int, int, int]:
    """(least area, most area, cells): a tiling can exist only while the cells lie between the two areas.

    A tile of which no shape fits the region counts with more area than the region has.
    """
    area = region(tiles, columns, rows)
    cells = columns * rows
    if not all(area.options):
        return cells + 1, max(cells + 1, sum(area.most)), cells
    return sum(area.least), sum(area.most), cells


def pack(
    tiles: Sequence[Tile], columns: int, rows: int, *, budget: int = 20_000, results: int = 12, banners: int = 0
) -> tuple[Tiling, ...]:
    """The best tilings found of a region of `columns` × `rows` cells, best first; empty when none is found.

    A tiling that breaks no hard rule comes before any that breaks one. `budget` bounds the nodes that are looked at, so
    that equal input gives equal output on any machine. `rows` includes the white row below the lowest modules, which
    lies outside the type area. `banners`: lines through all columns that stand above the region.
    """
    return tilings(tiles, columns, rows, budget=budget, results=results, banners=banners)
