"""The files that stand above the issues: archive, sections, search, feeds, assets.

Of a past month that is as it was, no listing is loaded and no document rendered; what stands above the months is made
from a few facts of each (edition.months), and only when what it shows has changed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from broadsheet.build.above import SiteFiles
from broadsheet.build.corrections import changed_corrections
from broadsheet.build.documents import Documents, note, noted
from broadsheet.build.lists import Feeds, Lists, feeds_made, list_views, plan_feeds, plan_lists
from broadsheet.build.machines import for_machines
from broadsheet.build.months import Month, MonthDocuments, month_documents, read_months
from broadsheet.build.newest import Newest
from broadsheet.build.search import JoinedMonth, SearchIndex, plan_index, search_manifest
from broadsheet.build.shared import Shared
from broadsheet.build.shown import Archive
from broadsheet.build.site_work import RunSiteWork, SiteWork
from broadsheet.build.standing import standing_pages
from broadsheet.diagnostics import Diagnostic
from broadsheet.edition import addresses
from broadsheet.edition.archive import present_not_found
from broadsheet.edition.calendar import Calendar, present_archive, present_years
from broadsheet.edition.references import Faces
from broadsheet.edition.search_page import present_search
from broadsheet.edition.sections import listings_of
from broadsheet.edition.views import ListingKind, View

_AT_ONCE = 16
"""Documents in one part of the work."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a build makes above the issues."""

    views: tuple[View, ...]
    """Documents whose views are there already."""
    months: tuple[tuple[Month, MonthDocuments], ...]
    """All, oldest first."""
    lists: tuple[Lists, ...]
    feeds: Feeds | None
    newest: Newest
    """What lists and feeds show, as the months come by."""
    index: SearchIndex


def make_site_files(
    shared: Shared, archive: Archive, faces: Faces, run: RunSiteWork, jobs: int | None = None
) -> SiteFiles:
    """Makes them, by `run` what takes longer, and `jobs` photos at once.

    Raises BroadsheetError when a template fails or a part of the search index is damaged.
    """
    documents = Documents(archive, shared.digest, noted(archive, "documents", dict[str, bytes]) or {})
    calendar = Calendar(archive.shown)
    months = tuple(read_months(shared, archive, calendar))
    files = list(shared.files)
    views: list[View] = []
    diagnostics: list[Diagnostic] = []
    for view, shown, found in standing_pages(shared, faces, jobs):
        views += (view,) if view is not None else ()
        files += shown
        diagnostics += found
    views = [view for view in (*views, *_light(shared, calendar, months)) if not documents.stays(view.path, view)]
    views += changed_corrections(shared, archive, months, documents)
    plan = _plan(shared, archive, calendar, months, documents, views)
    indexes: list[JoinedMonth] = []
    for done in run(_works(plan, shared, archive)):
        files += done.files
        indexes += (done.index,) if done.index is not None else ()
    if plan.index.is_offered:
        files.append(search_manifest(plan.index, indexes, archive))
    files += for_machines(shared, archive, months, documents)
    note(archive, "documents", documents.keys)
    kept = frozenset(documents.kept).union(plan.index.kept, *(month.kept for _, month in plan.months))
    by_address = {file.address: file for file in files}
    return SiteFiles(tuple(by_address.values()), kept, (*diagnostics, *plan.index.diagnostics))


def _plan(
    shared: Shared,
    archive: Archive,
    calendar: Calendar,
    months: tuple[Month, ...],
    documents: Documents,
    views: Iterable[View],
) -> _Plan:
    """Finds out what is to be made; loads nothing."""
    facts = {month.first: month.facts for month in months}
    newest = Newest(shared, archive)
    kinds: tuple[ListingKind, ...] = ("section", "author") if shared.site.has_authors else ("section",)
    lists = tuple(plan_lists(kind, listings_of(kind, facts, shared.site), documents, newest, archive) for kind in kinds)
    listings = {listing.address: listing for own in lists for listing in own.all}
    plans = tuple((month, month_documents(month, shared, archive, calendar, listings)) for month in months)
    calendars = (own.calendar for _, own in plans if own.calendar is not None)
    feeds = plan_feeds(facts, shared, documents, newest, archive)
    return _Plan((*views, *calendars), plans, lists, feeds, newest, plan_index(shared, archive))


def _works(plan: _Plan, shared: Shared, archive: Archive) -> Iterator[SiteWork]:
    """All parts of the work. The listings of one month are loaded at a time, the newest first."""
    yield from (SiteWork(views=views) for views in _some(plan.views))
    for month, documents in reversed(plan.months):
        if plan.newest.misses(month.first):
            plan.newest.take(month.first, month.issues)
        work = documents.work(month, archive)
        if work is not None:
            yield SiteWork(month=work)
    for lists in plan.lists:
        yield from (SiteWork(views=views) for views in _some(list_views(lists, plan.newest, shared, archive)))
    if plan.feeds is not None:
        yield from (SiteWork(feeds=feeds) for feeds in _some(feeds_made(plan.feeds, plan.newest, shared)))
    yield from (SiteWork(index=segments) for segments in plan.index.joined)


_T = TypeVar("_T")


def _some(values: Iterable[_T]) -> Iterator[tuple[_T, ...]]:
    """A few at a time."""
    values = iter(values)
    while some := tuple(itertools.islice(values, _AT_ONCE)):
        yield some


def _light(shared: Shared, calendar: Calendar, months: Iterable[Month]) -> Iterator[View]:
    """Views that are made of little."""
    archive = present_archive(calendar, shared.site)
    yield archive
    if not calendar.months:
        # Before the first issue is out, the archive, still empty, stands where others link to.
        yield replace(archive, path=addresses.HOME)
    yield from present_years(calendar, shared.site)
    yield present_not_found(shared.site)
    if shared.site.offers("search"):
        yield present_search((month.facts for month in months), shared.site)
