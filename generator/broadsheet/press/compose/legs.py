"""Columns of text: how wide the legs of a module are, and how a galley fills them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from broadsheet.press.grid import Grid
from broadsheet.press.typeset.strip import Cut, Strip

SHORT_LEG = 1
"""Rows that any leg may end above the common foot, so that a break may stand where it looks well."""
SHORT_LAST_LEG = 2
"""Rows that the last leg may end above it."""
LEAST_LINES = 5
"""Of a leg."""
LEAST_BELOW_PHOTO = 6


@dataclass(frozen=True, slots=True)
class LegGrid:
    """The legs of a module: equally wide columns of text. Lengths in points, from the module's left edge."""

    columns: int
    """Base columns of the module."""
    legs: int
    measure: float
    """Of each leg; in Chinese and Japanese a whole number of characters."""
    gap: float
    left: float
    """Left edge of the first leg."""

    @property
    def width(self) -> float:
        """From the first leg's left edge to the last one's right edge."""
        return self.span(self.legs)

    @property
    def is_base(self) -> bool:
        """Whether a leg is a base column."""
        return self.legs == self.columns

    def span(self, legs: int) -> float:
        """Width of so many neighbouring legs."""
        return legs * self.measure + (legs - 1) * self.gap

    def x(self, leg: int) -> float:
        """Left edge of a leg, 0-based."""
        return self.left + leg * (self.measure + self.gap)


def leg_grid(columns: int, legs: int, grid: Grid, inset: float = 0.0, side: float = 0.0) -> LegGrid | None:
    """So many legs over so many base columns: 长栏 is (2, 1), 三破二 (3, 2), 五破三 (5, 3).

    What a whole number of characters leaves over widens the gaps. `inset` is the white inside a box, on either side;
    `side` what a vertical headline takes at the left. `None` where a leg would hold fewer than four characters.
    """
    room = grid.span(columns) - 2 * inset - side
    measure = (room - (legs - 1) * grid.gap) / legs
    if grid.script == "han":
        measure = math.floor(measure / grid.body_size + 1e-6) * grid.body_size
    if measure < 4 * grid.body_size:
        return None
    if legs == 1:
        return LegGrid(columns, 1, measure, grid.gap, inset + side + (room - measure) / 2)
    return LegGrid(columns, legs, measure, (room - legs * measure) / (legs - 1), inset + side)


@dataclass(frozen=True, slots=True)
class Room:
    """Where a leg may stand. Rows from the top of the module's text."""

    leg: int
    """0-based, from the left."""
    first: int
    rows: int
    least: int
    """Rows that it must fill."""


@dataclass(frozen=True, slots=True)
class LegRules:
    """What legs of a module must keep. Rows."""

    least: int = LEAST_LINES
    """Of a leg, where there is more than one."""
    below_photo: int = LEAST_BELOW_PHOTO
    short: int = SHORT_LEG
    """What a leg may end above the common foot."""
    short_last: int = SHORT_LAST_LEG


NEWS = LegRules()
SMALL = LegRules(least=1, below_photo=1)
"""Of briefs, notices, adverts and the words of a photo story."""
LOOSE = LegRules(least=1, below_photo=1, short=2, short_last=3)
"""In need, when nothing better fits; such a page is reported."""
PINNED = LegRules(least=1, below_photo=1, short=60, short_last=60)
"""Of what must stand in a given rectangle, whatever its text fills of it."""


def rooms(
    rows: int, tops: Sequence[int], rules: LegRules = NEWS, photos: Sequence[bool] = (), feet: Sequence[int] = ()
) -> tuple[Room, ...] | None:
    """The rooms of the legs on `rows` rows.

    `tops`: for each leg the rows above it that a headline or a photo takes. `photos`: for each leg whether it is a
    photo; a leg of which a photo takes all is left out. `feet`: for each the rows that a photo takes below it. `None`
    where a leg is too short to be one.
    """
    found: list[Room] = []
    for leg, top in enumerate(tops):
        room = rows - top - (feet[leg] if feet else 0)
        if room == 0 and photos and photos[leg]:
            continue
        least = rules.below_photo if photos and photos[leg] else rules.least
        if room < (1 if len(tops) == 1 else least):
            return None
        found.append(Room(leg, top, room, min(room, max(least, room - rules.short))))
    if found:
        final = found[-1]
        least = rules.below_photo if photos and photos[final.leg] else rules.least
        if len(found) == 1:
            least = 1
        found[-1] = replace(final, least=min(final.rows, max(least, final.rows - rules.short_last)))
    return tuple(found)


@dataclass(frozen=True)
class Flow:
    """A galley prepared for filling legs.

    Places in it are rows from its top. Sets of places are integers whose bits stand for them, so that one shift moves
    all ways to fill the legs so far on by a leg.
    """

    strips: tuple[Strip, ...]
    """Never ends in a spare row."""

    @cached_property
    def places(self) -> tuple[int, ...]:
        """The row on which each strip begins, and the row after the last."""
        found = [0]
        for strip in self.strips:
            found.append(found[-1] + strip.rows)
        return tuple(found)

    @property
    def rows(self) -> int:
        """Of all strips."""
        return self.places[-1]

    @cached_property
    def index(self) -> dict[int, int]:
        """The strip that begins on a row."""
        return {place: number for number, place in enumerate(self.places)}

    @cached_property
    def _spares(self) -> tuple[tuple[int, int], ...]:
        """(place, rows) of each run of spare rows."""
        found: list[tuple[int, int]] = []
        for number, strip in enumerate(self.strips):
            if not strip.is_spare:
                continue
            if number and self.strips[number - 1].is_spare:
                found[-1] = (found[-1][0], found[-1][1] + strip.rows)
            else:
                found.append((self.places[number], strip.rows))
        return tuple(found)

    @cached_property
    def _breaks(self) -> int:
        """Places where a leg may end: before spare rows, if there are any."""
        found, after_spare = 1 << self.rows, False
        for number in range(len(self.strips) - 1, 0, -1):
            above, below = self.strips[number - 1], self.strips[number]
            after = after_spare if below.is_spare else below.may_open
            after_spare = after
            if not above.is_spare and above.may_close and after:
                found |= 1 << self.places[number]
        return found

    def ends(self, starts: int, least: int, most: int) -> int:
        """The places at which legs of `least` to `most` rows that begin at `starts` may end."""
        found = 0
        for rows in range(least, most + 1):
            found |= starts << rows
        return found & self._breaks

    def onward(self, ends: int) -> int:
        """The places at which the next leg begins: spare rows are left out at its head."""
        for place, rows in self._spares:
            if ends >> place & 1:
                ends = ends & ~(1 << place) | 1 << (place + rows)
        return ends

    def fits(self, legs: Sequence[Room]) -> bool:
        """Whether the whole galley stands in the legs."""
        if not legs:
            return not self.strips
        if sum(leg.rows for leg in legs) < self.rows - sum(rows for _, rows in self._spares):
            return False
        starts = 1
        for leg in legs[:-1]:
            starts = self.onward(self.ends(starts, leg.least, leg.rows))
            if not starts:
                return False
        return bool(self.ends(starts, legs[-1].least, legs[-1].rows) >> self.rows & 1)

    def closes(self, legs: Sequence[Room]) -> tuple[int, ...]:
        """Where the last of the legs may end when the text need not be at its end; ascending."""
        starts = ends = 1
        for leg in legs:
            ends = self.ends(starts, leg.least, leg.rows)
            starts = self.onward(ends)
        return tuple(place for place in self.places if ends >> place & 1)


def filled(flow: Flow, legs: Sequence[Room], end: int | None = None) -> tuple[tuple[int, int], ...] | None:
    """(first, last + 1) strip of each leg, so that the text ends on row `end` (its own end by default) of the galley.

    Of all ways that keep the hard rules, the one with the fewest rows short; what is short is so in the last leg, where
    the eye allows it. `None` where there is none.
    """
    target = flow.rows if end is None else end
    found: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {0: (0.0, ())}
    for number, leg in enumerate(legs):
        is_last = number == len(legs) - 1
        reached: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {}
        for start, (cost, taken) in sorted(found.items()):
            for rows in range(leg.least, leg.rows + 1):
                place = start + rows
                if place > target or not flow.ends(1 << start, rows, rows) or (is_last and place != target):
                    continue
                total = cost + (leg.rows - rows) ** 2 * (1.0 if is_last else 2.0)
                following = place if is_last else flow.onward(1 << place).bit_length() - 1
                if following not in reached or total < reached[following][0]:
                    reached[following] = (total, (*taken, (flow.index[start], flow.index[place])))
        found = reached
    return found[target][1] if target in found else None


def flow_of(strips: Iterable[Strip]) -> Flow:
    """Strips as a flow; white at the head and the foot is left out."""
    kept = list(strips)
    while kept and kept[-1].is_spare:
        kept.pop()
    first = next((number for number, strip in enumerate(kept) if not strip.is_spare), len(kept))
    return Flow(tuple(kept[first:]))


def padded(flow: Flow, count: int) -> Flow:
    """The flow with one more spare row above each of its first `count` subheads."""
    strips: list[Strip] = []
    left = count
    for number, strip in enumerate(flow.strips):
        if left and number and _heads(strip) and not _heads(flow.strips[number - 1]):
            before = flow.strips[number - 1].end
            strips.append(spare_row(before))
            left -= 1
        strips.append(strip)
    return Flow(tuple(strips))


def paddings(flow: Flow) -> int:
    """How many subheads could have one more row above them."""
    pairs = zip(flow.strips, flow.strips[1:], strict=False)
    return sum(1 for above, below in pairs if _heads(below) and not _heads(above))


def _heads(strip: Strip) -> bool:
    """Whether a strip is a line that stands above others: a subhead, a box's title."""
    return not strip.may_close and not strip.is_body and not strip.is_spare


def spare_row(at: Cut) -> Strip:
    """A row of white at a place in the text."""
    return Strip(rows=1, elements=(), start=at, end=at, is_body=False, is_spare=True)
