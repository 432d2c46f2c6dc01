"""A page made elsewhere without what was retracted: redrawn as a picture, with the notice in the article's place.

Of the document that was filed nothing is kept but what the eye sees beside the masks. To take single objects out of it
would not do: words also stand in older versions of the page inside the file, in tags, layers, outlines and attachments.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PIL import ImageDraw

from broadsheet.press.emit.pdf import Links, Printed, page_pdf
from broadsheet.press.emit.pdfium import UnreadablePdfError, open_page
from broadsheet.press.emit.print_photos import RESOLUTION, PrintPhoto
from broadsheet.press.emit.printed import Area
from broadsheet.press.emit.typst_page import Imprint, PrintedPage
from broadsheet.press.fonts.faces import FaceSet
from broadsheet.press.grid import Grid
from broadsheet.press.layout import Element, Fill, Frame, PageLayout, Picture, TextBlock, TextStyle
from broadsheet.press.typeset.typesetter import Typesetter

_HAIRLINE = 0.3
"""In points."""
_INSET = 6.0
"""Points between the hairline and the notice."""
_SIZE = 9.0
_LEADING = 13.0
_QUALITY = 82
"""Of JPEG: the edges of type need more than a photo's."""


@dataclass(frozen=True, slots=True)
class Mask:
    """A place of the page that is not shown."""

    area: Area
    notice: str
    """What stands in it; empty for a small place beside the article's own."""
    link: str
    """Address of the article, which tells more; empty for nowhere."""


def masked_page(
    pdf: bytes, masks: Sequence[Mask], title: str, imprint: Imprint, faces: FaceSet, grid: Grid, links: Links
) -> Printed:
    """The first page of the document, redrawn. `title` names the page in the outline.

    Raises UnreadablePdfError, and UnprintableError where Typst refuses.
    """
    width, height, photo = _picture(pdf, [mask.area for mask in masks])
    setter = Typesetter(faces, grid, imprint.language)
    whole = Picture("", photo.name, 0.0, 0.0, width, height, alt=title)
    furniture: list[Element] = [whole]
    furniture += (element for mask in masks for element in _drawn(mask, width, height, setter))
    layout = PageLayout(
        code="",
        language=imprint.language,
        width=width,
        height=height,
        columns=1,
        rows=1,
        leading=_LEADING,
        body_size=_SIZE,
        left=0.0,
        top=0.0,
        furniture=tuple(furniture),
        modules=(),
        rules=(),
        fill=Fill(0, 0, 0),
    )
    photos: Mapping[Picture, PrintPhoto] = {whole: photo}
    return page_pdf(PrintedPage(layout, title), imprint, faces, photos, links)


def _picture(pdf: bytes, areas: Sequence[Area]) -> tuple[float, float, PrintPhoto]:
    """Width and height of the page in points, and its picture, the areas white before it is encoded."""
    with open_page(pdf) as page:
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            raise UnreadablePdfError("its page has no sensible size")
        image = page.render(scale=RESOLUTION / 72, rev_byteorder=True).to_pil().convert("RGB")
    pen = ImageDraw.Draw(image)
    for left, top, across, down in areas:
        corners = (left * image.width, top * image.height, (left + across) * image.width, (top + down) * image.height)
        pen.rectangle(corners, fill="white")
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY, optimize=True)
    data = buffer.getvalue()
    return width, height, PrintPhoto(f"{hashlib.sha256(data).hexdigest()[:40]}.jpg", data)


def _drawn(mask: Mask, width: float, height: float, setter: Typesetter) -> Iterator[Element]:
    """The hairline around a mask, and its notice where it has room."""
    left, top = mask.area[0] * width, mask.area[1] * height
    across, down = mask.area[2] * width, mask.area[3] * height
    yield Frame("", left, top, across, down, stroke=_HAIRLINE, fill="paper")
    measure = across - 2 * _INSET
    if not mask.notice or measure < 4 * _SIZE:
        return
    lines = setter.paragraph(mask.notice, TextStyle("caption", _SIZE), measure, align="left")
    if len(lines) * _LEADING <= down:
        y = top + min(_INSET, (down - len(lines) * _LEADING) / 2)
        baseline = (_LEADING - _SIZE) / 2 + 0.88 * _SIZE
        yield TextBlock("caption", "", left + _INSET, y, measure, _LEADING, baseline, lines, link=mask.link)
