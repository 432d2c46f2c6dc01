"""The grid of a composed page: base columns and rows in points, from the paper's format."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from broadsheet.model import PageFormat

POINTS_PER_MM = 72 / 25.4

_HAN_LANGUAGES = ("zh", "ja")
_NAMED = ("broadsheet", "berliner", "tabloid")


@dataclass(frozen=True, slots=True)
class Grid:
    """Sheet and type area. Lengths in points; the origin is the sheet's top left corner."""

    script: Literal["han", "latin"]
    """Which rules of typography hold for the paper."""
    sheet_width: float
    sheet_height: float
    left: float
    """Of the type area."""
    top: float
    columns: int
    """Base columns (基本栏)."""
    measure: float
    """Width of a base column."""
    gap: float
    """Between columns."""
    rows: int
    """Base rows (行) of the type area."""
    leading: float
    """Height of a row: from one baseline of the body to the next."""
    body_size: float

    @property
    def width(self) -> float:
        """Of the type area."""
        return self.span(self.columns)

    @property
    def height(self) -> float:
        """Of the type area."""
        return self.rows * self.leading

    @property
    def baseline(self) -> float:
        """From a row's top to the baseline of the body text that stands in it.

        The em box of a Chinese face reaches 0.88 em above the baseline and 0.12 em below it; it is centred in the row.
        """
        return (self.leading - self.body_size) / 2 + 0.88 * self.body_size

    def span(self, columns: int) -> float:
        """Width of so many neighbouring base columns."""
        return columns * self.measure + (columns - 1) * self.gap

    def x(self, column: int) -> float:
        """Left edge of a base column, 0-based."""
        return self.left + column * (self.measure + self.gap)

    def y(self, row: float) -> float:
        """Top edge of a row, 0-based."""
        return self.top + row * self.leading

    def widened(self, spread: int = 2) -> Grid:
        """The grid of `spread` sheets side by side, whose columns run through the fold."""
        pitch = self.measure + self.gap
        columns = int((self.sheet_width * spread - 2 * self.left + self.gap) / pitch)
        width = columns * pitch - self.gap
        sheet = self.sheet_width * spread
        return Grid(
            self.script,
            sheet,
            self.sheet_height,
            (sheet - width) / 2,
            self.top,
            columns,
            self.measure,
            self.gap,
            self.rows,
            self.leading,
            self.body_size,
        )


def grid_of(page: PageFormat, language: str) -> Grid:
    """The grid that a paper's format and language give.

    Chinese and Japanese: 9 pt on 12 pt, columns of 13 characters, one character between them. Latin: 9 on 10.5 pt,
    columns of 13 picas, one pica between them. Formats of the paper's own get columns as wide as their margins leave.
    """
    is_han = language.partition("-")[0].lower() in _HAN_LANGUAGES
    size, leading, measure, gap = (9.0, 12.0, 117.0, 9.0) if is_han else (9.0, 10.5, 156.0, 12.0)
    top, right, bottom, left = (side * POINTS_PER_MM for side in page.margins)
    width, height = page.width * POINTS_PER_MM, page.height * POINTS_PER_MM
    columns, room = page.columns, width - left - right
    if page.name not in _NAMED or columns * measure + (columns - 1) * gap > width - 2 * gap:
        measure = (room + gap) / columns - gap
        if is_han:
            measure = max(4, math.floor(measure / size)) * size
        measure = max(4 * size, measure)
    rows = page.rows or max(1, int((height - top - bottom) / leading + 1e-6))
    used = columns * measure + (columns - 1) * gap
    indent = left + (room - used) / 2 if used <= room else max(0.0, (width - used) / 2)
    return Grid("han" if is_han else "latin", width, height, indent, top, columns, measure, gap, rows, leading, size)
