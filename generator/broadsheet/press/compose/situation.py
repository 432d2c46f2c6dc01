"""What the alternatives of all modules on a page share, and what one of them is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.press.compose.body import Body
from broadsheet.press.compose.heads import Head
from broadsheet.press.compose.ladder import Ladder
from broadsheet.press.compose.leeway import USUAL, Leeway
from broadsheet.press.grid import Grid
from broadsheet.press.layout import TextBlock

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter


@dataclass(frozen=True, slots=True)
class Situation:
    """What all stories of a page share."""

    grid: Grid
    setter: Typesetter
    ladder: Ladder
    rows: int
    """Of the region, with the white row below it."""
    modules: int
    """How many there are to be."""
    density: float
    """Cells wanted over cells there are."""
    tight: bool = False
    """Whether photos must be small, for even so the page is full."""
    leeway: Leeway = USUAL
    banner_room: float = 0.0
    """Points from the region's top in which no headline may run through all columns, for the banner stands above."""

    @property
    def need(self) -> bool:
        """Whether the usual alternatives led to no layout: text may then be cut short, and any width is allowed."""
        return self.leeway.need

    @property
    def is_sparse(self) -> bool:
        """Whether there is more room than matter."""
        return self.modules <= 4 or self.density < 0.75

    @property
    def area(self) -> float:
        """Of the region, in square points."""
        return self.grid.width * (self.rows - 1) * self.grid.leading


@dataclass(frozen=True)
class Variant:
    """A headline over bodies that look alike to the packer."""

    columns: int
    head: Head | None
    bodies: tuple[Body, ...]
    inset: float
    """White inside its box, in points; 0 for an open module."""
    cost: float
    title: tuple[TextBlock, ...] = ()
    """Column head over briefs, in place of a headline; relative to the module's top left corner."""
    title_rows: int = 0

    @property
    def inset_rows(self) -> int:
        """Rows that the box takes above and below, each."""
        return 1 if self.inset else 0

    @property
    def spare(self) -> int:
        """Rows by which the headline's band may be heightened."""
        return self.head.spare if self.head is not None and not self.head.vertical else 0

    def rows_above(self, body: Body, stretch: int) -> int:
        """Rows of the module besides the body's own: box, headline, white row."""
        band = self.head.rows + stretch if self.head is not None and not body.head_rows else 0
        return band + self.title_rows + 2 * self.inset_rows + 1
