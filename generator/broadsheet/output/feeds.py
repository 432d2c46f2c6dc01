"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, of the whole paper and of each section."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.edition.record import IssueRecord
from broadsheet.edition.views import SiteView
from broadsheet.output.locale import Locale
from broadsheet.output.plan import OutputFile


def feed_files(records: Iterable[IssueRecord], site: SiteView, locale: Locale) -> tuple[OutputFile, ...]:
    """All feeds; none for a paper without a base_url. `records` are in order of publication."""
    return ()
