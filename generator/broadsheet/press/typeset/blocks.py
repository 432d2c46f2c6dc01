"""Blocks into strips."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from broadsheet.model.body import (
    Block,
    CodeBlock,
    FactBox,
    Figure,
    Footnotes,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Subhead,
    Table,
)
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Element, Line, Role, Stroke, TextBlock, TextStyle
from broadsheet.press.typeset.boxes import boxed
from broadsheet.press.typeset.code import code_lines
from broadsheet.press.typeset.fitting import Align
from broadsheet.press.typeset.paragraphs import ParagraphSetter
from broadsheet.press.typeset.runs import StyledText, plain, styled
from broadsheet.press.typeset.strip import Cut, Strip
from broadsheet.press.typeset.tables import TableSetter
from broadsheet.press.typeset.units import units

_SENTENCE = re.compile(r"(?:[。！？!?…]|\.(?!\w))[\"'”’」』）)]*$")
_NARROW = 12
"""Em below which a measure has an indent of one em, not two (CLREQ 3.3.1); in Japanese all have (JLREQ 3.5.1)."""
_WIDE = 20
"""Em from which quotations are set in by two em on both sides."""
_CRAMPED = 6
"""Em below which nothing is set in or indented any more: lists in boxes in lists."""
_BULLET = "•"
_NOTE_SIZE = 8.0
_NOTE_RULE = 0.3
"""Length of the rule above footnotes, in parts of the measure."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where and how blocks are set in the column."""

    x: float
    width: float
    role: Role
    style: TextStyle
    indents: bool
    """Whether a paragraph's first line is indented."""


class BlockSetter:
    """Sets the blocks of one piece at one measure, from a cut on."""

    def __init__(
        self, paragraphs: ParagraphSetter, grid: Grid, measure: float, piece: str, language: str, start: Cut
    ) -> None:
        self._paragraphs = paragraphs
        self._grid = grid
        self._measure = measure
        self._piece = piece
        self._language = language
        self._start = start
        self._unit = 0
        """The next block's first unit."""
        self._here = start
        """Where the text set so far ends."""

    def strips(self, blocks: Iterable[Block]) -> tuple[Strip, ...]:
        """The strips of the blocks, no spare row first or last, nor two together."""
        place = Place(0.0, self._measure, "body", TextStyle("body", self._grid.body_size), indents=True)
        return _tidied(self._blocks(blocks, place))

    def _blocks(self, blocks: Iterable[Block], place: Place) -> Iterator[Strip]:
        for block in blocks:
            unit = self._unit
            match block:
                case Paragraph(inlines):
                    yield from self._paragraph(inlines, place)
                case Subhead():
                    yield from self._subhead(block, place)
                case Quote(inner):
                    yield from self._blocks(inner, self._quoted(place))
                case ListBlock():
                    yield from self._list(block, place)
                case Table():
                    yield from self._table(block, place)
                case CodeBlock(text):
                    yield from self._code(text, place)
                case Rule():
                    yield self._rule(place)
                case FactBox():
                    yield from self._box(block, place)
                case Footnotes(notes):
                    yield from self._footnotes(notes, place)
                case Figure():
                    pass
            self._unit = unit + len(units((block,)))

    def _offset(self, unit: int, length: int) -> int | None:
        """Where the text of a unit goes on after the cut; `None` when it lies before it."""
        if unit < self._start.unit:
            return None
        offset = self._start.character if unit == self._start.unit else 0
        return None if offset and offset >= length else offset

    # --- running text ---

    def _paragraph(self, inlines: tuple[Inline, ...], place: Place) -> Iterator[Strip]:
        text = styled(inlines, place.style)
        length = len(text.text)
        offset = self._offset(self._unit, length)
        if offset is None:
            return
        lines = tuple(
            self._paragraphs.lines(
                text.between(offset, length),
                place.width,
                indent=self._indent(place) if place.indents else 0.0,
                language=self._language,
                unit=self._unit,
                offset=offset,
                goes_on=offset > 0 and text.text[offset - 1] != "\n",
            )
        )
        several = len(lines) > 1
        for line in lines:
            yield self._line_strip(line, text.text, place, opens=not (several and line.closes))

    def _indent(self, place: Place) -> float:
        size = place.style.size
        if place.width < _CRAMPED * size:
            return 0.0
        is_wide = self._grid.script == "han" and place.width > _NARROW * size - 0.01
        return 2 * size if is_wide and not self._language.startswith("ja") else size

    def _line_strip(self, line: Line, text: str, place: Place, *, opens: bool) -> Strip:
        start, end = Cut(line.unit, line.start), Cut(line.unit, line.end)
        self._here = end
        return Strip(
            1,
            (self._text(place, (line,)),),
            start,
            end,
            opens,
            not line.hyphenated,
            _SENTENCE.search(text, max(0, line.end - 5), line.end) is not None,
            place.role != "footnote",
        )

    def _text(self, place: Place, lines: tuple[Line, ...], row: float = 0.0) -> TextBlock:
        grid = self._grid
        y = row * grid.leading
        return TextBlock(place.role, self._piece, place.x, y, place.width, grid.leading, grid.baseline, lines)

    def _subhead(self, block: Subhead, place: Place) -> Iterator[Strip]:
        style = TextStyle("subhead", self._grid.body_size + (1 if block.level <= 2 else 0))
        align: Align = "center" if self._grid.script == "han" else "left"
        yield from self._title(styled(block.inlines, style), replace(place, role="subhead", style=style), align)

    def _title(self, text: StyledText, place: Place, align: Align) -> Iterator[Strip]:
        """A subhead with a spare row above, or a box's title."""
        offset = self._offset(self._unit, len(text.text))
        if offset is None:
            return
        rest = text.between(offset, len(text.text))
        lines = tuple(
            self._paragraphs.lines(rest, place.width, align=align, unit=self._unit, offset=offset, balanced=True)
        )
        if place.role == "subhead":
            yield self._spare(may_close=False)
        start, self._here = Cut(self._unit, lines[0].start), Cut(self._unit, lines[-1].end)
        yield Strip(len(lines), (self._text(place, lines),), start, self._here, may_close=False, is_body=False)

    def _spare(self, elements: tuple[Element, ...] = (), *, may_close: bool = True) -> Strip:
        return Strip(1, elements, self._here, self._here, may_close=may_close, is_body=False, is_spare=True)

    def _quoted(self, place: Place) -> Place:
        size = place.style.size
        wide = place.width >= _WIDE * size - 0.01
        left, right = (2 * size, 2 * size) if wide else (size, 0.0) if place.width >= _CRAMPED * size else (0.0, 0.0)
        style = replace(place.style, face="body-em")
        role: Role = "quote" if place.role == "body" else place.role
        return Place(place.x + left, place.width - left - right, role, style, place.indents)

    def _rule(self, place: Place) -> Strip:
        length = place.width / 5
        stroke = Stroke(place.x + (place.width - length) / 2, self._grid.leading / 2, length, 0.5)
        return self._spare((stroke,))

    # --- lists and notes: marks in the margin of a hanging text ---

    def _list(self, block: ListBlock, place: Place) -> Iterator[Strip]:
        marks = [f"{block.start + number}." if block.ordered else _BULLET for number in range(len(block.items))]
        role: Role = "list" if place.role == "body" else place.role
        yield from self._hanging(tuple(zip(marks, block.items, strict=True)), replace(place, role=role, indents=False))

    def _hanging(self, items: Sequence[tuple[str, tuple[Block, ...]]], place: Place) -> Iterator[Strip]:
        size = place.style.size
        if place.width < _CRAMPED * size:
            for _, blocks in items:
                yield from self._blocks(blocks, place)
            return
        widest = max(self._paragraphs.line(plain(mark, place.style), _ENDLESS, "left").width for mark, _ in items)
        # Whole characters, so that Han text keeps to the column's squares; a little white after the mark.
        hang = size * (1 if widest <= 0.9 * size or items[0][0] == _BULLET else 2 if widest <= 1.8 * size else 3)
        width = place.width - hang
        if self._grid.script == "han":
            width = size * int(width / size + 1e-6)
        inner = replace(place, x=place.x + hang, width=width)
        for mark, blocks in items:
            marked = self._offset(self._unit, 0) == 0
            for strip in self._blocks(blocks, inner):
                if marked and not strip.is_spare:
                    strip, marked = self._with_mark(strip, mark, place, hang), False
                yield strip

    def _with_mark(self, strip: Strip, mark: str, place: Place, hang: float) -> Strip:
        line = self._paragraphs.line(plain(mark, place.style), hang, "left")
        block = replace(self._text(place, (line,)), width=hang)
        return replace(strip, elements=(block, *strip.elements))

    def _footnotes(self, notes: Sequence[tuple[int, tuple[Block, ...]]], place: Place) -> Iterator[Strip]:
        style = replace(place.style, face="body", size=min(_NOTE_SIZE, place.style.size))
        place = replace(place, role="footnote", style=style, indents=False)
        strips = self._hanging([(str(number), blocks) for number, blocks in notes], place) if notes else iter(())
        first = next(strips, None)
        if first is None:
            return
        stroke = Stroke(
            place.x,
            self._grid.leading * 0.6,
            place.width * _NOTE_RULE,
            0.25,
        )
        yield Strip(1, (stroke,), first.start, first.start, may_close=False, is_body=False)
        yield first
        yield from strips

    # --- what is set apart ---

    def _code(self, text: str, place: Place) -> Iterator[Strip]:
        offset = self._offset(self._unit, len(text))
        if offset is None:
            return
        style = replace(place.style, face="code", size=place.style.size - 1)
        place = replace(place, role="code", style=style)
        yield self._spare()
        widths = self._paragraphs.faces[style.face]
        for line in code_lines(text, offset, place.width, style, widths, self._unit):
            yield replace(self._line_strip(line, text, place, opens=True), is_body=False, ends_sentence=False)
        yield self._spare()

    def _table(self, block: Table, place: Place) -> Iterator[Strip]:
        setter = TableSetter(self._paragraphs, self._grid, self._piece, place.x, place.width, place.style)
        strips = tuple(setter.strips(block, self._unit, self._offset))
        if not strips:
            return
        yield self._spare()
        self._here = strips[-1].end
        yield from strips
        yield self._spare()

    def _box(self, block: FactBox, place: Place) -> Iterator[Strip]:
        size = place.style.size
        inset = size if place.width >= _CRAMPED * size else 0.0
        inner = replace(place, role="box", x=place.x + inset, width=place.width - 2 * inset)
        strips: list[Strip] = []
        if block.title:
            style = TextStyle("label", size + 0.5)
            align: Align = "center" if self._grid.script == "han" else "left"
            strips.extend(self._title(plain(block.title, style), replace(inner, role="box-title", style=style), align))
            self._unit += 1
        strips.extend(self._blocks(block.blocks, inner))
        yield from boxed(_tidied(strips), self._piece, place.x, place.width, self._grid.leading)


_ENDLESS = float("inf")


def _tidied(strips: Iterable[Strip]) -> tuple[Strip, ...]:
    """Strips without spare rows at either end, and never two of them together."""
    tidy: list[Strip] = []
    for strip in strips:
        if strip.is_spare and (not tidy or tidy[-1].is_spare):
            if tidy and tidy[-1].may_close and not tidy[-1].elements:
                tidy[-1] = strip
            continue
        tidy.append(strip)
    while tidy and tidy[-1].is_spare:
        tidy.pop()
    return tuple(tidy)
