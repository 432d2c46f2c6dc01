"""Lines of text in the faces of the printed page, placed character by character and drawn with Pillow.

Widths and kerning come from the press's own metrics, so that nothing depends on which shaping library Pillow finds on
a machine. Chinese and Japanese marks lose their white at the ends of a line and between each other (CLREQ 3.1.6).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from PIL import ImageDraw, ImageFont

from broadsheet.press.compose.headline_breaks import is_han
from broadsheet.press.fonts.cut import open_face
from broadsheet.press.fonts.face import Face
from broadsheet.press.fonts.faces import MISSING, FaceSet

_GAP = 0.15
"""Em between Han characters and Latin letters or figures (CLREQ 3.2.2 asks for a quarter at most)."""
_OPENING = frozenset("（《〈「『【〔［｛“‘")
_CLOSING = frozenset("，。、；：）》〉」』】〕］｝”’")
"""Marks whose white is before their ink, or behind it."""


_TWO_EM_DASH = "\u2e3a"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character of a line."""

    face: str
    """Key of the face that prints it."""
    character: str
    x: float
    """Of its origin, in em from the start of the line."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of text at no size yet."""

    glyphs: tuple[Glyph, ...]
    width: float
    """In em."""


def set_line(faces: FaceSet, role: str, text: str) -> SetLine:
    """The text on one line in the role's face and its stand-ins; what none of them has is printed as 〓."""
    glyphs: list[Glyph] = []
    width = 0.0
    for run, x, width in _placed(faces, role, text):  # noqa: B007 - the last one counts
        for end, character in enumerate(run, start=1):
            place = x
            if len(run) > 1:
                # Kerning moves a letter towards the one before it.
                place += faces.tracked(role, run[:end])[0] - faces.tracked(role, character)[0]
            glyphs += _glyph(faces, role, character, place)
    return SetLine(tuple(glyphs), width)


def line_width(faces: FaceSet, role: str, text: str) -> float:
    """Width in em of the text on one line."""
    return max((end for _, _, end in _placed(faces, role, text)), default=0.0)


def draw_line(
    draw: ImageDraw.ImageDraw, faces: FaceSet, line: SetLine, at: tuple[float, float], size: float, colour: str
) -> None:
    """Draws the line from `at`, the start of its baseline, at a size in pixels."""
    x, baseline = at
    for glyph in line.glyphs:
        face = faces.faces[glyph.face]
        draw.text(
            (x + glyph.x * size, baseline),
            glyph.character,
            font=_font(face, size),
            fill=colour,
            anchor="ls",
            stroke_width=face.stroke * size / 2,
        )


def ink_of(faces: FaceSet, line: SetLine, size: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is drawn, in pixels from the start of the baseline; zeros for nothing."""
    boxes = []
    for glyph in line.glyphs:
        mask, offset = _font(faces.faces[glyph.face], size).getmask2(glyph.character, "L", anchor="ls")
        box = mask.getbbox()
        if box is not None:
            x, y = offset[0] + glyph.x * size, offset[1]
            boxes.append((box[0] + x, box[1] + y, box[2] + x, box[3] + y))
    if not boxes:
        return 0.0, 0.0, 0.0, 0.0
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _placed(faces: FaceSet, role: str, text: str) -> Iterator[tuple[str, float, float]]:
    """(run, place of its origin, end of the line so far), in em: wide characters alone, others in stretches."""
    text = unicodedata.normalize("NFC", text.strip(" \u3000"))
    if "——" in text and faces.face_for(role, _TWO_EM_DASH) == role:
        text = text.replace("——", _TWO_EM_DASH)  # what the fonts make of the pair
    x, before = 0.0, ""
    for run, after in pairwise((*_runs(faces, role, text), "")):
        if _parts_scripts(before, run[0]):
            x += _GAP
        place = x
        if len(run) > 1:
            x += faces.tracked(role, run)[0]
        elif run in _OPENING and (not before or before in _OPENING):
            half = faces.half(role, run)
            place -= faces.advance(role, run) - half
            x += half
        elif run in _CLOSING and (not after or after[0] in _CLOSING or after[0] in _OPENING):
            x += faces.half(role, run)
        else:
            x += faces.advance(role, run)
        before = run[-1]
        yield run, place, x


def _glyph(faces: FaceSet, role: str, character: str, x: float) -> list[Glyph]:
    """None for white and for what no face needs, such as variation selectors."""
    if character.isspace():
        return []
    if not faces.has(role, character):
        character = MISSING
    key = faces.face_for(role, character)
    return [] if key is None else [Glyph(key, character, x)]


def _runs(faces: FaceSet, role: str, text: str) -> list[str]:
    """Wide characters one by one, stretches of others as they are."""
    runs: list[str] = []
    is_open = False
    for character in text:
        if _is_wide(faces, role, character):
            runs.append(character)
            is_open = False
        elif is_open:
            runs[-1] += character
        else:
            runs.append(character)
            is_open = True
    return runs


def _is_wide(faces: FaceSet, role: str, character: str) -> bool:
    """Whether the character stands in an em of its own; quotation marks and dashes do in Chinese faces alone."""
    width = unicodedata.east_asian_width(character)
    return width in "WF" or (width == "A" and faces.advance(role, character) > 0.99)


def _parts_scripts(before: str, after: str) -> bool:
    """Whether a Han character and a Latin letter or figure meet."""
    if not before:
        return False
    return (is_han(before) and _is_latin(after)) or (_is_latin(before) and is_han(after))


def _is_latin(character: str) -> bool:
    return character.isalnum() and unicodedata.east_asian_width(character) not in "WF"


@lru_cache(maxsize=48)
def _font(face: Face, size: float) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(face.file), size, index=face.index, layout_engine=ImageFont.Layout.BASIC)
    if face.weight is not None:
        axes = open_face(face).axis_infos
        font.set_variation_by_axes([face.weight if axis.tag == "wght" else axis.default_value for axis in axes])
    return font
