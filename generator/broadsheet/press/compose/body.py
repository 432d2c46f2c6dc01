"""The body of a module: text in legs with its photos, its height still open."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from broadsheet.press.compose.legs import NEWS, Flow, LegGrid, LegRules, Room, padded, rooms
from broadsheet.press.compose.photos import Cluster

Place = Literal["", "aside", "right", "beside", "full", "over", "corner", "column", "left", "vertical"]
"""Where the photos stand, and what the headline spans.

`""`: no photo; headline over all legs. `aside`: none; the last legs rise beside the headline to the top (偏题).
Below a headline over all legs: `right` at the head of the last legs, `beside` in all of them, `full` over all legs.
`over`: above the headline. Beside a headline over the other legs: `corner` at the head of the last legs, `column` in
all of them, `left` in all of the first. `vertical`: no photo; the headline runs down at the left.
"""
Ending = Literal["whole", "jump", "overset"]
"""The text is whole, goes on on another page, or is cut for want of room."""

MOST_PADDING = 4
"""Subheads of an article that may have one more spare row above them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to set a body on a number of rows."""

    rows: int
    cost: float
    photo_rows: int = 0
    foot_rows: int = 0
    """Of the photos at the foot."""
    pad: int = 0
    """Spare rows put above subheads."""
    square: bool = True
    """Whether all legs but the last end at the foot."""
    end: int = -1
    """Row of the galley at which the text is cut; -1 when it is whole."""


@dataclass(frozen=True)
class Body:
    """Text and photos in a way that leaves the height open."""

    legs: LegGrid
    flow: Flow
    place: Place = ""
    cluster: Cluster | None = None
    side: int = 0
    """Legs that the photos take, or that rise beside the headline."""
    head_rows: int = 0
    """Where the headline spans but some legs: rows of its band; rows then count from the module's top, not from the
    band's end."""
    foot: Cluster | None = None
    """Further photos at the foot of the last legs."""
    foot_side: int = 0
    """How many legs those take."""
    ending: Ending = "whole"
    rules: LegRules = NEWS
    padding: int = MOST_PADDING
    """Subheads that may have one more spare row above them."""
    has_byline: bool = False
    """Whether the byline is the flow's first strip, rather than part of the head's band."""
    cost: float = 0.0
    choices: dict[int, Choice] = field(default_factory=dict)
    """By rows, the cheapest."""
    square: dict[int, Choice] = field(default_factory=dict)
    """By rows, the cheapest whose legs, but the last, end at the foot."""

    @property
    def cells(self) -> float:
        """Base columns of a leg."""
        return self.legs.columns / self.legs.legs

    @property
    def head_legs(self) -> tuple[int, int]:
        """First leg and leg after the last below the headline."""
        count = self.legs.legs
        if self.place == "left":
            return self.side, count
        return 0, count - self.side if self.place in ("aside", "corner", "column") else count

    @property
    def photo_legs(self) -> tuple[int, int]:
        """First leg and leg after the last that the photos stand in."""
        count = self.legs.legs
        if self.place in ("full", "over"):
            return 0, count
        return (0, self.side) if self.place == "left" else (count - self.side, count)

    def tops(self, rows: int, photo_rows: int) -> list[int]:
        """Rows that are taken above each leg."""
        side, rest = self.side, self.legs.legs - self.side
        if self.place == "full":
            return [photo_rows] * (side + rest)
        if self.place == "left":
            return [rows] * side + [self.head_rows] * rest
        above = {"aside": 0, "right": photo_rows, "corner": photo_rows, "beside": rows, "column": rows}
        head = 0 if self.place == "vertical" else self.head_rows
        return [head] * rest + [above.get(self.place, 0)] * side

    def rooms(self, rows: int, photo_rows: int, foot_rows: int, rules: LegRules) -> tuple[Room, ...] | None:
        """Where the legs stand on so many rows."""
        first, last = self.photo_legs
        count = self.legs.legs
        beside_text = self.cluster is not None and self.place != "over"
        photos = [beside_text and first <= leg < last for leg in range(count)]
        feet = [foot_rows if leg >= count - self.foot_side else 0 for leg in range(count)]
        found = rooms(rows, self.tops(rows, photo_rows), rules, photos, feet)
        if found and self.has_byline and len(found) > 1:
            # The byline over the first leg is none of its lines.
            fewest = rules.least + 1
            if found[0].rows < fewest:
                return None
            found = (replace(found[0], least=max(found[0].least, fewest)), *found[1:])
        if found and self.ending == "jump":
            final = found[-1]
            fewest = rules.below_photo if photos[final.leg] else rules.least
            if final.rows <= fewest:
                return None
            return (*found[:-1], replace(final, rows=final.rows - 1, least=max(fewest, final.rows - rules.short_last)))
        return found

    def padded(self, pad: int) -> Flow:
        """Its flow with so many spare rows more."""
        return padded(self.flow, pad) if pad else self.flow
