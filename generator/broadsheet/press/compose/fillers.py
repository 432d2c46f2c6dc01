"""Fillers: a house notice that takes any rectangle, the last resort of a page with little matter.

They have no ground and no border: the rules between modules bound them as they do any other (see `column_rules`). A
small one is a house line, the paper's words small and centred; a larger one a notice with a short rule in its middle; a
very large one is set in large type.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from broadsheet.press.compose.headline_breaks import is_han
from broadsheet.press.compose.ladder import BRIEF
from broadsheet.press.compose.packing import Placed, Shape, Tile
from broadsheet.press.compose.plans import ModulePlan
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Line, Module, Stroke, TextBlock, TextStyle

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter

FILLER_COST = 10.0
CELL_COST = 0.5
"""Of each cell that carries no article."""
LEAST_ROWS = 4
"""One of them white."""
SMALL_SHARE = 0.03
"""Of the page's cells, up to which a filler is a house line."""
SHALLOW_ROWS = 6
"""Up to which a filler is one, however wide."""
TITLE_SIZES = (28.0, 24.0, 21.0, 18.0, 16.0)
LARGE_SHARE = 0.1
"""From which it is as loud as an advert, for a page half empty."""
LOUD_ROWS = 20
"""Rows that it has at least."""
LARGE_SIZES = (63.0, 48.0, 36.0)
LARGE_TEXT = 1.6
"""Size of its text, in sizes of running text."""
LARGE_RULE = 1.5
"""Thickness of the rules above and below it, as long as its longest line and two em."""
LINE_SIZES = (14.0, 12.0, 10.5, 9.0)
"""Of the title of a house line."""
LINE_TEXT = TextStyle("caption", 8.0)
RULE = (27.0, 0.5)
"""Length and thickness of the rule between title and text."""
TEXT_WIDTH = 26
"""Characters of a line of the notice at most."""


def filler_plan(
    number: int, notice: tuple[str, str], grid: Grid, setter: Typesetter, region_rows: int, *, most_cells: int = 0
) -> ModulePlan:
    """A tile of any width and height; `most_cells` bounds its area, 0 for no bound. `notice`: (title, text)."""
    shapes = []
    for columns in range(1, grid.columns + 1):
        most = min(region_rows, most_cells // columns) if most_cells else region_rows
        heights = tuple((rows, CELL_COST * columns * rows) for rows in range(LEAST_ROWS, most + 1))
        if heights:
            shapes.append(Shape(columns, heights, FILLER_COST, columns))
    tile = Tile(f"filler-{number}", BRIEF, tuple(shapes), is_filler=True)
    return ModulePlan(tile, "filler", (), (), region_rows, setter, notice)


def realised_filler(plan: ModulePlan, placed: Placed, grid: Grid, origin_row: int) -> Module:
    """The filler in its place: title and text in its middle; the title alone where it is shallow."""
    row = origin_row + placed.row
    at_foot = placed.row + placed.rows >= plan.region_rows
    left, top = grid.x(placed.column), grid.y(row)
    width, height = grid.span(placed.columns), (placed.rows - 1) * grid.leading
    share = placed.columns * placed.rows / (grid.columns * grid.rows)
    is_small = share <= SMALL_SHARE or placed.rows <= SHALLOW_ROWS
    set_words = (
        _house_line if is_small else _loud_notice if share >= LARGE_SHARE and placed.rows >= LOUD_ROWS else _notice
    )
    words = set_words(plan, width - 2 * grid.body_size, height, grid)
    used = max((_foot(element) for element in words), default=0.0)
    return Module(
        id=plan.tile.id,
        kind="filler",
        rank=BRIEF,
        column=placed.column,
        row=row,
        columns=placed.columns,
        rows=placed.rows - at_foot,
        pieces=(),
        elements=tuple(_placed(each, left + width / 2, top + (height - used) / 2) for each in words),
    )


def _house_line(plan: ModulePlan, width: float, height: float, grid: Grid) -> list[TextBlock | Stroke]:
    """The title in a small size, letterspaced if it is Chinese, and a line or two of text below it."""
    title, text = plan.notice
    setter = plan.setter
    found: list[TextBlock | Stroke] = []
    size = _size(LINE_SIZES, title, "headline-serif", width, height, setter)
    if title and size:
        style = TextStyle("headline-serif", size)
        natural = setter.width(title, style.face, size)
        spaced = natural + (len(title) - 1) * size * 0.25
        wide = min(spaced, width) if len(title) <= 8 and all(map(is_han, title)) else 0.0
        line = setter.line(title, style, wide, "spread") if wide else setter.line(title, style, width, "center")
        found.append(_block((line,), wide or width, 0.0, size))
    lines = setter.paragraph(text, LINE_TEXT, width, align="center") if text else ()
    y = _foot(found[-1]) + 2.0 if found else 0.0
    if lines and y + len(lines) * LINE_TEXT.size * 1.3 <= height:
        found.append(_block(lines, width, y, LINE_TEXT.size))
    return found


def _notice(plan: ModulePlan, width: float, height: float, grid: Grid) -> list[TextBlock | Stroke]:
    """Title, a short rule and the text below each other from y = 0, as much as there is room for."""
    return _worded(plan, width, height, TITLE_SIZES, grid.body_size, grid)


def _loud_notice(plan: ModulePlan, width: float, height: float, grid: Grid) -> list[TextBlock | Stroke]:
    """A notice in large type between two rules."""
    edge = 2 * grid.leading
    size = LARGE_TEXT * grid.body_size
    words = _worded(plan, 0.7 * width, height - 2 * edge, (*LARGE_SIZES, *TITLE_SIZES), size, grid)
    foot = max((_foot(element) for element in words), default=0.0)
    lines = [line for element in words if isinstance(element, TextBlock) for line in element.lines]
    inks = [line.width - line.segments[0].x for line in lines if line.segments]
    long = min(width, max(inks, default=0.0) + 4 * grid.body_size)
    rules = [Stroke(-long / 2, y, long, LARGE_RULE) for y in (0.0, foot + 2 * edge)]
    return [rules[0], *(replace(element, y=element.y + edge) for element in words), rules[1]]


def _worded(
    plan: ModulePlan, width: float, height: float, sizes: tuple[float, ...], text_size: float, grid: Grid
) -> list[TextBlock | Stroke]:
    title, text = plan.notice
    setter = plan.setter
    found: list[TextBlock | Stroke] = []
    measure = min(width, TEXT_WIDTH * text_size)
    lines = setter.paragraph(text, TextStyle("body", text_size), measure, align="center") if text else ()
    between = 1.5 * grid.leading if lines else 0.0
    room = height - between - len(lines) * text_size * 1.3
    size = _size(sizes, title, "headline-serif", width, room, setter)
    y = 0.0
    if title and size:
        line = setter.line(title, TextStyle("headline-serif", size), width, "center")
        found.append(_block((line,), width, y, size))
        y = size * 1.3 + between
        if lines:
            found.append(Stroke(-RULE[0] / 2, y - between / 2, *RULE))
    if lines and y + len(lines) * text_size * 1.3 <= height:
        found.append(_block(lines, measure, y, text_size))
    return found


def _size(sizes: tuple[float, ...], title: str, face: str, width: float, height: float, setter: Typesetter) -> float:
    """The greatest of the sizes at which the title fits; 0 for none."""
    return next((s for s in sizes if setter.width(title, face, s) <= width and s * 1.3 <= height), 0.0)


def _block(lines: tuple[Line, ...], width: float, y: float, size: float) -> TextBlock:
    """Lines in the middle between 0 and 0."""
    return TextBlock("filler", "", -width / 2, y, width, size * 1.3, size * 1.03, lines)


def _foot(element: TextBlock | Stroke) -> float:
    return element.y + (len(element.lines) * element.leading if isinstance(element, TextBlock) else 0.0)


def _placed(element: TextBlock | Stroke, middle: float, top: float) -> TextBlock | Stroke:
    """An element of the words, from their middle and top to those on the page."""
    return replace(element, x=element.x + middle, y=element.y + top)
