"""The rules between modules: thin grey lines in their white rows and gaps, joined where they meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from broadsheet.press.grid import Grid
from broadsheet.press.layout import Module, Stroke

THICKNESS = 0.25
"""In points (composition.md: rules)."""

_Cells = dict[tuple[int, int], Module]


def column_rules(modules: Sequence[Module], grid: Grid, first_row: int) -> tuple[Stroke, ...]:
    """Every rule once, from junction to junction or to the type area's edge; none along a box, which has its own.

    `first_row` is the row in which the modules begin.
    """
    owner = {
        (column, row): module
        for module in modules
        for column in range(module.column, module.column + module.columns)
        for row in range(module.row, module.row + module.rows)
    }
    return (*_level(owner, grid, first_row), *_upright(owner, grid, first_row))


def _level(owner: _Cells, grid: Grid, first_row: int) -> Iterable[Stroke]:
    """Where one module ends and another begins below it."""
    for row in range(first_row + 1, grid.rows):
        wanted = [_parts(owner.get((c, row - 1)), owner.get((c, row))) for c in range(grid.columns)]
        for start, end in _runs(wanted):
            left = grid.x(start) - (grid.gap / 2 if start else 0)
            right = grid.x(end - 1) + grid.measure + (grid.gap / 2 if end < grid.columns else 0)
            yield Stroke(left, _white(grid, row), right - left, THICKNESS)


def _upright(owner: _Cells, grid: Grid, first_row: int) -> Iterable[Stroke]:
    """Where modules stand side by side."""
    for column in range(1, grid.columns):
        wanted = [_parts(owner.get((column - 1, r)), owner.get((column, r))) for r in range(first_row, grid.rows)]
        for start, end in _runs(wanted):
            top, foot = start + first_row, end + first_row
            upper = _white(grid, top) if top > first_row else grid.y(top)
            lower = _white(grid, foot) if foot < grid.rows else grid.y(foot)
            yield Stroke(grid.x(column) - grid.gap / 2, upper, lower - upper, THICKNESS, vertical=True)


def _parts(one: Module | None, other: Module | None) -> bool:
    """Whether a rule belongs between two neighbours."""
    return one is not None and other is not None and one is not other and not (one.boxed or other.boxed)


def _white(grid: Grid, row: int) -> float:
    """The middle of the white row that ends at `row`."""
    return grid.y(row) - grid.leading / 2


def _runs(wanted: Sequence[bool]) -> Iterable[tuple[int, int]]:
    """(first, after the last) of every unbroken stretch."""
    start: int | None = None
    for place, is_wanted in enumerate((*wanted, False)):
        if is_wanted and start is None:
            start = place
        elif not is_wanted and start is not None:
            yield start, place
            start = None
