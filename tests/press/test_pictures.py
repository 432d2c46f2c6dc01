"""Pictures of printed pages."""

from __future__ import annotations

import datetime
import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from broadsheet.press.emit.pdf import Links, issue_pdf
from broadsheet.press.emit.pdfium import UnreadablePdfError
from broadsheet.press.emit.pictures import THUMBNAIL, WIDTHS, page_pictures
from broadsheet.press.emit.typst_page import Imprint, PrintedPage
from broadsheet.press.fonts.faces import default_faces
from press.hand_set import hand_set


@pytest.fixture(scope="module")
def issue() -> bytes:
    pages = [PrintedPage(hand_set(code=code, repeat=2), code) for code in ("01", "02")]
    imprint = Imprint("T", "A", "zh-CN", datetime.date(2026, 11, 24))
    return issue_pdf(pages, imprint, default_faces("zh-CN"), {}, Links()).data


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_page_is_drawn_in_three_widths_and_a_thumbnail(issue: bytes) -> None:
    pictures = page_pictures(issue)

    assert [width for width, _, _ in pictures] == [THUMBNAIL, *WIDTHS]
    for width, height, data in pictures:
        image = opened(data)
        assert (image.format, image.size) == ("WEBP", (width, height))
        assert abs(height - width * 390 / 270) <= 1


def test_the_pictures_show_the_page(issue: bytes) -> None:
    """The banner is a red band below the nameplate; the foot of the sheet is empty."""
    for width, height, data in page_pictures(issue):
        image = opened(data).convert("RGB")
        red, green, blue = image.getpixel((width // 2, round(height * 0.096)))  # type: ignore[misc]
        assert red > 150 > 60 > max(green, blue)
        assert image.getpixel((width // 2, round(height * 0.95))) == (255, 255, 255)


def test_each_page_has_its_own_picture(issue: bytes) -> None:
    assert page_pictures(issue, (200,), 0) != page_pictures(issue, (200,), 1)


def test_the_same_document_gives_the_same_pictures_on_every_thread(issue: bytes) -> None:
    with ThreadPoolExecutor(4) as executor:
        made = set(executor.map(lambda number: page_pictures(issue, (300,), number % 2), range(8)))

    assert made == {page_pictures(issue, (300,), 0), page_pictures(issue, (300,), 1)}


@pytest.mark.parametrize("broken", [b"", b"no PDF", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_refused(broken: bytes) -> None:
    with pytest.raises(UnreadablePdfError):
        page_pictures(broken)


def test_a_page_that_is_not_there_is_refused(issue: bytes) -> None:
    with pytest.raises(UnreadablePdfError, match="no page 3"):
        page_pictures(issue, number=2)


def test_a_picture_too_large_to_draw_is_refused(issue: bytes) -> None:
    with pytest.raises(UnreadablePdfError):
        page_pictures(issue, (60_000,))
