"""A face of plain widths, a grid, and texts to set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from broadsheet.model.body import Inline, LineBreak, Paragraph, Text
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Line, Segment, TextBlock
from broadsheet.press.typeset.classes import CLOSING, OPENING
from broadsheet.press.typeset.strip import Galley
from broadsheet.press.typeset.typesetter import Typesetter

HAN_GRID = Grid("han", 765.0, 1105.0, 60.0, 60.0, 5, 117.0, 9.0, 86, 12.0, 9.0)
LATIN_GRID = Grid("latin", 1063.0, 1692.0, 40.0, 40.0, 6, 156.0, 12.0, 150, 10.5, 9.0)


class PlainMetrics:
    """Han one em, punctuation half with `halt`, Latin by a small table, no kerning but in `AV`."""

    def advance(self, role: str, text: str) -> float:
        kerned = 0.08 * text.count("AV")
        return sum(self._one(character) for character in text) - kerned

    def _one(self, character: str) -> float:
        if ord(character) >= 0x2000 or character == "　":
            return 1.0
        if character in " .,:;'il|!()":
            return 0.28
        return 0.8 if character in "mwMW" else 0.52

    def tracked(self, role: str, text: str) -> tuple[float, int]:
        return self.advance(role, text), len(text)

    def half(self, role: str, character: str) -> float:
        return 0.5 if character in OPENING | CLOSING else self._one(character)

    def has(self, role: str, character: str) -> bool:
        return True


def han_setter() -> Typesetter:
    return Typesetter(PlainMetrics(), HAN_GRID, "zh-Hans")


def latin_setter() -> Typesetter:
    return Typesetter(PlainMetrics(), LATIN_GRID, "en")


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain text; newlines are hard breaks."""
    inlines: list[Inline] = []
    for number, part in enumerate(text.split("\n")):
        if number:
            inlines.append(LineBreak())
        if part:
            inlines.append(Text(part))
    return Paragraph(tuple(inlines))


def set_text(text: str, em: float = 13, setter: Typesetter | None = None) -> tuple[Line, ...]:
    """The lines of one paragraph of 9-pt body."""
    return tuple(lines_of((setter or han_setter()).galley((paragraph(text),), em * 9.0, piece="p")))


def blocks_of(galley: Galley) -> Iterator[TextBlock]:
    for strip in galley.strips:
        yield from (element for element in strip.elements if isinstance(element, TextBlock))


def lines_of(galley: Galley) -> Iterator[Line]:
    """Lines of units, without list marks and the like."""
    for block in blocks_of(galley):
        yield from (line for line in block.lines if line.unit >= 0)


def printed(text: str) -> str:
    """A text without white space, which may go at a line's end."""
    return "".join(text.split()).replace("\u200b", "").replace("\u00ad", "")


def units_set(galley: Galley) -> dict[int, str]:
    """The characters of each unit as set, in order, without white space and hyphens of ours."""
    found: dict[int, list[str]] = {}
    for line in lines_of(galley):
        text = line.text[:-1] if line.hyphenated else line.text
        found.setdefault(line.unit, []).append(printed(text))
    return {unit: "".join(parts) for unit, parts in found.items()}


def natural_width(segment: Segment) -> float:
    """What the font and the segment's own spacing make of its characters."""
    metrics, style = PlainMetrics(), segment.style
    em = metrics.half(style.face, segment.text) if segment.half else metrics.advance(style.face, segment.text)
    spaces = segment.spacing * segment.text.count(" ")
    return em * style.size + segment.tracking * (len(segment.text) - 1) + spaces


def faults(lines: Iterable[Line], measure: float) -> list[str]:
    """What is wrong with lines as type: edges, widths, order, overlaps."""
    found: list[str] = []
    for line in lines:
        end = -1.0
        for segment in line.segments:
            if abs(natural_width(segment) - segment.width) > 0.01:
                found.append(f"{segment.text!r} is {segment.width:.3f} wide, not {natural_width(segment):.3f}")
            if segment.x < end - 0.5:
                found.append(f"{segment.text!r} stands on what precedes it")
            end = segment.x + segment.width
        if line.segments and abs(end - line.width) > 0.01:
            found.append(f"{line.text!r} ends at {end}, not {line.width}")
        if line.width > measure + 0.01:
            found.append(f"{line.text!r} leaves the measure: {line.width}")
    return found
