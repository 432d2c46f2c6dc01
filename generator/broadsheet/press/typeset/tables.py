"""A table in a column: columns as wide as their cells ask, one strip for each row, rules between rows.

Smaller type comes before cells of several lines, and of these the short ones are the last to be divided. Where even the
narrowest columns do not fit side by side, each row is set as lines of its own: the column's head at the left, the cell
beside it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from broadsheet.model.body import Table
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Element, Line, Stroke, TextBlock, TextStyle
from broadsheet.press.typeset.fitting import Align
from broadsheet.press.typeset.items import Items
from broadsheet.press.typeset.paragraphs import ParagraphSetter
from broadsheet.press.typeset.runs import StyledText, styled
from broadsheet.press.typeset.strip import Cut, Strip

_SMALLER = 1.0
"""Points by which tables are smaller than the text around them."""
_SMALLEST = 1.5
"""The same of tables that are short of room."""
_GAP = 0.75
"""Between columns, in em."""
_WAYS = tuple((smaller, whole) for whole in (math.inf, 5.0, 3.0, 2.0) for smaller in (_SMALLER, _SMALLEST))
"""(points smaller, em up to which a cell keeps to one line), the best first: a date or a name is no place to break."""
_COMMAS = frozenset("、，；,;")
"""After which a cell is divided first."""
_LABELS = 0.4
"""Part of the measure that column heads may take where rows are set as lines."""
_OUTER, _INNER = 0.5, 0.25
"""Thickness of the rules at the table's head and foot, and between rows."""
_WHOLE = 8
"""Rows of a table that a column's end never parts."""

Offset = Callable[[int, int], "int | None"]
"""(unit, its length) → where it goes on after the cut; `None` when it lies before it."""


@dataclass(frozen=True, slots=True)
class _Cell:
    unit: int
    text: StyledText
    offset: int
    align: Align


class TableSetter:
    """Sets tables in one place of a column."""

    def __init__(
        self, paragraphs: ParagraphSetter, grid: Grid, piece: str, x: float, width: float, style: TextStyle
    ) -> None:
        self._paragraphs = paragraphs
        self._grid = grid
        self._piece = piece
        self._x = x
        self._width = width
        self._text_style = style
        self._style = style

    def strips(self, table: Table, unit: int, offset: Offset) -> Iterator[Strip]:
        """The rows of a table whose first cell is the unit `unit`."""
        widths: list[float] | None = None
        for smaller, whole in _WAYS:
            rows = self._sized(table, unit, offset, smaller)
            widths = self._widths(rows, whole)
            if widths is not None:
                break
        else:
            yield from self._as_lines(self._sized(table, unit, offset, _SMALLER))
            return
        left = [row for row in rows if any(cell for cell in row)]
        for number, row in enumerate(left):
            is_last = number == len(left) - 1
            is_head = row is rows[0]
            yield self._row(
                row, widths, left, number, self._rules(is_first=number == 0, is_last=is_last, is_head=is_head)
            )

    def _sized(self, table: Table, unit: int, offset: Offset, smaller: float) -> list[list[_Cell | None]]:
        """The cells in a size, those before the cut as `None`. A row whose last cell is cut away is all `None`."""
        rows: list[list[_Cell | None]] = []
        self._style = replace(self._text_style, size=self._text_style.size - smaller)
        bold = replace(self._style, face="body-bold")
        for number, cells in enumerate((table.head, *table.rows)):
            row: list[_Cell | None] = []
            for column, inlines in enumerate(cells):
                text = styled(inlines, bold if number == 0 else self._style)
                start = offset(unit, len(text.text))
                alignment = table.alignments[column] if column < len(table.alignments) else ""
                align: Align = alignment or "left"
                if start is None:
                    row.append(None)
                else:
                    row.append(_Cell(unit, text.between(start, len(text.text)), start, align))
                unit += 1
            rows.append(row)
        return rows

    # --- columns ---

    def _widths(self, rows: Sequence[Sequence[_Cell | None]], whole: float) -> list[float] | None:
        """Widths of the columns, in points, with no cell of up to `whole` em divided; `None` where they do not fit."""
        count = max((len(row) for row in rows), default=0)
        wanted, needed = [0.0] * count, [0.0] * count
        for row in rows:
            for column, cell in enumerate(row):
                if cell:
                    natural, least = self._asked(cell, whole)
                    wanted[column] = max(wanted[column], natural)
                    needed[column] = max(needed[column], least)
        room = self._width - (count - 1) * _GAP * self._style.size
        if sum(needed) > room + 1e-6:
            return None
        if sum(wanted) <= room:
            extra = (room - sum(wanted)) / max(1, count)
            return [width + extra for width in wanted]
        return min(_levelled(wanted, needed, room), _shared(wanted, needed, room), key=partial(self._height, rows))

    def _asked(self, cell: _Cell, keeps: float) -> tuple[float, float]:
        """Width of a cell's widest line if it is not broken, and the least that keeps phrases of `keeps` em whole."""
        natural = least = 0.0
        for items in self._paragraphs.stretches(cell.text):
            if len(items):
                line = items.width[-1] - items.after[-1]
                natural = max(natural, line)
                phrase = line if keeps == math.inf else max(_phrases(items))
                least = max(least, items.widest, min(phrase, keeps * self._style.size))
        return natural + 0.01, least + 0.01

    def _height(self, rows: Sequence[Sequence[_Cell | None]], widths: Sequence[float]) -> int:
        """Lines that the table takes with columns of these widths."""
        return sum(
            max((len(self._lines(cell, width)) for cell, width in zip(row, widths, strict=False) if cell), default=0)
            for row in rows
        )

    # --- rows side by side ---

    def _row(
        self,
        row: Sequence[_Cell | None],
        widths: Sequence[float],
        rows: Sequence[Sequence[_Cell | None]],
        number: int,
        rules: Callable[[float], tuple[Stroke, ...]],
    ) -> Strip:
        x, height = self._x, 1
        elements: list[Element] = []
        for cell, width in zip(row, widths, strict=False):
            if cell and cell.text.text:
                lines = self._lines(cell, width)
                height = max(height, len(lines))
                elements.append(self._block(x, width, lines))
            x += width + _GAP * self._style.size
        whole = len(rows) <= _WHOLE
        return self._strip(
            height,
            (*elements, *rules(height * self._grid.leading)),
            [cell for cell in row if cell],
            may_open=number == 0 or not (whole or number < 2 or number == len(rows) - 1),
            may_close=number > 0 or len(rows) == 1,
            is_last=number == len(rows) - 1,
        )

    def _rules(self, *, is_first: bool, is_last: bool, is_head: bool) -> Callable[[float], tuple[Stroke, ...]]:
        def rules(bottom: float) -> tuple[Stroke, ...]:
            below = Stroke(self._x, bottom, self._width, _OUTER if is_last else _INNER * (1.5 if is_head else 1))
            return (Stroke(self._x, 0.0, self._width, _OUTER), below) if is_first else (below,)

        return rules

    # --- rows as lines ---

    def _as_lines(self, rows: Sequence[Sequence[_Cell | None]]) -> Iterator[Strip]:
        """Each row as lines `head | cell`. The first row set carries the heads as units, the others repeat them."""
        heads, body = rows[0], rows[1:] or [[None] * len(rows[0])]
        labels = [cell.text for cell in heads if cell]
        natural = max((self._paragraphs.line(text, math.inf, "left").width for text in labels), default=0.0)
        label_width = max(2 * self._style.size, min(natural + 0.01, self._width * _LABELS)) if labels else 0.0
        left = label_width + _GAP * self._style.size if labels else 0.0
        carries = bool(labels)
        pending = [row for row in body if any(cell for cell in row)] or ([list(body[0])] if labels else [])
        for number, row in enumerate(pending):
            elements: list[Element] = []
            height = 0
            for head, cell in zip(heads, row, strict=False):
                top = height * self._grid.leading
                label = self._lines(head, label_width) if head else ()
                if label and not carries:
                    label = tuple(replace(line, unit=-1, start=0, end=0) for line in label)
                value = self._lines(cell, self._width - left) if cell and cell.text.text else ()
                if label:
                    elements.append(replace(self._block(self._x, label_width, label), y=top))
                if value:
                    elements.append(replace(self._block(self._x + left, self._width - left, value), y=top))
                height += max(len(label), len(value))
            cells = [cell for cell in (*(heads if carries else ()), *row) if cell]
            rules = self._rules(is_first=number == 0, is_last=number == len(pending) - 1, is_head=False)
            height = max(1, height)
            yield self._strip(
                height,
                (*elements, *rules(height * self._grid.leading)),
                cells,
                may_open=True,
                may_close=True,
                is_last=number == len(pending) - 1,
            )
            carries = False

    # --- both ---

    def _lines(self, cell: _Cell, width: float) -> tuple[Line, ...]:
        return tuple(self._paragraphs.lines(cell.text, width, align=cell.align, unit=cell.unit, offset=cell.offset))

    def _block(self, x: float, width: float, lines: tuple[Line, ...]) -> TextBlock:
        grid = self._grid
        return TextBlock("table", self._piece, x, 0.0, width, grid.leading, grid.baseline, lines)

    def _strip(
        self,
        rows: int,
        elements: tuple[Element, ...],
        cells: Sequence[_Cell],
        *,
        may_open: bool,
        may_close: bool,
        is_last: bool,
    ) -> Strip:
        first, last = cells[0], cells[-1]
        return Strip(
            rows,
            elements,
            Cut(first.unit, first.offset),
            Cut(last.unit, last.offset + len(last.text.text)),
            may_open,
            may_close,
            is_last,
            is_body=False,
        )


def _phrases(items: Items) -> Iterator[float]:
    """Widths of what stands between commas."""
    begin = 0
    for item in range(1, len(items) + 1):
        if item == len(items) or items.text[items.end[item - 1] - 1] in _COMMAS:
            yield items.width[item] - items.width[begin] - items.before[begin] - items.after[item - 1]
            begin = item


def _levelled(wanted: Sequence[float], needed: Sequence[float], room: float) -> list[float]:
    """Widths of which only the greatest give, down to one level."""
    low, high = 0.0, max(wanted)
    for _ in range(40):
        level = (low + high) / 2
        fits = sum(max(least, min(most, level)) for most, least in zip(wanted, needed, strict=True)) <= room
        low, high = (level, high) if fits else (low, level)
    return [max(least, min(most, low)) for most, least in zip(wanted, needed, strict=True)]


def _shared(wanted: Sequence[float], needed: Sequence[float], room: float) -> list[float]:
    """Widths of which each gives in proportion to what it has beyond its least."""
    more = [whole - least for whole, least in zip(wanted, needed, strict=True)]
    share = (room - sum(needed)) / sum(more)
    return [least + part * share for least, part in zip(needed, more, strict=True)]
