"""Parts of the work above the issues, for any process: functions of what they are given and of what is shared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from broadsheet.build.executors import Workers, run
from broadsheet.build.packed import unpacked_listing
from broadsheet.build.search import JoinedMonth, MonthSegments, join_month
from broadsheet.build.shared import Shared
from broadsheet.build.shown import ShownIssue
from broadsheet.edition import addresses
from broadsheet.edition.months import listed_entries, month_of
from broadsheet.edition.sections import ListedMonth, present_listed_month
from broadsheet.edition.views import ListingKind, View
from broadsheet.output.disk import disk_faults
from broadsheet.output.feeds import Feed, feed_files
from broadsheet.output.plan import OutputFile
from broadsheet.output.sitemaps import month_map
from broadsheet.output.staging import stage_files

_AT_ONCE = 24
"""Parts that are handed out together: some megabytes of listings."""
_WAITING = "site"
"""Where files wait: no issue has such a name."""
_KINDS: tuple[ListingKind, ...] = ("section", "author")


@dataclass(frozen=True, slots=True)
class MonthLists:
    """Documents that list articles of one month."""

    issues: tuple[ShownIssue, ...]
    """All of the month, in order of publication."""
    listings: Mapping[str, bytes]
    """Of those issues, by name; packed, for a month of them is read but once."""
    lists: tuple[ListedMonth, ...]
    """The documents of sections and authors to be made."""
    has_map: bool
    """Whether the sitemap of the month is to be made."""


@dataclass(frozen=True, slots=True)
class SiteWork:
    """One part."""

    views: tuple[View, ...] = ()
    """Documents that show what is in the view."""
    feeds: tuple[Feed, ...] = ()
    month: MonthLists | None = None
    index: MonthSegments | None = None
    """A month's file of the search index."""

    @property
    def name(self) -> str:
        """What it is called before people."""
        if self.month is not None:
            return f"the lists of {month_of(self.month.issues[0].head):%Y-%m}"
        return f"the search index of {self.index.month}" if self.index is not None else "lists and feeds"


@dataclass(frozen=True, slots=True)
class SiteWorkDone:
    """What came of one part."""

    files: tuple[OutputFile, ...]
    index: JoinedMonth | None = None
    """The month of the search index whose file is among `files`."""


@dataclass(frozen=True, slots=True)
class SiteWorkContext:
    """What all parts need."""

    shared: Shared
    output: Path | None = None
    """The output, inside which files wait as they are made; `None` to keep them in memory."""


RunSiteWork = Callable[[Iterable[SiteWork]], Iterator[SiteWorkDone]]
"""Does the parts, in whatever processes.

A part holds the listings of a month, so they are to be taken a few at a time.
"""


def do_site_work(context: SiteWorkContext, work: SiteWork) -> SiteWorkDone:
    """Does one part. Raises BroadsheetError when a template fails or a part of the search index cannot be read."""
    shared = context.shared
    files = [OutputFile.of(view.path, shared.renderer.render(view)) for view in work.views]
    files += (file for feed in work.feeds for file in feed_files(feed))
    if work.month is not None:
        files += _month_files(shared, work.month)
    if context.output is not None:
        with disk_faults(context.output, shared.root):
            files = stage_files(context.output, _WAITING, files)
    if work.index is None:
        return SiteWorkDone(tuple(files))
    index, file = join_month(work.index, shared)
    return SiteWorkDone((*files, file), index)


def by_workers(context: SiteWorkContext, workers: Workers) -> RunSiteWork:
    """Does a few parts at a time, in processes where that is worth it."""

    def run_all(works: Iterable[SiteWork]) -> Iterator[SiteWorkDone]:
        works = iter(works)
        while some := tuple(islice(works, _AT_ONCE)):
            with run(do_site_work, context, some, workers=workers, name=lambda work: work.name) as done:
                yield from done

    return run_all


def _month_files(shared: Shared, month: MonthLists) -> Iterator[OutputFile]:
    listing_of = {name: unpacked_listing(data) for name, data in month.listings.items()}.__getitem__
    for kind in _KINDS:
        wanted = [document for document in month.lists if document.kind == kind]
        if wanted:
            found = listed_entries(month.issues, listing_of, kind, shared.site, [each.address for each in wanted])
            for document in wanted:
                view = present_listed_month(document, found[document.address], shared.site)
                yield OutputFile.of(view.path, shared.renderer.render(view))
    if month.has_map:
        first = month_of(month.issues[0].head)
        data = month_map(month.issues, listing_of, shared.site)
        yield OutputFile.of(addresses.sitemap_month(first.year, first.month), data)
