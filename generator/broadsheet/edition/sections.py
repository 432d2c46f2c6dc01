"""Sections across issues, by year and month, made from records alone."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.edition.record import IssueRecord
from broadsheet.edition.views import SiteView, View


def present_sections(records: Iterable[IssueRecord], site: SiteView) -> tuple[View, ...]:
    """The list of sections, and of each section its newest articles and its months."""
    return ()


def present_authors(records: Iterable[IssueRecord], site: SiteView) -> tuple[View, ...]:
    """The same of authors; nothing for a paper without authors' pages."""
    return ()
