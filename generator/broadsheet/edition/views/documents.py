"""The documents of an edition, each with everything it shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from broadsheet.edition.views.issue_head import IssueHead, NeighbourView
from broadsheet.edition.views.lists import (
    ArchiveMonthView,
    ArchiveView,
    ArchiveYearView,
    ListingMonthView,
    ListingsView,
    ListingView,
    OverviewView,
)
from broadsheet.edition.views.offline import OfflineView
from broadsheet.edition.views.parts import (
    CorrectionEntry,
    EarView,
    JumpView,
    LinkView,
    PageCard,
    PageHead,
    PictureView,
    PressView,
    SiteView,
    TeaserView,
)
from broadsheet.edition.views.search import SearchView
from broadsheet.model import Block, Correction, Kind, Person, Retraction, Title


@dataclass(frozen=True, slots=True)
class FrontView:
    """The front of an issue; also the home page, under another path."""

    path: str
    canonical: str
    """Address of the issue's own front."""
    site: SiteView
    issue: IssueHead
    pages: tuple[PageCard, ...]
    """In printed order, lost pages included."""
    lead: TeaserView | None
    """`None` for an issue without an article."""
    seconds: tuple[TeaserView, ...]
    """At most two."""
    ear: EarView | None
    note: str
    previous: NeighbourView | None
    """The issue before; `None` for the first."""
    next: NeighbourView | None
    pdf: str | None = None
    """Address of all pages as a PDF; `None` without the press."""
    epub: str | None = None
    """Address of the issue as an e-book; `None` when none is made."""


@dataclass(frozen=True, slots=True)
class PieceView:
    """A piece where it is printed: on its page."""

    id: str
    address: str
    """Of the article's page, or the tail's own."""
    title: Title
    kicker: tuple[str, ...]
    deck: tuple[str, ...]
    summary: str
    byline: tuple[Person, ...]
    """Empty for a tail, and where the text names it."""
    sections: tuple[str, ...]
    kind: Kind
    priority: int
    characters: int
    """Letters and digits of this piece's text."""
    blocks: tuple[Block, ...]
    """Links are resolved; every `Figure` is a `FigureView`. Empty for a retracted article."""
    jump_from: JumpView | None
    jump_on: JumpView | None
    is_tail: bool
    retraction: Retraction | None
    language: str
    is_draft: bool


@dataclass(frozen=True, slots=True)
class SectionGroup:
    """The pieces of one section on a page."""

    name: str
    """Empty for pieces without a section."""
    pieces: tuple[PieceView, ...]
    """By priority, then by place; never empty."""


@dataclass(frozen=True, slots=True)
class PageView:
    """One newspaper page."""

    path: str
    canonical: str
    site: SiteView
    issue: IssueHead
    page: PageHead
    is_front: bool
    """Whether it is the issue's first page, which carries nameplate and ear."""
    banner: str
    ear: EarView | None
    credits: tuple[tuple[str, tuple[str, ...]], ...]
    """(role, names)."""
    groups: tuple[SectionGroup, ...]
    """Sections by their best priority."""
    pages: tuple[PageHead, ...]
    """All pages of the issue, lost ones included."""
    previous: PageHead | None
    next: PageHead | None
    press: PressView | None = None
    """The composed page; `None` without the press."""


@dataclass(frozen=True, slots=True)
class PartView:
    """One piece inside the whole story."""

    piece: str
    """Piece id, for `data-piece`."""
    page: PageHead
    marker: str
    """Anchor of the part: `p02`."""
    title: Title | None
    """The tail's own headline where it differs from the article's; `None` for the first part."""
    blocks: tuple[Block, ...]
    """Links are resolved; every `Figure` is a `FigureView`."""
    jump_from: JumpView | None
    jump_on: JumpView | None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """A whole story, or a tail at its own address."""

    path: str
    canonical: str
    """The head's address, which for a whole story is its own."""
    site: SiteView
    issue: IssueHead
    title: Title
    kicker: tuple[str, ...]
    deck: tuple[str, ...]
    summary: str
    byline: tuple[Person, ...]
    byline_in_text: bool
    """Whether the body's opening names it, so that it is not set again."""
    dateline: str
    dateline_in_text: bool
    source: str
    sections: tuple[str, ...]
    kind: Kind
    parts: tuple[PartView, ...]
    """In reading order; never empty; a tail's own address has one."""
    head: LinkView | None
    """The whole story, on a tail's own address; `None` elsewhere."""
    corrections: tuple[Correction, ...]
    """Newest first."""
    retraction: Retraction | None
    """When set, `parts` carry no blocks and the summary is empty."""
    tags: tuple[str, ...]
    language: str
    characters: int
    previous: LinkView | None
    """Article before it in the issue's reading order."""
    next: LinkView | None
    is_draft: bool
    share: PictureView | None = None
    """The picture that is shown where the article is shared; `None` when none is made."""

    @property
    def is_listed(self) -> bool:
        """Whether lists beyond its issue show it, so that its sections and authors have documents."""
        return self.retraction is None and self.kind is not Kind.ADVERT


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """The newest corrections and retractions of the paper, or all that were published in one year."""

    path: str
    canonical: str
    site: SiteView
    entries: tuple[CorrectionEntry, ...]
    """Newest first."""
    year: dt.date | None = None
    """First day of the year; `None` for the newest of all."""
    years: tuple[tuple[dt.date, str], ...] = ()
    """(first day, address) of each year's list, newest first; empty in a year's own."""


@dataclass(frozen=True, slots=True)
class StandingView:
    """A page outside all issues."""

    path: str
    canonical: str
    site: SiteView
    title: Title
    summary: str
    blocks: tuple[Block, ...]
    language: str


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """`404.html`, which hosts serve at any depth."""

    path: str
    site: SiteView


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A former address that leads to the present one."""

    path: str
    canonical: str
    site: SiteView
    title: str


@dataclass(frozen=True, slots=True)
class IssueViews:
    """All documents of an issue."""

    front: FrontView
    pages: tuple[PageView, ...]
    """In printed order."""
    articles: tuple[ArticleView, ...]
    """Whole stories in reading order."""
    tails: tuple[ArticleView, ...]
    """Tails at their own addresses."""
    redirects: tuple[RedirectView, ...]
    overview: OverviewView


View = (
    FrontView
    | OverviewView
    | PageView
    | ArticleView
    | ArchiveView
    | ArchiveYearView
    | ArchiveMonthView
    | ListingsView
    | ListingView
    | ListingMonthView
    | CorrectionsView
    | StandingView
    | SearchView
    | NotFoundView
    | OfflineView
    | RedirectView
)
