"""Manuscripts laid out on their pages as loose pieces, before any knows its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from broadsheet.content.names import fold
from broadsheet.diagnostics import Diagnostic, Location, error, warning
from broadsheet.edition.addresses import same_page
from broadsheet.model import IssueSetup, JumpStatement, Manuscript, ManuscriptPiece, PageSetup


@dataclass(frozen=True, slots=True)
class LoosePiece:
    """A piece on its page, before it knows its neighbours."""

    id: str
    """`page/slug`."""
    page: str
    slug: str
    manuscript: Manuscript
    piece: ManuscriptPiece
    index: int
    """0-based place in its manuscript; above 0 it was cut off by a jump line inside the file."""
    place: int
    """1-based place among the pieces of its page."""

    @property
    def location(self) -> Location:
        """Where to point when the piece is meant."""
        return self.manuscript.location("title")

    @property
    def on(self) -> JumpStatement | None:
        """What it says of its continuation in another file."""
        last = self.index == len(self.manuscript.pieces) - 1
        return self.piece.continues_on if last else None

    @property
    def from_(self) -> JumpStatement | None:
        """What it says of its beginning in another file."""
        return self.piece.continued_from if self.index == 0 else None


def page_of(setup: IssueSetup, code: str) -> PageSetup | None:
    """The page with that code, leading zeros aside; a spread by either code. `None` when it is not in the content."""
    for page in setup.pages:
        if not page.lost and same_page(page.code, code):
            return page
    return None


def printed_page(setup: IssueSetup, code: str) -> PageSetup | None:
    """The page with that code, lost ones included; `None` when the issue is not known to have it."""
    return page_of(setup, code) or next((page for page in setup.pages if same_page(page.code, code)), None)


def lay_out(setup: IssueSetup) -> tuple[tuple[LoosePiece, ...], tuple[Diagnostic, ...]]:
    """All pieces of an issue on their pages: first the files of each page, then the tails cut from files of others.

    A manuscript whose jump line leads to a page that is not there stays in one piece (`jump-page-absent`: a warning, an
    error where issue.yaml lists other pages, nothing where it says that the page is lost).
    Reports `repeated-slug` when a cut-off tail takes the slug of another piece of its page, and leaves it uncut.
    """
    diagnostics: list[Diagnostic] = []
    manuscripts = []
    for manuscript in setup.manuscripts:
        whole, found = _without_impossible_cuts(manuscript, setup)
        manuscripts.append(whole)
        diagnostics.extend(found)

    pieces: dict[str, LoosePiece] = {}
    places: dict[str, int] = {}

    def place(manuscript: Manuscript, index: int, page: str) -> None:
        piece_id = f"{page}/{manuscript.slug}"
        if fold(piece_id) in pieces:
            other = pieces[fold(piece_id)].manuscript
            diagnostics.append(
                error(
                    "repeated-slug",
                    Location(manuscript.path),
                    f"page {page} has two pieces '{manuscript.slug}': this one's and that of {other.path}",
                    hint="give one of them another slug:",
                    related=(Location(other.path),),
                )
            )
            return
        places[page] = places.get(page, 0) + 1
        pieces[fold(piece_id)] = LoosePiece(
            piece_id, page, manuscript.slug, manuscript, manuscript.pieces[index], index, places[page]
        )

    for manuscript in manuscripts:
        place(manuscript, 0, manuscript.page)
    for manuscript in manuscripts:
        for index, page in enumerate(_later_pages(manuscript, setup), start=1):
            place(manuscript, index, page)
    return tuple(pieces.values()), tuple(diagnostics)


def _later_pages(manuscript: Manuscript, setup: IssueSetup) -> Iterator[str]:
    for piece in manuscript.pieces[:-1]:
        page = page_of(setup, piece.continues_on.ref.page) if piece.continues_on else None
        if page is not None:
            yield page.code


def _without_impossible_cuts(manuscript: Manuscript, setup: IssueSetup) -> tuple[Manuscript, tuple[Diagnostic, ...]]:
    """The manuscript with the cuts undone whose target page is not there."""
    if len(manuscript.pieces) == 1:
        return manuscript, ()
    merged: list[ManuscriptPiece] = [manuscript.pieces[0]]
    diagnostics: list[Diagnostic] = []
    for piece in manuscript.pieces[1:]:
        before = merged[-1]
        on = before.continues_on
        if on is not None and page_of(setup, on.ref.page) is not None:
            merged.append(piece)
            continue
        if on is not None and printed_page(setup, on.ref.page) is None:
            diagnostics.append(_absent_page(on, setup))
        merged[-1] = ManuscriptPiece(before.blocks + piece.blocks, before.continued_from, piece.continues_on)
    return replace(manuscript, pieces=tuple(merged)), tuple(diagnostics)


def _absent_page(on: JumpStatement, setup: IssueSetup) -> Diagnostic:
    page = on.ref.page
    if setup.pages_listed:
        return error(
            "jump-page-absent",
            on.location,
            f"the text jumps to page {page}, which issue.yaml does not list",
            hint=listed_pages(setup),
        )
    return warning(
        "jump-page-absent",
        on.location,
        f"the text jumps to page {page}, which is not in the content, and is left uncut",
        hint=f"add the page folder {page}, take the jump line out, or list the page in issue.yaml with 'lost: true'",
    )


def listed_pages(setup: IssueSetup) -> str:
    """The hint that names the pages of an issue."""
    return "its pages: " + ", ".join(page.code for page in setup.pages)
