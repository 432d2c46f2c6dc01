"""Partial layouts grow by one tile, unless they can no longer become a page."""

from __future__ import annotations

from broadsheet.press.compose.region import Keep, Region
from broadsheet.press.compose.skyline import FOOT, TOP, Move, Skyline, first_row, narrow, place

BROKEN = 25.0
"""What a rule costs that a pattern breaks for certain."""


def grow(area: Region, skyline: Skyline, move: Move, keep: Keep) -> Skyline | None:
    """The skyline after a move; `None` when it leads to no layout that keeps the rules."""
    grown = place(skyline, move)
    if grown is not None:
        grown = _finishing(area, grown)
    if grown is None:
        return None
    cost = skyline.cost + move.estimate
    confined = _confined(area, skyline, grown)
    if confined is None or _has_long_seam(area, confined):
        if keep.seams:
            return None
        return grown._replace(cost=cost + BROKEN)
    return (confined if keep.seams else grown)._replace(cost=cost)


def is_complete(skyline: Skyline) -> bool:
    """Whether every tile has its place and every column is filled."""
    return not skyline.left and len(skyline.floor) == 1 and skyline.floor[0].level == FOOT


def least_cost(skyline: Skyline) -> float:
    """The cost of a complete pattern, with each tile at the cheapest of the heights that its levels still allow."""
    levels, cost = skyline.levels, skyline.cost
    for option, _, top, bottom in skyline.edges:
        high, low = levels[top], levels[bottom]
        cost += min(choices[0][0] for height, choices in option.choices.items() if high << height & low) - option.cost
    return cost


def _finishing(area: Region, skyline: Skyline) -> Skyline | None:
    """The skyline without the rows from which the waiting tiles cannot fill what is left; `None` when none is left.

    Judged by their number, their heights below one another, and their areas together.
    """
    levels, waiting = skyline.levels, skyline.left
    reaching = area.reaching(waiting)
    low = high = groups = common = 0
    stale: list[int] = []
    for span in skyline.floor:
        if span.level == FOOT:
            common = 0
            continue
        level = levels[span.level] & reaching
        if level != levels[span.level]:
            if not level:
                return None
            stale.append(span.level)
        low += span.columns * (area.rows + 1 - level.bit_length())
        high += span.columns * (area.rows - first_row(level))
        if common & level:
            common &= level
        else:
            common = level
            groups += 1
    if groups > waiting.bit_count() or not (area.filling(waiting) >> low) & ((2 << high - low) - 1):
        return None
    return _narrowed(skyline, [(level, reaching) for level in stale])


def _narrowed(skyline: Skyline, kept: list[tuple[int, int]]) -> Skyline | None:
    """The skyline with levels held to sets of rows; `None` when one has no row left."""
    levels, stale = list(skyline.levels), []
    for level, rows in kept:
        if levels[level] & ~rows:
            levels[level] &= rows
            if not levels[level]:
                return None
            stale.append(level)
    if not stale:
        return skyline
    return skyline._replace(levels=tuple(levels)) if narrow(levels, skyline.edges, stale) else None


def _confined(area: Region, before: Skyline, skyline: Skyline) -> Skyline | None:
    """The skyline without the rows at which its last tile makes a bad seam; `None` when none is left."""
    last, levels = skyline.edges[-1], skyline.levels
    top, bottom = last.top, last.bottom
    full = last.option.columns == area.columns
    kept: list[tuple[int, int]] = []
    if top != TOP:
        # It crosses boundaries whose seams end at its top.
        crossed = sorted(set(before.seams[last.column : last.column + last.option.columns - 1]))
        kept += [(top, (1 << levels[level].bit_length() + area.seam) - 1) for level in crossed]
        above = [edge for edge in skyline.edges if edge.bottom == top]
        beside_filler = any(
            area.tiles[edge.option.tile].is_filler and edge.option.columns == area.columns for edge in (*above, last)
        )
        if sum(edge.option.columns for edge in above) == area.columns and not beside_filler:
            excused = area.top_third if above[0].option.columns == area.columns else 0
            kept.append((top, excused | (area.bottom_third if full else 0)))
    if full and bottom != FOOT and not area.tiles[last.option.tile].is_filler and not levels[top] & area.bottom_third:
        # Another full-width module below might excuse the seam under it; the top third is simpler.
        kept.append((bottom, area.top_third))
    return _narrowed(skyline, kept)


def _has_long_seam(area: Region, skyline: Skyline) -> bool:
    """Whether a vertical seam must run too far, wherever it will end."""
    levels, seams, longest = skyline.levels, skyline.seams, area.seam
    before = 0
    for column, columns, level in skyline.floor:
        reached = first_row(levels[level])
        if column and max(reached, before) - levels[seams[column - 1]].bit_length() + 1 > longest:
            return True
        for boundary in range(column, column + columns - 1):
            if reached - levels[seams[boundary]].bit_length() + 1 > longest:
                return True
        before = reached
    return False
