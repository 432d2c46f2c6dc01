"""What may stand right below the page's banner: no second line through all columns (通栏标题)."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.press.compose.rule_boxes import type_box
from broadsheet.press.compose.situation import Situation, Variant
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Element, TextBlock

ROWS_APART = 3
"""Between two lines through all columns."""


def banner_room(furniture: Sequence[Element], grid: Grid, first_row: int) -> float:
    """Points from the top of the region in which no headline may run through all columns; 0 without a banner.

    `first_row`: the row of the type area below the furniture.
    """
    banners = [each for each in furniture if isinstance(each, TextBlock) and each.role == "banner" and each.lines]
    if not banners or grid.columns < 3:
        return 0.0
    bottom = max(type_box(banner, grid.script).bottom for banner in banners)
    return max(0.0, ROWS_APART * grid.leading - (grid.y(first_row) - bottom))


def clear_of_banner(found: Sequence[Variant], at: Situation) -> list[Variant]:
    """The lead's variants without those whose headline would touch the banner; all where there are no others."""
    if not at.banner_room:
        return list(found)
    return [variant for variant in found if not _touches(variant, at)] or list(found)


def _touches(variant: Variant, at: Situation) -> bool:
    head = variant.head
    if head is None or head.vertical or variant.inset or variant.columns < at.grid.columns:
        return False
    body = variant.bodies[0]
    if body.place == "over" or body.head_legs != (0, body.legs.legs):
        return False
    blocks = [each for each in head.elements if isinstance(each, TextBlock) and each.role == "headline"]
    return min((type_box(block, at.grid.script).top for block in blocks), default=0.0) < at.banner_room
