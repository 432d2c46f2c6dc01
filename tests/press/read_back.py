"""A PDF read back: whether every line is where the model has it, with exactly its characters."""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from broadsheet.press.emit.typst_text import GIVES_WAY, OPENING
from broadsheet.press.layout import Line, PageLayout, Segment, TextBlock

TOLERANCE = 0.1
"""Points: how far a baseline or a segment may be from its place."""

_NOTHING = 0.01
_LINE_HYPHEN = "\x02"
"""What PDFium makes of a hyphen at a line's end."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that the PDF does not have as the model has it."""

    page: int
    """0-based, in the document."""
    role: str
    expected: str
    """Without spaces."""
    found: str
    """What stands on its baseline in its measure, without spaces."""
    shift: float
    """Of the segment that is farthest from its place, in points; 0 when the characters differ."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of a document with its layouts."""

    equal: int
    """Lines."""
    total: int
    """Lines."""
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class _Glyph:
    index: int
    x: float
    y: float
    text: str


def read_back(
    pdf: bytes, layouts: Sequence[PageLayout], roles: frozenset[str] | None = frozenset({"body"})
) -> Comparison:
    """The lines of blocks with these roles (`None`: of all) against the document, one layout a page."""
    total = 0
    differences: list[Difference] = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, layout in enumerate(layouts):
            glyphs = _by_baseline(_glyphs(document[number], layout.height))
            for block, y, line in _lines(layout, roles):
                total += 1
                difference = _difference(number, block, y, line, glyphs)
                if difference is not None:
                    differences.append(difference)
    finally:
        document.close()
    return Comparison(total - len(differences), total, tuple(differences))


def _lines(layout: PageLayout, roles: frozenset[str] | None) -> Iterator[tuple[TextBlock, float, Line]]:
    """Each line of type with its block and baseline."""
    elements = (*layout.furniture, *(element for module in layout.modules for element in module.elements))
    for block in elements:
        if isinstance(block, TextBlock) and (roles is None or block.role in roles):
            for place, line in enumerate(block.lines):
                if line.text.strip():
                    yield block, block.y + place * block.leading + block.baseline, line


def _glyphs(page: pypdfium2.PdfPage, height: float) -> Iterator[_Glyph]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(raw.FPDFText_CountChars(text)):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        character = chr(raw.FPDFText_GetUnicode(text, index)).replace(_LINE_HYPHEN, "-")
        if character.isspace():
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        yield _Glyph(index, x.value, height - y.value, character)


def _by_baseline(glyphs: Iterator[_Glyph]) -> dict[int, list[_Glyph]]:
    """By baseline, in whole points."""
    rows: dict[int, list[_Glyph]] = defaultdict(list)
    for glyph in glyphs:
        rows[round(glyph.y)].append(glyph)
    return rows


def _difference(
    page: int, block: TextBlock, baseline: float, line: Line, rows: dict[int, list[_Glyph]]
) -> Difference | None:
    expected: list[tuple[str, tuple[float, ...]]] = []
    for segment in line.segments:
        places = _starts(segment, block.x)
        for character in segment.text:
            if not character.isspace():
                expected.append((character, places))
            places = ()
    found = _own(_on_line(block, baseline, line, rows), len(expected), block.x, line)
    texts = _joined(character for character, _ in expected), _joined(glyph.text for glyph in found)
    if texts[0] != texts[1] or len(expected) != len(found):
        return Difference(page, block.role, *texts, 0.0)
    pairs = zip(expected, found, strict=True)
    shifts = (min((glyph.x - x for x in places), key=abs) for (_, places), glyph in pairs if places)
    worst = max(shifts, key=abs, default=0.0)
    tolerance = max(TOLERANCE, GIVES_WAY * max(segment.style.size * segment.half for segment in line.segments))
    return Difference(page, block.role, *texts, worst) if abs(worst) > tolerance else None


def _starts(segment: Segment, left: float) -> tuple[float, ...]:
    """Where the segment's first glyph may start.

    That of an opening mark on half an em starts before its segment, by what the font leaves out; that of a closing one
    with it, or half as much before it where marks stand in the middle of the em (Taiwan, Hong Kong).
    """
    x = left + segment.x
    if not segment.half:
        return (x,)
    blank = segment.style.size - segment.width
    return (x - blank,) if segment.text[0] in OPENING else (x, x - blank / 2)


def _on_line(block: TextBlock, baseline: float, line: Line, rows: dict[int, list[_Glyph]]) -> list[_Glyph]:
    """What stands on the line's baselines between its ends, in the document's order."""
    left = min(_starts(line.segments[0], block.x)) - TOLERANCE
    right = block.x + max(segment.x + segment.width for segment in line.segments) - _NOTHING
    levels = {baseline - segment.style.rise for segment in line.segments}
    found = {
        glyph
        for level in levels
        for row in (math.floor(level), math.ceil(level))
        for glyph in rows.get(row, ())
        if abs(glyph.y - level) <= TOLERANCE and left <= glyph.x < right
    }
    return sorted(found, key=lambda glyph: glyph.index)


def _own(found: list[_Glyph], count: int, left: float, line: Line) -> list[_Glyph]:
    """Without the neighbours' that reach in, if there are too many.

    Before an opening mark on half an em, what stands where its glyph is blank; behind the line, such a mark's blank.
    """
    end = left + line.segments[-1].x + line.segments[-1].width
    while len(found) > count and found[0].x < left + line.segments[0].x - TOLERANCE:
        found = found[1:]
    while len(found) > count and found[-1].text in OPENING and found[-1].x > end - line.segments[-1].style.size / 2:
        found = found[:-1]
    return found


def _joined(characters: Iterable[str]) -> str:
    """PDFium gives characters beyond the basic plane as two."""
    return "".join(characters).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
