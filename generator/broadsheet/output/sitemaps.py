"""Sitemaps: an index of monthly maps, and Google's map of the news of two days."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.edition.record import IssueRecord
from broadsheet.edition.views import SiteView
from broadsheet.output.plan import OutputFile


def sitemap_files(records: Iterable[IssueRecord], site: SiteView) -> tuple[OutputFile, ...]:
    """All maps; none for a paper without a base_url. `records` are in order of publication."""
    return ()
