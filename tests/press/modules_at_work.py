"""Modules of a page, planned and set at every height that they offer."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.model import LayoutHints
from broadsheet.press.compose.ladder import ladders
from broadsheet.press.compose.leeway import Leeway
from broadsheet.press.compose.material import PageInput
from broadsheet.press.compose.modules import ModulePlan, realise, tiles
from broadsheet.press.compose.packing import Placed
from broadsheet.press.fonts.faces import default_faces
from broadsheet.press.layout import Module
from broadsheet.press.typeset.typesetter import Typesetter

ROWS = 84
"""Of the region: a tabloid's rows below its folio, and the white row beyond the foot."""
FIRST_ROW = 3


def planned(
    page: PageInput,
    *,
    need: bool = False,
    hints: LayoutHints | None = None,
    leeway: Leeway | None = None,
    banner_room: float = 0.0,
) -> tuple[ModulePlan, ...]:
    setter = Typesetter(default_faces(page.language), page.grid, page.language)
    ladder = ladders(page.grid.script)[0]
    rows = page.grid.rows - FIRST_ROW + 1
    return tiles(
        page.stories,
        page.grid,
        setter,
        ladder,
        rows,
        hints or page.hints,
        briefs_title=page.furniture.briefs_title,
        leeway=leeway or Leeway(need=need),
        banner_room=banner_room,
    )


def settings(plan: ModulePlan, page: PageInput) -> Iterator[tuple[Placed, Module]]:
    """Every shape at every height, as high up on the page as it goes."""
    for shape in plan.tile.shapes:
        for rows, _ in shape.heights:
            placed = Placed(plan.tile, shape, page.grid.columns - shape.columns, 0, shape.columns, rows)
            yield placed, realise(plan, placed, page.grid, FIRST_ROW)
