"""Rectangles of a composed page: what lines, photos, frames and rules cover. Lengths in points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.press.layout import Element, Line, Stroke, TextBlock

NEAR = 0.6
"""What two lengths may differ by and still be the same to the eye, in points."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """In square points."""
        return self.width * self.height

    def meets(self, other: Box, margin: float = 0.0) -> bool:
        """Whether the two overlap by more than nothing once each is `margin` larger on every side."""
        return self.meets_across(other, margin) and self.meets_down(other, margin)

    def meets_across(self, other: Box, margin: float = 0.0) -> bool:
        """Whether they overlap in x."""
        return self.left < other.right + margin and other.left < self.right + margin

    def meets_down(self, other: Box, margin: float = 0.0) -> bool:
        """Whether they overlap in y."""
        return self.top < other.bottom + margin and other.top < self.bottom + margin

    def holds(self, other: Box, margin: float = NEAR) -> bool:
        """Whether `other` lies inside, give or take the margin."""
        return (
            other.left >= self.left - margin
            and other.right <= self.right + margin
            and other.top >= self.top - margin
            and other.bottom <= self.bottom + margin
        )


def union(boxes: Iterable[Box]) -> Box:
    """The least box around all of them; there must be one."""
    found = tuple(boxes)
    return Box(
        min(box.left for box in found),
        min(box.top for box in found),
        max(box.right for box in found),
        max(box.bottom for box in found),
    )


# --- boxes of elements ----------------------------------------------------------------------------------------------


def line_size(line: Line) -> float:
    """Of its largest characters, in points; 0 for an empty line."""
    return max((segment.style.size for segment in line.segments), default=0.0)


def block_size(block: TextBlock) -> float:
    """Of its largest characters."""
    return max((line_size(line) for line in block.lines), default=0.0)


def block_face(block: TextBlock) -> str:
    """Role of the face of its first characters; empty for an empty block."""
    return next((segment.style.face for line in block.lines for segment in line.segments), "")


def baseline_of(block: TextBlock, number: int) -> float:
    """Of the line of that number, 0-based."""
    return block.y + number * block.leading + block.baseline


def type_box(block: TextBlock, script: str) -> Box:
    """What the block's characters cover, over its whole measure.

    A Chinese character's em box reaches 0.88 em above the baseline and 0.12 em below it; Latin type is taken from its
    capitals' tops (0.72 em) to its descenders (0.2 em).
    """
    above, below = (0.88, 0.12) if script == "han" else (0.72, 0.2)
    return _text_box(block, above, below, block.x, block.x + block.width)


def ink_box(element: Element) -> Box:
    """What certainly carries ink: a little inside the characters' boxes, so that boxes which only touch do not meet."""
    if isinstance(element, TextBlock):
        lefts = [line.segments[0].x for line in element.lines if line.segments]
        rights = [line.width for line in element.lines if line.segments]
        left = element.x + min(lefts, default=0.0)
        right = element.x + max(rights, default=0.0)
        if element.vertical:
            left, right = element.x, element.x + element.width
        return _text_box(element, 0.74, 0.06, left, right)
    if isinstance(element, Stroke):
        half = element.thickness / 2
        if element.vertical:
            return Box(element.x - half, element.y, element.x + half, element.y + element.length)
        return Box(element.x, element.y - half, element.x + element.length, element.y + half)
    return Box(element.x, element.y, element.x + element.width, element.y + element.height)


def _text_box(block: TextBlock, above: float, below: float, left: float, right: float) -> Box:
    if not block.lines:
        return Box(left, block.y, right, block.y)
    if block.vertical:
        return Box(left, block.y, right, block.y + len(block.lines) * block.leading)
    # Lines of one block are of about one size: the first reaches highest and the last lowest.
    top = baseline_of(block, 0) - above * line_size(block.lines[0])
    bottom = baseline_of(block, len(block.lines) - 1) + below * line_size(block.lines[-1])
    return Box(left, top, right, bottom)
