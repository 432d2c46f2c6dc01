"""The issue as an e-book: what its package, contents, cover and imprint show.

Its newspaper pages and articles are `PageView` and `ArticleView`, with addresses that lead from the book's root.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from broadsheet.edition.views.issue_head import IssueHead
from broadsheet.edition.views.parts import LinkView, PageHead, PictureView, SiteView


@dataclass(frozen=True, slots=True)
class EbookPage:
    """A newspaper page in the book."""

    page: PageHead
    """Its address is that of its list of articles."""
    articles: tuple[LinkView, ...]
    """The stories that begin on it, in reading order; may be empty."""
    breaks: tuple[tuple[str, LinkView], ...]
    """(page code, the story from there on) of every page break inside these stories, in reading order."""


@dataclass(frozen=True, slots=True)
class EbookView:
    """The book as a whole. Addresses are paths from the book's root or, outside the book, web addresses."""

    path: str
    """Of the package document; contents, cover, imprint and stylesheet lie beside it."""
    site: SiteView
    issue: IssueHead
    """Its address is that of the book's contents."""
    identifier: str
    """The web address of the issue; without a base_url a UUID as a URN."""
    url: str | None
    """The web address of the issue; `None` without a base_url."""
    modified: dt.datetime
    """In UTC: when the issue came out, or the day of the last correction or retraction."""
    cover: PictureView | None
    """The front page as it was printed; `None` without the press."""
    pages: tuple[EbookPage, ...]
    """In printed order, those that are lost left out."""
    pictures: tuple[str, ...]
    """The addresses of all photos, sorted; the cover is not among them."""
    is_described: bool
    """Whether every photo has an alternative text; true for a book without photos."""
