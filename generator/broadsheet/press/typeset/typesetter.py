"""The typesetter: what composition asks for lines and galleys."""

from __future__ import annotations

from typing import Literal

from broadsheet.model.body import Block, Inline
from broadsheet.press.fonts.face import Metrics
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Line, TextStyle
from broadsheet.press.typeset.blocks import BlockSetter
from broadsheet.press.typeset.fitting import Align
from broadsheet.press.typeset.paragraphs import ParagraphSetter
from broadsheet.press.typeset.runs import StyledText, plain, styled
from broadsheet.press.typeset.strip import Cut, Galley
from broadsheet.press.typeset.units import units

_START = Cut(0, 0)


class Typesetter:
    """Sets the texts of one page."""

    def __init__(self, metrics: Metrics, grid: Grid, language: str) -> None:
        """`language` (BCP 47) is the paper's; an article's own is given with its blocks."""
        self._grid = grid
        self._language = language
        self._paragraphs = ParagraphSetter(metrics, grid.script)
        self._galleys: dict[tuple[tuple[Block, ...], float, Cut, str, str], Galley] = {}

    @property
    def grid(self) -> Grid:
        """The page's."""
        return self._grid

    @property
    def language(self) -> str:
        """The paper's."""
        return self._language

    def galley(
        self,
        blocks: tuple[Block, ...],
        measure: float,
        start: Cut | None = None,
        *,
        piece: str,
        language: str = "",
    ) -> Galley:
        """A piece's text in one long column, from `start` on. Figures are left out."""
        key = (blocks, measure, start or _START, piece, language)
        found = self._galleys.get(key)
        if found is None:
            own = language or self._language
            setter = BlockSetter(self._paragraphs, self._grid, measure, piece, own, start or _START)
            found = self._galleys[key] = Galley(measure, setter.strips(blocks))
        return found

    def units(self, blocks: tuple[Block, ...]) -> tuple[str, ...]:
        """The text of each unit: paragraph, subhead, cell, title …, in the order in which they are set."""
        return units(blocks)

    def paragraph(
        self,
        text: str | tuple[Inline, ...],
        style: TextStyle,
        measure: float,
        *,
        indent: float = 0,
        align: Align = "justify",
        hyphenate: bool = True,
    ) -> tuple[Line, ...]:
        """Lines of display text, captions and the like. Centred lines are about equally long."""
        language = self._language if hyphenate else ""
        return tuple(
            self._paragraphs.lines(
                _styled(text, style),
                measure,
                indent=indent,
                align=align,
                language=language,
                balanced=align == "center",
            )
        )

    def line(
        self,
        text: str | tuple[Inline, ...],
        style: TextStyle,
        measure: float,
        align: Literal["left", "center", "right", "spread"] = "left",
    ) -> Line:
        """One line, never broken: what is wider than the measure sticks out. `spread` fills it, Latin letters too."""
        return self._paragraphs.line(_styled(text, style), measure, align)

    def width(self, text: str, role: str, size: float) -> float:
        """Of a text as a line has it, in points: marks at its edges and beside each other trimmed."""
        return self.line(text, TextStyle(role, size), float("inf")).width


def _styled(text: str | tuple[Inline, ...], style: TextStyle) -> StyledText:
    return plain(text, style) if isinstance(text, str) else styled(text, style)
