"""The text of an article as a tree of blocks and inline runs.

Neutral between the outputs: the reading pages turn it into HTML, the press into lines. Pure values, tuples only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from broadsheet.diagnostics import Location
from broadsheet.model.photo import Photo

# --- inline ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain characters, not escaped."""

    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    """A run in another style."""

    style: Literal["em", "strong", "s"]
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Literal text in a fixed face."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard line break (two spaces or a backslash at the line's end)."""


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """A mark that leads to a note at the foot of the article."""

    number: int
    """1-based, in order of first mention in the manuscript."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link, its target resolved in steps."""

    kind: Literal["ref", "file", "web", "address"]
    """`ref`: a Ref as written (`02/flood`); `file`: a site-relative path of a file to be copied; `web`: http, https or
    mailto; `address`: a path from the edition's root, possibly with `#fragment`, as the link stage makes it."""
    target: str
    children: tuple[Inline, ...]
    location: Location


Inline = Text | Styled | Code | LineBreak | FootnoteMark | Link

# --- blocks ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text; never empty."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subhead:
    """A heading inside the body (插题)."""

    level: int
    """2–6; 2 is the highest in a body."""
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bulleted or numbered list."""

    ordered: bool
    start: int
    """Number of the first item; 1 for a bulleted list."""
    tight: bool
    """Whether the items are single lines, set without space between them."""
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row. Rows are as long as the head."""

    alignments: tuple[Literal["left", "center", "right", ""], ...]
    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Literal lines (a fenced block)."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


@dataclass(frozen=True, slots=True)
class FactBox:
    """A box beside the story (相关链接, 新闻背景)."""

    title: str
    """Empty when the box has none."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One photo, or several as a gallery under one caption."""

    layout: Literal["lead", "inline", "left", "right", "gallery"]
    photos: tuple[Photo, ...]
    """Never empty; more than one only in a gallery."""
    caption: str
    """The photo's caption; in a gallery the last one given. May be empty."""
    credit_line: str
    """The credit as printed (`王五 摄`, `Photo: A. Name`); may be empty."""


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The notes of the blocks before it, at a piece's foot."""

    notes: tuple[tuple[int, tuple[Block, ...]], ...]
    """(number, blocks) in order of number."""


Block = Paragraph | Subhead | Quote | ListBlock | Table | CodeBlock | Rule | FactBox | Figure | Footnotes
