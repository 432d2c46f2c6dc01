"""Modules that have no place yet: their alternatives as the shapes that the packer chooses from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from broadsheet.press.compose.body import Body, Choice
from broadsheet.press.compose.material import Story
from broadsheet.press.compose.packing import Shape, Tile
from broadsheet.press.compose.situation import Variant

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter

STRETCH_COST = 1.2
"""Of a row of white in a headline band, for each base column."""


@dataclass(frozen=True)
class ModulePlan:
    """A module that has no place yet."""

    tile: Tile
    kind: str
    stories: tuple[Story, ...]
    """What it sets, in reading order; more than one for briefs alone."""
    variants: tuple[Variant, ...]
    """What its shapes' `variant` counts."""
    region_rows: int
    """Of the region that was given to the packer, with the virtual row below it."""
    setter: Typesetter = field(repr=False, compare=False)
    notice: tuple[str, str] = ("", "")
    """(title, text) of a filler."""

    @property
    def cells(self) -> tuple[int, int]:
        """Least and most cells it can take."""
        found = [shape.columns * rows for shape in self.tile.shapes for rows, _ in shape.heights]
        return min(found, default=0), max(found, default=0)


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to set a variant on a number of rows."""

    rows: int
    """Of the module, with its white row."""
    cost: float
    body: Body
    choice: Choice
    stretch: int
    """Rows by which the headline's band is heightened."""


def settings(variant: Variant, most_rows: int, *, square: bool = False) -> dict[int, Setting]:
    """The cheapest setting for each height that the variant can take, ascending.

    `square`: only those whose legs end together, as at the page's foot.
    """
    found: dict[int, Setting] = {}
    for body in variant.bodies:
        for stretch in range(1 + (variant.spare if not body.head_rows else 0)):
            above = variant.rows_above(body, stretch)
            white = STRETCH_COST * stretch * variant.columns
            for choice in (body.square if square else body.choices).values():
                rows = above + choice.rows + (choice.photo_rows if body.place == "over" else 0)
                cost = body.cost + choice.cost + white
                if rows <= most_rows and (rows not in found or cost < found[rows].cost - 1e-9):
                    found[rows] = Setting(rows, cost, body, choice, stretch)
    return dict(sorted(found.items()))


def shapes(found: Sequence[Variant], most_rows: int) -> tuple[Shape, ...]:
    """What the packer chooses from: a shape for each variant that can take some height."""
    done = []
    for number, variant in enumerate(found):
        ways = settings(variant, most_rows)
        if ways:
            done.append(_shape(number, variant, ways))
    return tuple(done)


def _shape(number: int, variant: Variant, ways: dict[int, Setting]) -> Shape:
    """What the packer must know about a variant."""
    heights = tuple((rows, setting.cost) for rows, setting in ways.items())
    least, most = ways[heights[0][0]], ways[heights[-1][0]]
    body, head = least.body, variant.head
    first, last = body.head_legs
    square = tuple(settings(variant, heights[-1][0], square=True))
    shape = Shape(variant.columns, heights, variant.cost, number, boxed=variant.inset > 0, square=square)
    if head is not None:
        over = body.place == "over"
        top = variant.inset_rows + (least.choice.photo_rows if over else 0)
        end = variant.inset_rows + (most.choice.photo_rows if over else 0) + head.headline_rows
        shape = replace(
            shape,
            headline_size=head.size,
            headline_top=top,
            headline_rows=end,
            headline_face=head.face,
            headline_lines=head.lines,
            headline_left=first == 0 and not variant.inset and not head.vertical,
            headline_right=last == body.legs.legs and not variant.inset and not head.vertical,
            vertical=head.vertical,
        )
    if body.cluster is None:
        return shape
    first, last = body.photo_legs
    above = variant.inset_rows
    if body.place in ("right", "beside", "full"):
        above = variant.rows_above(body, 0) - variant.inset_rows - 1
    return replace(
        shape,
        photo_left=first == 0,
        photo_right=last == body.legs.legs,
        photo_columns=max(1, round((last - first) * body.cells)),
        photo_rows=(above, above + least.choice.photo_rows),
    )
