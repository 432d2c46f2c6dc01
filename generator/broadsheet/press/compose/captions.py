"""Captions: the small type below a photo, as wide as the photo, with its credit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from broadsheet.press.compose.material import PressPhoto
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Line, Segment, TextBlock, TextStyle

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter

SIZE = 8.0
"""Points (composition.md: photos)."""
STYLE = TextStyle("caption", SIZE)
_NAME = re.compile(r"[^\s、，；,;/·]+")
"""What is not parted in a credit that takes several lines."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption set at a width."""

    lines: tuple[Line, ...]
    width: float
    leading: float

    @property
    def height(self) -> float:
        """In points; 0 without a caption."""
        return len(self.lines) * self.leading

    def block(self, piece: str, x: float, y: float) -> TextBlock:
        """The caption with its top left corner in a place."""
        baseline = (self.leading - SIZE) / 2 + 0.88 * SIZE
        return TextBlock("caption", piece, x, y, self.width, self.leading, baseline, self.lines)


def caption_of(photo: PressPhoto, width: float, grid: Grid, setter: Typesetter) -> Caption:
    """The photo's caption with its credit; without lines where the photo has neither.

    The credit, never parted while a line holds it, follows after 1 em on a caption of one line. It stands at the right
    end of the last of several lines, or of a line of its own where that one has no room.
    """
    words, credit = photo.caption.strip(), photo.credit_line.strip()
    lines = setter.paragraph(words, STYLE, width) if words else ()
    return Caption(_signed(lines, credit, width, setter) if credit else lines, width, caption_leading(grid))


def _signed(lines: tuple[Line, ...], credit: str, width: float, setter: Typesetter) -> tuple[Line, ...]:
    """The lines of a caption with the credit after them."""
    name = setter.line(credit, STYLE, width)
    if name.width > width:
        return (*lines, *setter.paragraph(_NAME.sub(_tied, credit), STYLE, width, align="right", hyphenate=False))
    if not lines or lines[-1].width + SIZE + name.width > width:
        return (*lines, setter.line(credit, STYLE, width, "right"))
    last = lines[-1]
    x = last.width + SIZE if len(lines) == 1 else width - name.width
    white = Segment("\u3000" if setter.grid.script == "han" else " ", x - SIZE, SIZE, STYLE)
    if white.text == " ":
        white = replace(
            white, spacing=SIZE - setter.width("a a", STYLE.face, SIZE) + setter.width("aa", STYLE.face, SIZE)
        )
    moved = tuple(replace(segment, x=segment.x + x) for segment in name.segments)
    return (*lines[:-1], replace(last, segments=(*last.segments, white, *moved), width=x + name.width))


def _tied(name: re.Match[str]) -> str:
    """A name whose characters keep together."""
    return "\u2060".join(name.group())


def caption_leading(grid: Grid) -> float:
    """From line to line: looser in Chinese and Japanese, whose characters have no white of their own."""
    return SIZE * (1.3 if grid.script == "han" else 1.2)
