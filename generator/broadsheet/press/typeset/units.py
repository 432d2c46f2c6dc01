"""Units: the stretches of a piece's text that cuts refer to, numbered in the order in which they are set."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.edition.text import block_texts
from broadsheet.model import Block
from broadsheet.press.typeset.runs import unit_text


def units(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The text of each paragraph, subhead, cell, block of code and title of a box.

    A hard break is a newline, a footnote mark its figures. List marks and the numbers of notes belong to no unit.
    """
    return tuple(block_texts(blocks, unit_text))
