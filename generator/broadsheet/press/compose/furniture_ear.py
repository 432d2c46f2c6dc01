"""The ear (报眼): a filled box beside the nameplate, as wide as its words fill it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.press.compose.furniture_text import Word, fitted
from broadsheet.press.compose.head_parts import HAN_BASELINE, wrapped
from broadsheet.press.compose.lettering import measure_of
from broadsheet.press.compose.material import EarText
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Element, Frame, Line, TextBlock, TextStyle

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter

_INSET = 9.0
_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_LEADING = 1.5
_TIGHT_LEADING = 1.35
_LATIN_LEADING = 1.25
_CENTRED = 3
"""Lines that are centred at most."""
_LEAST_FILL = 0.55
"""Of the box below the title: what the text should cover."""


@dataclass(frozen=True, slots=True)
class Ear:
    """An ear, set for a place."""

    elements: tuple[Element, ...]
    columns: int
    dropped: tuple[str, ...]
    """The end of a text that is too long for any box."""


def ear(words: EarText, grid: Grid, setter: Typesetter, height: float, most_columns: int) -> Ear:
    """Set at the type area's right edge, in the largest type that fits, over as many columns as that fills well."""
    best: tuple[float, Ear] | None = None
    for columns in range(most_columns, 0, -1):
        for size in _SIZES:
            found = _set(words, grid, setter, height, columns, size)
            if found is None:
                continue
            fill, made = found
            price = max(0.0, _LEAST_FILL - fill) * 4 + (_SIZES[0] - size) * 0.03 + (most_columns - columns) * 0.25
            if best is None or price < best[0] - 1e-9:
                best = (price, made)
            break
    return best[1] if best is not None else _cut(words, grid, setter, height, most_columns)


def _set(
    words: EarText, grid: Grid, setter: Typesetter, height: float, columns: int, size: float
) -> tuple[float, Ear] | None:
    """(share of the box that the text covers, ear); `None` when it does not fit."""
    width = grid.span(columns)
    inner = width - 2 * _INSET
    title_size = fitted(words.title, "headline", (20.0, 18.0, 16.0, 14.0, 12.0, 11.0, 10.0, 9.0, 8.0), inner, setter)
    if title_size is None:
        return None
    bar = round(title_size * 1.55, 1) if words.title else 0.0
    lines = _paragraph(words.text, size, inner, grid, setter)
    leading = size * (_LATIN_LEADING if grid.script == "latin" else _LEADING if len(lines) < 5 else _TIGHT_LEADING)
    deep = len(lines) * leading
    room = height - bar - 8.0
    if deep > room:
        return None
    left, top = grid.left + grid.width - width, grid.top
    elements: list[Element] = [Frame("", left, top, width, height, fill="tint")]
    if words.title:
        elements.append(Frame("", left, top, width, bar if lines else height, fill="accent"))
        baseline = top + (bar if lines else height) / 2 + (HAN_BASELINE - 0.5) * title_size
        title = Word(words.title, "headline", title_size, "paper")
        block = title.block(setter, left + _INSET, baseline, inner, role="ear", align="center")
        elements.append(_linked(block, words.link))
    if lines:
        y = top + bar + 4.0 + (room - deep) / 2
        half = (leading - size) / 2 + HAN_BASELINE * size
        elements.append(TextBlock("ear", "", left + _INSET, y, inner, leading, half, lines, link=words.link))
    return (deep / room if room > 0 else 0.0), Ear(tuple(elements), columns, ())


def _paragraph(text: str, size: float, inner: float, grid: Grid, setter: Typesetter) -> tuple[Line, ...]:
    """Few lines of Chinese stand centred, broken between words; more are justified. Latin is set ragged and whole."""
    style = TextStyle("body", size)
    if not text:
        return ()
    measure = measure_of(setter, "body")
    if grid.script == "han" and measure(text) * size <= _CENTRED * inner:
        texts = wrapped((text,), setter.language, measure, inner / size)
        if len(texts) <= _CENTRED:
            return tuple(setter.line(each, style, inner, "center") for each in texts)
    if grid.script == "han":
        return setter.paragraph(text, style, inner)
    return setter.paragraph(text, style, inner, align="left", hyphenate=False)


def _linked(block: TextBlock, link: str) -> TextBlock:
    return TextBlock(
        block.role, "", block.x, block.y, block.width, block.leading, block.baseline, block.lines, link=link
    )


def _cut(words: EarText, grid: Grid, setter: Typesetter, height: float, columns: int) -> Ear:
    """As much of the words as the widest box holds, in the smallest type; the rest is told as dropped."""
    smallest = _SIZES[-1]
    low, high = 0, len(words.text)
    title = words.title
    while title and fitted(title, "headline", (8.0,), grid.span(columns) - 2 * _INSET, setter) is None:
        title = title[: len(title) * 3 // 4 - 1] + "…" if len(title) > 4 else ""
    best = _set(EarText(title, "", words.link), grid, setter, height, columns, smallest)
    while low < high:
        middle = (low + high + 1) // 2
        made = _set(EarText(title, words.text[:middle] + "……", words.link), grid, setter, height, columns, smallest)
        if made is None:
            high = middle - 1
        else:
            low, best = middle, made
    elements = best[1].elements if best is not None else ()
    return Ear(elements, columns, (words.text[low:],))
