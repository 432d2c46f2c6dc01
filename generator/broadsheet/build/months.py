"""The months of the archive: what the last build noted of each, and what of it this build makes.

A month is the unit of whatever lists articles across issues. While its issues and those before them are as they were,
neither a listing of it is loaded nor a document of it rendered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from broadsheet.build.documents import Documents, digest_of_parts, note, noted
from broadsheet.build.shared import Shared
from broadsheet.build.shown import Archive, ShownIssue
from broadsheet.build.site_work import MonthLists
from broadsheet.edition import addresses
from broadsheet.edition.calendar import Calendar, present_month
from broadsheet.edition.month_facts import month_corrections, month_facts
from broadsheet.edition.months import MonthFacts, by_month
from broadsheet.edition.sections import ListedMonth, Listing, listed_month
from broadsheet.edition.views import ArchiveMonthView

_FORMAT = 1
"""Raised when the same listings give other facts."""


class MonthNotes(msgspec.Struct, frozen=True, array_like=True):
    """What a build notes of a month."""

    key: bytes
    """Digest of its issues and of what all documents share."""
    past: bytes
    """Digest of the keys of this month and of all before it, on which its documents depend."""
    facts: MonthFacts
    documents: dict[str, bytes]
    """By address, digests of what the month's documents were made from."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month with an issue, be it one of the month before that reaches into it."""

    first: dt.date
    """Its first day."""
    issues: tuple[ShownIssue, ...]
    """In order of publication."""
    key: bytes
    past: bytes
    """Both as in `MonthNotes`."""
    facts: MonthFacts
    last: MonthNotes | None
    """What the last build noted; `None` when it noted nothing."""

    @property
    def name(self) -> str:
        """`2026-11`."""
        return _name(self.first)

    @property
    def corrections(self) -> str:
        """The name under which the corrections of its issues are noted."""
        return f"corrections/{self.name}"

    @property
    def stays(self) -> bool:
        """Whether its issues are as they were in the last build."""
        return self.last is not None and self.last.key == self.key


def read_months(shared: Shared, archive: Archive, calendar: Calendar) -> Iterator[Month]:
    """All months, oldest first. Loads the listings of those whose issues changed, and notes their corrections."""
    issues_of = by_month(archive.shown)
    past = b""
    for first in calendar.months:
        issues = issues_of.get(first, ())
        shown = [(issue.head, issue.listing, issue.lead, issue.drafts, issue.pages) for issue in issues]
        key = digest_of_parts(_FORMAT, shared.digest, shown)
        past = digest_of_parts(past, key)
        last = noted(archive, f"month/{_name(first)}", MonthNotes)
        facts = last.facts if last is not None and last.key == key else None
        month = Month(first, issues, key, past, facts or month_facts(issues, archive.listing, shared.site), last)
        if facts is not None:
            archive.keep_shard(month.corrections, None)
        elif month.facts.corrections:
            note(archive, month.corrections, month_corrections(issues, archive.listing))
        yield month


@dataclass(frozen=True, slots=True)
class MonthDocuments:
    """A month's documents in this build."""

    kept: frozenset[str]
    """Addresses of those that stay."""
    calendar: ArchiveMonthView | None
    """The archive's document of the month, when it is to be made."""
    lists: tuple[ListedMonth, ...]
    """Those of sections and authors that are to be made."""
    has_map: bool
    """Whether its sitemap is to be made."""

    def work(self, month: Month, archive: Archive) -> MonthLists | None:
        """What asks for the listings of the month, with the listings; `None` when nothing does."""
        if not self.lists and not self.has_map:
            return None
        listings = {issue.head.name: archive.packed_listing(issue.head.name) for issue in month.issues}
        return MonthLists(month.issues, listings, self.lists, self.has_map)


def month_documents(
    month: Month, shared: Shared, archive: Archive, calendar: Calendar, listings: Mapping[str, Listing]
) -> MonthDocuments:
    """Finds out which of the month's documents stay, and notes the month; `listings` are by address."""
    last = month.last
    documents = Documents(archive, shared.digest, last.documents if last is not None else {})
    shard = f"month/{month.name}"
    if last is not None and last.past == month.past and documents.all_stay():
        archive.keep_shard(shard, None)
        return MonthDocuments(frozenset(documents.kept), None, (), has_map=False)
    view = present_month(calendar, month.first, shared.site)
    is_calendar_kept = documents.stays(view.path, view)
    lists = tuple(
        document
        for own in (*month.facts.sections, *month.facts.authors)
        if not documents.stays((document := listed_month(listings[own.address], month.first)).path, (document, own))
    )
    address = addresses.sitemap_month(month.first.year, month.first.month)
    has_map = shared.site.base_url is not None and month.facts.changed != ""
    has_map = has_map and not documents.stays(address, month.key)
    note(archive, shard, MonthNotes(month.key, month.past, month.facts, documents.keys))
    return MonthDocuments(frozenset(documents.kept), None if is_calendar_kept else view, lists, has_map)


def _name(first: dt.date) -> str:
    return f"{first:%Y-%m}"
