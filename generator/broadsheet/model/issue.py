"""An issue: its pages, and its articles with their pieces joined."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from broadsheet.diagnostics import Location
from broadsheet.model.body import Block
from broadsheet.model.layout_lock import LayoutLock
from broadsheet.model.manuscript import Correction, Kind, Manuscript, Person, Retraction, Title


@dataclass(frozen=True, slots=True)
class Ear:
    """The box beside the nameplate (报眼)."""

    title: str
    text: str
    link: str
    """A Ref or an address as written; empty when it leads nowhere."""
    location: Location


@dataclass(frozen=True, slots=True)
class LayoutHints:
    """What page.yaml asks of the composition. Slugs name articles of the page."""

    lead: str | None = None
    order: tuple[str, ...] = ()
    width: tuple[tuple[str, int], ...] = ()
    """(slug, base columns)."""
    boxed: tuple[str, ...] = ()
    pin: tuple[tuple[str, tuple[int, int, int, int]], ...] = ()
    """(slug, (column, row, columns, rows)), 1-based."""


@dataclass(frozen=True, slots=True)
class PageSetup:
    """A page folder with its settings, before articles are linked."""

    code: str
    """As the folder is named, upper case; a spread `04-05`."""
    folder: str
    """Relative to the site; empty for a lost page."""
    name: str
    """Of page.yaml, else issue.yaml, else paper.yaml; may be empty."""
    lost: bool
    """Printed once, but absent from the content."""
    banner: str
    ear: Ear | None
    credits: tuple[tuple[str, tuple[str, ...]], ...]
    """(role, names) in the order given."""
    layout: LayoutHints
    printed_pdf: str | None
    """Site-relative path of `page.pdf`; `None` when the press makes the page."""
    lock: LayoutLock | None = None
    """`layout.lock`; `None` when the press may place everything anew."""
    layout_location: Location | None = None
    """Of the hints in page.yaml; `None` without any."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes by which the page is found: both of a spread, else its own."""
        return codes_of(self.code)


def codes_of(code: str) -> tuple[str, ...]:
    """Both codes of a spread's, else the code itself."""
    return tuple(code.split("-")) if "-" in code else (code,)


@dataclass(frozen=True, slots=True)
class IssueOutline:
    """An issue as other issues and the archive name it: all that is known of it before a page is opened."""

    name: str
    """The folder's name: `2026-11-24` or `2026-11-24-evening`."""
    date: dt.date
    suffix: str
    """`evening`; empty for the day's first issue."""
    number: str
    title: str
    until: dt.date | None
    """Last day it is the paper of; `None` when that is its own date."""
    published: dt.datetime
    """With time zone."""
    page_count: int
    """Printed pages, those that are lost included; a spread counts as two."""


@dataclass(frozen=True, slots=True)
class IssueSetup:
    """An issue folder with its settings and manuscripts, each valid in itself, not yet linked."""

    name: str
    """The folder's name: `2026-11-24` or `2026-11-24-evening`."""
    date: dt.date
    suffix: str
    """`evening`; empty for the day's first issue."""
    number: str
    title: str
    until: dt.date | None
    published: dt.datetime
    """With time zone."""
    note: str
    folder: str
    """Relative to the site."""
    pages: tuple[PageSetup, ...]
    """In printed order; lost pages stand in their place."""
    manuscripts: tuple[Manuscript, ...]
    """By page, then by file name."""
    pages_listed: bool = False
    """Whether issue.yaml lists the pages, so that no others were printed."""

    @property
    def outline(self) -> IssueOutline:
        """The issue without what its pages hold."""
        return IssueOutline(
            name=self.name,
            date=self.date,
            suffix=self.suffix,
            number=self.number,
            title=self.title,
            until=self.until,
            published=self.published,
            page_count=sum(len(page.codes) for page in self.pages),
        )


@dataclass(frozen=True, slots=True)
class JumpEnd:
    """The other end of a piece's jump."""

    page: str
    """Code of the page it is on."""
    piece: str | None
    """Piece id (`02/bridge-reopens`) within the issue; `None` when that page is lost or the other end is not known."""
    issue: str | None = None
    """Name of the other issue when the jump crosses issues; then `piece` names a piece there. `None` before links are
    resolved where only a date is stated."""
    date: dt.date | None = None
    """Date of the other issue, for the jump line (`上接11月23日第一版`); `None` within an issue."""
    location: Location | None = None
    """Where it is stated, when the jump crosses issues; `None` within an issue."""
    address: str | None = None
    """In the edition, when the jump crosses issues and the other end is there; `None` before links are resolved."""
    story: str = ""
    """Headline of the other issue's story; empty within an issue."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of an article printed on one page."""

    id: str
    """`page/slug`, unique in its issue."""
    page: str
    slug: str
    title: Title
    """Its own, where a tail sets one, else the article's."""
    kicker: tuple[str, ...]
    deck: tuple[str, ...]
    blocks: tuple[Block, ...]
    """Links are still as written; the lead photo, if any, is the first block."""
    priority: int
    """1–5; 1 leads the page."""
    continued_from: JumpEnd | None
    """`None` for an article's first piece."""
    continues_on: JumpEnd | None
    """`None` for an article's last piece."""
    jump_word: str
    aliases: tuple[str, ...]
    """Former addresses of a tail; those of a head are the article's."""
    path: str
    """Of the manuscript it stands in."""

    @property
    def is_tail(self) -> bool:
        """Whether the piece continues another (a lost head's tail included)."""
        return self.continued_from is not None and self.continued_from.issue is None


@dataclass(frozen=True, slots=True)
class Article:
    """One story, told once, whatever the number of pages it is printed on."""

    id: str
    """Id of its first piece here."""
    title: Title
    kicker: tuple[str, ...]
    deck: tuple[str, ...]
    summary: str
    """As written; may be empty."""
    byline: tuple[Person, ...]
    byline_in_text: bool
    dateline: str
    dateline_in_text: bool
    source: str
    sections: tuple[str, ...]
    kind: Kind
    priority: int
    pieces: tuple[Piece, ...]
    """In reading order; never empty; the first is the head (or the earliest that is not lost)."""
    corrections: tuple[Correction, ...]
    """Newest first."""
    retraction: Retraction | None
    tags: tuple[str, ...]
    language: str
    draft: bool
    aliases: tuple[str, ...]
    path: str
    """Of the head's manuscript."""
    opening: int = 0
    """Characters of the run-in credit at the body's start; 0 without one."""

    @property
    def head(self) -> Piece:
        """The first piece."""
        return self.pieces[0]


@dataclass(frozen=True, slots=True)
class Page:
    """One newspaper page with the pieces printed on it."""

    setup: PageSetup
    pieces: tuple[str, ...]
    """Piece ids in the order of the page folder, one-file tails after the files."""

    @property
    def code(self) -> str:
        """Its code, as its folder is named."""
        return self.setup.code


@dataclass(frozen=True, slots=True)
class Issue:
    """One dated edition of the paper, its jumps joined."""

    setup: IssueSetup
    pages: tuple[Page, ...]
    """Those that are in the content, in printed order."""
    articles: tuple[Article, ...]
    """In reading order: by page, then by place on the page."""

    @property
    def name(self) -> str:
        """The folder's name, by which refs call it."""
        return self.setup.name

    def piece(self, piece_id: str) -> Piece:
        """A piece by id; raises KeyError when there is none."""
        for article in self.articles:
            for piece in article.pieces:
                if piece.id == piece_id:
                    return piece
        raise KeyError(piece_id)
