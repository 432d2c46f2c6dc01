"""What typesetting gives to composition: a galley of strips, each a whole number of rows high."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.press.layout import Element


@dataclass(frozen=True, slots=True)
class Cut:
    """A place in a piece's running text."""

    unit: int
    character: int
    """Of the unit's text; 0 before its first."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text, a subhead, a table's row …: what is never divided between columns."""

    rows: int
    """At least 1."""
    elements: tuple[Element, ...]
    """Placed from the strip's own top left corner. Empty for a spare row."""
    start: Cut
    end: Cut
    """Just after its last character; where a jump after this strip cuts the text."""
    may_open: bool = True
    """Whether it may stand at the head of a column: not a paragraph's last line, nor what goes on in a box or table."""
    may_close: bool = True
    """Whether it may stand at the foot of a column: not a subhead, nor a box's title."""
    ends_sentence: bool = False
    is_body: bool = True
    """Whether it is a line of running text, not a subhead, table, box …"""
    is_spare: bool = False
    """Whether it is white only, and is left out at a column's head or foot."""


@dataclass(frozen=True, slots=True)
class Galley:
    """A piece's text at one measure, in one long column."""

    measure: float
    strips: tuple[Strip, ...]

    @property
    def rows(self) -> int:
        """Of all its strips."""
        return sum(strip.rows for strip in self.strips)
