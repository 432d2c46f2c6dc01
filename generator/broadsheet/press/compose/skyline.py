"""Half-built layouts: a skyline of columns whose depths are sets of rows that can still be reached.

A partial layout knows which tile stands on which, and leaves its heights open: every horizontal edge is a *level*, a
set of rows written as the bits of an integer, and every tile ties the level of its top to that of its bottom. Tiles
that stand on several others make their levels one. So a single partial layout stands for all layouts of its pattern,
pinwheels among them, and a pattern is dropped as soon as one of its levels has no row left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from broadsheet.press.compose.options import Option

TOP = 0
"""The level of the region's top edge."""
FOOT = 1
"""The level of its bottom edge."""


class Edge(NamedTuple):
    """A tile that has its place in a partial layout."""

    option: Option
    column: int
    top: int
    """The level of its top edge."""
    bottom: int


class Span(NamedTuple):
    """Neighbouring columns of the skyline whose floor is one level."""

    column: int
    columns: int
    level: int


class Skyline(NamedTuple):
    """A partial layout."""

    floor: tuple[Span, ...]
    """From left to right."""
    levels: tuple[int, ...]
    """Sets of rows, as bits; the first two are the region's top and foot."""
    edges: tuple[Edge, ...]
    """In the order of placing; those above come before those below."""
    left: int
    """Which tiles have no place yet, as bits."""
    seams: tuple[int, ...]
    """For each boundary between columns, from the left: the level from which no tile has crossed it."""
    cost: float


def beneath(levels: int, option: Option) -> int:
    """The rows a tile's bottom can reach from these rows of its top."""
    reached = 0
    if levels.bit_count() < len(option.heights):
        while levels:
            lowest = levels & -levels
            reached |= option.mask * lowest
            levels ^= lowest
        return reached
    for height in option.heights:
        reached |= levels << height
    return reached


def above(levels: int, option: Option) -> int:
    """The rows a tile's top can have for these rows of its bottom."""
    reached = 0
    for height in option.heights:
        reached |= levels >> height
    return reached


def narrow(levels: list[int], edges: Sequence[Edge], changed: list[int]) -> bool:
    """Carry changed levels along the tiles, in place; `False` as soon as a level has no row left."""
    while changed:
        level = changed.pop()
        rows = levels[level]
        for option, _, top, bottom in edges:
            if top == level:
                other, kept = bottom, levels[bottom] & beneath(rows, option)
            elif bottom == level:
                other, kept = top, levels[top] & above(rows, option)
            else:
                continue
            if not kept:
                return False
            if kept != levels[other]:
                levels[other] = kept
                if other not in changed:
                    changed.append(other)
    return True


def rows_of(level: int) -> list[int]:
    """The rows in a set, ascending."""
    found = []
    while level:
        lowest = level & -level
        found.append(lowest.bit_length() - 1)
        level ^= lowest
    return found


def first_row(level: int) -> int:
    """The least row in a set."""
    return (level & -level).bit_length() - 1


def start(tiles: int, columns: int, rows: int) -> Skyline:
    """The empty region."""
    return Skyline((Span(0, columns, TOP),), (1, 1 << rows), (), (1 << tiles) - 1, (TOP,) * (columns - 1), 0.0)


class Move(NamedTuple):
    """A tile about to be placed on the spans `first` … `last`, whose floors become one level."""

    estimate: float
    option: Option
    column: int
    first: int
    last: int
    limit: int
    """The rows its bottom may have, as bits."""
    foot: bool
    """Whether it ends at the region's foot."""
    freed: tuple[tuple[int, Option], ...] = ()
    """Tiles placed before, by number, that must keep the side free which the new one touches."""


def place(skyline: Skyline, move: Move) -> Skyline | None:
    """The skyline after a move; `None` if its heights cannot agree."""
    option, column, end = move.option, move.column, move.column + move.option.columns
    floor, edges, seams = skyline.floor, skyline.edges, skyline.seams
    levels = list(skyline.levels)
    top = floor[move.first].level
    rows = levels[top]
    merged, is_same = 0, True
    for span in floor[move.first + 1 : move.last + 1]:
        is_same = is_same and levels[span.level] == levels[top]
        rows &= levels[span.level]
        merged |= 1 << span.level
    reach = beneath(rows, option) & move.limit
    if not reach:
        return None
    stale = (
        [top]
        if levels[top] != rows or any(merged >> level & 1 and levels[level] != rows for level in range(len(levels)))
        else []
    )
    levels[top] = rows
    if merged:
        # TOP is level 0, and never merged: whatever stands lower has no row 0.
        edges = tuple(
            Edge(o, c, top if merged >> high & 1 else high, top if merged >> low & 1 else low)
            for o, c, high, low in edges
        )
        seams = tuple(top if merged >> level & 1 else level for level in seams)
        floor = tuple(Span(c, w, top if merged >> level & 1 else level) for c, w, level in floor)
    bottom = FOOT if move.foot else len(levels)
    if not move.foot:
        levels.append(reach)
    edges = (*edges, Edge(option, column, top, bottom))
    if move.freed:
        freed = list(edges)
        for number, narrower in move.freed:
            freed[number] = edge = edges[number]._replace(option=narrower)
            if not _agree(levels, edge, stale):
                return None
        edges = tuple(freed)
    if not _agree(levels, edges[-1], stale):
        return None
    if stale and not narrow(levels, edges, stale):
        return None
    if option.columns > 1:
        seams = (*seams[:column], *(bottom,) * (option.columns - 1), *seams[end - 1 :])
    floor = _raised(floor, move.first, move.last, column, end, bottom)
    return Skyline(floor, tuple(levels), edges, skyline.left & ~(1 << option.tile), seams, skyline.cost)


def _agree(levels: list[int], edge: Edge, stale: list[int]) -> bool:
    """Make the two levels of a tile agree, in place, and note which of them changed; `False` when they cannot."""
    option, _, top, bottom = edge
    for level, rows in ((top, above(levels[bottom], option)), (bottom, beneath(levels[top], option))):
        kept = levels[level] & rows
        if kept != levels[level]:
            levels[level] = kept
            stale.append(level)
    return bool(levels[top] and levels[bottom])


def _raised(floor: tuple[Span, ...], first: int, last: int, column: int, end: int, bottom: int) -> tuple[Span, ...]:
    """The floor after a tile over `column` … `end` on the spans `first` … `last`; neighbours of one level made one."""
    middle = []
    left, right = floor[first], floor[last]
    if left.column < column:
        middle.append(Span(left.column, column - left.column, left.level))
    middle.append(Span(column, end - column, bottom))
    if right.column + right.columns > end:
        middle.append(Span(end, right.column + right.columns - end, right.level))
    found: list[Span] = []
    for span in (*floor[:first], *middle, *floor[last + 1 :]):
        if found and found[-1].level == span.level:
            found[-1] = Span(found[-1].column, found[-1].columns + span.columns, span.level)
        else:
            found.append(span)
    return tuple(found)
