"""Documents that stand above the issues: corrections, standing pages, the one for addresses that are not there."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping

from broadsheet.edition import addresses
from broadsheet.edition.figures import with_pictures
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.text import summarise
from broadsheet.edition.views import (
    CorrectionsView,
    NotFoundView,
    PictureView,
    SiteView,
    StandingView,
)
from broadsheet.model import StandingPage

NEWEST = 100
"""Corrections that `corrections.html` shows; those of each year have a list of their own."""


def present_corrections(records: Iterable[IssueRecord], site: SiteView) -> Iterator[CorrectionsView]:
    """Corrections and retractions, newest first; those of one day by issue, newest first, then by page.

    First the newest of all, then a list for each year in which some were published. A year's list links to no other,
    so that it stays as it is when the year is over.
    """
    entries = [entry for record in reversed(tuple(records)) for entry in record.corrections]
    entries.sort(key=lambda entry: entry.date, reverse=True)
    by_year = {year: tuple(of_year) for year, of_year in itertools.groupby(entries, key=lambda entry: entry.date.year)}
    lists = {year: (dt.date(year, 1, 1), addresses.corrections_year(year)) for year in by_year}
    newest = tuple(entries[:NEWEST])
    yield CorrectionsView(addresses.CORRECTIONS, addresses.CORRECTIONS, site, newest, years=tuple(lists.values()))
    for year, (first, address) in lists.items():
        yield CorrectionsView(address, address, site, by_year[year], year=first)


def present_standing(page: StandingPage, site: SiteView, pictures: Mapping[str, PictureView]) -> StandingView:
    """A page outside all issues, its references resolved."""
    address = addresses.standing_address(page.slug)
    return StandingView(
        path=address,
        canonical=address,
        site=site,
        title=page.title,
        summary=page.summary or summarise(page.blocks),
        blocks=with_pictures(page.blocks, pictures),
        language=page.language,
    )


def present_not_found(site: SiteView) -> NotFoundView:
    """What hosts serve for an address that is not there."""
    return NotFoundView(addresses.NOT_FOUND, site)
