"""The search page, made from the facts of months alone."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.content.names import page_keys
from broadsheet.edition import addresses
from broadsheet.edition.months import MonthFacts
from broadsheet.edition.views import SearchView, SiteView


def present_search(months: Iterable[MonthFacts], site: SiteView) -> SearchView:
    """The form, with the sections and pages that articles can be found by."""
    months = tuple(months)
    order = {name: place for place, (name, _) in enumerate(site.section_slugs)}
    sections = {name for month in months for name in month.section_names}
    codes = {code for month in months for code in month.page_codes}
    return SearchView(
        path=addresses.SEARCH,
        canonical=addresses.SEARCH,
        site=site,
        sections=tuple(sorted(sections, key=lambda name: (order.get(name, len(order)), name))),
        page_codes=tuple(sorted(codes, key=lambda code: (page_keys(code) or (), code))),
    )
