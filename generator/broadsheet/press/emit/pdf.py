"""Pages as PDF, by Typst: tagged (PDF/UA-1), with outline, links and the very fonts the model was measured with."""

from __future__ import annotations

import datetime
import posixpath
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typst

from broadsheet.press.emit.print_fonts import PrintFonts, print_fonts
from broadsheet.press.emit.print_photos import PrintPhoto
from broadsheet.press.emit.typst_page import Imprint, PrintedPage, document_source, pictures_of, text_blocks
from broadsheet.press.emit.typst_text import number, string
from broadsheet.press.fonts.faces import FaceSet
from broadsheet.press.layout import PageLayout, Picture


@dataclass(frozen=True, slots=True)
class Links:
    """Where a document's links lead."""

    base: str = ""
    """Address of the edition on the web; empty when unknown: links are then relative to the document."""
    folder: str = ""
    """Address of the folder that the document lies in, from the edition's root."""
    printed: Mapping[str, str] = field(default_factory=dict)
    """Links that lead to a piece printed in the same document: the link as the layout has it → the piece's id."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A document."""

    data: bytes
    complaints: tuple[str, ...]
    """What Typst had to say, in English; empty when all is well."""


class UnprintableError(Exception):
    """A document that Typst refuses to make, and its reason."""


def page_pdf(
    page: PrintedPage, imprint: Imprint, faces: FaceSet, photos: Mapping[Picture, PrintPhoto], links: Links
) -> Printed:
    """One page as a document. Raises KeyError for a role without a face, and UnprintableError."""
    return issue_pdf((page,), imprint, faces, photos, links)


def issue_pdf(
    pages: Sequence[PrintedPage],
    imprint: Imprint,
    faces: FaceSet,
    photos: Mapping[Picture, PrintPhoto],
    links: Links,
) -> Printed:
    """All pages as one document; its outline leads to pages and articles. Raises as above."""
    pictures = {picture for page in pages for picture in pictures_of(page.layout)}
    embedded = {picture: photo for picture, photo in photos.items() if picture in pictures}
    places = _places(pages)
    targets = {link: places[piece] for link, piece in links.printed.items() if piece in places}

    def destination(link: str) -> str:
        return targets.get(link) or string(_address(link, links))

    with tempfile.TemporaryDirectory(prefix="broadsheet-") as name:
        folder = Path(name)
        blocks = [block for page in pages for block in text_blocks(page.layout)]
        fonts = print_fonts(blocks, faces, folder / "fonts")
        for photo in embedded.values():
            (folder / photo.name).write_bytes(photo.data)
        names = {picture: photo.name for picture, photo in embedded.items()}
        source = folder / "main.typ"
        source.write_text(document_source(pages, imprint, fonts.faces, names, destination), encoding="utf-8")
        return _compiled(source, fonts, imprint.date)


def _compiled(source: Path, fonts: PrintFonts, date: datetime.date) -> Printed:
    """The document; without the promise of PDF/UA when what is printed cannot keep it."""
    compiler = typst.Compiler(source, root=source.parent, font_paths=fonts.fonts)
    stamp = datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)
    complaints: list[str] = []
    # In PDF 1.5, unlike 1.7, Typst leaves out `/Suspects false`, which poppler takes for an error.
    try:
        data, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1", "1.5"], timestamp=stamp)
    except typst.TypstError as fault:
        complaints.append(f"it cannot be PDF/UA-1: {fault}")
        try:
            data, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards="1.5", timestamp=stamp)
        except typst.TypstError as refused:
            raise UnprintableError(str(refused)) from refused
    complaints.extend(warning.message for warning in warnings)
    assert isinstance(data, bytes)
    return Printed(data, tuple(complaints))


def _places(pages: Sequence[PrintedPage]) -> dict[str, str]:
    """By piece: where it is printed, as a Typst destination."""
    return {
        piece: f"(page: {place}, x: {number(module_x)}pt, y: {number(module_y)}pt)"
        for place, page in enumerate(pages, 1)
        for module, module_x, module_y in _corners(page.layout)
        for piece in module
    }


def _corners(layout: PageLayout) -> list[tuple[tuple[str, ...], float, float]]:
    """Of each module: its pieces, and where it begins. Lengths in points."""
    corners = []
    for module in layout.modules:
        lefts = [element.x for element in module.elements]
        tops = [element.y for element in module.elements]
        corners.append((module.pieces, min(lefts, default=layout.left), min(tops, default=layout.top)))
    return corners


def _address(link: str, links: Links) -> str:
    """A link as a URI: one in the edition from its web address, or relative to the document (RFC 3986 §4.2)."""
    head = link.partition("/")[0]
    if ":" in head or link.startswith(("//", "#")):
        return link
    if links.base:
        return links.base.removesuffix("/") + "/" + link
    path, mark, fragment = link.partition("#")
    relative = posixpath.relpath(path or ".", links.folder or ".")
    if path.endswith("/"):
        relative += "/"
    return f"{relative}{mark}{fragment}"
