"""Sections and authors across issues, by month.

A past month's document names nothing that came later, so that its bytes never change again.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from broadsheet.edition import addresses
from broadsheet.edition.months import ListInMonth, MonthFacts
from broadsheet.edition.views import (
    ListedEntry,
    ListingKind,
    ListingLink,
    ListingMonthView,
    ListingsView,
    ListingView,
    MonthLink,
    SiteView,
)

NEWEST = 30
"""Articles that a section's or author's first document shows."""


@dataclass(slots=True)
class Listing:
    """A section or an author across all months."""

    kind: ListingKind
    name: str
    """As its first article has it: later ones whose names give the same address are listed with it."""
    address: str
    """Of its first document."""
    months: dict[dt.date, ListInMonth] = field(default_factory=dict)
    """By the month's first day, oldest first; never empty."""

    @property
    def count(self) -> int:
        """Articles of all months."""
        return sum(month.count for month in self.months.values())

    def month_link(self, month: dt.date) -> MonthLink:
        """The way to its document of a month."""
        return MonthLink(month, self.month_address(month), self.months[month].count)

    def month_address(self, month: dt.date) -> str:
        """Of its document of a month."""
        return self.address.removesuffix("index.html") + addresses.month_file(month.year, month.month)


@dataclass(frozen=True, slots=True)
class ListedMonth:
    """The document of a section or an author in one month, its entries aside."""

    kind: ListingKind
    name: str
    address: str
    """Of the section's or author's first document."""
    path: str
    month: dt.date
    """Its first day."""
    previous: MonthLink | None
    """The nearest month before with an article."""


def listings_of(kind: ListingKind, months: Mapping[dt.date, MonthFacts], site: SiteView) -> tuple[Listing, ...]:
    """All sections or authors, as the list of all has them; `months` are oldest first.

    Sections in the paper's order; what it does not list, and authors, the one with the newest article first.
    """
    found: dict[str, Listing] = {}
    newest: dict[str, tuple[dt.date, int]] = {}
    for month, facts in months.items():
        for own in facts.sections if kind == "section" else facts.authors:
            if own.address not in found:
                found[own.address] = Listing(kind, own.name, own.address)
            found[own.address].months[month] = own
            newest[own.address] = month, own.last
    listings = sorted(found.values(), key=lambda listing: newest[listing.address], reverse=True)
    if kind == "section":
        order = {site.section_address(name): number for number, (name, _) in enumerate(site.section_slugs)}
        listings.sort(key=lambda listing: order.get(listing.address, len(order)))
    return tuple(listings)


def listed_month(listing: Listing, month: dt.date) -> ListedMonth:
    """Its document of a month."""
    months = tuple(listing.months)
    place = bisect_left(months, month)
    previous = listing.month_link(months[place - 1]) if place else None
    return ListedMonth(listing.kind, listing.name, listing.address, listing.month_address(month), month, previous)


def present_listings(
    kind: ListingKind, listings: Iterable[Listing], newest: Mapping[str, ListedEntry], site: SiteView
) -> ListingsView:
    """The list of all sections or authors; `newest` has the newest entry of each by its address."""
    path = addresses.SECTIONS if kind == "section" else addresses.AUTHORS
    links = tuple(ListingLink(each.name, each.address, each.count, newest[each.address]) for each in listings)
    return ListingsView(path, path, site, kind, links)


def present_listing(listing: Listing, entries: tuple[ListedEntry, ...], site: SiteView) -> ListingView:
    """A section's or an author's first document; `entries` are its newest."""
    return ListingView(
        path=listing.address,
        canonical=listing.address,
        site=site,
        kind=listing.kind,
        name=listing.name,
        count=listing.count,
        entries=entries[:NEWEST],
        months=tuple(map(listing.month_link, reversed(listing.months))),
    )


def present_listed_month(document: ListedMonth, entries: tuple[ListedEntry, ...], site: SiteView) -> ListingMonthView:
    """A section or an author in one month; `entries` are all of it."""
    return ListingMonthView(
        path=document.path,
        canonical=document.path,
        site=site,
        kind=document.kind,
        name=document.name,
        address=document.address,
        month=document.month,
        entries=entries,
        previous=document.previous,
    )
