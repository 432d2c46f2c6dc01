"""Kerning with the word space, taken out of a font.

Lines are justified by their spaces, and words are measured one by one: a T that comes nearer to the space after it
would make the printed line shorter than its words and spaces add up to.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import uharfbuzz as hb
from fontTools.ttLib import TTFont

_PAIRS, _EXTENSION = 2, 9
"""Lookup types of GPOS."""


def kerns_spaces(font: bytes, characters: Iterable[str]) -> bool:
    """Whether any of the characters, none of them Han, stands nearer to or farther from a space than from nothing."""
    shaper = hb.Font(hb.Face(font))
    space = _width(shaper, " ")
    for character in characters:
        apart = 2 * space + _width(shaper, character)
        if _width(shaper, f" {character} ") != apart:
            return True
    return False


def positions_without_spaces(font: bytes) -> bytes:
    """The font's GPOS table without pairs that have the space in them."""
    opened = TTFont(io.BytesIO(font), lazy=True)
    space = opened.getBestCmap()[ord(" ")]
    table = opened["GPOS"]
    for lookup in table.table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            pairs = subtable.ExtSubTable if lookup.LookupType == _EXTENSION else subtable
            if pairs.LookupType == _PAIRS:
                _forget(pairs, space)
    return bytes(table.compile(opened))


def _forget(pairs: Any, space: str) -> None:
    """Takes the glyph out of a PairPos subtable, as first and as second of a pair."""
    first = pairs.Coverage.glyphs
    if pairs.Format == 1:
        for pair_set in pairs.PairSet:
            pair_set.PairValueRecord = [pair for pair in pair_set.PairValueRecord if pair.SecondGlyph != space]
            pair_set.PairValueCount = len(pair_set.PairValueRecord)
        kept = [(glyph, pair_set) for glyph, pair_set in zip(first, pairs.PairSet, strict=True) if glyph != space]
        pairs.Coverage.glyphs, pairs.PairSet = [glyph for glyph, _ in kept], [pair_set for _, pair_set in kept]
        pairs.PairSetCount = len(kept)
    else:
        pairs.Coverage.glyphs = [glyph for glyph in first if glyph != space]
        pairs.ClassDef1.classDefs.pop(space, None)
        pairs.ClassDef2.classDefs.pop(space, None)


def _width(shaper: hb.Font, text: str) -> int:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(shaper, buffer)
    return sum(int(position.x_advance) for position in buffer.glyph_positions)
