"""A composed page as the checks see it: boxes and headlines measured from the elements, not taken from the composer.

Lengths in points, the origin is the sheet's top left corner. A module's kind, rank and place in the grid are its own
words, for geometry cannot tell them; whatever can be measured is measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from broadsheet.press.compose.material import PageInput, Story
from broadsheet.press.compose.rule_boxes import Box, block_face, block_size, ink_box, type_box, union
from broadsheet.press.grid import Grid
from broadsheet.press.layout import (
    BrokenRule,
    Frame,
    Module,
    PageLayout,
    Picture,
    TextBlock,
)

RUNNING = frozenset({"body", "list", "quote"})
"""Roles of text that is set line for line on the page's grid."""

COLUMN = RUNNING | {"subhead", "table", "code", "box", "box-title", "footnote", "jump-on", "jump-from"}
"""Roles that stand in a column of text."""

EXEMPT_KINDS = frozenset({"advert", "filler"})
"""What is no editorial matter: an advertiser's own typography, and what fills a hole."""


# --- modules --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Headline:
    """A module's headline as it is printed."""

    box: Box
    """Across: its measure. Down: its characters."""
    size: float
    """Of its largest characters."""
    face: str
    lines: int
    vertical: bool


@dataclass(frozen=True)
class SeenModule:
    """A module with what is measured in it."""

    module: Module
    grid: Grid
    is_foot: bool
    """Whether it ends with the type area, so that it has no white row."""

    @cached_property
    def box(self) -> Box:
        """Its cells."""
        m, grid = self.module, self.grid
        left, top = grid.x(m.column), grid.y(m.row)
        return Box(left, top, left + grid.span(m.columns), top + m.rows * grid.leading)

    @cached_property
    def content(self) -> Box:
        """Its cells without the white row below."""
        white = 0.0 if self.is_foot else self.grid.leading
        return Box(self.box.left, self.box.top, self.box.right, self.box.bottom - white)

    @cached_property
    def blocks(self) -> tuple[TextBlock, ...]:
        """Its text, in reading order."""
        return tuple(e for e in self.module.elements if isinstance(e, TextBlock) and e.lines)

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """Its photos, in reading order."""
        return tuple(e for e in self.module.elements if isinstance(e, Picture))

    @cached_property
    def type_boxes(self) -> tuple[tuple[TextBlock | Picture, Box], ...]:
        """Its text and photos with what they cover, text over its whole measure."""
        script = self.grid.script
        return tuple(
            (e, type_box(e, script) if isinstance(e, TextBlock) else ink_box(e))
            for e in self.module.elements
            if isinstance(e, Picture) or (isinstance(e, TextBlock) and e.lines)
        )

    @cached_property
    def solid(self) -> tuple[Box, ...]:
        """What its text and photos cover with ink, from the top down."""
        shown: tuple[Picture | TextBlock, ...] = (
            *self.pictures,
            *(block for block in self.blocks if any(line.segments for line in block.lines)),
        )
        return tuple(sorted((ink_box(element) for element in shown), key=lambda box: box.top))

    def of_role(self, *roles: str) -> tuple[TextBlock, ...]:
        """Its text of those roles."""
        return tuple(block for block in self.blocks if block.role in roles)

    @cached_property
    def headline(self) -> Headline | None:
        """`None` for modules without one, and for briefs folded into one module, which have many."""
        blocks = self.of_role("headline")
        if not blocks or self.module.kind == "briefs":
            return None
        return Headline(
            union(type_box(block, self.grid.script) for block in blocks),
            max(block_size(block) for block in blocks),
            block_face(blocks[0]),
            1 if blocks[0].vertical else sum(len(block.lines) for block in blocks),
            blocks[0].vertical,
        )

    @cached_property
    def frame(self) -> Frame | None:
        """The border or ground around all of it, which makes the module a box; `None` for an open one."""
        for element in self.module.elements:
            if isinstance(element, Frame) and (element.stroke > 0 or element.fill == "tint"):
                enough = 0.8 * self.content.area
                if element.width * element.height >= enough:
                    return element
        return None

    @cached_property
    def is_boxed(self) -> bool:
        """Whether a border or a ground surrounds it."""
        return self.frame is not None

    @cached_property
    def inner(self) -> Box:
        """Across: where its text may stand; inside the border when it is boxed (一字 on each side)."""
        if not self.is_boxed:
            return self.content
        texts = [type_box(b, self.grid.script) for b in self.blocks]
        return union(texts) if texts else self.content

    def broken(self, rule: str, detail: str) -> BrokenRule:
        """A finding about this module alone."""
        return BrokenRule(rule, self.module.pieces or (self.module.id,), detail)


@dataclass(frozen=True)
class SeenPage:
    """A page with what is measured on it."""

    layout: PageLayout
    page: PageInput

    @property
    def grid(self) -> Grid:
        """The page's grid."""
        return self.page.grid

    @cached_property
    def type_area(self) -> Box:
        """The sheet without its margins."""
        grid = self.grid
        return Box(grid.left, grid.top, grid.left + grid.width, grid.top + grid.height)

    @cached_property
    def modules(self) -> tuple[SeenModule, ...]:
        """In reading order."""
        return tuple(SeenModule(m, self.grid, m.row + m.rows >= self.region[1]) for m in self.layout.modules)

    @cached_property
    def region(self) -> tuple[int, int]:
        """First row of the modules, and the row after the last of the type area."""
        rows = [m.row for m in self.layout.modules]
        return min(rows, default=0), max([self.grid.rows, *(m.row + m.rows for m in self.layout.modules)])

    @cached_property
    def depth(self) -> int:
        """Rows that modules share."""
        return self.region[1] - self.region[0]

    @cached_property
    def stories(self) -> dict[str, Story]:
        """By piece id."""
        return {story.id: story for story in self.page.stories}

    def stories_of(self, seen: SeenModule) -> tuple[Story, ...]:
        """Those set in a module."""
        return tuple(self.stories[piece] for piece in seen.module.pieces if piece in self.stories)

    def pairs(self) -> Iterator[tuple[SeenModule, SeenModule]]:
        """Every two modules once."""
        for number, one in enumerate(self.modules):
            for other in self.modules[number + 1 :]:
                yield one, other


def between(rule: str, one: SeenModule, other: SeenModule, detail: str) -> BrokenRule:
    """A finding about two modules."""
    pieces = (*(one.module.pieces or (one.module.id,)), *(other.module.pieces or (other.module.id,)))
    return BrokenRule(rule, pieces, detail)
