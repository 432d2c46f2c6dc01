"""An issue as its documents, its neighbours and the archive name it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from broadsheet.edition import addresses
from broadsheet.edition.views import IssueHead

if TYPE_CHECKING:
    from broadsheet.model import Issue, IssueOutline


def issue_head(issue: Issue, *, is_held: bool) -> IssueHead:
    """The issue as its documents name it."""
    return outline_head(issue.setup.outline, is_held=is_held)


def outline_head(outline: IssueOutline, *, is_held: bool) -> IssueHead:
    """The same, of an issue none of whose pages has been opened."""
    return IssueHead(
        name=outline.name,
        address=addresses.issue_address(outline.date, outline.suffix),
        date=outline.date,
        until=outline.until,
        suffix=outline.suffix,
        number=outline.number,
        title=outline.title,
        page_count=outline.page_count,
        published=_with_offset(outline.published),
        is_held=is_held,
    )


def _with_offset(moment: dt.datetime) -> dt.datetime:
    """The moment with its offset from UTC, in whole minutes, as RFC 3339 can write it."""
    offset = moment.utcoffset() or dt.timedelta()
    return moment.astimezone(dt.timezone(dt.timedelta(minutes=round(offset.total_seconds() / 60))))
