"""What lists and feeds show above the months: sections, authors, and the feeds of the paper and its sections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from broadsheet.build.documents import Documents, note, noted
from broadsheet.build.newest import Newest, newest_months, newest_told
from broadsheet.build.shared import Shared
from broadsheet.build.shown import Archive
from broadsheet.edition import addresses
from broadsheet.edition.months import FeedInMonth, MonthFacts
from broadsheet.edition.sections import NEWEST, Listing, present_listing, present_listings
from broadsheet.edition.views import ListedArticle, ListedEntry, ListingKind, View
from broadsheet.output import feeds
from broadsheet.output.feeds import Feed, feed_addresses, feed_of


@dataclass(frozen=True, slots=True)
class Lists:
    """The documents of sections or of authors that a build makes."""

    kind: ListingKind
    all: tuple[Listing, ...]
    made: frozenset[str]
    """Addresses of the first documents that are to be made."""
    asked: tuple[Listing, ...]
    """Those whose newest entries were asked for."""
    has_whole: bool
    """Whether the list of all is to be made."""


class _First(msgspec.Struct, frozen=True, array_like=True):
    """The newest entry of a section or an author, for the list of all."""

    digest: bytes
    """Of all its entries of that month."""
    issue: str
    """Name of the issue."""
    article: ListedArticle


def plan_lists(
    kind: ListingKind, listings: tuple[Listing, ...], documents: Documents, newest: Newest, archive: Archive
) -> Lists:
    """Finds out which documents stay, and asks for what the others show."""
    path = addresses.SECTIONS if kind == "section" else addresses.AUTHORS
    shown = [(each.name, each.address, each.count, _last_digest(each)) for each in listings]
    has_whole = not documents.stays(path, shown)
    firsts = _firsts(kind, archive) if has_whole else {}
    made, asked = set(), []
    for listing in listings:
        months = newest_months(listing, NEWEST)
        links = [(month, own.count) for month, own in listing.months.items()]
        if not documents.stays(listing.address, (kind, listing.name, links, months)):
            made.add(listing.address)
        elif not has_whole or _is_known(listing, firsts):
            newest.keep(kind, listing.address)
            continue
        newest.want(kind, listing.address, months, NEWEST)
        asked.append(listing)
    return Lists(kind, listings, frozenset(made), tuple(asked), has_whole)


def list_views(lists: Lists, newest: Newest, shared: Shared, archive: Archive) -> Iterator[View]:
    """The views of those to be made, when all that they asked for is there."""
    heads = {issue.head.name: issue.head for issue in archive.shown}
    firsts = _firsts(lists.kind, archive) if lists.has_whole else {}
    for listing in lists.asked:
        entries = newest.entries(lists.kind, listing.address)
        firsts[listing.address] = _First(_last_digest(listing), entries[0].issue.name, entries[0].article)
        if listing.address in lists.made:
            yield present_listing(listing, entries, shared.site)
    shard = f"first/{lists.kind}"
    if not lists.has_whole:
        archive.keep_shard(shard, None)
        return
    own = {listing.address: firsts[listing.address] for listing in lists.all}
    note(archive, shard, own)
    entries_of = {address: ListedEntry(heads[first.issue], first.article) for address, first in own.items()}
    yield present_listings(lists.kind, lists.all, entries_of, shared.site)


def _firsts(kind: ListingKind, archive: Archive) -> dict[str, _First]:
    return noted(archive, f"first/{kind}", dict[str, _First]) or {}


def _is_known(listing: Listing, firsts: Mapping[str, _First]) -> bool:
    first = firsts.get(listing.address)
    return first is not None and first.digest == _last_digest(listing)


def _last_digest(listing: Listing) -> bytes:
    return next(reversed(listing.months.values())).digest


# --- feeds ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Feeds:
    """The feeds that a build makes."""

    base: str
    """The site's base_url."""
    places: Mapping[str, int]
    """Of each issue, by its name, in the order of publication."""
    made: tuple[tuple[str, str], ...]
    """(address of the document that lists the same, name of the section)."""


def plan_feeds(
    months: Mapping[dt.date, MonthFacts], shared: Shared, documents: Documents, newest: Newest, archive: Archive
) -> Feeds | None:
    """Finds out which feeds stay, and asks for what the others hold; `None` for a paper without a base_url.

    A section has its feed where it has a document: when an article names it.
    """
    if shared.site.base_url is None:
        return None
    places = {issue.head.name: place for place, issue in enumerate(archive.shown)}
    found: dict[str, dict[dt.date, FeedInMonth]] = {addresses.HOME: {}}
    for month, facts in months.items():
        for own in facts.feeds:
            found.setdefault(own.address, {})[month] = own
    made = []
    for home, own_months in found.items():
        name = min(own_months.values(), key=lambda own: places.get(own.first, -1)).name if own_months else ""
        chosen = newest_told(own_months, places, feeds.NEWEST)
        if documents.stay(feed_addresses(home), (name, chosen)):
            newest.keep("feed", home)
            continue
        newest.want("feed", home, chosen, feeds.NEWEST)
        made.append((home, name))
    return Feeds(shared.site.base_url, places, tuple(made))


def feeds_made(planned: Feeds, newest: Newest, shared: Shared) -> Iterator[Feed]:
    """Those to be made, when all that they asked for is there."""
    locale = shared.locale
    for home, name in planned.made:
        entries = newest.entries("feed", home)
        # Stable: inside an issue as it is read.
        ordered = tuple(sorted(entries, key=lambda entry: planned.places[entry.issue.name], reverse=True))
        yield feed_of(home, name, ordered, shared.site, planned.base, locale)
