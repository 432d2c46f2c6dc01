"""How a line's white is decided, so that its items fill the measure."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from broadsheet.press.typeset.breaking import CLOSEST, GOOD_STRETCH, MOST_SQUEEZE, MOST_STRETCH, WORDY
from broadsheet.press.typeset.classes import Kind
from broadsheet.press.typeset.items import SPACE_GROWTH, SPACE_SHRINK, Items
from broadsheet.press.typeset.latin import LAST_SPACE, lettering
from broadsheet.press.typeset.widths import Faces

Align = Literal["justify", "left", "center", "right"]

_SMALL = 1e-6


@dataclass(slots=True)
class Fit:
    """How a line's white is set."""

    indent: float
    shrink: float = 0.0
    """Share of what may be taken that is taken, 0–1."""
    growth: float = 0.0
    """Share of what gaps may take up that they do, 0–1."""
    spaces: float = 0.0
    """Growth of word spaces, as a share of their natural width."""
    tracking: float = 0.0
    """Between full-width characters."""
    opening: bool = False
    """Whether the first mark keeps its white."""
    closing: bool = False
    """Whether the last mark keeps its white."""
    letters: float = 0.0
    """What all characters together are spaced by, in points, in a line of Latin text."""
    stretch: float = 1.0


def fit(
    items: Items, first: int, last: int, measure: float, indent: float, align: Align, is_end: bool, faces: Faces
) -> Fit:
    """How to set the items from `first` up to `last` in a measure; only justified lines are filled, their last not."""
    left = measure - indent - _natural(items, first, last, faces)
    if left < -_SMALL:
        return _shrunk(items, first, last, -left, indent, align == "justify")
    if align == "left" or left < _SMALL or (align == "justify" and is_end):
        return Fit(indent)
    if align == "right":
        return Fit(indent + left)
    if align == "center":
        return Fit(indent + left / 2)
    return _filled(items, first, last, left, indent)


def _natural(items: Items, first: int, last: int, faces: Faces) -> float:
    """Width of a line's items with nothing stretched, white at its edges dropped."""
    natural = items.width[last] - items.width[first] - items.before[first] - items.after[last - 1] + items.hyphen[last]
    return natural + unkerned(items, first, last, faces)


def unkerned(items: Items, first: int, last: int, faces: Faces) -> float:
    """By how much the first part of a line, the rest of a divided word, is wider than in its word."""
    if not first or items.kind[first] is not Kind.LATIN or items.start[first] != items.end[first - 1]:
        return 0.0
    if items.run[first] is not items.run[first - 1] or items.kind[first - 1] is not Kind.LATIN:
        return 0.0
    after = first + 1
    while after < last and items.start[after] == items.end[after - 1] and items.run[after] is items.run[first]:
        if items.kind[after] is not Kind.LATIN:
            break
        after += 1
    style = items.run[first].style
    rest = faces[style.face].word(items.text[items.start[first] : items.end[after - 1]]) * style.size
    return rest - (items.width[after] - items.width[first] - items.before[first])


def _elastic(items: Items, first: int, last: int) -> float:
    opening = items.edge[first] if items.kind[first] is Kind.OPEN and items.before[first] else 0.0
    return items.elastic[last] - items.elastic[first] - opening - items.after[last - 1]


def _shrunk(items: Items, first: int, last: int, excess: float, indent: float, squeezes: bool) -> Fit:
    """A line too full by `excess`: white gives first; then, with `squeezes`, full-width characters close up."""
    give = items.shrink[last] - items.shrink[first] - items.before_shrink[first] - items.after_shrink[last - 1]
    fit = Fit(indent, shrink=min(1.0, excess / give) if give > _SMALL else 0.0)
    taken = give * fit.shrink
    if not items.han:
        fit.stretch = 1 - SPACE_SHRINK * fit.shrink
        if squeezes and excess - taken > _SMALL:
            fit.letters = lettering(items, first, last, taken - excess)
        return fit
    elastic = _elastic(items, first, last)
    slots = items.slots[last] - items.slots[first + 1]
    if squeezes and slots > 0 and excess - taken > _SMALL:
        size = items.run[first].style.size
        over = min(excess - taken, MOST_SQUEEZE * (elastic - taken), CLOSEST * size * slots)
        fit.tracking, taken = -over / slots, taken + over
    fit.stretch = max(0.0, 1 - taken / elastic) if elastic > _SMALL else 1.0
    return fit


def _filled(items: Items, first: int, last: int, left: float, indent: float) -> Fit:
    """A line short by `left`: a last mark keeps its white, gaps widen, words stand apart, at last characters."""
    growth = items.growth[last] - items.growth[first] - items.before_growth[first]
    slots = items.slots[last] - items.slots[first + 1]
    if not items.han or slots <= 0:
        letters = 0.0 if items.han else lettering(items, first, last, left - growth)
        return _spaced(items, left, growth, _spaces(items, first, last), Fit(indent), letters)
    fit = Fit(indent)
    opening, closing = items.edge[first], items.edge[last - 1]
    if items.kind[last - 1] is Kind.CLOSE and closing and left >= closing - _SMALL:
        left, fit.closing = max(0.0, left - closing), True
    if growth > _SMALL:
        fit.growth = min(1.0, left / growth)
        fit.spaces = SPACE_GROWTH * fit.growth
        left -= growth * fit.growth
    elastic = _elastic(items, first, last)
    if left / elastic > GOOD_STRETCH and items.kind[first] is Kind.OPEN and opening and left >= opening - _SMALL:
        left, fit.opening = max(0.0, left - opening), True
    most = min(MOST_STRETCH * elastic, (MOST_STRETCH + WORDY) * items.run[first].style.size * slots)
    fit.stretch = 1 + left / elastic
    if left > most + _SMALL:
        # Nothing fills this line decently: it stays short.
        left, fit.stretch = most, 1 + MOST_STRETCH
    fit.tracking = left / slots
    return fit


def _spaces(items: Items, first: int, last: int) -> float:
    """Natural width of a line's word spaces."""
    total = 0.0
    specials = items.specials
    for index in range(bisect_left(specials, first + 1), bisect_left(specials, last)):
        item = specials[index]
        if items.spaced[item] and items.before_growth[item]:
            total += items.before_growth[item] / SPACE_GROWTH if is_space(items, item) else 0.0
    return total


def is_space(items: Items, item: int) -> bool:
    """Whether the white before an item is a word space and no Han–Latin gap."""
    if not items.spaced[item]:
        return False
    return items.before_shrink[item] < items.before_growth[item] or items.kind[item] is Kind.OPEN


def _spaced(items: Items, left: float, growth: float, spaces: float, fit: Fit, letters: float) -> Fit:
    """A line whose word spaces give: up to 133 %, then its letters a little, then the spaces again."""
    fit.growth = min(1.0, left / growth) if growth > _SMALL else 0.0
    fit.spaces = SPACE_GROWTH * fit.growth
    if left > growth + _SMALL:
        fit.letters = letters
        left -= growth + letters
        if spaces > _SMALL and SPACE_GROWTH + left / spaces <= LAST_SPACE - 1 + 1e-4:
            fit.spaces = SPACE_GROWTH + left / spaces
    fit.stretch = 1 + fit.spaces if not items.han else max(1.0, (1 + fit.spaces) / (1 + SPACE_GROWTH))
    return fit
