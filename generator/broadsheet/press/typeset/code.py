"""Literal lines, white space kept."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.press.layout import Line, Segment, TextStyle
from broadsheet.press.typeset.widths import Widths


def code_lines(text: str, offset: int, measure: float, style: TextStyle, widths: Widths, unit: int) -> Iterator[Line]:
    """The lines of a block of code from a place on; what is too long goes on below, from a space if there is one."""
    begin, length = offset, len(text)
    while begin < length or begin == offset:
        end = text.find("\n", begin)
        end = length if end < 0 else end
        stop = _fitting(text, begin, end, measure / style.size, widths)
        after = stop + 1 if stop == end and end < length else stop
        shown = text[begin:stop].replace("\t", "    ")
        width = sum(widths[character] for character in shown) * style.size
        segments = (Segment(shown, 0.0, width, style),) if shown else ()
        yield Line(segments, width, opens=begin == 0, closes=after >= length, unit=unit, start=begin, end=after)
        begin = after
        if begin >= length:
            return


def _fitting(text: str, begin: int, end: int, room: float, widths: Widths) -> int:
    """Where a line of code that begins at `begin` and may go on to `end` is broken."""
    used, space = 0.0, 0
    for position in range(begin, end):
        character = text[position]
        used += widths[" "] * 4 if character == "\t" else widths[character]
        if used > room + 1e-6:
            return space if space > begin + (position - begin) // 2 else max(position, begin + 1)
        if character == " ":
            space = position + 1
    return end
