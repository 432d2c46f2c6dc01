"""What must not be seen of a page made elsewhere, because its article was retracted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from broadsheet.press.emit.printed_blocks import Block, Wanted, extent, shared
from broadsheet.press.emit.text_layer import Rectangle, TextLayer

_STRAY = 2
"""Runs of its text (10 Han characters) from which on a block beside the article's area is its own too …"""
_KNOWN = 4
"""… and runs of its text without which nobody can say that an article is not on the page."""
_MARGIN = 1.5
"""Points around the letters."""
_NEARLY = 1e-6


def masks_of(piece: Wanted, area: Rectangle | None, blocks: Sequence[Block], layer: TextLayer) -> Iterator[Rectangle]:
    """The article's area with a margin, and every block beside it that is its own: a teaser, a quotation."""
    inner = _grown(area, layer) if area is not None else None
    if inner is not None:
        yield inner
    for block in blocks:
        is_inside = inner is not None and shared(inner, block.box) >= extent(block.box) - _NEARLY
        if not is_inside and _is_own(piece, block):
            yield _grown(block.box, layer)


def _is_own(piece: Wanted, block: Block) -> bool:
    """Whether a block tells so much of the piece that it cannot be of another; its headline does in any size."""
    has_headline = bool(piece.headings[0]) and piece.headings[0] <= block.grams
    return has_headline or bool(block.headings) or block.marks >= _STRAY * piece.gram


def is_gone(piece: Wanted, blocks: Sequence[Block], *, is_legible: bool) -> bool:
    """Whether an article without an area is surely not on the page.

    That is said of a text that is known and of which no line is there, on a page whose other articles are found.
    """
    return is_legible and not blocks and piece.characters >= _KNOWN * piece.gram


def _grown(box: Rectangle, layer: TextLayer) -> Rectangle:
    """With the margin, cut to the page."""
    left, top, right, bottom = box
    return (
        max(left - _MARGIN, 0.0),
        max(top - _MARGIN, 0.0),
        min(right + _MARGIN, layer.width),
        min(bottom + _MARGIN, layer.height),
    )
