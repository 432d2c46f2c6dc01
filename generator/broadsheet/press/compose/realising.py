"""A module that has its place: every line, photo and frame of it, with the facts that checks read."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.press.compose.bodies import legs_filled
from broadsheet.press.compose.flows import jump_block
from broadsheet.press.compose.heads import Head, stretched
from broadsheet.press.compose.legs import Room
from broadsheet.press.compose.packing import Placed
from broadsheet.press.compose.plans import ModulePlan, Setting, settings
from broadsheet.press.compose.situation import Variant
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Element, Frame, Module, TextBlock
from broadsheet.press.typeset.stack import stack
from broadsheet.press.typeset.strip import Strip

BORDER = 0.5
"""Of a box, in points."""


def realised(plan: ModulePlan, placed: Placed, grid: Grid, origin_row: int) -> Module:
    """The module of a placed shape. `origin_row`: row of the type area in which the region begins."""
    variant = plan.variants[placed.shape.variant]
    at_foot = placed.row + placed.rows >= plan.region_rows
    ways = settings(variant, placed.rows)
    if at_foot:
        ways |= settings(variant, placed.rows, square=True)
    setting = ways[placed.rows]
    work = _Work(plan, variant, setting, placed, grid, origin_row + placed.row, at_foot)
    return work.module()


class _Work:
    """A module in the making. Rows count from the type area's top."""

    def __init__(
        self,
        plan: ModulePlan,
        variant: Variant,
        setting: Setting,
        placed: Placed,
        grid: Grid,
        row: int,
        at_foot: bool,
    ) -> None:
        self.plan, self.variant, self.setting, self.grid = plan, variant, setting, grid
        self.placed, self.row, self.at_foot = placed, row, at_foot
        self.body, self.choice = setting.body, setting.choice
        self.left = grid.x(placed.column)
        self.piece = plan.stories[0].id if len(plan.stories) == 1 else ""
        self.rooms, self.strips = legs_filled(self.body, self.choice, square=at_foot)

    def module(self) -> Module:
        """The module with elements and facts."""
        head, body = self.head, self.body
        cut, overset = self._cut()
        plain = Module(
            id=self.plan.tile.id,
            kind=self.plan.kind,
            rank=self.plan.tile.rank,
            column=self.placed.column,
            row=self.row,
            columns=self.placed.columns,
            rows=self.placed.rows - self.at_foot,
            pieces=tuple(story.id for story in self.plan.stories),
            elements=self._elements(),
            boxed=self.variant.inset > 0,
            measure=body.legs.measure if self.strips else 0.0,
            legs=tuple(self._leg(room, strips) for room, strips in zip(self.rooms, self.strips, strict=True)),
            slack=self._slack(),
            overset=overset,
            cut=cut if body.ending == "jump" else None,
        )
        return _with_headline(plain, head, self.head_row, self._head_columns()) if head else plain

    @property
    def head(self) -> Head | None:
        """The headline's band, as high as it is to be."""
        head = self.variant.head
        return stretched(head, self.setting.stretch) if head and self.setting.stretch else head

    @property
    def top(self) -> int:
        """First row inside the box."""
        return self.row + self.variant.inset_rows

    @property
    def head_row(self) -> int:
        """First row of the headline's band."""
        return self.top + (self.choice.photo_rows if self.body.place == "over" else 0)

    @property
    def body_row(self) -> int:
        """The row from which the body's rows count."""
        if self.body.head_rows or self.variant.head is None:
            return self.head_row + self.variant.title_rows
        return self.head_row + self.variant.head.rows + self.setting.stretch

    def _head_columns(self) -> tuple[int, int]:
        first, last = self.body.head_legs
        column = self.placed.column
        return column + round(first * self.body.cells), column + round(last * self.body.cells)

    # --- elements ---

    def _elements(self) -> tuple[Element, ...]:
        photos = self._photos()
        over = self.body.place == "over"
        return (
            *self._frame(),
            *(photos if over else ()),
            *self._headline(),
            *(() if over else photos),
            *self._text(),
            *self._foot(),
            *self._jump_line(),
        )

    def _frame(self) -> tuple[Element, ...]:
        if not self.variant.inset:
            return ()
        rows = self.placed.rows - 1
        width = self.grid.span(self.placed.columns)
        return (Frame(self.piece, self.left, self.grid.y(self.row), width, rows * self.grid.leading, BORDER),)

    def _headline(self) -> tuple[Element, ...]:
        elements = self.head.elements if self.head else self.variant.title
        first, _ = self.body.head_legs
        x = self.left + (self.body.legs.x(first) if first else self.variant.inset)
        y = self.grid.y(self.head_row)
        return tuple(replace(element, x=element.x + x, y=element.y + y) for element in elements)

    def _photos(self) -> tuple[Element, ...]:
        cluster = self.body.cluster
        if cluster is None:
            return ()
        x = self.left + self.body.legs.x(self.body.photo_legs[0])
        row = self.top if self.body.head_rows or self.body.place == "over" else self.body_row
        return cluster.elements(self.piece, x, self.grid.y(row), self.choice.photo_rows)

    def _foot(self) -> tuple[Element, ...]:
        cluster, rows = self.body.foot, self.choice.foot_rows
        if cluster is None:
            return ()
        x = self.left + self.body.legs.x(self.body.legs.legs - self.body.foot_side)
        row = self.body_row + self.choice.rows - rows
        return cluster.elements(self.piece, x, self.grid.y(row), rows, at_foot=True)

    def _text(self) -> tuple[Element, ...]:
        found: list[Element] = []
        for room, strips in zip(self.rooms, self.strips, strict=True):
            x = self.left + self.body.legs.x(room.leg)
            found += stack(strips, x, self.grid.y(self.body_row + room.first), self.grid)
        return tuple(found)

    def _jump_line(self) -> tuple[Element, ...]:
        story = self.plan.stories[0]
        if self.body.ending != "jump" or story.may_jump is None:
            return ()
        block = jump_block(story.may_jump[1], story.id, self.body.legs.measure, self.plan.setter)
        x = self.left + self.body.legs.x(self.rooms[-1].leg)
        return (replace(block, x=x, y=self.grid.y(self.body_row + self.choice.rows - self._foot_rows_of_last() - 1)),)

    def _foot_rows_of_last(self) -> int:
        return self.choice.foot_rows if self.body.foot_side else 0

    # --- facts ---

    def _leg(self, room: Room, strips: tuple[Strip, ...]) -> tuple[int, int, int]:
        first = self.body_row + room.first
        return first, first + room.rows, sum(strip.rows for strip in strips)

    def _slack(self) -> int:
        """Rows left free in legs, spare rows put above subheads, white put into the headline's band."""
        free = sum(leg.rows for leg in self.rooms) - sum(strip.rows for leg in self.strips for strip in leg)
        return round((free + self.choice.pad) * self.body.cells) + self.setting.stretch * self.placed.columns

    def _cut(self) -> tuple[tuple[int, int] | None, int]:
        """Where the text is cut, and the characters that find no room."""
        if self.choice.end < 0 or not self.strips:
            return None, 0
        end = self.strips[-1][-1].end
        if self.body.ending == "jump":
            return (end.unit, end.character), 0
        flow = self.body.flow
        return None, sum(_characters(strip) for strip in flow.strips[flow.index[self.choice.end] :])


def _characters(strip: Strip) -> int:
    """Of the running text in a strip; white space and a line's own hyphen are none."""
    blocks = [element for element in strip.elements if isinstance(element, TextBlock)]
    lines = [line for block in blocks for line in block.lines if line.unit >= 0]
    return sum(len("".join(line.text.split())) - line.hyphenated for line in lines)


def _with_headline(module: Module, head: Head, row: int, columns: tuple[int, int]) -> Module:
    return replace(
        module,
        headline_size=head.size,
        headline_rows=(row, row + (head.headline_rows if not head.vertical else head.rows)),
        headline_columns=columns,
        headline_face=head.face,
        headline_lines=head.lines,
        headline_vertical=head.vertical,
    )
