"""The search page, made from records alone."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.content.names import page_keys
from broadsheet.edition import addresses
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.views import SearchView, SiteView


def present_search(records: Iterable[IssueRecord], site: SiteView) -> SearchView:
    """The form, with the sections and pages that articles can be found by."""
    listed = [article for record in records for article in record.listed]
    order = {name: place for place, (name, _) in enumerate(site.section_slugs)}
    sections = {name for article in listed for name in article.sections}
    codes = {article.page.code for article in listed}
    return SearchView(
        path=addresses.SEARCH,
        canonical=addresses.SEARCH,
        site=site,
        sections=tuple(sorted(sections, key=lambda name: (order.get(name, len(order)), name))),
        page_codes=tuple(sorted(codes, key=lambda code: (page_keys(code) or (), code))),
    )
