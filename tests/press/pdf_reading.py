"""What a PDF says about itself, read with PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
from pypdfium2 import raw


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def text_of(pdf: bytes, page: int = 0) -> str:
    """What a reader copies, in lines."""
    with opened(pdf) as document:
        return str(document[page].get_textpage().get_text_range()).replace("\r\n", "\n")


def outline_of(pdf: bytes) -> list[tuple[int, str, int]]:
    """(level, title, page) of each entry, all from 0."""
    with opened(pdf) as document:
        return [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]


def language_of(pdf: bytes) -> str:
    """BCP 47."""
    with opened(pdf) as document:
        return _string(lambda buffer, size: raw.FPDFCatalog_GetLanguage(document, buffer, size))


def links_of(pdf: bytes, page: int = 0) -> list[str | int]:
    """Of each link, in order: its address, or the page of the document that it leads to."""
    with opened(pdf) as document:
        found: list[str | int] = []
        place, link = ctypes.c_int(0), raw.FPDF_LINK()
        leaf = document[page]
        while raw.FPDFLink_Enumerate(leaf, place, link):
            destination, action = raw.FPDFLink_GetDest(document, link), raw.FPDFLink_GetAction(link)
            if destination:
                found.append(int(raw.FPDFDest_GetDestPageIndex(document, destination)))
            else:
                size = raw.FPDFAction_GetURIPath(document, action, None, 0)
                buffer = ctypes.create_string_buffer(size)
                raw.FPDFAction_GetURIPath(document, action, buffer, size)
                found.append(buffer.value.decode())
        return found


def tags_of(pdf: bytes, page: int = 0) -> list[tuple[str, str]]:
    """(tag, alternative text) of each element on the page, in reading order."""
    with opened(pdf) as document:
        tree = raw.FPDF_StructTree_GetForPage(document[page])
        try:
            count = raw.FPDF_StructTree_CountChildren(tree)
            children = [raw.FPDF_StructTree_GetChildAtIndex(tree, number) for number in range(count)]
            return [tag for child in children for tag in _tags(child)]
        finally:
            raw.FPDF_StructTree_Close(tree)


def _tags(element: Any) -> Iterator[tuple[str, str]]:
    if not element:
        return
    kind = _string(lambda buffer, size: raw.FPDF_StructElement_GetType(element, buffer, size))
    yield kind, _string(lambda buffer, size: raw.FPDF_StructElement_GetAltText(element, buffer, size))
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        yield from _tags(raw.FPDF_StructElement_GetChildAtIndex(element, number))


def _string(read: Callable[[Any, int], int]) -> str:
    """Of a function that fills a buffer with UTF-16 and returns its size."""
    size = read(None, 0)
    buffer = (ctypes.c_ushort * max(size // 2, 1))()
    read(buffer, size)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le")
