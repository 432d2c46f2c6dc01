"""Inline runs as plain text, and with a stretch taken off their beginning or end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from broadsheet.model import Code, Inline, LineBreak, Link, Styled, Text


def plain_text(inlines: Iterable[Inline]) -> str:
    """The characters alone; a hard line break is a newline, a footnote mark nothing."""
    inlines = tuple(inlines)
    if len(inlines) == 1 and isinstance(inlines[0], Text):  # as nearly every paragraph is
        return inlines[0].text
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                parts.append(text)
            case Styled(children=children) | Link(children=children):
                parts.append(plain_text(children))
            case LineBreak():
                parts.append("\n")
    return "".join(parts)


def without_end(inlines: tuple[Inline, ...], length: int) -> tuple[Inline, ...]:
    """Less the last `length` characters of the plain text, and less the white space then at the end."""
    text = plain_text(inlines)
    return _without(inlines, len(text[: len(text) - length].rstrip()), len(text))


def without_start(inlines: tuple[Inline, ...], length: int) -> tuple[Inline, ...]:
    """Less the first `length` characters of the plain text, and less the white space then at the start."""
    text = plain_text(inlines)
    return _without(inlines, 0, len(text) - len(text[length:].lstrip()))


def _without(inlines: tuple[Inline, ...], start: int, end: int) -> tuple[Inline, ...]:
    """Less the characters from `start` to before `end` of the plain text; footnote marks among them stay."""
    kept: list[Inline] = []
    position = 0
    for inline in inlines:
        size = len(plain_text((inline,)))
        first, last = max(0, start - position), min(size, end - position)
        position += size
        match inline:
            case _ if first >= last:
                kept.append(inline)
            case Text(text) | Code(text):
                rest = text[:first] + text[last:]
                kept += [replace(inline, text=rest)] if rest else []
            case Styled(children=children) | Link(children=children):
                rest_of_them = _without(children, first, last)
                kept += [replace(inline, children=rest_of_them)] if rest_of_them else []
    return tuple(kept)
