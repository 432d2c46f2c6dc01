"""The newest entries of each section, author and feed.

They are noted from one build to the next by the months that they come from: a rare section shows articles of many
months, none of which is loaded when a new one comes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from broadsheet.build.documents import note, noted
from broadsheet.build.shared import Shared
from broadsheet.build.shown import Archive, ShownIssue
from broadsheet.edition.months import FeedInMonth, listed_entries, told_entries
from broadsheet.edition.sections import Listing
from broadsheet.edition.views import ListedArticle, ListedEntry

Kind = Literal["section", "author", "feed"]


class _FromMonth(msgspec.Struct, frozen=True, array_like=True):
    """The newest entries of one month."""

    month: dt.date
    digest: bytes
    """Of all its entries of the list."""
    entries: bytes
    """Names of issues with their articles, newest first."""


@dataclass(slots=True)
class _Wanted:
    """A list whose newest entries are asked for."""

    months: tuple[tuple[dt.date, bytes], ...]
    """The months that it shows something of, with the digests of their entries, newest first."""
    limit: int
    found: dict[tuple[dt.date, bytes], _FromMonth] = field(default_factory=dict)


_Entries = tuple[tuple[str, ListedArticle], ...]


class Newest:
    """The newest entries of the lists that ask for them, from the last build or from listings loaded now."""

    def __init__(self, shared: Shared, archive: Archive) -> None:
        self._site = shared.site
        self._archive = archive
        self._heads = {issue.head.name: issue.head for issue in archive.shown}
        self._wanted: dict[tuple[Kind, str], _Wanted] = {}
        self._missing: dict[dt.date, list[tuple[Kind, str]]] = {}

    def keep(self, kind: Kind, address: str) -> None:
        """What was noted of a list stays: its document does."""
        self._archive.keep_shard(_shard(kind, address), None)

    def want(self, kind: Kind, address: str, months: Iterable[tuple[dt.date, bytes]], limit: int) -> None:
        """Asks for the entries of a list; of each month at most `limit`."""
        wanted = self._wanted[kind, address] = _Wanted(tuple(months), limit)
        for part in noted(self._archive, _shard(kind, address), tuple[_FromMonth, ...]) or ():
            wanted.found[part.month, part.digest] = part
        for month in wanted.months:
            if month not in wanted.found:
                self._missing.setdefault(month[0], []).append((kind, address))

    def misses(self, month: dt.date) -> bool:
        """Whether the listings of that month are needed."""
        return month in self._missing

    def take(self, month: dt.date, issues: tuple[ShownIssue, ...]) -> None:
        """Takes what is needed from the listings of a month; `issues` are all of it, in order of publication."""
        by_kind: dict[Kind, list[str]] = {}
        for kind, address in self._missing.pop(month, ()):
            by_kind.setdefault(kind, []).append(address)
        for kind, lists in by_kind.items():
            for address, entries in self._entries_of(kind, issues, lists).items():
                wanted = self._wanted[kind, address]
                digest = dict(wanted.months)[month]
                given = [(entry.issue.name, entry.article) for entry in entries[: wanted.limit]]
                wanted.found[month, digest] = _FromMonth(month, digest, msgspec.msgpack.encode(given))

    def entries(self, kind: Kind, address: str) -> tuple[ListedEntry, ...]:
        """The entries of a list that asked for them, newest first, and notes them; there may be more than its limit."""
        wanted = self._wanted.pop((kind, address))
        parts = tuple(wanted.found[month] for month in wanted.months)
        note(self._archive, _shard(kind, address), parts)
        found = (entry for part in parts for entry in msgspec.msgpack.decode(part.entries, type=_Entries))
        return tuple(ListedEntry(self._heads[issue], article) for issue, article in found)

    def _entries_of(
        self, kind: Kind, issues: tuple[ShownIssue, ...], lists: Iterable[str]
    ) -> dict[str, tuple[ListedEntry, ...]]:
        if kind == "feed":
            return told_entries(issues, self._archive.listing, self._site, lists)
        return listed_entries(issues, self._archive.listing, kind, self._site, lists)


def newest_months(listing: Listing, limit: int) -> tuple[tuple[dt.date, bytes], ...]:
    """The months from which a section or an author shows its newest articles, newest first."""
    chosen: list[tuple[dt.date, bytes]] = []
    count = 0
    for month in reversed(listing.months):
        if count >= limit:
            break
        chosen.append((month, listing.months[month].digest))
        count += listing.months[month].count
    return tuple(chosen)


def newest_told(
    months: Mapping[dt.date, FeedInMonth], places: Mapping[str, int], limit: int
) -> tuple[tuple[dt.date, bytes], ...]:
    """The months from which a feed takes its newest articles, by order of publication; `places` are those of issues.

    Months may overlap: an issue can come out later than its date says.
    """
    told = sorted(
        ((month, own) for month, own in months.items() if own.count),
        key=lambda each: places[each[1].newest],
        reverse=True,
    )
    chosen: list[tuple[dt.date, bytes]] = []
    count, oldest = 0, len(places)
    for month, own in told:
        if count >= limit and places[own.newest] < oldest:
            break
        chosen.append((month, own.digest))
        count += own.count
        oldest = min(oldest, places[own.oldest])
    return tuple(chosen)


def _shard(kind: Kind, address: str) -> str:
    return f"newest/{kind}/{address}"
