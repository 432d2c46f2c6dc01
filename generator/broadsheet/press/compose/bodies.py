"""The heights that a body can take, each with the cheapest way to set it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from broadsheet.press.compose.body import MOST_PADDING, Body, Choice
from broadsheet.press.compose.legs import Flow, Room, filled, paddings
from broadsheet.press.compose.photos import GOOD_PPI, LEAST_PPI, Cluster
from broadsheet.press.typeset.strip import Strip

_BESIDE = ("beside", "column", "left")
"""Where the photos are as high as the legs."""
_ALL = 10_000

LINES_BEFORE_JUMP = 15
LINES_AFTER_JUMP = 20
LONGEST_LEG = 45
"""Rows beyond which the eye no longer finds the next leg."""
SHORTEST_LEG = 8
"""Rows below which a leg looks chopped."""

SLACK_COST = 1.6
"""Of a cell that carries nothing."""
PAD_COST = 0.4
CROP_COST = 2.5
RAGGED_COST = 1.2
"""Of legs that do not all end together, though the rule allows it."""
JUMP_COST = 7.0
MID_SENTENCE_COST = 2.0
OVERSET_COST = 60.0
OVERSET_CELL = 2.0
"""Of each cell of text that finds no room."""
COARSE_COST = 4.0
TOO_COARSE_COST = 25.0


def solved(body: Body, most_rows: int) -> Body:
    """The body with all heights it can take on at most so many rows.

    For each the cheapest choice; and beside it the cheapest that is square, for the page's foot.
    """
    found: dict[int, Choice] = {}
    square: dict[int, Choice] = {}
    for choice in _choices(body, most_rows):
        for kept in (found, square) if choice.square else (found,):
            if choice.rows not in kept or choice.cost < kept[choice.rows].cost - 1e-9:
                kept[choice.rows] = choice
    return replace(body, choices=dict(sorted(found.items())), square=square)


def _choices(body: Body, most_rows: int) -> Iterator[Choice]:
    if not body.flow.strips:
        yield from _without_text(body, most_rows)
        return
    whole = body.ending == "whole"
    for foot_rows in _photo_rows(body.foot, most_rows, few=True):
        for photo_rows in _photo_rows(body.cluster, most_rows, few=not whole or body.foot is not None):
            price = photo_cost(body.cluster, photo_rows) + photo_cost(body.foot, foot_rows)
            base = Choice(0, price, photo_rows, foot_rows)
            if not whole:
                yield from _cut(body, base, most_rows)
                continue
            for pad in range(min(body.padding, paddings(body.flow)) + 1):
                yield from _whole(body, body.padded(pad), replace(base, pad=pad), most_rows)


def _photo_rows(cluster: Cluster | None, most_rows: int, *, few: bool) -> Iterator[int]:
    if cluster is None:
        yield 0
        return
    least, most = cluster.least, min(cluster.most, most_rows)
    if few and most > least:
        middle = min(range(least, most + 1), key=cluster.crop)
        yield from sorted({least, middle, most})
        return
    yield from range(least, most + 1)


def _without_text(body: Body, most_rows: int) -> Iterator[Choice]:
    if body.cluster is None:
        yield Choice(0, 0.0)
        return
    for rows in _photo_rows(body.cluster, most_rows, few=False):
        if rows >= body.head_rows:
            yield Choice(0 if body.place == "over" else rows, photo_cost(body.cluster, rows), rows)


def _whole(body: Body, flow: Flow, base: Choice, most_rows: int) -> Iterator[Choice]:
    """All rows on which the whole text stands beside, below and above photos so high."""
    tops = body.tops(_ALL, base.photo_rows)
    taken = sum(top for top in tops if top < _ALL) + body.foot_side * base.foot_rows
    text_legs = sum(top < _ALL for top in tops)
    first = max(1, math.ceil((flow.rows - MOST_PADDING + taken) / text_legs))
    last = min(most_rows, (flow.rows + taken + text_legs * body.rules.short + body.rules.short_last) // text_legs)
    if body.place in _BESIDE:
        first, last = max(first, base.photo_rows), min(last, base.photo_rows)
    elif body.place == "vertical":
        first = max(first, body.head_rows)
    for rows in range(first, last + 1):
        found = body.rooms(rows, base.photo_rows, base.foot_rows, body.rules)
        if not found or not flow.fits(found):
            continue
        square = body.rooms(rows, base.photo_rows, base.foot_rows, replace(body.rules, short=0))
        is_square = square is not None and flow.fits(square)
        slack = (sum(room.rows for room in found) - flow.rows) * body.cells
        cost = base.cost + max(0.0, slack) * SLACK_COST + base.pad * PAD_COST * body.cells + _depth_cost(found)
        yield replace(base, rows=rows, cost=cost + (0.0 if is_square else RAGGED_COST), square=is_square)


def _cut(body: Body, base: Choice, most_rows: int) -> Iterator[Choice]:
    """All rows on which the beginning of the text stands; the rest jumps or is overset."""
    flow, is_jump = body.flow, body.ending == "jump"
    before, after = (LINES_BEFORE_JUMP, LINES_AFTER_JUMP) if is_jump else (1, 1)
    for rows in range(max(1, base.photo_rows, body.head_rows), most_rows + 1):
        if body.place in _BESIDE and rows != base.photo_rows:
            continue
        found = body.rooms(rows, base.photo_rows, base.foot_rows, body.rules)
        if not found or sum(room.rows for room in found) > flow.rows:
            continue
        ends = [end for end in flow.closes(found) if before <= end <= flow.rows - after]
        if not ends:
            continue
        end = max(ends, key=lambda place: (flow.strips[flow.index[place] - 1].ends_sentence, place))
        square = filled(flow, _strict(found), end) is not None
        cost = base.cost + _depth_cost(found) + (0.0 if square else RAGGED_COST)
        if is_jump:
            cost += JUMP_COST + (0.0 if flow.strips[flow.index[end] - 1].ends_sentence else MID_SENTENCE_COST)
        else:
            cost += OVERSET_COST + (flow.rows - end) * body.cells * OVERSET_CELL
        yield replace(base, rows=rows, cost=cost, square=square, end=end)


def _strict(legs: tuple[Room, ...]) -> tuple[Room, ...]:
    """The legs, all but the last of which must be full."""
    return (*(replace(leg, least=leg.rows) for leg in legs[:-1]), *legs[-1:])


def _depth_cost(legs: tuple[Room, ...]) -> float:
    deepest = max(room.rows for room in legs)
    shallowest = min(room.rows for room in legs)
    cost = max(0.0, deepest - LONGEST_LEG) * 0.3
    return cost + (max(0.0, SHORTEST_LEG - shallowest) * 0.5 if len(legs) > 1 else 0.0)


def photo_cost(cluster: Cluster | None, rows: int) -> float:
    """Of the crop and the resolution on so many rows."""
    if cluster is None:
        return 0.0
    ppi = cluster.resolution(rows)
    coarse = TOO_COARSE_COST if ppi < LEAST_PPI else COARSE_COST * (GOOD_PPI - ppi) / 50 if ppi < GOOD_PPI else 0.0
    return CROP_COST * cluster.crop(rows) ** 2 + coarse


def legs_filled(body: Body, choice: Choice, *, square: bool) -> tuple[tuple[Room, ...], tuple[tuple[Strip, ...], ...]]:
    """The rooms of a choice and the strips in each; spare rows at a leg's head and foot left out.

    `square`: whether all legs but the last must end at the foot, if that can be.
    """
    if not body.flow.strips:
        return (), ()
    flow = body.padded(choice.pad)
    end = None if choice.end < 0 else choice.end
    found = body.rooms(choice.rows, choice.photo_rows, choice.foot_rows, body.rules) or ()
    spans = filled(flow, _strict(found), end) if square else None
    spans = spans or filled(flow, found, end) or ()
    return found, tuple(_trimmed(flow.strips[first:last]) for first, last in spans)


def _trimmed(strips: tuple[Strip, ...]) -> tuple[Strip, ...]:
    first, last = 0, len(strips)
    while first < last and strips[first].is_spare:
        first += 1
    while last > first and strips[last - 1].is_spare:
        last -= 1
    return strips[first:last]
