"""From a pattern to a page: the rows of every level, and the shape of every tile, at the least cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.press.compose.region import Region
from broadsheet.press.compose.scoring import reading_order, taste
from broadsheet.press.compose.skyline import FOOT, Edge, Skyline, narrow, rows_of
from broadsheet.press.compose.tiling import Placed, Tiling
from broadsheet.press.compose.tiling_rules import broken_rules

_BROKEN = 1000.0
"""What a broken hard rule costs while alternatives are compared."""

_REPAIRS = 16
"""Other shapes that are judged at the same heights."""

_OTHERS = 12
"""Other heights that are judged for one pattern."""

_OF_SHAPES = ("collision", "photo", "banner", "box", "vertical", "legs")
"""Rules that other shapes at the same heights can keep."""


def settle(pattern: Skyline, area: Region, *, thorough: bool) -> Tiling | None:
    """The best tiling found of a complete pattern; `None` when its heights do not agree.

    `thorough`: where the cheapest heights break a rule, look at others.
    """
    levels = list(pattern.levels)
    if not narrow(levels, pattern.edges, [FOOT]):
        return None
    heights = _Heights(pattern.edges)
    heights.search(levels)
    if heights.best is None:
        return None
    at = [level.bit_length() - 1 for level in heights.best]
    _descend(at, levels, pattern.edges)
    best = _mend(at, pattern.edges, area)
    if best.broken and thorough:
        others = _Others(pattern.edges, area, best)
        others.search(levels)
        best = others.best
    return best


@dataclass(slots=True)
class _Heights:
    """The search for the rows of all levels at which the tiles cost least, as far as its tries go."""

    edges: Sequence[Edge]
    tries: int = 60
    best: list[int] | None = None
    cost: float = float("inf")

    def search(self, levels: list[int]) -> None:
        """Find the levels of one row each that agree with all tiles; none are found only where there are none."""
        self._try(levels, sorted({level for edge in self.edges for level in (edge.top, edge.bottom)}))

    def _try(self, levels: list[int], used: Sequence[int]) -> None:
        cost = _least(levels, self.edges)
        if cost >= self.cost:
            return
        undecided = [level for level in used if levels[level] & (levels[level] - 1)]
        if not undecided:
            self.best, self.cost = levels, cost
            return
        level = min(undecided, key=lambda level: levels[level].bit_count())
        ties = [edge for edge in self.edges if level in (edge.top, edge.bottom)]
        by_cost = sorted((_least_at(levels, ties, level, row), row) for row in rows_of(levels[level]))
        for _, row in by_cost:
            if self.tries <= 0 and self.best is not None:
                return
            self.tries -= 1
            tried = list(levels)
            tried[level] = 1 << row
            if narrow(tried, self.edges, [level]):
                self._try(tried, undecided)


@dataclass(slots=True)
class _Others:
    """The search for heights that break fewer rules than the cheapest."""

    edges: Sequence[Edge]
    area: Region
    best: Tiling
    tries: int = _OTHERS

    def search(self, levels: list[int]) -> None:
        """Try the heights that agree, a few of them, until a tiling breaks no rule."""
        undecided = [level for level in range(FOOT + 1, len(levels)) if levels[level] & (levels[level] - 1)]
        undecided = [level for level in undecided if any(level in (edge.top, edge.bottom) for edge in self.edges)]
        if not undecided:
            self.tries -= 1
            found = _mend([level.bit_length() - 1 for level in levels], self.edges, self.area)
            if _rank(found) < _rank(self.best):
                self.best = found
            return
        level = undecided[0]
        ties = [edge for edge in self.edges if level in (edge.top, edge.bottom)]
        by_cost = sorted((_least_at(levels, ties, level, row), row) for row in rows_of(levels[level]))
        for _, row in by_cost:
            if self.tries <= 0 or not self.best.broken:
                return
            tried = list(levels)
            tried[level] = 1 << row
            if narrow(tried, self.edges, [level]):
                self.search(tried)


def _least(levels: Sequence[int], edges: Sequence[Edge]) -> float:
    """What the tiles cost at least at these levels."""
    cost = 0.0
    for option, _, top, bottom in edges:
        high, low = levels[top], levels[bottom]
        cost += min([choices[0][0] for height, choices in option.choices.items() if high << height & low])
    return cost


def _least_at(levels: Sequence[int], edges: Sequence[Edge], level: int, row: int) -> float:
    """What the tiles at one level cost at least when it has that row; infinite when one of them cannot be."""
    cost = 0.0
    for option, _, top, bottom in edges:
        high = 1 << row if top == level else levels[top]
        low = 1 << row if bottom == level else levels[bottom]
        cost += min(
            [choices[0][0] for height, choices in option.choices.items() if high << height & low],
            default=float("inf"),
        )
    return cost


def _descend(at: list[int], levels: Sequence[int], edges: Sequence[Edge]) -> None:
    """Move one level at a time, in place, as long as the shapes get cheaper."""
    used = sorted({level for edge in edges for level in (edge.top, edge.bottom) if level > FOOT})
    ties = {level: [edge for edge in edges if level in (edge.top, edge.bottom)] for level in used}
    for _ in range(4):
        moved = False
        for level in used:
            best, best_row = _cost(at, ties[level]), at[level]
            for row in rows_of(levels[level]):
                at[level] = row
                cost = _cost(at, ties[level])
                if cost < best - 1e-9:
                    best, best_row, moved = cost, row, True
            at[level] = best_row
        if not moved:
            return


def _cost(at: Sequence[int], edges: Sequence[Edge]) -> float:
    """Of the cheapest shapes at these rows; infinite when a tile cannot be that high."""
    total = 0.0
    for option, _, top, bottom in edges:
        choices = option.choices.get(at[bottom] - at[top])
        if not choices:
            return float("inf")
        total += choices[0][0]
    return total


def _mend(at: Sequence[int], edges: Sequence[Edge], area: Region) -> Tiling:
    """The tiling at these rows, with other shapes than the cheapest where that mends a broken rule."""
    chosen = [0] * len(edges)
    best = _tiling(at, edges, chosen, area)
    tries = _REPAIRS
    improved = True
    while best.broken and improved and tries > 0:
        improved = False
        wrong = {name for rule, names, _ in best.broken if rule in _OF_SHAPES for name in names}
        for index, edge in enumerate(edges):
            if area.tiles[edge.option.tile].id not in wrong:
                continue
            kept = chosen[index]
            for choice in range(len(edge.option.choices[at[edge.bottom] - at[edge.top]])):
                if choice == kept or tries <= 0:
                    continue
                chosen[index], tries = choice, tries - 1
                found = _tiling(at, edges, chosen, area)
                if _rank(found) < _rank(best):
                    best, kept, improved = found, choice, True
            chosen[index] = kept
    return best


def _rank(tiling: Tiling) -> float:
    return _BROKEN * len(tiling.broken) + tiling.cost


def _tiling(at: Sequence[int], edges: Sequence[Edge], chosen: Sequence[int], area: Region) -> Tiling:
    """The judged tiling at these rows, in the chosen shapes."""
    tiles, columns, rows = area.tiles, area.columns, area.rows
    placed, cost = [], 0.0
    for (option, column, top, bottom), choice in zip(edges, chosen, strict=True):
        height = at[bottom] - at[top]
        own, shape = option.choices[height][choice]
        cost += own
        placed.append(Placed(tiles[option.tile], shape, column, at[top], option.columns, height))
    broken = broken_rules(placed, columns, rows, banners=area.banners)
    return Tiling(reading_order(placed), cost + taste(placed, columns, rows), broken)
