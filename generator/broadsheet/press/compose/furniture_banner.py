"""The banner (通栏): one line across the page on a coloured ground."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from broadsheet.press.compose.head_parts import HAN_BASELINE, wrapped
from broadsheet.press.compose.headline_breaks import paused
from broadsheet.press.compose.lettering import measure_of
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Element, Frame, TextBlock, TextStyle

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter

_SIZES = (20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0)
_PADDING = 3.5


def banner(text: str, grid: Grid, setter: Typesetter, row: int) -> tuple[tuple[Element, ...], int]:
    """(elements, rows taken), from a row of the type area on; a long one takes several lines at the least size."""
    if not text:
        return (), 0
    text = paused(text.strip())
    measure = measure_of(setter, "headline")
    room = 0.96 * grid.width
    size = next((size for size in _SIZES if measure(text) * size <= room), _SIZES[-1])
    texts = [text] if measure(text) * size <= room else wrapped((text,), setter.language, measure, room / size)
    leading = 1.3 * size
    high = (len(texts) - 1) * leading + size + 2 * _PADDING
    top = grid.y(row)
    style = TextStyle("headline", size, "paper")
    lines = tuple(setter.line(line, style, grid.width, "center") for line in texts)
    block = TextBlock("banner", "", grid.left, top + _PADDING, grid.width, leading, HAN_BASELINE * size, lines)
    ground = Frame("", grid.left, top, grid.width, high, fill="accent")
    return (ground, block), math.ceil((high + 6.0) / grid.leading - 1e-6)
