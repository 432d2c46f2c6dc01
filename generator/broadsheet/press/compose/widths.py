"""How wide a module may be, and how many legs it may have."""

from __future__ import annotations

import math
from collections.abc import Iterator

from broadsheet.press.compose.flows import lines_of_characters
from broadsheet.press.compose.legs import LEAST_LINES, LegGrid, leg_grid
from broadsheet.press.compose.ranking import Assignment
from broadsheet.press.compose.situation import Situation
from broadsheet.press.grid import Grid

WIDEST_MEASURE = 42
"""Characters of a line beyond which the eye loses the next one; Latin: as many em."""
FEW_LINES = 3
"""For each base column: a text of fewer lines may run over them all, for the eye does not get lost in it."""
LOOSE_COST = 2.0
"""Of leaving the base measure where nobody asked for it."""
LOOSE_GAIN = -1.5
"""Of leaving it where variety asks for it."""
WIDTH_COST = (0.0, 2.5, 2.0, 2.0, 1.5, 1.0)
"""By rank: of each base column off the ideal width."""
MOST_WIDTHS = 4
FEW_MODULES = 7
OFF_BASE = ((2, 1), (3, 2), (4, 2), (5, 3))
"""(base columns, legs): 长栏, 三破二, two 长栏, 五破三."""


def ideal_columns(rank: int, kind: str, grid: Grid) -> tuple[int, int, int]:
    """(least, ideal, most) base columns of a module."""
    columns = grid.columns
    scale = columns / 5 if columns > 6 else 1.0
    if rank == 1:
        least = min(columns, 3 if columns <= 5 else 4)
        return least, max(least, round(0.7 * columns)), columns
    if kind == "photo":
        return min(2, columns), max(2, round(0.5 * columns)), columns
    least, ideal, most = ((2, 3, 4), (2, 2, 3), (1, 2, 3), (1, 1, 2))[min(rank, 5) - 2]
    if kind in ("advert", "notice"):
        least, ideal, most = 1, 2, columns
    most = round(most * scale)
    if rank <= 3 and columns <= 6:
        most = columns  # A module through all columns cuts the seams of those above and below it.
    return min(least, columns), min(ideal, columns), min(most, columns)


def widths(job: Assignment, at: Situation) -> tuple[tuple[int, float], ...]:
    """(base columns, cost) that a story may take."""
    if job.pin or job.width:
        return ((job.pin[2] if job.pin else job.width or 1, 0.0),)
    least, ideal, most = ideal_columns(job.rank, job.story.kind, at.grid)
    if at.is_sparse or at.need:
        least, most = (least if job.rank == 1 else 1), at.grid.columns
    lines = lines_of_characters(job.characters, at.grid.measure, at.grid)
    if job.rank > 1 and not job.story.photos and job.story.kind != "photo":
        # A text neither deeper than the page nor chopped into legs of a few lines.
        ideal = min(max(ideal, math.ceil(lines / 34)), max(1, int(lines / 9)))
        least = min(least, max(1, int(lines / LEAST_LINES)))
    price = WIDTH_COST[min(job.rank, 5)] * (0.4 if at.is_sparse else 1.0)
    found = [
        (columns, price * abs(columns - ideal))
        for columns in range(least, max(least, most) + 1)
        if lines / columns <= 0.9 * at.rows or columns == most
    ]
    found.sort(key=lambda pair: pair[1])
    return tuple(found[:MOST_WIDTHS] if not (at.is_sparse or at.need) else found)


def measures(columns: int, job: Assignment, at: Situation) -> Iterator[tuple[LegGrid, float]]:
    """(legs, cost) over so many columns: the base measure, and those off it that are worth a try."""
    inset = at.grid.body_size if job.boxed else 0.0
    lines = lines_of_characters(job.characters, at.grid.measure, at.grid)
    for legs in range(columns, 0, -1):
        grid = leg_grid(columns, legs, at.grid, inset)
        too_wide = grid is not None and grid.measure > WIDEST_MEASURE * at.grid.body_size
        if grid is None or (too_wide and (legs > 1 or not (at.need or lines < FEW_LINES * columns))):
            continue
        if legs == columns:
            yield grid, LOOSE_COST if job.off_base else 0.0
        elif lines < LEAST_LINES * (legs + 1) + 3:
            yield grid, 3.0 if too_wide else 1.0  # Too short for more legs.
        elif (columns, legs) in OFF_BASE and (at.grid.script == "han" or legs > 1):
            if job.off_base or at.is_sparse or at.leeway.loose:
                yield grid, LOOSE_GAIN if job.off_base else LOOSE_COST
            elif (columns == 2 * legs or at.modules <= FEW_MODULES) and job.rank <= 3 and not job.boxed:
                # One more galley gives heights over two columns and over four; few modules need more to fit together.
                yield grid, LOOSE_COST
