"""The e-books of the demonstration paper, by the standard and by their weight."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from book_checkers import barriers, complaints
from build.ebook_samples import EPUB, Book
from paper_site import Built

pytestmark = pytest.mark.xdist_group("demonstration")

BOOKS = (EPUB, "2026/11/23/issue.epub")


def test_epubcheck_finds_nothing(demonstration: Built) -> None:
    assert complaints(demonstration.output / EPUB) == []


def test_the_cover_is_the_front_page_and_the_book_no_heavier_than_it_must_be(demonstration: Built) -> None:
    data = (demonstration.output / EPUB).read_bytes()
    assert len(data) <= 6_000_000
    with Image.open(io.BytesIO(Book.of(data).files["EPUB/cover.jpg"])) as cover:
        assert cover.width == 1200
        assert 1.3 < cover.height / cover.width < 1.6


@pytest.mark.slow
def test_ace_finds_nothing(demonstration: Built) -> None:
    books = [demonstration.output / address for address in BOOKS]
    assert complaints(*books) == []
    assert barriers(*books) == []
