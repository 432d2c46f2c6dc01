"""A box in the column: strips on a ground of their own, so that a column's end may part it anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from broadsheet.press.layout import Frame, Stroke
from broadsheet.press.typeset.strip import Strip

_WHOLE = 12
"""Rows up to which a box is never parted."""
_KEPT = 3
"""Strips of a longer box that stay together at either end."""
_RULE = 0.5


def boxed(strips: Sequence[Strip], piece: str, x: float, width: float, leading: float) -> Iterator[Strip]:
    """The strips of a box on a tint, between rules, with half a row of it and half a row of white above and below."""
    if not strips:
        return
    half = leading / 2
    top = (Frame(piece, x, half, width, half, fill="tint"), Stroke(x, half, width, _RULE, colour="ink"))
    yield Strip(1, top, strips[0].start, strips[0].start, may_close=False, is_body=False)
    whole = sum(strip.rows for strip in strips) <= _WHOLE
    for number, strip in enumerate(strips):
        ground = Frame(piece, x, 0.0, width, strip.rows * leading, fill="tint")
        kept = whole or number < _KEPT or number > len(strips) - _KEPT
        yield replace(
            strip,
            elements=(ground, *strip.elements),
            may_open=strip.may_open and not kept,
            ends_sentence=False,
            is_body=False,
            # White inside a box has a ground and cannot be left out.
            is_spare=False,
        )
    foot = (Frame(piece, x, 0.0, width, half, fill="tint"), Stroke(x, half, width, _RULE, colour="ink"))
    end = strips[-1].end
    yield Strip(1, foot, end, end, may_open=False, ends_sentence=True, is_body=False)
