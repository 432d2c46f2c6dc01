"""Sections and authors across issues, by month, made from records alone.

A past month's document names nothing that came later, so that its bytes never change again.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from broadsheet.edition import addresses
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.views import (
    ListedArticle,
    ListedEntry,
    ListingKind,
    ListingLink,
    ListingMonthView,
    ListingsView,
    ListingView,
    MonthLink,
    SiteView,
    View,
)

NEWEST = 30
"""Articles that a section's or author's first document shows."""


def present_sections(records: Iterable[IssueRecord], site: SiteView) -> tuple[View, ...]:
    """The list of sections, and of each section its newest articles and its months."""
    found = _listings(records, lambda article: article.sections, site.section_address)
    order = {site.section_address(name): number for number, (name, _) in enumerate(site.section_slugs)}
    listings = sorted(found, key=lambda listing: order.get(listing.address, len(order)))
    return (_all(addresses.SECTIONS, "section", listings, site), *_documents("section", listings, site))


def present_authors(records: Iterable[IssueRecord], site: SiteView) -> tuple[View, ...]:
    """The same of authors; nothing for a paper without authors' pages."""
    if not site.has_authors:
        return ()
    listings = _listings(records, lambda article: [person.name for person in article.byline], site.author_address)
    return (_all(addresses.AUTHORS, "author", listings, site), *_documents("author", listings, site))


@dataclass(slots=True)
class _Listing:
    name: str
    """As its first article has it: later ones whose names give the same address are listed with it."""
    address: str
    entries: list[ListedEntry] = field(default_factory=list)
    """Oldest issue first, those of one issue in its reading order."""


def _listings(
    records: Iterable[IssueRecord],
    names: Callable[[ListedArticle], Iterable[str]],
    address_of: Callable[[str], str | None],
) -> list[_Listing]:
    """All that have an address, the one with the newest article first."""
    found: dict[str, _Listing] = {}
    last: dict[str, int] = {}
    known: dict[str, str | None] = {}
    ordered = sorted(records, key=lambda record: record.head.date)
    articles = ((record.head, article) for record in ordered for article in record.listed)
    for number, (head, article) in enumerate(articles):
        for name in names(article):
            if name not in known:
                known[name] = address_of(name)
            address = known[name]
            if address is not None and last.get(address) != number:
                found.setdefault(address, _Listing(name, address)).entries.append(ListedEntry(head, article))
                last[address] = number
    return sorted(found.values(), key=lambda listing: -last[listing.address])


def _all(path: str, kind: ListingKind, listings: list[_Listing], site: SiteView) -> ListingsView:
    links = tuple(
        ListingLink(each.name, each.address, len(each.entries), next(_newest_first(each.entries))) for each in listings
    )
    return ListingsView(path, path, site, kind, links)


def _documents(kind: ListingKind, listings: list[_Listing], site: SiteView) -> Iterator[View]:
    for listing in listings:
        months = list(_months(kind, listing, site))
        links = tuple(MonthLink(month.month, month.path, len(month.entries)) for month in reversed(months))
        yield ListingView(
            path=listing.address,
            canonical=listing.address,
            site=site,
            kind=kind,
            name=listing.name,
            count=len(listing.entries),
            entries=tuple(itertools.islice(_newest_first(listing.entries), NEWEST)),
            months=links,
        )
        yield from months


def _months(kind: ListingKind, listing: _Listing, site: SiteView) -> Iterator[ListingMonthView]:
    """Oldest first."""
    folder = listing.address.removesuffix("index.html")
    previous: MonthLink | None = None
    for month, group in itertools.groupby(listing.entries, key=_month_of):
        entries = tuple(_newest_first(tuple(group)))
        path = folder + addresses.month_file(month.year, month.month)
        yield ListingMonthView(path, path, site, kind, listing.name, listing.address, month, entries, previous)
        previous = MonthLink(month, path, len(entries))


def _newest_first(entries: Sequence[ListedEntry]) -> Iterator[ListedEntry]:
    """The last issue first, inside each issue as it is read."""
    end = len(entries)
    while end:
        start = end - 1
        while start and entries[start - 1].issue is entries[start].issue:
            start -= 1
        yield from entries[start:end]
        end = start


def _month_of(entry: ListedEntry) -> dt.date:
    return entry.issue.date.replace(day=1)
