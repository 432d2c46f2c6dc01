"""The search index: each issue's part of it, and the files of all issues."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.build.shared import Shared
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.views import IssueViews
from broadsheet.output.plan import OutputFile


def keep_segment(views: IssueViews, shared: Shared) -> str:
    """Keeps the issue's part of the index in the cache; gives its digest, empty when the theme has no search."""
    return ""


def has_segment(record: IssueRecord, shared: Shared) -> bool:
    """Whether the issue's part of the index is at hand, so that the issue need not be made again for it."""
    return True


def make_search_files(records: Iterable[IssueRecord], shared: Shared) -> tuple[OutputFile, ...]:
    """The index of all issues, its parts by month; `records` are in order of publication."""
    return ()
