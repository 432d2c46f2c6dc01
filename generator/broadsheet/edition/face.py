"""The face of an issue: what other issues may know of it to link to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.edition import addresses
from broadsheet.model import Issue


@dataclass(frozen=True, slots=True)
class PieceFace:
    """A piece that can be linked to."""

    id: str
    page: str
    slug: str
    title: str
    """Headline of the whole story."""
    address: str
    """Of the whole story, with the page marker of a tail."""


@dataclass(frozen=True, slots=True)
class IssueFace:
    """An issue with its pages and pieces, those of drafts left out."""

    name: str
    date: dt.date
    suffix: str
    is_out: bool
    pages: tuple[str, ...]
    """Codes of the pages in the content, in printed order."""
    pieces: tuple[PieceFace, ...]

    def page_address(self, code: str) -> str | None:
        """The address of a page, found by either code of a spread; `None` when it is not there."""
        for page in self.pages:
            if addresses.same_page(page, code):
                return addresses.page_address(self.date, self.suffix, page)
        return None

    def piece(self, page: str, slug: str) -> PieceFace | None:
        """The piece on that page with that slug; `None` when there is none."""
        for piece in self.pieces:
            if piece.slug == slug and addresses.same_page(piece.page, page):
                return piece
        return None


def face_of(issue: Issue, *, is_out: bool) -> IssueFace:
    """The face of a linked issue."""
    setup = issue.setup
    pieces = []
    for article in issue.articles:
        story = addresses.piece_address(setup.date, setup.suffix, article.head.page, article.head.slug)
        for piece in article.pieces:
            anchor = "" if piece is article.head else f"#{addresses.marker(piece.page)}"
            pieces.append(PieceFace(piece.id, piece.page, piece.slug, article.title.text, story + anchor))
    return IssueFace(
        setup.name, setup.date, setup.suffix, is_out, tuple(page.code for page in issue.pages), tuple(pieces)
    )


def addresses_of(issue: Issue) -> Iterator[str]:
    """The addresses of an issue's documents, without its aliases."""
    setup = issue.setup
    yield addresses.issue_address(setup.date, setup.suffix)
    for page in issue.pages:
        yield addresses.page_address(setup.date, setup.suffix, page.code)
        yield from (addresses.piece_address(setup.date, setup.suffix, *piece.split("/", 1)) for piece in page.pieces)
