"""Strips below each other, as elements of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.press.grid import Grid
from broadsheet.press.layout import Element, Frame, TextBlock
from broadsheet.press.typeset.strip import Strip

_RUNNING = ("body", "quote", "list", "box", "code", "footnote")


def stack(strips: Sequence[Strip], x: float, y: float, grid: Grid) -> tuple[Element, ...]:
    """The elements of strips set below each other from (x, y).

    Neighbouring lines of running text share a block, and the parts of a box's ground become one. A head below two spare
    rows stands half a row higher than its own, so that it has no more than one and a half above.
    """
    placed: list[Element] = []
    ground = -1
    """Place of the last ground."""
    lifts = _lifts(strips)
    for strip, lift in zip(strips, lifts, strict=True):
        for element in strip.elements:
            moved = replace(element, x=element.x + x, y=element.y + y - lift * grid.leading)
            if isinstance(moved, Frame):
                grown = _grown(placed[ground], moved) if ground >= 0 else None
                if grown:
                    placed[ground] = grown
                    continue
                ground = len(placed)
            joined = _joined(placed[-1], moved) if placed else None
            if joined:
                placed[-1] = joined
            else:
                placed.append(moved)
        y += strip.rows * grid.leading
    return tuple(placed)


def _lifts(strips: Sequence[Strip]) -> list[float]:
    """Rows by which each strip stands higher than its own."""
    found: list[float] = []
    spares = 0
    for strip in strips:
        is_head = not strip.may_close and any(_is_head(element) for element in strip.elements)
        goes_on = is_head and not spares and found and found[-1]
        found.append(0.5 if is_head and (spares >= 2 or goes_on) else 0.0)
        spares = spares + strip.rows if strip.is_spare and not strip.elements else 0
    return found


def _is_head(element: Element) -> bool:
    """Whether it is a subhead, or the headline of a brief, which need no place on the grid."""
    return isinstance(element, TextBlock) and element.role in ("subhead", "headline")


def _grown(above: Element, below: Frame) -> Frame | None:
    """A ground that goes on exactly below itself."""
    if not isinstance(above, Frame) or replace(below, y=above.y, height=above.height) != above:
        return None
    return replace(above, height=above.height + below.height) if _touch(above.y + above.height, below.y) else None


def _joined(above: Element, below: Element) -> TextBlock | None:
    """Two blocks of running text as one, where the second goes on exactly below the first."""
    if not (isinstance(above, TextBlock) and isinstance(below, TextBlock)):
        return None
    if above.role not in _RUNNING or replace(below, y=above.y, lines=above.lines) != above:
        return None
    if not _touch(above.y + len(above.lines) * above.leading, below.y):
        return None
    return replace(above, lines=above.lines + below.lines)


def _touch(end: float, start: float) -> bool:
    return abs(end - start) < 0.01
