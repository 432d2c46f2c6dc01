"""Settings and front matter as a tree whose every value knows its line and column.

Values stay text: `no`, `010` and `12:30` are what the editor typed, and become something else only where a key asks
for it. A place becomes a `Location` when a message asks for it, since most values are never spoken of.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from broadsheet.diagnostics import Location


class Scalar(NamedTuple):
    """A single value."""

    text: str
    """As written, quotes and escapes resolved."""
    path: str
    """Of the file, relative to the site."""
    line: int | None
    """1-based, as in `Location`; so is `column`."""
    column: int | None

    @property
    def location(self) -> Location:
        """Where the value stands."""
        return Location(self.path, self.line, self.column)

    @property
    def size(self) -> int:
        """Values in it: itself."""
        return 1

    @property
    def stripped(self) -> str:
        """The text without white space at its ends; empty means not given."""
        return self.text.strip()

    @property
    def shown(self) -> str:
        """The text on one line, shortened, for messages."""
        return shorten(self.text)


class Sequence(NamedTuple):
    """A list of values."""

    items: tuple[Node, ...]
    path: str
    """As a scalar's; so are `line` and `column`."""
    line: int | None
    column: int | None
    size: int
    """Values in it, itself included."""

    @property
    def location(self) -> Location:
        """Where the list begins."""
        return Location(self.path, self.line, self.column)


class Mapping(NamedTuple):
    """Keys with their values."""

    entries: tuple[tuple[Scalar, Node], ...]
    """In the order given; no key twice."""
    path: str
    """As a scalar's; so are `line` and `column`."""
    line: int | None
    column: int | None
    size: int
    """Keys and values in it, itself included."""

    @property
    def location(self) -> Location:
        """Where the mapping begins."""
        return Location(self.path, self.line, self.column)

    @classmethod
    def empty(cls, path: str, line: int | None = None, column: int | None = None) -> Mapping:
        """A mapping without any key."""
        return cls((), path, line, column, 1)


Node = Scalar | Sequence | Mapping


def shorten(text: str) -> str:
    """A text on one line, cut to what a message can hold."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


class LineIndex:
    """Turns an offset into a text into a line and a column."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> tuple[str, int, int]:
        """Path, line and column of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return self._path, line, offset - self._starts[line - 1] + 1

    def location(self, offset: int) -> Location:
        """The place of the character at `offset`."""
        return Location(*self.place(offset))
