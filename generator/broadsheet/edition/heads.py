"""An issue as its documents, its neighbours and the archive name it."""

from __future__ import annotations

import datetime as dt

from broadsheet.edition import addresses
from broadsheet.edition.views import IssueHead
from broadsheet.model import Issue


def issue_head(issue: Issue, *, is_held: bool) -> IssueHead:
    """The issue as its documents name it."""
    setup = issue.setup
    return IssueHead(
        name=setup.name,
        address=addresses.issue_address(setup.date, setup.suffix),
        date=setup.date,
        until=setup.until,
        suffix=setup.suffix,
        number=setup.number,
        title=setup.title,
        page_count=sum(len(page.codes) for page in setup.pages),
        published=_with_offset(setup.published),
        is_held=is_held,
    )


def _with_offset(moment: dt.datetime) -> dt.datetime:
    """The moment with its offset from UTC, in whole minutes, as RFC 3339 can write it."""
    offset = moment.utcoffset() or dt.timedelta()
    return moment.astimezone(dt.timezone(dt.timedelta(minutes=round(offset.total_seconds() / 60))))
