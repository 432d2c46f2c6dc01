"""Tiles that behave like those of real stories, and an independent search that tries every tiling."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence

from broadsheet.press.compose.packing import Placed, Shape, Tile, pressure

_HEADS = {1: ((8, 50), (10, 50), (12, 63)), 2: ((5, 30), (7, 30)), 3: ((4, 22), (5, 22)), 4: ((3, 16), (4, 16))}
"""By rank: (rows of the band, size)."""
_IDEAL = {1: 4.0, 2: 3.0, 3: 2.0, 4: 1.5, 5: 1.0}
_AREA = {1: 0.30, 2: 0.17, 3: 0.11, 4: 0.07, 5: 0.03}


def plain(*sizes: tuple[int, int], size: float = 20.0, head: int = 2) -> tuple[Shape, ...]:
    """Shapes of one (columns, rows) each, with a headline over all their columns."""
    return tuple(
        Shape(columns, ((rows, 0.0),), 0.0, number, size, head) for number, (columns, rows) in enumerate(sizes)
    )


def page(seed: int, columns: int, rows: int, count: int) -> tuple[Tile, ...]:
    """So many stories that fill about the region; equal arguments give equal tiles."""
    rng = random.Random(f"{seed} {columns} {rows} {count}")
    ranks = [1, 2, *(rng.choice([2, 3, 3, 4, 4, 5]) for _ in range(count - 2))]
    weights = [_AREA[rank] * rng.uniform(0.75, 1.3) for rank in ranks]
    weights[0] = max(weights[0], 1.2 * max(weights[1:]))
    target, low, high = rng.uniform(0.3, 0.7), 0.2, 3.0
    photos = {0, *rng.sample(range(1, count), 2)}
    for _ in range(25):
        middle = (low + high) / 2
        unit = middle * columns * rows / sum(weights)
        tiles = tuple(
            _tile(index, rank, weight * unit, columns, with_photo=index in photos)
            for index, (rank, weight) in enumerate(zip(ranks, weights, strict=True))
        )
        least, most, cells = pressure(tiles, columns, rows)
        low, high = (middle, high) if least + (most - least) * target < cells else (low, middle)
    return tiles


def _tile(index: int, rank: int, area: float, columns: int, *, with_photo: bool) -> Tile:
    shapes: list[Shape] = []
    scale = 1 if columns <= 5 else 2
    widths = {1: range(min(4, columns - 2), columns + 1), 2: range(2, 4 + scale), 3: range(1, 3 + scale)}
    for width in widths.get(rank, range(1, 2 + scale)):
        for head, size in _HEADS.get(rank, ((1, 11), (2, 11))):
            lines = max(6 * width, int(area - (head + 1) * _IDEAL[rank]))
            cost = 0.5 * abs(width - _IDEAL[rank])
            if with_photo and rank < 5 and width > 1:
                shapes += _with_photo(width, head, size, lines, rank, cost)
                continue
            rows = head + math.ceil(lines / width) + 1
            heights = tuple((rows + spare, float(spare)) for spare in range(5))
            shapes.append(Shape(width, heights, cost, len(shapes), size, head, "song", len(shapes) % 2 + 1))
            if rank < 5 and width > 1:
                # The headline leaves one column, whose text rises beside it.
                rows = math.ceil((lines + head * (width - 1)) / width) + 1
                heights = tuple((rows + spare, float(spare)) for spare in range(5))
                shapes += [
                    Shape(width, heights, cost + 0.6, len(shapes), size, head, "kai", 1, side, not side)
                    for side in (True, False)
                ]
            if rank in (3, 4):
                shapes.append(Shape(width, heights, cost + 1.5, len(shapes), size, head, "hei", 1, boxed=True))
    return Tile(f"{index}", rank, tuple(shapes))


def _with_photo(width: int, head: int, size: int, lines: int, rank: int, cost: float) -> list[Shape]:
    columns = 2 if rank == 1 else 1
    ideal = 18 if rank == 1 else 9
    heights: dict[int, float] = {}
    for photo in range(math.ceil(0.8 * ideal), int(1.2 * ideal) + 1):
        rows = max(head + photo + 7, head + math.ceil((0.6 * lines + columns * (photo + 2)) / width) + 1)
        for spare in range(3):
            heights[rows + spare] = min(heights.get(rows + spare, 99.0), 5 * abs(photo - ideal) / ideal + spare)
    at_side = ((True, False), (False, False), (True, True))
    return [
        Shape(
            width,
            tuple(sorted(heights.items())),
            cost,
            number,
            size,
            head,
            "song",
            1,
            headline_right=not beside,
            photo_left=not right,
            photo_right=right,
            photo_columns=columns,
            photo_rows=(0, ideal) if beside else (head, head + ideal),
        )
        for number, (right, beside) in enumerate(at_side)
    ]


def every_tiling(tiles: Sequence[Tile], columns: int, rows: int) -> Iterator[tuple[Placed, ...]]:
    """All tilings, by covering the first free cell with every tile in every shape and height."""
    taken = [[False] * columns for _ in range(rows)]
    placed: dict[int, Placed] = {}

    def cover(cell: int) -> Iterator[tuple[Placed, ...]]:
        while cell < columns * rows and taken[cell // columns][cell % columns]:
            cell += 1
        if cell == columns * rows:
            if len(placed) == len(tiles):
                yield tuple(placed.values())
            return
        row, column = divmod(cell, columns)
        for index, tile in enumerate(tiles):
            for shape in tile.shapes if index not in placed else ():
                end = column + shape.columns
                if end > columns or any(taken[row][column:end]):
                    continue
                for height, _ in shape.heights:
                    if row + height <= rows:
                        placed[index] = Placed(tile, shape, column, row, shape.columns, height)
                        mark(placed[index], to=True)
                        yield from cover(cell)
                        mark(placed.pop(index), to=False)

    def mark(where: Placed, *, to: bool) -> None:
        for row in range(where.row, where.row + where.rows):
            taken[row][where.column : where.column + where.columns] = [to] * where.columns

    yield from cover(0)
