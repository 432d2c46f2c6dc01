"""The head of page one: nameplate, ear, the line with date and number, the imprint, a double rule below."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.press.compose.furniture_ear import ear
from broadsheet.press.compose.furniture_text import Word, row_of, shared_rows
from broadsheet.press.compose.material import FurnitureText
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Colour, Element, Picture, Stroke

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter

_TAGLINE = 10.5
_GAP = 14.0
"""Least white between two words of a row, in points."""
_MOST_IMPRINT_ROWS = 2


@dataclass(frozen=True, slots=True)
class Front:
    """The head of page one, set."""

    elements: tuple[Element, ...]
    rows: int
    dropped: tuple[str, ...]


def front(words: FurnitureText, grid: Grid, setter: Typesetter) -> Front:
    """Set from the type area's top; about 12 rows on a tabloid, 15 on a Chinese broadsheet."""
    tall = (7.5 if grid.columns <= 5 else 9.5) * grid.leading if grid.script == "han" else 6.5 * grid.leading
    under = _TAGLINE * 1.3 + 3 if words.tagline else 0.0
    elements: list[Element] = []
    dropped: tuple[str, ...] = ()
    side = 0.0
    if words.ear is not None:
        most = max(1, round(grid.columns * 0.4)) if grid.script == "han" else max(1, grid.columns // 4)
        box = ear(words.ear, grid, setter, tall + under, most)
        side = grid.span(box.columns) + 2 * grid.gap
        ears, dropped = box.elements, box.dropped
    else:
        ears = ()
    elements += _nameplate(words, grid, setter, tall, side)
    elements += ears
    y = grid.top + tall + under + 6
    elements.append(Stroke(grid.left, y, grid.width, 0.4, colour="ink"))
    rows, y = _information(words, grid, setter, y + 2.5)
    elements += rows
    imprint, y, left_out = _imprint(words, grid, setter, y)
    elements += imprint
    y += 3.5
    colour: Colour = "accent" if grid.script == "han" else "ink"
    elements.append(Stroke(grid.left, y, grid.width, 2.0, colour=colour))
    elements.append(Stroke(grid.left, y + 2.6, grid.width, 0.4, colour=colour))
    used = math.ceil((y + 3 + 6 - grid.top) / grid.leading - 1e-6)
    return Front(tuple(elements), used, (*dropped, *left_out))


def _nameplate(words: FurnitureText, grid: Grid, setter: Typesetter, tall: float, side: float) -> list[Element]:
    """The name with the tagline below it: left of the ear, or in the middle of the page without one."""
    zone = grid.width - side
    centred = not side or grid.script == "latin"
    left = grid.left
    elements: list[Element] = []
    if words.nameplate is not None:
        path, wide, high = words.nameplate
        scale = min(zone / max(1, wide), tall / max(1, high))
        width, height = wide * scale, high * scale
        x = left + ((zone - width) / 2 if centred or zone - width > 0.5 * grid.measure else 0.0)
        y = grid.top + (tall - height) / 2
        elements.append(Picture("", path, x, y, width, height, alt=words.paper))
    else:
        em = max(0.5, setter.width(words.paper, "nameplate", 100.0) / 100.0)
        size = min(tall * (1.0 if grid.script == "han" else 1.15), zone / em)
        width = size * em
        x = left + ((zone - width) / 2 if centred or zone - width > 0.5 * grid.measure else 0.0)
        middle = 0.38 if grid.script == "han" else 0.3
        name = Word(words.paper, "nameplate", size, "accent" if grid.script == "han" else "ink")
        elements.append(name.block(setter, x, grid.top + tall / 2 + middle * size, width, role="nameplate"))
    if words.tagline:
        elements.append(_tagline(words, grid, setter, tall, x, width, zone))
    return elements


def _tagline(
    words: FurnitureText, grid: Grid, setter: Typesetter, tall: float, x: float, width: float, zone: float
) -> Element:
    size = _TAGLINE
    while setter.width(words.tagline, "deck", size) > zone and size > 5:
        size -= 0.5
    line = Word(words.tagline, "deck", size)
    baseline = grid.top + tall + 3 + 0.9 * size
    natural = line.width(setter)
    if grid.script == "han" and 0.4 * width <= natural <= width:
        return line.spread(setter, x, baseline, width, role="folio")
    middle = x + width / 2
    start = min(max(grid.left, middle - natural / 2), grid.left + zone - natural)
    return line.block(setter, start, baseline, natural, role="folio")


def _information(words: FurnitureText, grid: Grid, setter: Typesetter, y: float) -> tuple[list[Element], float]:
    """Date, lunar date, number, pages and the page's label in one row, in two where they are long."""
    between = "\u3000" if grid.script == "han" else " · "
    page = between.join(filter(None, (words.page_label, words.page_name)))
    for size in (9.0, 8.5, 8.0, 7.5, 7.0):
        texts = [(words.date, "caption"), (words.lunar, "caption"), (words.number, "caption")]
        texts += [(words.pages_today, "caption"), (page, "label")]
        line = [Word(text, face, size) for text, face in texts if text]
        row = row_of(line, setter, grid.left, y + 1.2 * size, grid.width, gap=_GAP, role="folio")
        if row:
            return list(row), y + 1.55 * size
    elements: list[Element] = []
    widths = [word.width(setter) for word in line]
    for start, end in shared_rows(widths, grid.width, _GAP):
        row = row_of(line[start:end], setter, grid.left, y + 8, grid.width, gap=_GAP, role="folio")
        elements += row
        y += 10
    return elements, y + 2


def _imprint(
    words: FurnitureText, grid: Grid, setter: Typesetter, y: float
) -> tuple[list[Element], float, tuple[str, ...]]:
    """The imprint in small type, in one row or two; what has no room there is told as dropped."""
    elements: list[Element] = []
    for size in (7.5, 7.0, 6.5):
        line = [Word(text, "caption", size, "grey") for text in words.imprint if text]
        rows = shared_rows([word.width(setter) for word in line], grid.width, _GAP / 2)
        if len(rows) <= 1:
            break
    shown = rows[:_MOST_IMPRINT_ROWS]
    for start, end in shown:
        row = row_of(line[start:end], setter, grid.left, y + size, grid.width, gap=_GAP / 2, role="folio")
        elements += row
        y += size * 1.35
    last = shown[-1][1] if shown else 0
    return elements, y, tuple(word.text for word in line[last:])
