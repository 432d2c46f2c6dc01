"""Pinned articles (page.yaml: `pin`): the nearest place that can be had, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from broadsheet.press.compose.material import PageInput
from broadsheet.press.compose.plans import ModulePlan
from broadsheet.press.compose.ranking import slug_of
from broadsheet.press.layout import BrokenRule, Module

NEAR = 3
"""Rows that a pinned article may be lower or higher without a word: text comes in whole lines."""
RULE = "pin"
"""Name under which pins that could not be followed are told."""


def with_nearest_pins(plans: Sequence[ModulePlan]) -> tuple[ModulePlan, ...]:
    """The plans with each pin moved to the nearest height that its article can take at that width.

    An article that cannot be so wide loses its pin.
    """
    return tuple(_moved(plan) if plan.tile.pin else plan for plan in plans)


def missed_pins(page: PageInput, modules: Sequence[Module], first_row: int) -> Iterator[BrokenRule]:
    """`pin` for each pinned article that stands elsewhere; rows count from below the page's furniture, from 1."""
    pins = dict(page.hints.pin)
    for module in modules:
        story = next((story for story in page.stories if module.pieces == (story.id,)), None)
        pin = pins.get(slug_of(story)) if story is not None else None
        place = (module.column + 1, module.row - first_row + 1, module.columns, module.rows)
        if story is None or pin is None or (place[:3] == pin[:3] and abs(place[3] - pin[3]) <= NEAR):
            continue
        detail = f"'{slug_of(story)}' is pinned to {list(pin)} and stands at {list(place)}, the nearest it can"
        yield BrokenRule(RULE, (story.id,), detail)


def _moved(plan: ModulePlan) -> ModulePlan:
    return replace(plan, tile=replace(plan.tile, pin=_nearest(plan)))


def _nearest(plan: ModulePlan) -> tuple[int, int, int, int] | None:
    assert plan.tile.pin is not None
    column, row, columns, rows = plan.tile.pin
    able = {
        height
        for shape in plan.tile.shapes
        if shape.columns == columns
        for height, _ in shape.heights
        if row + height <= plan.region_rows
    }
    # A module at the foot has its white row outside the type area, which a pin does not count.
    wanted = rows + 1 if row + rows == plan.region_rows - 1 else rows
    height = min(able, key=lambda height: (abs(height - wanted), height), default=0)
    return (column, row, columns, height) if height else None
