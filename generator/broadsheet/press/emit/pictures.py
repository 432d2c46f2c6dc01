"""Pictures of a printed page as WebP, drawn from its PDF, so that picture and print cannot differ."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image

from broadsheet.press.emit.pdfium import UnreadablePdfError, open_page

WIDTHS = (600, 1000, 1600)
"""Pixels: a page on a phone, on a desk, and close enough to read the body of a broadsheet."""
THUMBNAIL = 336
"""Pixels: shown 168 wide at two device pixels."""

_MAX_SIDE = 16_383
"""WebP's limit, in pixels: a page ten times as high as wide reaches it."""
_QUALITY = 75
_METHOD = 2
"""Of libwebp: 4 takes twice the time for files 3 % smaller, 1 a fifth less for files a fifth larger."""


def page_pictures(
    pdf: bytes, widths: Sequence[int] = (THUMBNAIL, *WIDTHS), number: int = 0
) -> tuple[tuple[int, int, bytes], ...]:
    """A page of a document, counted from 0, as WebP: (width, height, bytes) for each of `widths`, in pixels.

    Drawn anew for each width, which is quicker than to shrink the widest, and sharper. Raises UnreadablePdfError.
    """
    with open_page(pdf, number) as page:
        breadth, depth = page.get_size()
        if breadth <= 0 or max(widths) * depth / breadth > _MAX_SIDE:
            raise UnreadablePdfError("its page has no sensible size")
        # A hair less than the width in pixels: PDFium rounds up.
        drawn = [page.render(scale=(width - 1e-3) / breadth, rev_byteorder=True).to_pil().copy() for width in widths]
    return tuple((image.width, image.height, _webp(image)) for image in drawn)


def _webp(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=_QUALITY, method=_METHOD)
    return buffer.getvalue()
