"""Pages made elsewhere: their pictures, and where their articles stand, from `page.pdf`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadsheet.build.digest import digest_of
from broadsheet.build.press_cache import PressCache, press_digest
from broadsheet.build.press_work import Print, keep_print, known_print
from broadsheet.diagnostics import Diagnostic, Location, error, warning
from broadsheet.edition.text import block_texts
from broadsheet.edition.views import FigureView, PieceView
from broadsheet.model import Issue, Page
from broadsheet.model.tree import figures_in
from broadsheet.press.emit.areas import Area
from broadsheet.press.emit.pdfium import UnreadablePdfError
from broadsheet.press.emit.pictures import page_pictures
from broadsheet.press.emit.printed import find_areas
from broadsheet.press.emit.printed_blocks import PieceText


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page made elsewhere, as far as it was understood."""

    printed: Print
    size_mm: tuple[float, float]
    areas: tuple[Area, ...]
    """In the order of the page's pieces, those set into others last."""


def read_printed(
    issue: Issue, page: Page, pieces: Sequence[PieceView], pdf: bytes, cache: PressCache
) -> tuple[ReadPage | None, tuple[Diagnostic, ...]]:
    """The pictures and areas of a page's own PDF.

    Reports `broken-pdf` when it cannot be read, and `unfound-article` for each piece that is not found on it, but for
    retracted ones.
    """
    key = digest_of((press_digest(), hashlib.sha256(pdf).hexdigest()))
    place = Location(page.setup.printed_pdf or page.setup.folder)
    try:
        printed = known_print(cache, key) or keep_print(cache, key, pdf, page_pictures(pdf))
        found = find_areas(pdf, [piece_text(piece) for piece in pieces], dict(_given(issue)))
    except UnreadablePdfError as fault:
        return None, (error("broken-pdf", place, f"the printed page cannot be read ({fault})", hint="export it again"),)
    kinds = {piece.id: piece.kind.value for piece in pieces}
    areas = tuple(Area(piece, kinds[piece], *area) for piece, area in found.areas)
    # A retracted article may have been taken off the page, and has no text that could be found on it.
    retracted = {piece.id for piece in pieces if piece.retraction is not None}
    missing = tuple(_unfound(issue, piece, place) for piece in found.missing if piece not in retracted)
    return ReadPage(printed, (found.width_mm, found.height_mm), areas), missing


def piece_text(piece: PieceView) -> PieceText:
    """What is looked for of a piece."""
    figures = [figure for figure in figures_in(piece.blocks) if isinstance(figure, FigureView)]
    return PieceText(
        id=piece.id,
        title=piece.title.text,
        text="".join(block_texts(piece.blocks)),
        extras=(*piece.kicker, *piece.deck, *(person.name for person in piece.byline)),
        captions=tuple(dict.fromkeys(text for figure in figures for text in _captions(figure))),
        photos=sum(len(figure.photos) for figure in figures),
    )


def _captions(figure: FigureView) -> Iterator[str]:
    yield figure.caption + figure.credit_line
    yield from (photo.caption for photo in figure.photos)


def _given(issue: Issue) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """The areas that articles state themselves, by the id of the piece in their own file."""
    stated = {filed.path: filed.area for filed in issue.setup.manuscripts if filed.area is not None}
    for article in issue.articles:
        for piece in article.pieces:
            if piece.path in stated and piece.page == _page_of(issue, piece.path):
                yield piece.id, stated[piece.path]


def _page_of(issue: Issue, path: str) -> str:
    return next(filed.page for filed in issue.setup.manuscripts if filed.path == path)


def _unfound(issue: Issue, piece_id: str, pdf: Location) -> Diagnostic:
    path = issue.piece(piece_id).path
    message = f"'{piece_id}' is not found on the page's own PDF"
    hint = "give its place in the front matter, in fractions of the page: area: [left, top, width, height]"
    return warning("unfound-article", Location(path), message, hint=hint, related=(pdf,))
