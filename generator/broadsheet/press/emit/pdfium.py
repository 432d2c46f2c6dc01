"""PDFium, entered by one thread at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

import pypdfium2

_PDFIUM = threading.Lock()
"""PDFium is not safe to be called from several threads, not even with documents of their own."""


class UnreadablePdfError(Exception):
    """The file is no PDF that can be read, is locked by a password, or has no such page."""


@contextlib.contextmanager
def open_page(pdf: bytes, number: int = 0) -> Iterator[pypdfium2.PdfPage]:
    """A page of a document, counted from 0; no other thread uses PDFium meanwhile. Raises UnreadablePdfError."""
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as fault:
            raise UnreadablePdfError(str(fault)) from fault
        try:
            if number >= len(document):
                raise UnreadablePdfError("it has no page" if number == 0 else f"it has no page {number + 1}")
            page = document[number]
            try:
                yield page
            finally:
                page.close()
        except pypdfium2.PdfiumError as fault:
            raise UnreadablePdfError(str(fault)) from fault
        finally:
            document.close()
