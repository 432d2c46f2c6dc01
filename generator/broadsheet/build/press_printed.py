"""Pages made elsewhere: their pictures, and where their articles stand, from `page.pdf`.

A page that still shows a retracted article is published without it, or not at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.build.digest import digest_of
from broadsheet.build.press_cache import PressCache, press_digest
from broadsheet.build.press_setup import PaperAtPress
from broadsheet.build.press_work import Print, keep_print, known_print
from broadsheet.diagnostics import Diagnostic, Location, error, warning
from broadsheet.edition.text import block_texts
from broadsheet.edition.views import PieceView
from broadsheet.model import Article, Block, Figure, Issue, Page, Person
from broadsheet.model.tree import figures_in
from broadsheet.press.emit.areas import Area
from broadsheet.press.emit.masked import Mask, masked_page
from broadsheet.press.emit.pdf import Links
from broadsheet.press.emit.pdfium import UnreadablePdfError
from broadsheet.press.emit.pictures import page_pictures
from broadsheet.press.emit.printed import Area as FoundArea
from broadsheet.press.emit.printed import find_areas
from broadsheet.press.emit.printed_blocks import PieceText
from broadsheet.press.emit.typst_page import Imprint
from broadsheet.press.fonts.faces import FaceSet
from broadsheet.press.grid import Grid


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page made elsewhere, as far as it was understood."""

    printed: Print
    size_mm: tuple[float, float]
    areas: tuple[Area, ...]
    """In the order of the page's pieces, those set into others last."""


@dataclass(frozen=True, slots=True)
class Masking:
    """What is needed to redraw a page without its retracted articles."""

    notice: str
    """What stands in their place."""
    addresses: Mapping[str, str]
    """Of the pieces, by id."""
    title: str
    """Of the page: `第01版 要闻`."""
    imprint: Imprint
    links: Links
    faces: FaceSet
    grid: Grid


def masking_of(title: str, imprint: Imprint, links: Links, pieces: Iterable[PieceView], paper: PaperAtPress) -> Masking:
    """How a page with that title is redrawn; `pieces` are all of the issue."""
    addresses = {piece.id: piece.address for piece in pieces if piece.retraction is not None}
    material = paper.material
    return Masking(material.locale.text("retracted"), addresses, title, imprint, links, paper.faces, material.grid)


def read_printed(
    issue: Issue,
    page: Page,
    pieces: Sequence[PieceView],
    pdf: bytes,
    retracted: Sequence[Article],
    masking: Masking,
    cache: PressCache,
) -> tuple[ReadPage | None, tuple[Diagnostic, ...]]:
    """The pictures and areas of a page's own PDF; `retracted` are the issue's retracted articles as they were.

    `None` when the PDF cannot be read (`broken-pdf`), and when a retracted article of the page may be on it, but is not
    found. Reports `unfound-article` for that, and for each other piece that is not found on it.
    """
    place = Location(page.setup.printed_pdf or page.setup.folder)
    withdrawn = {text.id: text for article in retracted for text in withdrawn_texts(article)}
    wanted = {piece.id: withdrawn.get(piece.id) or piece_text(piece) for piece in pieces}
    # Those of other pages too: this one may have a teaser of theirs.
    wanted |= {name: text for name, text in withdrawn.items() if name not in wanted}
    try:
        found = find_areas(pdf, tuple(wanted.values()), dict(_given(issue, page)), frozenset(withdrawn))
        doubtful = [piece.id for piece in pieces if piece.id in found.doubtful]
        if doubtful:
            return None, tuple(_withheld(issue, piece, place) for piece in doubtful)
        printed = _masked(pdf, found.masks, masking, cache) if found.masks else _as_filed(pdf, cache)
    except UnreadablePdfError as fault:
        return None, (error("broken-pdf", place, f"the printed page cannot be read ({fault})", hint="export it again"),)
    kinds = {piece.id: piece.kind.value for piece in pieces}
    areas = tuple(Area(piece, kinds[piece], *area) for piece, area in found.areas if piece in kinds)
    missing = tuple(_unfound(issue, piece, place) for piece in found.missing if piece not in withdrawn)
    return ReadPage(printed, (found.width_mm, found.height_mm), areas), missing


def _as_filed(pdf: bytes, cache: PressCache) -> Print:
    key = digest_of((press_digest(), hashlib.sha256(pdf).hexdigest()))
    return known_print(cache, key) or keep_print(cache, key, pdf, page_pictures(pdf))


def _masked(pdf: bytes, areas: Sequence[tuple[str, FoundArea]], masking: Masking, cache: PressCache) -> Print:
    """The page redrawn, the notice in the first area of each retracted article."""
    told: set[str] = set()
    masks: list[Mask] = []
    for piece, area in areas:
        link = masking.addresses.get(piece, "")
        masks.append(Mask(area, "" if piece in told else masking.notice, link))
        told.add(piece)
    look = (masking.title, masking.imprint, masking.faces.digest, masking.grid, masking.links)
    key = digest_of((press_digest(), hashlib.sha256(pdf).hexdigest(), masks, look))
    known = known_print(cache, key)
    if known is not None:
        return known
    made = masked_page(pdf, masks, masking.title, masking.imprint, masking.faces, masking.grid, masking.links)
    return keep_print(cache, key, made.data, page_pictures(made.data), made.complaints)


def withdrawn_texts(article: Article) -> Iterator[PieceText]:
    """What is looked for of each piece of a retracted article."""
    for piece in article.pieces:
        people = article.byline if piece is article.head else ()
        yield _text(piece.id, piece.title.text, (*piece.kicker, *piece.deck), people, piece.blocks)


def piece_text(piece: PieceView) -> PieceText:
    """What is looked for of a piece."""
    return _text(piece.id, piece.title.text, (*piece.kicker, *piece.deck), piece.byline, piece.blocks)


def _text(
    piece: str, title: str, lines: tuple[str, ...], people: Sequence[Person], blocks: tuple[Block, ...]
) -> PieceText:
    figures = tuple(figures_in(blocks))
    return PieceText(
        id=piece,
        title=title,
        text="".join(block_texts(blocks)),
        extras=(*lines, *(person.name for person in people)),
        captions=tuple(dict.fromkeys(text for figure in figures for text in _captions(figure))),
        photos=sum(len(figure.photos) for figure in figures),
    )


def _captions(figure: Figure) -> Iterator[str]:
    yield figure.caption + figure.credit_line
    yield from (photo.caption for photo in figure.photos)


def _given(issue: Issue, page: Page) -> Iterator[tuple[str, FoundArea]]:
    """The areas on the page that articles state themselves, by the id of the piece in their own file."""
    stated = {filed.path: filed.area for filed in issue.setup.manuscripts if filed.area is not None}
    for article in issue.articles:
        for piece in article.pieces:
            if piece.page == page.code and piece.path in stated and piece.page == _page_of(issue, piece.path):
                yield piece.id, stated[piece.path]


def _page_of(issue: Issue, path: str) -> str:
    return next(filed.page for filed in issue.setup.manuscripts if filed.path == path)


def _unfound(issue: Issue, piece_id: str, pdf: Location) -> Diagnostic:
    path = issue.piece(piece_id).path
    message = f"'{piece_id}' is not found on the page's own PDF"
    hint = "give its place in the front matter, in fractions of the page: area: [left, top, width, height]"
    return warning("unfound-article", Location(path), message, hint=hint, related=(pdf,))


def _withheld(issue: Issue, piece_id: str, pdf: Location) -> Diagnostic:
    path = issue.piece(piece_id).path
    message = f"'{piece_id}' is retracted and not found on the page's own PDF, which is not published therefore"
    hint = "keep its text in the file, or give its place on the page: area: [left, top, width, height]"
    return warning("unfound-article", Location(path), message, hint=hint, related=(pdf,))
