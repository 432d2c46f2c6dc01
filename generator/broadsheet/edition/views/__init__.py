"""What templates are given: frozen values that hold everything a document shows, neighbours included.

A view is the whole dependency of its document: equal views and an equal theme give equal bytes. Addresses are NFC
paths from the edition's root (`2026/11/24/01/index.html`), never encoded; the render stage makes them relative.
"""

from broadsheet.edition.views.documents import (
    ArchiveEntry,
    ArchiveView,
    ArticleView,
    CorrectionEntry,
    CorrectionsView,
    FrontView,
    IssueViews,
    Neighbours,
    NotFoundView,
    PageView,
    PartView,
    PieceView,
    RedirectView,
    SectionGroup,
    StandingView,
    View,
)
from broadsheet.edition.views.parts import (
    EarView,
    FigureView,
    IssueHead,
    JumpView,
    LinkView,
    NameplateView,
    NeighbourView,
    PageCard,
    PageHead,
    PictureView,
    SiteView,
    TeaserView,
)

__all__ = [
    "ArchiveEntry",
    "ArchiveView",
    "ArticleView",
    "CorrectionEntry",
    "CorrectionsView",
    "EarView",
    "FigureView",
    "FrontView",
    "IssueHead",
    "IssueViews",
    "JumpView",
    "LinkView",
    "NameplateView",
    "NeighbourView",
    "Neighbours",
    "NotFoundView",
    "PageCard",
    "PageHead",
    "PageView",
    "PartView",
    "PictureView",
    "PieceView",
    "RedirectView",
    "SectionGroup",
    "SiteView",
    "StandingView",
    "TeaserView",
    "View",
]
