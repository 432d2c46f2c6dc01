"""Records of issues made by hand, for what is made of records alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from broadsheet.edition import addresses
from broadsheet.edition.face import IssueFace
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.resolve import References
from broadsheet.edition.views import IssueHead, ListedArticle, PageHead, PictureView
from broadsheet.model import Kind, Title

ZONE = dt.timezone(dt.timedelta(hours=8))


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


def record(date: dt.date, *articles: ListedArticle, held: bool = False, drafts: tuple[str, ...] = ()) -> IssueRecord:
    """An issue of one page, published at midnight of its date."""
    name = date.isoformat()
    head = IssueHead(
        name=name,
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
    return IssueRecord(
        source="",
        shared="",
        used=(),
        head=head,
        face=IssueFace(name, date, "", is_out=not held, pages=("01",), lost=(), pieces=()),
        lead="",
        corrections=(),
        drafts=drafts,
        held=(),
        pages=1,
        articles=len(articles),
        listed=articles,
        search="",
        digest="d1",
        references=References((), ()),
        diagnostics=(),
    )
