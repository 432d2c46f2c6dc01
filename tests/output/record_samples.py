"""Issues made by hand, for what is made of their listings alone."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

from broadsheet.edition import addresses
from broadsheet.edition.listing import IssueListing
from broadsheet.edition.shown import ShownIssue
from broadsheet.edition.views import CorrectionEntry, IssueHead, ListedArticle, PageHead, PictureView
from broadsheet.model import Kind, Title

ZONE = dt.timezone(dt.timedelta(hours=8))

Sample = tuple[ShownIssue, IssueListing]


def listed(date: dt.date, slug: str, **changes: object) -> ListedArticle:
    """An article on page 01."""
    article = ListedArticle(
        id=f"01/{slug}",
        address=addresses.piece_address(date, "", "01", slug),
        title=Title((slug,)),
        kicker=(),
        deck=(),
        summary="摘要。",
        byline=(),
        sections=(),
        kind=Kind.ARTICLE,
        page=PageHead("01", "要闻", addresses.page_address(date, "", "01")),
        language="zh-Hans",
        tags=(),
        picture=None,
        changed=None,
    )
    return replace(article, **changes)  # type: ignore[arg-type]


def picture(date: dt.date) -> PictureView:
    """A photo in two widths."""
    folder = addresses.page_folder(date, "", "01")
    return PictureView(((480, f"{folder}boat-480.a.webp"), (1200, f"{folder}boat-1200.b.webp")), 1200, 800, "船")


def issue(
    date: dt.date,
    *articles: ListedArticle,
    held: bool = False,
    drafts: tuple[str, ...] = (),
    corrections: tuple[CorrectionEntry, ...] = (),
    lead: str = "",
    **changes: object,
) -> Sample:
    """An issue of one page, published at midnight of its date; `changes` are of its head."""
    head = IssueHead(
        name=date.isoformat(),
        address=addresses.issue_address(date, ""),
        date=date,
        until=None,
        suffix="",
        number="18230",
        title="",
        page_count=1,
        published=dt.datetime.combine(date, dt.time(), ZONE),
        is_held=held,
    )
    listing = IssueListing(corrections, articles)
    shown = ShownIssue(
        head=replace(head, **changes),  # type: ignore[arg-type]
        listing=hashlib.sha256(repr(listing).encode()).hexdigest(),
        lead=lead,
        drafts=drafts,
        search="",
        digest="d1",
        pages=("01",),
        corrections=len(corrections),
        articles=len(articles),
    )
    return shown, listing
