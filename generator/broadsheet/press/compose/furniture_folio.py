"""The folio of an inside page (报眉): label and name of the page, the paper, date and credits over a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.press.compose.furniture_text import Word, shortened
from broadsheet.press.compose.material import FurnitureText
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Element, Stroke, TextBlock

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter

FOLIO_ROWS = 3
_GAP = 14.0
"""Least white between two groups, in points."""
_SMALLEST = 5.5
"""Points below which credits are rather left out."""


@dataclass(frozen=True, slots=True)
class Folio:
    """A page's head line, set."""

    elements: tuple[Element, ...]
    dropped: tuple[str, ...]
    """Words that found no room, least important first."""


def folio(words: FurnitureText, grid: Grid, setter: Typesetter) -> Folio:
    """Set in `FOLIO_ROWS` rows, the last of them mostly white.

    The label always stands. What does not fit shrinks first; then the paper's name goes, then credits from the last.
    """
    rule = grid.top + FOLIO_ROWS * grid.leading - max(9.5, 0.9 * grid.leading)
    left = _label(words, grid, setter, rule)
    used = sum(block.width for block in left) + _GAP / 2 if left else 0.0
    paper = Word(words.paper, "nameplate", 13.0)
    paper_width = paper.width(setter)
    dropped: list[str] = []
    credit_texts = list(words.credits)
    room = grid.width - used - _GAP
    sizes = (8.0, 7.5, 7.0, 6.5, 6.0, _SMALLEST)
    with_paper = (grid.width - paper_width) / 2 - _GAP
    lines = _lines(words, credit_texts, sizes[:3], with_paper, setter) if used + _GAP <= with_paper else None
    has_paper = lines is not None and paper_width > 0
    while lines is None:
        lines = _lines(words, credit_texts, sizes, room, setter)
        if lines is None and credit_texts:
            dropped.append(credit_texts.pop())
        elif lines is None:
            lines = ()
            dropped.append(words.date)
    elements: list[Element] = [*left]
    if has_paper:
        elements.append(paper.block(setter, grid.left, rule - 6.5, grid.width, role="folio", align="center"))
    elements += _right(lines, grid, setter, rule)
    elements.append(Stroke(grid.left, rule, grid.width, 0.8, colour="ink"))
    return Folio(tuple(elements), tuple(dropped))


def _label(words: FurnitureText, grid: Grid, setter: Typesetter, rule: float) -> list[TextBlock]:
    """第02版, then the page's name; they keep to 45 % of the width and to the label where the name has no room."""
    most = 0.45 * grid.width
    size = next((s for s in (15.0, 13.0, 11.0, 9.0) if setter.width(words.page_label, "label", s) <= most), 9.0)
    label = Word(shortened(words.page_label, "label", size, most, setter), "label", size, "accent")
    width = label.width(setter)
    blocks = [label.block(setter, grid.left, rule - 6.5, width, role="folio")]
    room = most - width - 8
    for smaller in (size, 0.85 * size, 0.7 * size):
        name = Word(words.page_name, "headline-serif", smaller)
        if words.page_name and name.width(setter) <= room:
            blocks.append(name.block(setter, grid.left + width + 8, rule - 6.5, name.width(setter), role="folio"))
            break
    else:
        cut = shortened(words.page_name, "headline-serif", 0.7 * size, room, setter)
        if cut:
            name = Word(cut, "headline-serif", 0.7 * size)
            blocks.append(name.block(setter, grid.left + width + 8, rule - 6.5, name.width(setter), role="folio"))
    return blocks


def _lines(
    words: FurnitureText, credit_texts: list[str], sizes: tuple[float, ...], room: float, setter: Typesetter
) -> tuple[Word, ...] | None:
    """Date above, credits below, at the first size at which both fit."""
    space = "\u3000" if setter.grid.script == "han" else " · "
    texts = [text for text in (words.date, space.join(credit_texts)) if text]
    for size in sizes:
        lines = tuple(Word(text, "caption", size) for text in texts)
        if all(line.width(setter) <= room for line in lines):
            return lines
    return None


def _right(lines: tuple[Word, ...], grid: Grid, setter: Typesetter, rule: float) -> list[TextBlock]:
    baselines = (rule - 5.0,) if len(lines) == 1 else (rule - 14.5, rule - 5.0)
    blocks = []
    for line, baseline in zip(lines, baselines, strict=False):
        width = line.width(setter)
        blocks.append(line.block(setter, grid.left + grid.width - width, baseline, width, role="folio"))
    return blocks
