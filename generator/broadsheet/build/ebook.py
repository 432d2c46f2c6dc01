"""The issue as an e-book."""

from __future__ import annotations

from broadsheet.build.pictures import Pictures
from broadsheet.build.shared import Shared
from broadsheet.edition.views import IssueViews
from broadsheet.output.plan import OutputFile


def make_ebook(
    views: IssueViews, shared: Shared, pictures: Pictures, pressed: tuple[OutputFile, ...]
) -> tuple[OutputFile, ...]:
    """`issue.epub`; none for an issue without an article."""
    return ()
