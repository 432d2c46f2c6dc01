"""Inline runs as one string with its styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from broadsheet.model.body import Code, FootnoteMark, Inline, LineBreak, Link, Styled, Text
from broadsheet.press.layout import TextStyle

_EMBOLDENED = {"body": "body-bold", "body-em": "body-bold", "kai": "body-bold", "caption": "label"}
"""Faces of running text and the ones in which they stress; headlines and the like stay as they are."""
_SLANTED = {"body": "body-em"}
_NOTE_SIZE = 0.62
_NOTE_RISE = 0.36
"""Of superior figures, in parts of the text's size: their feet stand on two thirds of a figure's height."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style and link."""

    end: int
    """After its last character in the text."""
    style: TextStyle
    link: str = ""
    is_note: bool = False
    """Whether it is a footnote mark, which never parts from what it follows."""


@dataclass(frozen=True, slots=True)
class StyledText:
    """A unit's characters. A hard break is a newline, a footnote mark its figures."""

    text: str
    runs: tuple[Run, ...]
    """In order, without gaps; the last ends with the text."""

    def between(self, start: int, end: int) -> StyledText:
        """A stretch of it."""
        if not start and end >= len(self.text):
            return self
        runs: list[Run] = []
        for run in self.runs:
            if run.end > start:
                runs.append(replace(run, end=min(run.end, end) - start))
            if run.end >= end:
                break
        return StyledText(self.text[start:end], tuple(runs) if end > start else ())


def plain(text: str, style: TextStyle) -> StyledText:
    """A string in one style."""
    return StyledText(text, (Run(len(text), style),) if text else ())


def styled(inlines: Iterable[Inline], style: TextStyle) -> StyledText:
    """Inline runs as a string with styles, neighbours of one style joined."""
    parts: list[str] = []
    runs: list[Run] = []
    end = 0
    for text, run_style, link, is_note in _stretches(inlines, style, ""):
        if not text:
            continue
        parts.append(text)
        end += len(text)
        run = Run(end, run_style, link, is_note)
        if runs and replace(runs[-1], end=end) == run:
            runs.pop()
        runs.append(run)
    return StyledText("".join(parts), tuple(runs))


def unit_text(inlines: Iterable[Inline]) -> str:
    """The characters of a unit made of inline runs, as `styled` has them."""
    return "".join(text for text, *_ in _stretches(inlines, TextStyle("body", 1.0), ""))


def _stretches(inlines: Iterable[Inline], style: TextStyle, link: str) -> Iterator[tuple[str, TextStyle, str, bool]]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield text, style, link, False
            case Code(text):
                yield text, replace(style, face="code"), link, False
            case LineBreak():
                yield "\n", style, link, False
            case FootnoteMark(number):
                size, rise = style.size * _NOTE_SIZE, style.rise + style.size * _NOTE_RISE
                yield str(number), replace(style, size=size, rise=rise), link, True
            case Styled(kind, children):
                yield from _stretches(children, _varied(style, kind), link)
            case Link(kind, target, children):
                # An open `ref` has no address yet; it prints as plain text.
                yield from _stretches(children, style, "" if kind == "ref" else target)


def _varied(style: TextStyle, kind: str) -> TextStyle:
    if kind == "strong":
        return replace(style, face=_EMBOLDENED.get(style.face, style.face))
    if kind == "em":
        return replace(style, face=_SLANTED.get(style.face, style.face))
    return replace(style, decoration="strike")
