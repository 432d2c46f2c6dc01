"""The search itself: patterns grown tile by tile from the top, in many places at once."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from broadsheet.press.compose.growth import grow, is_complete, least_cost
from broadsheet.press.compose.moves import moves
from broadsheet.press.compose.region import Keep, Region, region
from broadsheet.press.compose.settling import settle
from broadsheet.press.compose.skyline import FOOT, Skyline, first_row, start
from broadsheet.press.compose.tiling import Tile, Tiling

_STAGES = (
    (Keep(), 0.4),
    (Keep(headlines=False), 0.1),
    (Keep(places=False), 0.2),
    (Keep(seams=False), 0.1),
    (Keep(headlines=False, seams=False), 0.05),
    (Keep(headlines=False, seams=False, lead=False), 0.05),
    (Keep(headlines=False, seams=False, lead=False, places=False), 0.1),
)
"""(rules kept, share of the budget): the next is tried, with what was not spent before, where one finds no tiling."""

_TURN = 120
"""Nodes that one branch may look at before the next has its turn."""
_PATIENCE = 1000
"""Nodes after which fewer patterns will do."""
_ENOUGH = 3
"""Patterns from one branch, in one turn."""
_REPAIRED = 12
"""Patterns of which several heights are judged in vain."""
_WEIGHTS = {"lead": 3, "pin": 3, "seam": 2, "foot": 2}
"""How much worse than others a broken rule is."""


@dataclass(slots=True)
class Progress:
    """What a search has left and found: time as far as it is the same on any machine, and complete patterns."""

    nodes: int
    """Partial layouts that may still be looked at."""
    wanted: int
    """Patterns that will do."""
    found: list[tuple[float, int, Skyline]] = field(default_factory=list)
    """(least cost, number, pattern), ascending."""
    limit: float = float("inf")
    """Partial layouts that cost as much are of no use: as many patterns as wanted are cheaper."""

    def add(self, pattern: Skyline) -> None:
        """Keep a complete pattern."""
        insort(self.found, (least_cost(pattern), len(self.found), pattern))
        if len(self.found) >= self.wanted:
            self.limit = self.found[self.wanted - 1][0]


class Wait(NamedTuple):
    """Columns of the floor that were left for later: no tile may come there that could have come before."""

    column: int
    end: int
    is_blocked: bool
    """Until their neighbourhood changes."""


def tilings(
    tiles: Sequence[Tile], columns: int, rows: int, *, budget: int, results: int, banners: int = 0
) -> tuple[Tiling, ...]:
    """See `packing.pack`."""
    area = region(tiles, columns, rows, banners)
    if not tiles or not all(area.options) or not area.filling(area.everyone) >> columns * rows & 1:
        return ()
    left, best = 0, tuple[Tiling, ...]()
    for keep, share in _STAGES:
        left += int(budget * share)
        if not keep.places and not area.has_places:
            continue
        for wanted in (2 * results, 20 * results):
            progress = Progress(left, wanted)
            _gather(area, progress, keep)
            left = max(0, progress.nodes)
            patterns = [pattern for _, _, pattern in progress.found]
            best = _chosen([*best, *_settled(patterns, area, results, wanted)], results)
            if (best and not best[0].broken) or len(patterns) < wanted:
                # Where the cheapest patterns are bad in the end, dearer ones may be good.
                break
        if best and (not best[0].broken or not keep.seams):
            break
    return best


def _chosen(found: Sequence[Tiling], results: int) -> tuple[Tiling, ...]:
    """The best, each unlike those before it; then, as far as there is room, those that are like one of them."""
    kept: list[Tiling] = []
    alike: list[Tiling] = []
    for tiling in sorted(found, key=_badness):
        (alike if any(_are_alike(tiling, other) for other in kept) else kept).append(tiling)
    return tuple(sorted([*kept[:results], *alike[: max(0, results - len(kept))]], key=_badness))


def _badness(tiling: Tiling) -> tuple[int, float]:
    return sum(_WEIGHTS.get(rule, 1) for rule, _, _ in tiling.broken), tiling.cost


def _gather(area: Region, progress: Progress, keep: Keep) -> None:
    """Find complete patterns, in turns from branches that begin differently."""
    branches = []
    for skyline, waits in _branches(area, progress, keep):
        if is_complete(skyline):
            progress.add(skyline)
        else:
            branches.append(_deeper(area, skyline, waits, keep, progress))
    begun = progress.nodes
    while branches:
        still = []
        for branch in branches:
            # The longer it takes, the fewer will do.
            enough = progress.wanted * max(1, 4 - (begun - progress.nodes) // _PATIENCE)
            if progress.nodes <= 0 or len(progress.found) >= enough:
                return
            if _turn(branch, progress):
                still.append(branch)
        branches = still


def _turn(branch: Iterator[Skyline | None], progress: Progress) -> bool:
    """Go on with one branch for a while; `False` when it is exhausted."""
    found = 0
    for _ in range(_TURN):
        try:
            pattern = next(branch)
        except StopIteration:
            return False
        progress.nodes -= 1
        if pattern is not None:
            progress.add(pattern)
            found += 1
        if found >= _ENOUGH or progress.nodes <= 0:
            break
    return True


def _branches(area: Region, progress: Progress, keep: Keep) -> list[tuple[Skyline, tuple[Wait, ...]]]:
    """The ways to place the first two tiles, the most promising first."""
    front: list[tuple[Skyline, tuple[Wait, ...]]] = [(start(len(area.tiles), area.columns, area.rows), ())]
    for depth in range(2):
        grown = []
        while front:
            skyline, waits = front.pop(0)
            if len(skyline.edges) > depth or is_complete(skyline):
                grown.append((skyline, waits))
                continue
            for child in _children(area, skyline, waits, keep, progress):
                progress.nodes -= 1
                if child is not None:
                    front.append(child)
        front = grown
    return sorted(front, key=lambda branch: branch[0].cost)


def _deeper(
    area: Region, skyline: Skyline, waits: tuple[Wait, ...], keep: Keep, progress: Progress
) -> Iterator[Skyline | None]:
    """All complete patterns that grow from a partial one, depth first; `None` for each node that is none."""
    for child in _children(area, skyline, waits, keep, progress):
        if child is not None and is_complete(child[0]):
            yield child[0]
            continue
        yield None
        if child is not None:
            yield from _deeper(area, *child, keep, progress)


def _children(
    area: Region, skyline: Skyline, waits: tuple[Wait, ...], keep: Keep, progress: Progress
) -> Iterator[tuple[Skyline, tuple[Wait, ...]] | None]:
    """A partial layout with one tile more in every way, then with one span left for later; `None` for dead ends."""
    chosen = lowest_span(skyline, waits)
    if chosen < 0:
        return
    here = skyline.floor[chosen]
    waited = next((wait for wait in waits if wait.column == here.column), None)
    cheapest = skyline.cost + sum(area.cheapest[index] for index in range(len(area.tiles)) if skyline.left >> index & 1)
    for move in moves(area, skyline, chosen, keep):
        if cheapest + move.estimate - area.cheapest[move.option.tile] > progress.limit:
            continue
        column, end = move.column, move.column + move.option.columns
        if waited and column == waited.column and end <= waited.end:
            continue
        child = grow(area, skyline, move, keep)
        still = tuple(
            wait._replace(is_blocked=wait.is_blocked and (end < wait.column or wait.end < column))
            for wait in waits
            if not column <= wait.column < end
        )
        yield (child, still) if child else None
    if len(skyline.floor) > 1 and _may_wait(area, skyline, chosen):
        blocked = Wait(here.column, waited.end if waited else here.column + here.columns, True)
        yield skyline, (*(wait for wait in waits if wait is not waited), blocked)


def lowest_span(skyline: Skyline, waits: tuple[Wait, ...]) -> int:
    """The span to fill next: the one nearest the page's head; -1 when all that do not wait are filled."""
    best, best_key = -1, 0
    for index, (column, _, level) in enumerate(skyline.floor):
        if level == FOOT or any(wait.column == column and wait.is_blocked for wait in waits):
            continue
        rows = skyline.levels[level]
        key = first_row(rows) + rows.bit_length()
        if best < 0 or key < best_key:
            best, best_key = index, key
    return best


def _may_wait(area: Region, skyline: Skyline, chosen: int) -> bool:
    """Whether a span may be filled by a tile that reaches over a neighbour which is still to come down to its level."""
    rows = skyline.levels[skyline.floor[chosen].level]
    lowest = min(area.lowest[index] for index in range(len(area.tiles)) if skyline.left >> index & 1)
    deepest = rows.bit_length() - 1
    for side in (skyline.floor[chosen + 1 :], skyline.floor[:chosen][::-1]):
        for span in side:
            if first_row(skyline.levels[span.level]) + lowest <= deepest:
                return True
            if not skyline.levels[span.level] & rows:
                break
    return False


def _settled(patterns: Sequence[Skyline], area: Region, results: int, most: int) -> list[Tiling]:
    """Tilings of the cheapest patterns that differ to the eye, and, where they are few, their near relations."""
    found: list[Tiling] = []
    alike: list[Tiling] = []
    good, repairs = 0, _REPAIRED
    for number, pattern in enumerate(patterns):
        if good >= results or (number >= most and found):
            break
        thorough = good < 3 and repairs > 0
        tiling = settle(pattern, area, thorough=thorough)
        repairs -= thorough and tiling is not None and bool(tiling.broken)
        if tiling is None:
            continue
        if any(_are_alike(tiling, other) for other in found):
            alike.append(tiling)
            continue
        good += not tiling.broken
        found.append(tiling)
    # The better of two that look alike may be the later one.
    return [*found, *alike]


def _are_alike(one: Tiling, other: Tiling) -> bool:
    """Whether two tilings have the same rectangles, but for one and for a few rows."""
    places = {(placed.column, placed.columns, placed.row // 4, placed.rows // 4) for placed in one.placed}
    more = {(placed.column, placed.columns, placed.row // 4, placed.rows // 4) for placed in other.placed}
    return len(places - more) <= 1
