"""Paragraphs into lines."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Literal

from broadsheet.press.fonts.face import Metrics
from broadsheet.press.layout import Line
from broadsheet.press.typeset.breaking import ragged_fit, total_fit
from broadsheet.press.typeset.classes import sets_as_han
from broadsheet.press.typeset.fitting import Align
from broadsheet.press.typeset.items import Items, itemize
from broadsheet.press.typeset.runs import StyledText
from broadsheet.press.typeset.scan import NEVER
from broadsheet.press.typeset.setting import set_line, spread
from broadsheet.press.typeset.widths import Faces
from broadsheet.press.typeset.words import hyphenator


class ParagraphSetter:
    """Sets paragraphs in the faces of one paper. Items are kept, so that a second measure costs only the breaking."""

    def __init__(self, metrics: Metrics, script: str) -> None:
        self.faces = Faces(metrics)
        self._script = script
        self._items: dict[tuple[StyledText, bool, str, float], Items] = {}

    def items(self, text: StyledText, han: bool, language: str, room: float) -> Items:
        """The items of a text without hard breaks, none wider than `room`; with a language, words are hyphenated."""
        key = (text, han, language, NEVER)
        found = self._items.get(key)
        if found is None:
            found = self._items[key] = self._itemized(text, han, language, NEVER)
        if found.widest > room:
            narrow = (text, han, language, room)
            if narrow not in self._items:
                self._items[narrow] = self._itemized(text, han, language, room)
            found = self._items[narrow]
        return found

    def _itemized(self, text: StyledText, han: bool, language: str, most: float) -> Items:
        hyphenate = hyphenator(language) if language and not han else None
        return itemize(text, self.faces, han=han, hyphenate=hyphenate, most=most)

    def lines(
        self,
        text: StyledText,
        measure: float,
        *,
        indent: float = 0.0,
        inset: float = 0.0,
        align: Align = "justify",
        language: str = "",
        unit: int = -1,
        offset: int = 0,
        balanced: bool = False,
        goes_on: bool = False,
    ) -> Iterator[Line]:
        """The lines of a paragraph, at least one.

        `indent` is that of the first line and of each after a hard break, so that verses and addresses begin below each
        other; with `goes_on` the first line is the rest of one and has none. `inset` is all lines'. With a language,
        Latin words are hyphenated. The text begins at the character `offset` of its unit.
        """
        han = sets_as_han(text.text, self._script)
        begin = 0
        for part in _stretches(text):
            first_indent = 0.0 if goes_on and begin == 0 else indent
            items = self.items(part, han, language, measure - inset - first_indent)
            room = measure - inset
            if align == "justify":
                breaks = total_fit(items, room, first_indent)
            else:
                breaks = ragged_fit(items, room, first_indent, balanced=balanced)
            count, at_end = len(items), begin + len(part.text) >= len(text.text)
            for first, last in itertools.pairwise(breaks):
                ends = last == count
                line = set_line(
                    items,
                    first,
                    last,
                    self.faces,
                    measure=measure,
                    indent=inset + (first_indent if first == 0 else 0.0),
                    align=align,
                    is_end=ends,
                    unit=unit,
                    offset=offset + begin,
                    past=0 if at_end or not ends else 1,
                    opens=begin == 0 and first == 0 and offset == 0,
                    closes=ends and at_end,
                )
                yield line
            begin += len(part.text) + 1

    def stretches(self, text: StyledText) -> Iterator[Items]:
        """The items of each stretch between hard breaks, no word divided."""
        han = sets_as_han(text.text, self._script)
        for part in _stretches(text):
            yield self.items(part, han, "", NEVER)

    def line(self, text: StyledText, measure: float, align: Align | Literal["spread"]) -> Line:
        """All of a text in one line, however wide; `spread` fills the measure between all characters."""
        items = self.items(text, sets_as_han(text.text, self._script), "", NEVER)
        line = set_line(items, 0, len(items), self.faces, measure=measure, align="left" if align == "spread" else align)
        return spread(line, measure, self.faces) if align == "spread" else line


def _stretches(text: StyledText) -> Iterator[StyledText]:
    """The text between hard breaks."""
    if "\n" not in text.text:
        yield text
        return
    begin = 0
    for part in text.text.split("\n"):
        yield text.between(begin, begin + len(part))
        begin += len(part) + 1
