"""Inline runs as plain text, and with a stretch taken off their beginning or end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from broadsheet.model import Code, Inline, LineBreak, Link, Styled, Text


def plain_text(inlines: Iterable[Inline]) -> str:
    """The characters alone; a hard line break is a newline, a footnote mark nothing."""
    parts = []
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
    """Less the last `length` characters of the plain text, and less the space and line breaks then at the end."""
    kept = list(inlines)
    while kept:
        last = kept[-1]
        size = len(plain_text((last,)))
        if length >= size > 0 or (length and not size) or isinstance(last, LineBreak):
            kept.pop()
            length = max(0, length - size)
        elif isinstance(last, Text):
            text = last.text[: len(last.text) - length].rstrip()
            length = 0
            kept.pop()
            if text:
                return (*kept, Text(text))
        elif length and isinstance(last, Styled | Link):
            return (*kept[:-1], replace(last, children=without_end(last.children, length)))
        else:
            break
    return tuple(kept)


def without_start(inlines: tuple[Inline, ...], length: int) -> tuple[Inline, ...]:
    """Less the first `length` characters of the plain text, and less the space and line breaks then at the start."""
    kept = list(inlines)
    while kept:
        first = kept[0]
        size = len(plain_text((first,)))
        if length >= size > 0 or (length and not size) or isinstance(first, LineBreak):
            kept.pop(0)
            length = max(0, length - size)
        elif isinstance(first, Text):
            text = first.text[length:].lstrip()
            length = 0
            kept.pop(0)
            if text:
                return (Text(text), *kept)
        elif length and isinstance(first, Styled | Link):
            return (replace(first, children=without_start(first.children, length)), *kept[1:])
        else:
            break
    return tuple(kept)
