"""Where each piece stands on its page: what readers point at, and what page.json tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.press.grid import Grid
from broadsheet.press.layout import Element, Module, PageLayout, Stroke, TextBlock


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the page, in fractions of the sheet, origin top left."""

    piece: str
    kind: str
    """article, photo, brief, notice, opinion, advert, tail."""
    x: float
    y: float
    width: float
    height: float


def areas(layout: PageLayout, grid: Grid) -> tuple[Area, ...]:
    """One for each piece, in reading order; fillers have none.

    A piece that has its module to itself takes all of it but the white row below; in a module of several pieces each
    takes what its own words and pictures cover.
    """
    return tuple(area for module in layout.modules for area in _areas(module, layout, grid))


def _areas(module: Module, layout: PageLayout, grid: Grid) -> Iterator[Area]:
    whole = _whole(module, layout, grid)
    if len(module.pieces) == 1:
        yield _area(module.pieces[0], module.kind, whole, layout)
        return
    kind = "brief" if module.kind == "briefs" else module.kind
    for piece in module.pieces:
        own = [_extent(element) for element in module.elements if _piece(element) == piece]
        if own:
            yield _area(piece, kind, _around(own), layout)


_Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""


def _whole(module: Module, layout: PageLayout, grid: Grid) -> _Rectangle:
    end = min(module.row + module.rows, layout.rows)
    white = 1 if end < layout.rows else 0
    left = grid.x(module.column)
    return left, grid.y(module.row), left + grid.span(module.columns), grid.y(end - white)


def _piece(element: Element) -> str:
    return "" if isinstance(element, Stroke) else element.piece


def _extent(element: Element) -> _Rectangle:
    match element:
        case TextBlock(x=x, y=y, width=width, leading=leading, lines=lines):
            return x, y, x + width, y + leading * len(lines)
        case Stroke(x=x, y=y, length=length, vertical=vertical):
            return (x, y, x, y + length) if vertical else (x, y, x + length, y)
        case _:
            return element.x, element.y, element.x + element.width, element.y + element.height


def _around(rectangles: list[_Rectangle]) -> _Rectangle:
    lefts, tops, rights, bottoms = zip(*rectangles, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _area(piece: str, kind: str, rectangle: _Rectangle, layout: PageLayout) -> Area:
    """Clipped to the sheet."""
    left, right = (min(max(edge / layout.width, 0.0), 1.0) for edge in rectangle[::2])
    top, bottom = (min(max(edge / layout.height, 0.0), 1.0) for edge in rectangle[1::2])
    return Area(piece, kind, left, top, right - left, bottom - top)
