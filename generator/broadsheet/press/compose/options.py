"""The shapes of a tile, gathered by width: what the search chooses from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.press.compose.tiling import Shape, Tile

LEFT_FREE = 1
RIGHT_FREE = 2


@dataclass(frozen=True, slots=True)
class Option:
    """Shapes of one tile that share a width; which of them is left open until the heights are known."""

    tile: int
    columns: int
    heights: tuple[int, ...]
    """Ascending; what any of the shapes can be high."""
    mask: int
    """Bit h for each height h."""
    cost: float
    """The least that any of them costs."""
    choices: dict[int, tuple[tuple[float, Shape], ...]]
    """By height: what the shapes cost at it, cheapest first."""
    shapes: tuple[Shape, ...]
    sides: int
    """Sides that had to be free of headlines."""
    free: int
    """Sides that no headline of it touches: `LEFT_FREE` | `RIGHT_FREE`; at least `sides`."""
    head: int
    """Rows from its top to the end of its headline, at least."""

    @property
    def least(self) -> int:
        """The least height, in rows."""
        return self.heights[0]

    @property
    def most(self) -> int:
        """The greatest height, in rows."""
        return self.heights[-1]


Family = tuple[Option, Option | None, Option | None, Option | None]
"""A tile at one width, by the sides that must be free of headlines: neither, left, right, both; `None` if it cannot."""


def free_sides(shape: Shape, tile: Tile) -> int:
    """The sides where a neighbour's headline may stand at the same height (碰题)."""
    if shape.vertical or shape.boxed or tile.boxed or tile.is_filler or not shape.headline_size:
        return LEFT_FREE | RIGHT_FREE
    return (0 if shape.headline_left else LEFT_FREE) | (0 if shape.headline_right else RIGHT_FREE)


def families(index: int, tile: Tile, columns: int, rows: int) -> tuple[Family, ...]:
    """The tile at each width that fits the region, narrowest first; empty when no shape fits."""
    widths: dict[int, list[Shape]] = {}
    for shape in tile.shapes:
        if 1 <= shape.columns <= columns and any(1 <= height <= rows for height, _ in shape.heights):
            widths.setdefault(shape.columns, []).append(shape)
    found: list[Family] = []
    for width, shapes in sorted(widths.items()):
        plain = _option(index, tile, width, shapes, rows, 0)
        assert plain is not None
        left, right, both = (
            _option(
                index, tile, width, [shape for shape in shapes if free_sides(shape, tile) & sides == sides], rows, sides
            )
            for sides in (LEFT_FREE, RIGHT_FREE, LEFT_FREE | RIGHT_FREE)
        )
        found.append((plain, left, right, both))
    return tuple(found)


def _option(index: int, tile: Tile, width: int, shapes: Sequence[Shape], rows: int, sides: int) -> Option | None:
    if not shapes:
        return None
    choices: dict[int, list[tuple[float, Shape]]] = {}
    free = LEFT_FREE | RIGHT_FREE
    for shape in shapes:
        free &= free_sides(shape, tile)
        for height, cost in shape.heights:
            if 1 <= height <= rows:
                choices.setdefault(height, []).append((shape.cost + cost, shape))
    ordered = {height: tuple(sorted(choices[height], key=lambda choice: choice[0])) for height in sorted(choices)}
    return Option(
        tile=index,
        columns=width,
        heights=tuple(ordered),
        mask=sum(1 << height for height in ordered),
        cost=min(pairs[0][0] for pairs in ordered.values()),
        choices=ordered,
        shapes=tuple(shapes),
        sides=sides,
        free=free,
        head=min(shape.headline_rows for shape in shapes),
    )
