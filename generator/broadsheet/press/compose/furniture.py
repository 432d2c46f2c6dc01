"""The page's furniture: nameplate with ear on the front, folio inside, banner below either."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.press.compose.furniture_banner import banner
from broadsheet.press.compose.furniture_folio import FOLIO_ROWS, folio
from broadsheet.press.compose.furniture_front import front
from broadsheet.press.compose.material import FurnitureText
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Element

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on a page besides its modules."""

    elements: tuple[Element, ...]
    """In reading order, placed on the sheet."""
    top_rows: int
    """Rows of the type area that it takes at the top, white included."""
    foot_rows: int
    """At the foot."""
    dropped: tuple[str, ...] = ()
    """Words that found no room."""


def furniture(words: FurnitureText, grid: Grid, setter: Typesetter) -> Furniture:
    """The furniture of a page. What is long shrinks; the least important goes before two things would overlap."""
    if words.is_front:
        made = front(words, grid, setter)
        elements, rows, dropped = made.elements, made.rows, made.dropped
    else:
        line = folio(words, grid, setter)
        elements, rows, dropped = line.elements, FOLIO_ROWS, line.dropped
    across, more = banner(words.banner, grid, setter, rows)
    return Furniture((*elements, *across), rows + more, 0, dropped)
