"""The face of an issue: what other issues may know of it to link to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.edition import addresses

if TYPE_CHECKING:
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
    aliases: tuple[str, ...]
    """Former addresses."""
    is_left_out: bool
    """Whether it is not in the edition: a draft, or held back."""
    is_retracted: bool = False
    """Whether nothing but its notice is left: others no longer tell its headline."""


@dataclass(frozen=True, slots=True)
class IssueFace:
    """An issue with its pages and pieces."""

    name: str
    date: dt.date
    suffix: str
    is_out: bool
    pages: tuple[str, ...]
    """Codes of the pages in the content, in printed order."""
    lost: tuple[str, ...]
    """Codes of the pages that were printed but are not in the content."""
    pieces: tuple[PieceFace, ...]

    def page_address(self, code: str) -> str | None:
        """The address of a page, found by either code of a spread; `None` when it is not there."""
        page = next((own for own in self.pages if addresses.same_page(own, code)), None)
        return addresses.page_address(self.date, self.suffix, page) if page else None

    def is_lost(self, code: str) -> bool:
        """Whether the page was printed but is not in the content."""
        return any(addresses.same_page(own, code) for own in self.lost)

    def piece(self, page: str, slug: str) -> PieceFace | None:
        """The piece on that page with that slug, now or formerly; `None` when there is none."""
        former = f"/{page}/{slug}.html"
        for piece in self.pieces:
            if addresses.same_page(piece.page, page) and addresses.same_slug(piece.slug, slug):
                return piece
        return next((piece for piece in self.pieces if any(a.endswith(former) for a in piece.aliases)), None)


def face_of(issue: Issue, *, left_out: frozenset[str], is_out: bool) -> IssueFace:
    """The face of a linked issue; `left_out` holds the ids of articles that are not built."""
    setup = issue.setup
    pieces = []
    for article in issue.articles:
        story = addresses.piece_address(setup.date, setup.suffix, article.head.page, article.head.slug)
        for piece in article.pieces:
            anchor = "" if piece is article.head else f"#{addresses.marker(piece.page)}"
            aliases = article.aliases if piece is article.head else piece.aliases
            pieces.append(
                PieceFace(
                    id=piece.id,
                    page=piece.page,
                    slug=piece.slug,
                    title=article.title.text,
                    address=story + anchor,
                    aliases=aliases,
                    is_left_out=article.id in left_out,
                    is_retracted=article.retraction is not None,
                )
            )
    return IssueFace(
        name=setup.name,
        date=setup.date,
        suffix=setup.suffix,
        is_out=is_out,
        pages=tuple(page.code for page in issue.pages),
        lost=tuple(page.code for page in setup.pages if page.lost),
        pieces=tuple(pieces),
    )


def addresses_of(issue: Issue) -> Iterator[str]:
    """The addresses of an issue's documents, without its aliases."""
    setup = issue.setup
    yield addresses.issue_address(setup.date, setup.suffix)
    yield addresses.overview_address(setup.date, setup.suffix)
    for page in issue.pages:
        yield addresses.page_address(setup.date, setup.suffix, page.code)
        yield from (addresses.piece_address(setup.date, setup.suffix, *piece.split("/", 1)) for piece in page.pieces)
