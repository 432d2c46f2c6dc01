"""What templates are given: frozen values that hold everything a document shows, neighbours included.

A view is the whole dependency of its document: equal views and an equal theme give equal bytes. Addresses are NFC
paths from the edition's root (`2026/11/24/01/index.html`), never encoded; the render stage makes them relative.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.late import late

if TYPE_CHECKING:
    from broadsheet.edition.views.documents import ArticleView as ArticleView
    from broadsheet.edition.views.documents import CorrectionsView as CorrectionsView
    from broadsheet.edition.views.documents import FrontView as FrontView
    from broadsheet.edition.views.documents import IssueViews as IssueViews
    from broadsheet.edition.views.documents import NotFoundView as NotFoundView
    from broadsheet.edition.views.documents import PageView as PageView
    from broadsheet.edition.views.documents import PartView as PartView
    from broadsheet.edition.views.documents import PieceView as PieceView
    from broadsheet.edition.views.documents import RedirectView as RedirectView
    from broadsheet.edition.views.documents import SectionGroup as SectionGroup
    from broadsheet.edition.views.documents import StandingView as StandingView
    from broadsheet.edition.views.documents import View as View
    from broadsheet.edition.views.ebook import EbookPage as EbookPage
    from broadsheet.edition.views.ebook import EbookView as EbookView
    from broadsheet.edition.views.issue_head import IssueHead as IssueHead
    from broadsheet.edition.views.issue_head import Neighbours as Neighbours
    from broadsheet.edition.views.issue_head import NeighbourView as NeighbourView
    from broadsheet.edition.views.lists import ArchiveEntry as ArchiveEntry
    from broadsheet.edition.views.lists import ArchiveMonthView as ArchiveMonthView
    from broadsheet.edition.views.lists import ArchiveView as ArchiveView
    from broadsheet.edition.views.lists import ArchiveYearView as ArchiveYearView
    from broadsheet.edition.views.lists import CalendarDay as CalendarDay
    from broadsheet.edition.views.lists import CalendarMonth as CalendarMonth
    from broadsheet.edition.views.lists import ListedEntry as ListedEntry
    from broadsheet.edition.views.lists import ListingKind as ListingKind
    from broadsheet.edition.views.lists import ListingLink as ListingLink
    from broadsheet.edition.views.lists import ListingMonthView as ListingMonthView
    from broadsheet.edition.views.lists import ListingsView as ListingsView
    from broadsheet.edition.views.lists import ListingView as ListingView
    from broadsheet.edition.views.lists import MonthLink as MonthLink
    from broadsheet.edition.views.lists import OverviewView as OverviewView
    from broadsheet.edition.views.lists import YearLink as YearLink
    from broadsheet.edition.views.offline import OfflineView as OfflineView
    from broadsheet.edition.views.parts import CorrectionEntry as CorrectionEntry
    from broadsheet.edition.views.parts import EarView as EarView
    from broadsheet.edition.views.parts import FigureView as FigureView
    from broadsheet.edition.views.parts import IconView as IconView
    from broadsheet.edition.views.parts import JumpView as JumpView
    from broadsheet.edition.views.parts import LinkView as LinkView
    from broadsheet.edition.views.parts import ListedArticle as ListedArticle
    from broadsheet.edition.views.parts import NameplateView as NameplateView
    from broadsheet.edition.views.parts import PageCard as PageCard
    from broadsheet.edition.views.parts import PageHead as PageHead
    from broadsheet.edition.views.parts import PictureView as PictureView
    from broadsheet.edition.views.parts import PressView as PressView
    from broadsheet.edition.views.parts import SiteView as SiteView
    from broadsheet.edition.views.parts import TeaserView as TeaserView
    from broadsheet.edition.views.search import SearchView as SearchView

_NAMES = {
    "documents": (
        "ArticleView CorrectionsView FrontView IssueViews NotFoundView PageView PartView PieceView"
        " RedirectView SectionGroup StandingView View"
    ),
    "ebook": ("EbookPage EbookView"),
    "lists": (
        "ArchiveEntry ArchiveMonthView ArchiveView ArchiveYearView CalendarDay CalendarMonth ListedEntry"
        " ListingKind ListingLink ListingMonthView ListingsView ListingView MonthLink OverviewView"
        " YearLink"
    ),
    "offline": ("OfflineView"),
    "issue_head": "IssueHead NeighbourView Neighbours",
    "parts": (
        "CorrectionEntry EarView FigureView IconView JumpView LinkView ListedArticle"
        " NameplateView PageCard PageHead PictureView PressView SiteView"
        " TeaserView"
    ),
    "search": ("SearchView"),
}
__all__ = sorted(" ".join(_NAMES.values()).split())
__getattr__ = late(__name__, _NAMES)
