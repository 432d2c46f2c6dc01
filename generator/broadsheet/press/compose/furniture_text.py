"""Lines of the page's own words: fitted to a width, set in a row with even gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.press.compose.head_parts import HAN_BASELINE, Align
from broadsheet.press.layout import Colour, Role, TextBlock, TextStyle

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter


@dataclass(frozen=True, slots=True)
class Word:
    """A few words that stand together, in their style."""

    text: str
    face: str
    size: float
    colour: Colour = "ink"

    def width(self, setter: Typesetter) -> float:
        """In points."""
        return setter.width(self.text, self.face, self.size) if self.text else 0.0

    def block(
        self, setter: Typesetter, x: float, baseline: float, width: float, *, role: Role, align: Align = "left"
    ) -> TextBlock:
        """Set in one line on a baseline, in a measure that begins at x."""
        return self._block(setter, x, baseline, width, role, align)

    def spread(self, setter: Typesetter, x: float, baseline: float, width: float, *, role: Role) -> TextBlock:
        """Set in one line that fills the measure."""
        return self._block(setter, x, baseline, width, role, "spread" if len(self.text) > 1 else "center")

    def _block(self, setter: Typesetter, x: float, baseline: float, width: float, role: Role, align: str) -> TextBlock:
        style = TextStyle(self.face, self.size, self.colour)
        line = setter.line(self.text, style, width, align)  # type: ignore[arg-type]
        above = HAN_BASELINE * self.size
        return TextBlock(role, "", x, baseline - above, width, self.size, above, (line,))


def fitted(text: str, face: str, sizes: Sequence[float], width: float, setter: Typesetter) -> float | None:
    """The first of the sizes at which a text fits; `None` when it fits at none."""
    em = setter.width(text, face, 100.0) / 100.0
    return next((size for size in sizes if em * size <= width + 1e-6), None)


def row_of(
    words: Sequence[Word], setter: Typesetter, x: float, baseline: float, width: float, *, gap: float, role: Role
) -> tuple[TextBlock, ...]:
    """Words across a measure with even gaps, the first at its left edge, the last at its right; empty if they overrun.

    `gap`: the least white between two, in points. One word alone stands at the left.
    """
    widths = [word.width(setter) for word in words]
    if not words or sum(widths) + gap * (len(words) - 1) > width + 1e-6:
        return ()
    between = (width - sum(widths)) / (len(words) - 1) if len(words) > 1 else 0.0
    blocks, at = [], x
    for word, long in zip(words, widths, strict=True):
        blocks.append(word.block(setter, at, baseline, long, role=role))
        at += long + between
    return tuple(blocks)


def shared_rows(widths: Sequence[float], width: float, gap: float) -> tuple[tuple[int, int], ...]:
    """Which of neighbouring words stand in one row: (start, end) of each; as few rows as it takes, evenly filled."""
    fewest = len(_filled_rows(widths, width, gap))
    for part in range(10, 20):
        rows = _filled_rows(widths, width * part / 20, gap)
        if fewest > 1 and len(rows) == fewest:
            return rows
    return _filled_rows(widths, width, gap)


def _filled_rows(widths: Sequence[float], width: float, gap: float) -> tuple[tuple[int, int], ...]:
    """Filled one after the other."""
    rows, start, used = [], 0, 0.0
    for number, long in enumerate(widths):
        if number > start and used + gap + long > width + 1e-6:
            rows.append((start, number))
            start, used = number, 0.0
        used += long + (gap if number > start else 0.0)
    return (*rows, (start, len(widths))) if widths else ()


def shortened(text: str, face: str, size: float, width: float, setter: Typesetter) -> str:
    """The text, or as much of its beginning as fits with an ellipsis; the last resort for a label that has no room."""
    if setter.width(text, face, size) <= width:
        return text
    for end in range(len(text) - 1, 0, -1):
        cut = text[:end].rstrip() + "…"
        if setter.width(cut, face, size) <= width:
            return cut
    return ""
