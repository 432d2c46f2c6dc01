"""The ways to go on from a partial layout: which tile covers the left end of the lowest floor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from broadsheet.press.compose.growth import BROKEN
from broadsheet.press.compose.options import LEFT_FREE, RIGHT_FREE, Family, Option
from broadsheet.press.compose.region import Keep, Region
from broadsheet.press.compose.scoring import standing
from broadsheet.press.compose.skyline import TOP, Edge, Move, Skyline, first_row
from broadsheet.press.compose.tiling_rules import collide

_NEAR = 2.0
"""What headlines cost that will probably stand side by side at one height."""
_STACKED = 0.8
"""What a module costs that stands on one of the same width."""


class Place(NamedTuple):
    """Where a tile of some width can stand."""

    column: int
    first: int
    """Of the floor's spans that it covers."""
    last: int
    level: int
    """Of the first span, into which the others merge."""
    rows: int
    """The rows that all of them can have, as bits."""
    limit: int
    """The row down to which its columns are free of pins that are still to come."""
    near: tuple[tuple[int, Edge], ...]
    """Tiles that end at its left side or begin at its right, with their numbers."""
    extra: float
    """What the place costs by itself."""


def moves(area: Region, skyline: Skyline, chosen: int, keep: Keep) -> list[Move]:
    """The ways to cover the left end of a span of the floor, the most promising first."""
    waiting = [index for index in range(len(area.tiles)) if skyline.left >> index & 1]
    lowest = sorted([area.lowest[index] for index in waiting])
    largest = _largest(area, skyline) if keep.lead else area.columns * area.rows
    spanning = area.columns if keep.seams and must_span(area, skyline) else 1
    if keep.lead and not skyline.edges:
        waiting = [area.corner] if area.corner is not None else area.openers
    by_width: dict[int, list[Place]] = {}
    found: list[Move] = []
    for index in waiting:
        below = area.rows if len(lowest) == 1 else lowest[1] if area.lowest[index] == lowest[0] else lowest[0]
        is_lead = keep.lead and index == area.lead
        for family in area.options[index]:
            plain = family[0]
            width = plain.columns
            if width < max(spanning, area.lead_columns if is_lead else 1) and not area.tiles[index].is_filler:
                continue
            if width * plain.least > largest and not is_lead and not area.tiles[index].is_filler:
                continue
            places = by_width.get(width)
            if places is None:
                places = by_width[width] = list(_places(area, skyline, chosen, width))
            for place in places:
                if not keep.places or _keeps_place(area, skyline, plain, place):
                    _add(found, area, skyline, family, place, below, keep)
    found.sort(key=lambda move: move.estimate)
    return found


def must_span(area: Region, skyline: Skyline) -> bool:
    """Whether only a full-width module can follow: below a seam through all columns that none above excuses."""
    if len(skyline.floor) > 1 or not skyline.edges:
        return False
    last = skyline.edges[-1]
    if area.tiles[last.option.tile].is_filler and last.option.columns == area.columns:
        return False
    return last.option.columns < area.columns or not skyline.levels[last.bottom] & area.top_third


def _largest(area: Region, skyline: Skyline) -> int:
    """The cells that a tile other than the lead may have."""
    for option, _, top, bottom in skyline.edges:
        if option.tile == area.lead:
            return option.columns * (skyline.levels[bottom].bit_length() - 1 - first_row(skyline.levels[top]))
    return area.columns * area.rows


def _places(area: Region, skyline: Skyline, chosen: int, width: int) -> Iterator[Place]:
    """Where a tile of that width can cover the left end of a span."""
    floor, levels = skyline.floor, skyline.levels
    here = floor[chosen]
    first, top = chosen, levels[here.level]
    starts: Sequence[int] = (here.column,)
    while top:
        for begin in starts:
            last, rows, end = chosen, top, here.column + here.columns
            while end < begin + width and last + 1 < len(floor):
                last += 1
                rows &= levels[floor[last].level]
                end += floor[last].columns
            if end >= begin + width and rows:
                yield _place(area, skyline, begin, width, first, last, rows)
        # It may also begin anywhere in a span further left, as long as it reaches this one.
        first -= 1
        if first < 0:
            return
        span = floor[first]
        top &= levels[span.level]
        starts = range(max(span.column, here.column - width + 1), span.column + span.columns)


def _place(area: Region, skyline: Skyline, column: int, width: int, first: int, last: int, rows: int) -> Place:
    level, end = skyline.floor[first].level, column + width
    near = []
    extra = 0.0
    for number, edge in enumerate(skyline.edges):
        if edge.column == end or edge.column + edge.option.columns == column:
            near.append((number, edge))
        elif edge.bottom == level and edge.column == column and edge.option.columns == width and first == last:
            extra = _STACKED
    limit = area.rows
    for index, (start, row, columns, _) in area.pins.items():
        if skyline.left >> index & 1 and start < end and column < start + columns:
            limit = min(limit, row)
    return Place(column, first, last, level, rows, limit, tuple(near), extra)


def _keeps_place(area: Region, skyline: Skyline, option: Option, place: Place) -> bool:
    """Whether a tile may begin here: pins, `order`, and boxes that must not touch."""
    tile, end = area.tiles[option.tile], place.column + option.columns
    pin = area.pins.get(option.tile)
    if pin and (pin[0] != place.column or pin[2] != option.columns or not place.rows >> pin[1] & 1):
        return False
    if not tile.boxed and tile.order is None:
        return True
    for other, column, top, bottom in skyline.edges:
        it = area.tiles[other.tile]
        if tile.boxed and it.boxed:
            if bottom == place.level and column < end and place.column < column + other.columns:
                return False
            if top == place.level and (column + other.columns == place.column or column == end):
                return False
        later = tile.order is not None and it.order is not None and it.order > tile.order
        if later and column <= place.column and skyline.levels[top].bit_length() - 1 <= first_row(place.rows):
            return False
    return True


def _add(
    found: list[Move], area: Region, skyline: Skyline, family: Family, place: Place, below: int, keep: Keep
) -> None:
    """Add the moves that put a tile in a place: with its bottom left open, and with its bottom at the foot."""
    tile, rows, row = area.tiles[family[0].tile], area.rows, first_row(place.rows)
    limit = place.limit if keep.places else rows
    deepest = min(limit, rows - below)
    column, first, last = place.column, place.first, place.last
    pin = area.pins.get(family[0].tile) if keep.places else None
    ways = _beside(area, skyline, family, place, keep) if place.near else ((family[0], (), 0.0),)
    for option, freed, extra in ways:
        least = option.heights[0]
        if row + least > rows:
            continue
        estimate = extra + place.extra + option.cost
        estimate += standing(tile.rank, option.columns, row, least, rows)
        if pin:
            bottom = pin[1] + pin[3]
            found.append(Move(estimate, option, column, first, last, 1 << bottom, bottom == rows, freed))
            continue
        if row + least <= deepest and not (tile.foot and keep.places):
            found.append(Move(estimate, option, column, first, last, (2 << deepest) - 1, False, freed))
        if limit == rows and place.rows.bit_length() - 1 + option.heights[-1] >= rows:
            found.append(Move(estimate, option, column, first, last, 1 << rows, True, freed))


def _beside(
    area: Region, skyline: Skyline, family: Family, place: Place, keep: Keep
) -> Iterator[tuple[Option, tuple[tuple[int, Option], ...], float]]:
    """How a tile's headline keeps clear of its neighbours': (its option, those of the neighbours, extra cost)."""
    plain, extra = family[0], 0.0
    middle = _middle(place.rows)
    ways: list[tuple[int, tuple[tuple[int, Option], ...]]] = [(0, ())]
    for number, (other, other_column, top, _) in place.near:
        mine, its = (LEFT_FREE, RIGHT_FREE) if other_column < place.column else (RIGHT_FREE, LEFT_FREE)
        if other.free & its or plain.free & mine:
            continue
        if top != place.level:
            if -other.head < _middle(skyline.levels[top]) - middle < plain.head:
                extra += _NEAR
            continue
        if top == TOP and _may_stand_beside(plain, other):
            continue
        if not keep.headlines:
            extra += BROKEN
            continue
        more = [(sides | mine, freed) for sides, freed in ways]
        narrower = area.narrower(other, its)
        if narrower:
            more += [(sides, (*freed, (number, narrower))) for sides, freed in ways]
        ways = more
    for sides, freed in ways:
        option = family[sides]
        if option:
            dearer = sum(narrower.cost - skyline.edges[number].option.cost for number, narrower in freed)
            yield option, freed, extra + dearer


def _middle(level: int) -> float:
    return (first_row(level) + level.bit_length() - 1) / 2


def _may_stand_beside(one: Option, other: Option) -> bool:
    """Whether some shapes of the two may stand side by side at the page's top."""
    return any(not collide(mine, 0, its, 0) for mine in one.shapes for its in other.shapes)
