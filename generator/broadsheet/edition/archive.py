"""Documents that stand above the issues: corrections, standing pages, the one for addresses that are not there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from broadsheet.edition import addresses
from broadsheet.edition.figures import with_pictures
from broadsheet.edition.months import IssueCorrections
from broadsheet.edition.text import summarise
from broadsheet.edition.views import (
    CorrectionEntry,
    CorrectionsView,
    NotFoundView,
    PictureView,
    SiteView,
    StandingView,
)
from broadsheet.model import StandingPage

NEWEST = 100
"""Corrections that `corrections.html` shows; those of each year have a list of their own."""


def in_order(corrections: Iterable[IssueCorrections], places: Mapping[str, int]) -> tuple[CorrectionEntry, ...]:
    """Corrections and retractions, newest first; those of one day by issue, newest first, then by page.

    `places` has the place of each issue in the order of publication.
    """
    issues = sorted(corrections, key=lambda own: places[own.issue], reverse=True)
    entries = (entry for own in issues for entry in own.entries)
    return tuple(sorted(entries, key=lambda entry: entry.date, reverse=True))


def present_corrections(entries: tuple[CorrectionEntry, ...], years: Iterable[int], site: SiteView) -> CorrectionsView:
    """The newest corrections and retractions, of all that are given in order, and the way to the lists of the years.

    `years` are newest first.
    """
    links = tuple((dt.date(year, 1, 1), addresses.corrections_year(year)) for year in years)
    return CorrectionsView(addresses.CORRECTIONS, addresses.CORRECTIONS, site, entries[:NEWEST], years=links)


def present_corrections_of(year: int, entries: tuple[CorrectionEntry, ...], site: SiteView) -> CorrectionsView:
    """All that were published in a year, in order. It links to no other year's, so that it stays when that is over."""
    address = addresses.corrections_year(year)
    return CorrectionsView(address, address, site, entries, year=dt.date(year, 1, 1))


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
