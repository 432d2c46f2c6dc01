"""Documents that list what is elsewhere: the archive, an issue at one glance, sections and authors across issues."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from broadsheet.edition.views.issue_head import IssueHead
from broadsheet.edition.views.parts import ListedArticle, PageCard, SiteView

ListingKind = Literal["section", "author"]


@dataclass(frozen=True, slots=True)
class MonthLink:
    """A month of the archive, of a section or of an author."""

    month: dt.date
    """Its first day."""
    address: str
    count: int
    """Issues of the archive; articles of a section or author."""


@dataclass(frozen=True, slots=True)
class YearLink:
    """A year of the archive."""

    year: dt.date
    """Its first day."""
    address: str
    count: int
    """Issues."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day on which the paper came out, or that a double issue covers."""

    date: dt.date
    issues: tuple[IssueHead, ...]
    """Of that date, in order of publication; where there is none, the double issues over it. Never empty."""


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month as a calendar shows it."""

    month: dt.date
    """Its first day."""
    address: str | None
    """The archive's document of the month; `None` where no issue covers a day of it."""
    days: tuple[CalendarDay, ...]
    """Those with an issue, in order."""

    def on(self, date: dt.date) -> CalendarDay | None:
        """The day, when there is an issue."""
        return next((day for day in self.days if day.date == date), None)


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """An issue in a list of issues."""

    issue: IssueHead
    lead: str
    """Headline of its lead; may be empty."""


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """The way into the archive: all years, and the calendar of the latest."""

    path: str
    canonical: str
    site: SiteView
    years: tuple[YearLink, ...]
    """Newest first; empty before the first issue is out."""
    months: tuple[CalendarMonth, ...]
    """The twelve of the newest year, or none."""


@dataclass(frozen=True, slots=True)
class ArchiveYearView:
    """A year of the archive."""

    path: str
    canonical: str
    site: SiteView
    year: dt.date
    """Its first day."""
    months: tuple[CalendarMonth, ...]
    """All twelve."""
    previous: YearLink | None
    """The nearest year before with an issue; a later one is never named, so that a past year stays as it is."""


@dataclass(frozen=True, slots=True)
class ArchiveMonthView:
    """A month of the archive."""

    path: str
    canonical: str
    site: SiteView
    calendar: CalendarMonth
    issues: tuple[ArchiveEntry, ...]
    """Newest first; empty where only a double issue of the month before reaches into it."""
    previous: MonthLink | None
    """The nearest month before with an issue; a later one is never named, so that a past month stays as it is."""


@dataclass(frozen=True, slots=True)
class OverviewView:
    """An issue at one glance (版面概览): every page with every headline."""

    path: str
    canonical: str
    site: SiteView
    issue: IssueHead
    pages: tuple[PageCard, ...]
    """In printed order, lost pages included."""


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An article with its issue, in a list across issues."""

    issue: IssueHead
    article: ListedArticle


@dataclass(frozen=True, slots=True)
class ListingLink:
    """A section or author, in the list of all."""

    name: str
    address: str
    count: int
    """Articles."""
    newest: ListedEntry


@dataclass(frozen=True, slots=True)
class ListingsView:
    """All sections, or all authors."""

    path: str
    canonical: str
    site: SiteView
    kind: ListingKind
    links: tuple[ListingLink, ...]
    """Sections in the paper's order, then what it does not list, the one with the newest article first."""


@dataclass(frozen=True, slots=True)
class ListingView:
    """A section or an author: the newest articles, and the way to all of them."""

    path: str
    canonical: str
    site: SiteView
    kind: ListingKind
    name: str
    count: int
    """Articles of all months."""
    entries: tuple[ListedEntry, ...]
    """The newest issue first, inside an issue as it is read; never empty."""
    months: tuple[MonthLink, ...]
    """All, newest first."""

    @property
    def section(self) -> str:
        """The section's name; empty for an author."""
        return self.name if self.kind == "section" else ""


@dataclass(frozen=True, slots=True)
class ListingMonthView:
    """All articles of a section or an author in one month."""

    path: str
    canonical: str
    site: SiteView
    kind: ListingKind
    name: str
    address: str
    """Of the section's or author's first document."""
    month: dt.date
    """Its first day."""
    entries: tuple[ListedEntry, ...]
    """The newest issue first, inside an issue as it is read; never empty."""
    previous: MonthLink | None
    """The nearest month before with an article; a later one is never named, so that a past month stays as it is."""

    @property
    def section(self) -> str:
        """The section's name; empty for an author."""
        return self.name if self.kind == "section" else ""
