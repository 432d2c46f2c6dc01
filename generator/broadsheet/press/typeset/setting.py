"""A line set: its segments, each placed where an emitter prints it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from broadsheet.press.layout import Line, Segment
from broadsheet.press.typeset.classes import Kind, as_printed
from broadsheet.press.typeset.fitting import Align, Fit, fit, is_space, unkerned
from broadsheet.press.typeset.items import SPACE_GROWTH, SPACE_SHRINK, Items
from broadsheet.press.typeset.runs import Run
from broadsheet.press.typeset.widths import Faces

_SMALL = 1e-6


class Segments:
    """Places a line's items from left to right and joins what is set in one go."""

    __slots__ = ("_faces", "_fit", "_from", "_items", "_last", "_made", "_pen", "_width", "_x")

    def __init__(self, items: Items, first: int, last: int, fit: Fit, faces: Faces) -> None:
        self._items = items
        self._fit = fit
        self._faces = faces
        self._made: list[Segment] = []
        self._pen = fit.indent
        self._from = -1
        """First item of the segment being made; -1 between segments."""
        self._x = 0.0
        """Where it begins."""
        self._width = 0.0
        """Of a Latin segment being made."""
        self._last = last
        specials = items.specials
        low, high = bisect_left(specials, first), bisect_left(specials, last)
        if low == high or specials[low] != first:
            self._from, self._x = first, self._pen
        for index in range(low, high):
            item = specials[index]
            kind = items.kind[item]
            if kind is Kind.LATIN:
                self._latin(item, first)
            elif kind is Kind.OPEN or kind is Kind.CLOSE:
                self._mark(item, first)
            else:
                self._han(item, first)
        self._flush(last)

    @property
    def made(self) -> tuple[Segment, ...]:
        """The segments."""
        return tuple(self._made)

    @property
    def end(self) -> float:
        """Of the last one."""
        return self._pen

    def _joins(self, item: int) -> bool:
        """Whether a full-width item goes on in the segment being made."""
        items = self._items
        return (
            self._from >= 0
            and items.kind[self._from] is not Kind.LATIN
            and items.run[item] is items.run[item - 1]
            and items.slots[item + 1] > items.slots[item]
        )

    def _approach(self, item: int, first: int, white: float) -> None:
        """Ends the segment being made and moves the pen over what stands before an item, a mark's own white apart."""
        items, fit = self._items, self._fit
        self._flush(item)
        if item == first:
            return
        if items.slots[item + 1] > items.slots[item]:
            self._pen += fit.tracking
        elif before := items.before[item] - white:
            width = self._before(item) - white * (1 - fit.shrink)
            if items.spaced[item] and before:
                style, link = items.run[item].style, items.run[item].link
                if link and (not self._made or self._made[-1].link != link):
                    link = ""
                natural = self._faces[style.face][" "] * style.size
                self._made.append(Segment(" ", self._pen, width, style, 0.0, width - natural, False, link))
            self._pen += width

    def _before(self, item: int) -> float:
        items, fit = self._items, self._fit
        white = items.before[item]
        if fit.shrink:
            return white - items.before_shrink[item] * fit.shrink
        if is_space(items, item):
            return white + items.before_growth[item] / SPACE_GROWTH * fit.spaces
        return white + items.before_growth[item] * fit.growth

    def _han(self, item: int, first: int) -> None:
        items = self._items
        single = items.end[item] - items.start[item] == 1
        if (single or not self._fit.tracking) and item > first and self._joins(item):
            return
        self._approach(item, first, 0.0)
        self._from, self._x = item, self._pen
        if not single and self._fit.tracking:
            # A dash of two characters, or one with a combining sign: nothing comes between them.
            self._flush(item + 1, tracked=False)
            self._resume(item + 1)

    def _mark(self, item: int, first: int) -> None:
        items, fit = self._items, self._fit
        edge, is_open = items.edge[item], items.kind[item] is Kind.OPEN
        if is_open:
            white = 0.0 if item == first else min(edge, items.before[item])
            kept = white * (1 - fit.shrink) if item != first else edge * fit.opening
        else:
            white = 0.0 if item == self._last - 1 else items.after[item]
            taken = items.after_shrink[item] * fit.shrink
            kept = white - taken if item != self._last - 1 else edge * fit.closing
        if kept > edge - _SMALL:
            if item == first or not self._joins(item):
                self._approach(item, first, white if is_open else 0.0)
                self._from, self._x = item, self._pen
            return
        self._approach(item, first, white if is_open else 0.0)
        run = items.run[item]
        width = items.width[item + 1] - items.width[item] - items.before[item] - items.after[item]
        x = self._pen + kept if is_open else self._pen
        text = items.text[items.start[item] : items.end[item]]
        self._made.append(Segment(text, x, width, run.style, 0.0, 0.0, True, run.link))
        self._pen = x + width + (0.0 if is_open else kept)
        self._resume(item + 1)

    def _resume(self, item: int) -> None:
        """Begins a segment with a plain item after one that stands alone."""
        items = self._items
        if item >= self._last:
            return
        specials = items.specials
        index = bisect_left(specials, item)
        if index < len(specials) and specials[index] == item:
            return
        self._pen += self._fit.tracking
        self._from, self._x = item, self._pen

    def _latin(self, item: int, first: int) -> None:
        items = self._items
        width = items.width[item + 1] - items.width[item] - items.before[item]
        joins = self._from >= 0 and items.kind[self._from] is Kind.LATIN and items.run[item] is items.run[item - 1]
        if item > first and joins and (not items.spaced[item] or is_space(items, item)):
            self._width += self._before(item) + width
            return
        self._approach(item, first, 0.0)
        self._from, self._x = item, self._pen
        self._width = width + (unkerned(items, first, self._last, self._faces) if item == first else 0.0)

    def _flush(self, after: int, *, tracked: bool = True) -> None:
        """Ends the segment being made before an item."""
        first, items, fit = self._from, self._items, self._fit
        if first < 0:
            return
        self._from = -1
        run = items.run[first]
        text = items.text[items.start[first] : items.end[after - 1]]
        if not items.plain:
            text = as_printed(text)
        if items.kind[first] is Kind.LATIN:
            self._flush_latin(after, run, text)
            return
        # A first opening mark and a last closing one stand here with their white.
        width = items.width[after] - items.width[first] - items.before[first]
        if items.kind[first] is Kind.OPEN:
            width += items.edge[first]
        if items.kind[after - 1] is Kind.CLOSE:
            width += items.edge[after - 1] - items.after[after - 1]
        tracking = fit.tracking if tracked and after - first > 1 else 0.0
        width += tracking * (after - first - 1)
        self._made.append(Segment(text, self._x, width, run.style, tracking, 0.0, False, run.link))
        self._pen = self._x + width

    def _flush_latin(self, after: int, run: Run, text: str) -> None:
        items, fit = self._items, self._fit
        width = self._width
        if after == self._last and items.hyphen[after]:
            text, width = text + "-", width + items.hyphen[after]
        spacing = 0.0
        if " " in text:
            natural = self._faces[run.style.face][" "] * run.style.size
            spacing = natural * (-SPACE_SHRINK * fit.shrink if fit.shrink else fit.spaces)
        self._made.append(Segment(text, self._x, width, run.style, 0.0, spacing, False, run.link))
        self._pen = self._x + width


def set_line(
    items: Items,
    first: int,
    last: int,
    faces: Faces,
    *,
    measure: float,
    indent: float = 0.0,
    align: Align = "justify",
    is_end: bool = False,
    unit: int = -1,
    offset: int = 0,
    past: int = 0,
    opens: bool = False,
    closes: bool = False,
) -> Line:
    """The line of the items from `first` up to `last`.

    `offset` is the place of the items' text in its unit, `past` how many characters of a hard break end the line.
    """
    if first == last:
        return Line((), 0.0, 1.0, opens, closes, False, unit, offset, offset + len(items.text) + past)
    how = fit(items, first, last, measure, indent, align, is_end, faces)
    segments = Segments(items, first, last, how, faces)
    line = Line(
        segments.made,
        segments.end,
        how.stretch,
        opens,
        closes,
        items.hyphen[last] > 0,
        unit,
        offset + items.start[first] if first else offset,
        offset + (items.start[last] if last < len(items) else len(items.text) + past),
    )
    return _lettered(line, how.letters, faces) if how.letters else line


def spread(line: Line, measure: float, faces: Faces) -> Line:
    """A line whose characters, Latin ones too, stand apart so that they fill the measure; a full line as it is."""
    return _lettered(line, measure - line.width, faces) if line.width < measure else line


def _lettered(line: Line, letters: float, faces: Faces) -> Line:
    """A line made `letters` points wider, in equal parts between all its characters; ligatures come undone."""
    tracked = [faces[segment.style.face].tracked(segment.text) for segment in line.segments]
    places = sum(units for _, units in tracked) - 1
    if places < 1:
        return line
    undone: list[float] = []
    for segment, (width, units) in zip(line.segments, tracked, strict=True):
        natural = segment.width - segment.tracking * (units - 1) - segment.spacing * segment.text.count(" ")
        undone.append(0.0 if segment.half else width * segment.style.size - natural)
    tracking = (letters - sum(undone)) / places
    segments: list[Segment] = []
    moved = 0.0
    for segment, (_, units), more in zip(line.segments, tracked, undone, strict=True):
        wider = more + (units - 1) * tracking
        segments.append(
            replace(
                segment,
                x=segment.x + moved,
                width=segment.width + wider,
                tracking=segment.tracking + tracking if units > 1 else 0.0,
            )
        )
        moved += wider + tracking
    return replace(line, segments=tuple(segments), width=line.width + letters)
