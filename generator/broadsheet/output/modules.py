"""How the pieces of a page stand beside each other on a wide screen, until the press composes the page.

Pieces keep their order. They are cut into rows of four columns; a row holds cells of one to four columns, a cell one
piece or a stack of several. Heights are estimated from the text, and the cut is chosen that leaves least white space.
The estimate only chooses spans: whatever the browser makes of it, nothing is clipped and nothing overlaps.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from itertools import combinations, pairwise
from typing import Literal

from broadsheet.edition.text import block_texts
from broadsheet.edition.views import FigureView, PieceView, SectionGroup
from broadsheet.model import Block, FactBox, FootnoteMark, Footnotes, Kind

COLUMNS = 4
_ROW_PIECES = 5
"""A row holds at most so many pieces."""

# The wide page in the stylesheet's measures, in px.
_COLUMN, _GAP = 294, 24
_EM, _LINE = 17, 29
_HEADLINES = {1: 24, 2: 28, 3: 34, 4: 34}
_LEAD = 44
_PAGE_TEXT = 900
"""Width of text in em after which a page leaves the rest of a piece to the piece's own address."""
_REST = 200
"""A rest that is shorter is set all the same."""
_WIDE = 1.1
"""Pictures of at least this ratio may stand across a piece's columns."""
_TALLEST, _TALLEST_INSIDE = 700, 320
"""Heights that no picture across the columns, and no upright one inside a column, goes beyond."""

Shape = Literal["stack", "spread", "strip"]


@dataclass(frozen=True, slots=True)
class Module:
    """A piece where it stands."""

    piece: PieceView
    section: str
    """Name to set above it; empty when the piece before it is of the same section, or it has none."""
    columns: int
    hero: FigureView | None
    """The picture above its columns; `None` when it has none that is wide enough."""
    shape: Shape
    """`stack`: headline above the columns; `spread`: headline and picture in the left half, the text in the right;
    `strip`: headline in the first column, a short text in the others."""
    beside: tuple[Block, ...]
    """Fact boxes that stand under the picture of a spread; else empty."""
    blocks: tuple[Block, ...]
    """All other blocks that the page shows."""
    is_cut: bool
    """Whether the piece goes on behind them: only at its own address then."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Columns that a piece or a stack of pieces takes."""

    columns: int
    modules: tuple[Module, ...]
    """Never empty."""


def arrange(groups: Sequence[SectionGroup]) -> tuple[tuple[Cell, ...], ...]:
    """The rows of the page, top to bottom; the columns of a row's cells sum up to `COLUMNS`."""
    pieces = [
        (_shown(piece), group.name if first else "") for group in groups for first, piece in _firsts(group.pieces)
    ]
    spans = range(1, COLUMNS + 1)
    heights = [[_height(piece, columns, at == 0) for columns in spans] for at, (piece, _) in enumerate(pieces)]
    rows: list[tuple[Cell, ...]] = []
    start = 0
    for _, cut in _cheapest(heights):
        cells = []
        for count, columns in cut:
            stack = range(start, start + count)
            cells.append(Cell(columns, tuple(_module(*pieces[at], columns, leads=at == 0) for at in stack)))
            start += count
        rows.append(tuple(cells))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A piece with what the page shows of it."""

    piece: PieceView
    blocks: tuple[Block, ...]
    is_cut: bool


def _shown(piece: PieceView) -> _Shown:
    """The whole piece, or its beginning up to the end of a block."""
    length = 0.0
    for number, block in enumerate(piece.blocks):
        length += _length((block,))
        rest = piece.blocks[number + 1 :]
        if length >= _PAGE_TEXT and _length(rest) > _REST:
            kept = piece.blocks[: number + 1]
            return _Shown(piece, (*kept, *_notes_for(kept, rest)), is_cut=True)
    return _Shown(piece, piece.blocks, is_cut=False)


def _notes_for(kept: tuple[Block, ...], rest: tuple[Block, ...]) -> Iterator[Footnotes]:
    """The footnotes that the kept text has marks of, so that no mark leads nowhere."""
    for block in rest:
        if isinstance(block, Footnotes):
            marks = set(_marks(kept))
            notes = tuple(note for note in block.notes if note[0] in marks)
            if notes:
                yield Footnotes(notes)


def _marks(part: object) -> Iterator[int]:
    """The numbers of all footnote marks inside a block, a run, or a tuple of them."""
    if isinstance(part, FootnoteMark):
        yield part.number
    elif isinstance(part, tuple):
        for inner in part:
            yield from _marks(inner)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _marks(getattr(part, field.name))


def _length(blocks: tuple[Block, ...]) -> float:
    return sum(map(_ems, block_texts(blocks)))


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


def _height(shown: _Shown, columns: int, leads: bool) -> float:
    """The estimated height over `columns` columns in px; infinite where the span is out of the question."""
    lines = _text_lines(shown.blocks, _COLUMN)
    hero = _hero(shown.blocks, columns)
    shape = _shape(shown, columns, leads)
    if leads and columns == 1:
        return math.inf
    if shape == "strip":
        return max(_head_height(shown.piece, 1, leads, _COLUMN), lines * _LINE / (COLUMNS - 1)) + 60
    if not leads and columns > 1 and (lines < 5 * columns or shown.piece.kind is Kind.BRIEF or columns == COLUMNS):
        return math.inf
    if columns == 3 and hero is not None and not leads:  # no picture outdoes the lead's
        return math.inf
    if shape == "spread":
        left, right = _spread_heights(shown, hero)
        return max(left, right) if right <= 1.2 * left else math.inf  # a hole under the picture
    width = columns * (_COLUMN + _GAP) - _GAP
    head = _head_height(shown.piece, columns, leads, width)
    picture = min(_picture_height(hero, width, spread=False), _TALLEST) if hero else 0
    return head + picture + _text_height(shown.blocks, hero) / columns


def _shape(shown: _Shown, columns: int, leads: bool) -> Shape:
    """How the piece stands over `columns` columns."""
    if columns < COLUMNS:
        return "stack"
    if not leads:
        return "strip" if _is_strip(shown.blocks) else "stack"
    hero = _hero(shown.blocks, columns)
    fits_below = hero is None or _picture_height(hero, COLUMNS * (_COLUMN + _GAP) - _GAP, spread=False) <= _TALLEST
    return "stack" if fits_below else "spread"


def _spread_heights(shown: _Shown, hero: FigureView | None) -> tuple[float, float]:
    """Of the half with headline, picture and boxes, and of the half with the text."""
    width = 2 * _COLUMN + _GAP
    boxes = tuple(block for block in shown.blocks if isinstance(block, FactBox))
    head = _head_height(shown.piece, COLUMNS, True, width) + (_picture_height(hero, width, spread=True) if hero else 0)
    beside = _text_lines(boxes, width) * _LINE + 50 * len(boxes)
    text = _text_height(shown.blocks, hero) - _text_lines(boxes, _COLUMN) * _LINE
    return head + beside, text / 2


def _text_height(blocks: tuple[Block, ...], hero: FigureView | None) -> float:
    """In one column, with the pictures that stand in it."""
    inner = [block for block in blocks if isinstance(block, FigureView) and block is not hero]
    pictures = sum(min(_COLUMN / _ratio(figure), _TALLEST_INSIDE) + 70 for figure in inner)
    return _text_lines(blocks, _COLUMN) * _LINE + pictures


def _is_strip(blocks: tuple[Block, ...]) -> bool:
    """Whether they are short enough to run across the page beside their headline."""
    has_picture = any(isinstance(block, FigureView) for block in blocks)
    return not has_picture and 5 < _text_lines(blocks, _COLUMN) < 25


def _head_height(piece: PieceView, columns: int, leads: bool, width: float) -> float:
    size = _LEAD if leads else _HEADLINES[columns]
    lines = math.ceil(_ems(piece.title.text) * size / width)
    others = sum(math.ceil(_ems(line) * 17 / width) * 26 for line in (*piece.kicker, *piece.deck))
    return 40 + lines * size * 1.3 + others


def _text_lines(blocks: tuple[Block, ...], width: float) -> int:
    return sum(math.ceil((_ems(text) + 2) * _EM / width) for text in block_texts(blocks))


def _ems(text: str) -> float:
    """The width of a text in its own size: Latin letters take about half of what a Han character takes."""
    return len(text) - 0.5 * len(text.encode("ascii", "ignore"))


def _module(shown: _Shown, section: str, columns: int, *, leads: bool) -> Module:
    hero = _hero(shown.blocks, columns)
    shape = _shape(shown, columns, leads)
    beside = tuple(block for block in shown.blocks if shape == "spread" and isinstance(block, FactBox))
    rest = tuple(block for block in shown.blocks if block is not hero and block not in beside)
    return Module(shown.piece, section, columns, hero, shape, beside, rest, shown.is_cut)


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
