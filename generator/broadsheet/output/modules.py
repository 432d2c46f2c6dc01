"""How the pieces of a page stand beside each other on a wide screen, until the press composes the page.

Pieces keep their order. They are cut into rows of four columns; a row holds cells of one to four columns, a cell one
piece or a stack of several. Heights are estimated from the text, and the cut is chosen that leaves least white space.
The estimate only chooses spans: whatever the browser makes of it, nothing is clipped and nothing overlaps.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal

from broadsheet.edition.text import block_texts
from broadsheet.edition.views import FigureView, PieceView, SectionGroup
from broadsheet.model import Block, FactBox, Kind

COLUMNS = 4
_ROW_PIECES = 5
"""A row holds at most so many pieces."""

# The wide page in the stylesheet's measures, in px.
_COLUMN, _GAP = 294, 24
_EM, _LINE = 17, 29
_HEADLINES = {1: 24, 2: 28, 3: 34, 4: 34}
_WIDE = 1.1
"""Pictures of at least this ratio may stand across a piece's columns."""


@dataclass(frozen=True, slots=True)
class Module:
    """A piece where it stands."""

    piece: PieceView
    section: str
    """Name to set above it; empty when the piece before it is of the same section, or it has none."""
    columns: int
    hero: FigureView | None
    """The picture above its columns; `None` when it has none that is wide enough."""
    shape: Literal["stack", "spread", "strip"]
    """`stack`: headline above the columns; `spread`: headline and picture in the left half, the text in the right;
    `strip`: headline in the first column, a short text in the others."""
    beside: tuple[Block, ...]
    """Fact boxes that stand under the picture of a spread; else empty."""
    blocks: tuple[Block, ...]
    """All other blocks."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Columns that a piece or a stack of pieces takes."""

    columns: int
    modules: tuple[Module, ...]
    """Never empty."""


def arrange(groups: Sequence[SectionGroup]) -> tuple[tuple[Cell, ...], ...]:
    """The rows of the page, top to bottom; the columns of a row's cells sum up to `COLUMNS`."""
    pieces = [(piece, group.name if first else "") for group in groups for first, piece in _firsts(group.pieces)]
    spans = range(1, COLUMNS + 1)
    heights = [[_height(piece, columns, at == 0) for columns in spans] for at, (piece, _) in enumerate(pieces)]
    rows: list[tuple[Cell, ...]] = []
    start = 0
    for _, cut in _cheapest(heights):
        cells = []
        for count, columns in cut:
            stack = range(start, start + count)
            cells.append(Cell(columns, tuple(_module(*pieces[at], columns, at == 0) for at in stack)))
            start += count
        rows.append(tuple(cells))
    return tuple(rows)


def _firsts(pieces: tuple[PieceView, ...]) -> Iterator[tuple[bool, PieceView]]:
    return ((number == 0, piece) for number, piece in enumerate(pieces))


def _cuts(length: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Every way to set `length` pieces in one row, as (pieces, columns) of its cells."""
    found: list[tuple[tuple[int, int], ...]] = []
    for cells in range(1, min(length, COLUMNS) + 1):
        for counts in _compositions(length, cells):
            found += [tuple(zip(counts, spans, strict=True)) for spans in _compositions(COLUMNS, cells)]
    return tuple(found)


def _compositions(total: int, parts: int) -> list[tuple[int, ...]]:
    """Every way to write `total` as an ordered sum of `parts` positive numbers."""
    edges = combinations(range(1, total), parts - 1)
    return [tuple(end - start for start, end in pairwise((0, *cut, total))) for cut in edges]


_CUTS = {length: _cuts(length) for length in range(1, _ROW_PIECES + 1)}


def _cheapest(heights: list[list[float]]) -> list[tuple[int, tuple[tuple[int, int], ...]]]:
    """(pieces, cells) of each row, by least cost in all: dynamic programming from the end."""
    best: list[tuple[float, int, tuple[tuple[int, int], ...]]] = [(0.0, 0, ())] * (len(heights) + 1)
    for start in range(len(heights) - 1, -1, -1):
        best[start] = min(
            (_cost(heights, start, cut) + best[start + length][0], length, cut)
            for length in range(1, min(_ROW_PIECES, len(heights) - start) + 1)
            for cut in _CUTS[length]
        )
    rows, at = [], 0
    while at < len(heights):
        _, length, cut = best[at]
        rows.append((length, cut))
        at += length
    return rows


def _cost(heights: list[list[float]], start: int, cut: tuple[tuple[int, int], ...]) -> float:
    """White space under a row's cells, in px × columns; a height of infinity rules a span out."""
    tallest = total = 0.0
    at = start
    for count, columns in cut:
        height = sum(heights[at + number][columns - 1] for number in range(count)) + 48 * (count - 1)
        at += count
        total += columns * height
        tallest = max(tallest, height)
    if tallest == math.inf:
        return tallest
    # Each row costs a rule, rows much taller than a screen read badly, and the page's lead wants room.
    modest_lead = 600 if start == 0 and cut[0][1] < 3 else 0
    return COLUMNS * tallest - total + 100 + 2 * max(0.0, tallest - 1100) + modest_lead


def _height(piece: PieceView, columns: int, leads: bool) -> float:
    """The estimated height over `columns` columns in px; infinite where the span is out of the question."""
    lines = _text_lines(piece.blocks, _COLUMN)
    width = columns * (_COLUMN + _GAP) - _GAP
    hero = _hero(piece.blocks, columns)
    if leads and columns == 1 and (hero is not None or lines > 12):
        return math.inf
    if columns == COLUMNS and _is_strip(piece):
        return max(_head_height(piece, 1, leads, _COLUMN), lines * _LINE / (COLUMNS - 1)) + 60
    if columns > 1 and (lines < 5 * columns or piece.kind is Kind.BRIEF):
        return math.inf
    if columns == COLUMNS and not (leads and hero):
        return math.inf
    if columns == 3 and hero is not None and not leads:  # no picture outdoes the lead's
        return math.inf
    spread = leads and columns == COLUMNS and hero is not None
    head_width = (width - _GAP) / 2 if spread else width
    head = _head_height(piece, columns, leads, head_width) + (_picture_height(hero, head_width, spread) if hero else 0)
    inner = [block for block in piece.blocks if isinstance(block, FigureView) and block is not hero]
    text = _text_lines(piece.blocks, _COLUMN) * _LINE + sum(_COLUMN / _ratio(figure) + 70 for figure in inner)
    if not spread:
        return head + text / columns
    boxes = tuple(block for block in piece.blocks if isinstance(block, FactBox))
    beside = _text_lines(boxes, head_width) * _LINE + 50 * len(boxes)
    return max(head + beside, (text - _text_lines(boxes, _COLUMN) * _LINE) / 2)


def _is_strip(piece: PieceView) -> bool:
    """Whether it is short enough to run across the page beside its headline."""
    has_picture = any(isinstance(block, FigureView) for block in piece.blocks)
    return not has_picture and 5 < _text_lines(piece.blocks, _COLUMN) < 25


def _head_height(piece: PieceView, columns: int, leads: bool, width: float) -> float:
    size = 44 if leads and columns > 2 else _HEADLINES[columns]
    lines = math.ceil(_ems(piece.title.text) * size / width)
    others = sum(math.ceil(_ems(line) * 17 / width) * 26 for line in (*piece.kicker, *piece.deck))
    return 40 + lines * size * 1.3 + others


def _text_lines(blocks: tuple[Block, ...], width: float) -> int:
    return sum(math.ceil((_ems(text) + 2) * _EM / width) for text in block_texts(blocks))


def _ems(text: str) -> float:
    """The width of a text in its own size: Latin letters take about half of what a Han character takes."""
    return len(text) - 0.5 * len(text.encode("ascii", "ignore"))


def _module(piece: PieceView, section: str, columns: int, leads: bool) -> Module:
    hero = _hero(piece.blocks, columns)
    spread = leads and columns == COLUMNS and hero is not None
    strip = columns == COLUMNS and not spread
    beside = tuple(block for block in piece.blocks if spread and isinstance(block, FactBox))
    rest = tuple(block for block in piece.blocks if block is not hero and block not in beside)
    return Module(piece, section, columns, hero, "spread" if spread else "strip" if strip else "stack", beside, rest)


def _hero(blocks: tuple[Block, ...], columns: int) -> FigureView | None:
    """The picture to set across the columns: the first that is wide; in one column, only one that comes first."""
    candidates = blocks if columns > 1 else blocks[:1]
    return next((block for block in candidates if isinstance(block, FigureView) and _ratio(block) >= _WIDE), None)


def _picture_height(figure: FigureView, width: float, spread: bool) -> float:
    """With its caption; in a spread the first photo of a gallery stands above the others."""
    ratios = [picture.width / picture.height for picture in figure.pictures]
    if spread and len(ratios) > 1:
        return width / ratios[0] + width / sum(ratios[1:]) + 60
    return width / sum(ratios) + 60


def _ratio(figure: FigureView) -> float:
    """Width by height of what is shown: a gallery's photos stand side by side."""
    return sum(picture.width / picture.height for picture in figure.pictures)
