"""The documents of an e-book, rendered from the theme's templates."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.edition.ebook import CONTENTS, Ebook
from broadsheet.output.render import Renderer

_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/%s" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_OF_THE_BOOK = (CONTENTS, "cover.xhtml", "imprint.xhtml", "book.css")
"""Files beside the package document, named as their templates."""


def ebook_documents(ebook: Ebook, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """(path in the container, bytes) of everything but the pictures. Raises BroadsheetError for a failing template."""
    book = ebook.book
    yield "META-INF/container.xml", _CONTAINER % book.path.encode()
    yield f"EPUB/{book.path}", renderer.render_book("epub/package.opf", book)
    for name in _OF_THE_BOOK:
        yield f"EPUB/{name}", renderer.render_book(f"epub/{name}", book)
    for page in ebook.pages:
        yield f"EPUB/{page.path}", renderer.render_book("epub/page.xhtml", page)
    for article in ebook.articles:
        yield f"EPUB/{article.path}", renderer.render_book("epub/article.xhtml", article)
