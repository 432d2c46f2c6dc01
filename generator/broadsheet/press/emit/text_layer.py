"""What a PDF's page holds for a program that looks: its letters and where they stand, and where its pictures are."""

from __future__ import annotations

import ctypes
import functools
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from broadsheet.press.emit.pdfium import UnreadablePdfError, open_page

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the top left corner of the page as it is shown."""

_NOTHING = 0.01
"""Points: a box that is thinner has no extent."""
_SEAM = 1.0
"""Points between the strips into which some programs cut one picture."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One letter or digit of the text layer, folded as `bare` folds."""

    text: str
    """One character."""
    box: Rectangle
    size: float
    """Points: about the type size."""


@dataclass(frozen=True, slots=True)
class TextLayer:
    """A page, turned as it is shown and cut to its crop box."""

    width: float
    """In points, as is the height."""
    height: float
    marks: tuple[Mark, ...]
    """In the order of the file."""
    pictures: tuple[Rectangle, ...]


def bare(text: str) -> str:
    """Letters and digits alone, without accents, compatibility forms and case folded: what survives typesetting.

    Ligatures come apart, full-width letters and the radicals that some fonts give for Han characters become the usual
    ones (Unicode Standard Annex #15, NFKD).
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(character for character in folded if character.isalnum())
    return unicodedata.normalize("NFC", kept)  # Korean syllables, which NFKD takes apart


def read_layer(pdf: bytes) -> TextLayer:
    """The first page of a document. Raises UnreadablePdfError."""
    with open_page(pdf) as page:
        turned = _Turned(page)
        layer = page.get_textpage()
        try:
            marks = tuple(_marks(layer, turned))
        finally:
            layer.close()
        boxes = [turned.box(*image.get_bounds()) for image in page.get_objects((raw.FPDF_PAGEOBJ_IMAGE,), max_depth=1)]
    pictures = _joined([box for found in boxes if (box := _clipped(found, turned)) is not None])
    return TextLayer(turned.width, turned.height, marks, pictures)


def around(boxes: Iterable[Rectangle]) -> Rectangle:
    """The smallest rectangle that holds all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


class _Turned:
    """From a page's own space (origin below left, before `/Rotate`) to the page as it is shown (ISO 32000-1, 7.7.3)."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        left, bottom, right, top = page.get_bbox()
        if right - left < _NOTHING or top - bottom < _NOTHING:
            raise UnreadablePdfError("its page has no extent")
        self._left, self._top = left, top
        self._breadth, self._depth = right - left, top - bottom
        self._quarters = page.get_rotation() // 90 % 4
        upright = self._quarters % 2 == 0
        self.width = self._breadth if upright else self._depth
        self.height = self._depth if upright else self._breadth

    def box(self, left: float, bottom: float, right: float, top: float) -> Rectangle:
        """A rectangle as it is shown."""
        xs, ys = zip(self._point(left, top), self._point(right, bottom), strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        across, down = x - self._left, self._top - y
        match self._quarters:
            case 1:
                return self._depth - down, across
            case 2:
                return self._breadth - across, self._depth - down
            case 3:
                return down, self._breadth - across
            case _:
                return across, down


def _marks(layer: pypdfium2.PdfTextPage, turned: _Turned) -> Iterator[Mark]:
    high = 0
    for index in range(layer.count_chars()):
        if raw.FPDFText_IsGenerated(layer, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(layer, index)
        if 0xD800 <= code < 0xDC00:  # PDFium gives characters beyond the basic plane in two halves
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
        high = 0
        text = _folded(code)
        box = _box(layer, index, turned) if text else None
        if box is not None:
            size = max(box[2] - box[0], box[3] - box[1])
            yield from (Mark(character, box, size) for character in text)


@functools.lru_cache(maxsize=16384)
def _folded(code: int) -> str:
    return bare(chr(code)) if 0 < code <= 0x10FFFF else ""


def _box(layer: pypdfium2.PdfTextPage, index: int, turned: _Turned) -> Rectangle | None:
    """The character's place, as high as its type; the place of its ink where the type stands upright on the page.

    `None` off the page.
    """
    loose = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(layer, index, loose)
    edges = (loose.left, loose.bottom, loose.right, loose.top)
    if edges[2] - edges[0] < _NOTHING or edges[3] - edges[1] < _NOTHING:  # as PDFium has it for turned type
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(layer, index, left, right, bottom, top)
        edges = (left.value, bottom.value, right.value, top.value)
    return _clipped(turned.box(*edges), turned)


def _clipped(box: Rectangle, turned: _Turned) -> Rectangle | None:
    """What of it is on the page; `None` when its middle is not."""
    left, top, right, bottom = box
    if not (0 <= (left + right) / 2 <= turned.width and 0 <= (top + bottom) / 2 <= turned.height):
        return None
    return max(left, 0.0), max(top, 0.0), min(right, turned.width), min(bottom, turned.height)


def _joined(boxes: list[Rectangle]) -> tuple[Rectangle, ...]:
    """Pictures that touch and line up are strips of one."""
    joined: list[Rectangle] = []
    for box in sorted(boxes):
        for place, other in enumerate(joined):
            level = abs(box[1] - other[1]) < _SEAM and abs(box[3] - other[3]) < _SEAM
            plumb = abs(box[0] - other[0]) < _SEAM and abs(box[2] - other[2]) < _SEAM
            if (level and abs(box[0] - other[2]) < _SEAM) or (plumb and abs(box[1] - other[3]) < _SEAM):
                joined[place] = around((box, other))
                break
        else:
            joined.append(box)
    return tuple(joined)
