"""The search index: each issue's part of it, kept in the cache, and the files of all issues, a month in each.

A month whose issues are as they were costs nothing; so a new issue makes one month's file anew.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import msgspec

from broadsheet.atomic import replace_file
from broadsheet.build.digest import digest_of
from broadsheet.build.documents import note, noted
from broadsheet.build.index_parts import FORMAT, has_segment, index_folder, month_of, segment_path
from broadsheet.build.shared import Shared
from broadsheet.build.shown import Archive, ShownIssue
from broadsheet.diagnostics import BroadsheetError, Diagnostic, Location, error
from broadsheet.edition import addresses
from broadsheet.edition.searchable import searchable_issue
from broadsheet.edition.views import IssueViews
from broadsheet.output import search_month
from broadsheet.output.disk import disk_faults, place_in_site
from broadsheet.output.plan import OutputFile
from broadsheet.output.search_segment import Segment, make_segment, pack_segment, unpack_segment

_NOTES = "search"
"""Where a build notes the files by month."""
_STAYING = 3
"""Versions of a file of the cache that stay: builds of several outputs, drafts and all, share it."""


def keep_segment(views: IssueViews, shared: Shared) -> str:
    """Keeps the issue's part of the index in the cache; gives its digest, empty when the theme has no search."""
    if not shared.site.offers("search"):
        return ""
    digest, packed = pack_segment(make_segment(searchable_issue(views)))
    path = segment_path(shared, views.front.issue.name, digest)
    if not path.is_file():
        with disk_faults(path, shared.root):
            replace_file(path, packed)
            _leave_newest(path.parent, f"{views.front.issue.name}.*.segment")
    return digest


class MonthIndex(msgspec.Struct, frozen=True, array_like=True):
    """A month's file of the index."""

    key: str
    """Digest of the parts that it was joined from."""
    digest: str
    """SHA-256 of its bytes."""
    head: int
    """As of `search_month.MonthFile`."""


@dataclass(frozen=True, slots=True)
class MonthSegments:
    """What a month's file is to be joined from."""

    month: str
    """`2026-11`."""
    issues: tuple[ShownIssue, ...]
    """Those with a part in it, in order of publication; never empty."""

    @property
    def key(self) -> str:
        """Digest of all that the file is made from."""
        parts = [(issue.head.name, issue.search) for issue in self.issues]
        return digest_of((FORMAT, zlib.ZLIB_RUNTIME_VERSION, parts))


@dataclass(frozen=True, slots=True)
class JoinedMonth:
    """A month's file of the index, with what it was joined from."""

    segments: MonthSegments
    file: MonthIndex

    @property
    def address(self) -> str:
        """Of the file in the edition."""
        return addresses.search_month(self.segments.month, self.file.digest)

    @property
    def entry(self) -> search_month.MonthEntry:
        """The file in the manifest."""
        heads = [issue.head for issue in self.segments.issues]
        return search_month.MonthEntry(
            month=self.segments.month,
            file=self.address.rpartition("/")[2],
            head=self.file.head,
            first=heads[0].date,
            last=max(head.until or head.date for head in heads),
        )


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The index in this build."""

    is_offered: bool
    """Whether the theme has search at all."""
    stay: tuple[JoinedMonth, ...] = ()
    """Months whose files stay as the last build wrote them."""
    joined: tuple[MonthSegments, ...] = ()
    """Months whose files are to be made."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def kept(self) -> frozenset[str]:
        """Addresses of the files that stay."""
        return frozenset(month.address for month in self.stay)


def plan_index(shared: Shared, archive: Archive) -> SearchIndex:
    """Finds out which months' files stay: those that are made from the same parts, with nobody's hand on them.

    An issue that this build was not to make, and whose part was lost with the cache, is left out until a build makes
    it. Where it is not even in the checkout, nobody would notice: that is the error `missing-issues`.
    """
    if not shared.site.offers("search"):
        return SearchIndex(is_offered=False)
    last = noted(archive, _NOTES, dict[str, MonthIndex]) or {}
    stay: list[JoinedMonth] = []
    joined: list[MonthSegments] = []
    missing: list[str] = []
    for month in _months(archive.shown):
        file = last.get(month.month)
        if file is not None and file.key == month.key and archive.untouched(JoinedMonth(month, file).address):
            stay.append(JoinedMonth(month, file))
            continue
        found = tuple(issue for issue in month.issues if has_segment(issue, shared))
        missing += (issue.head.name for issue in month.issues if issue not in found)
        if found:
            joined.append(MonthSegments(month.month, found))
    folders = {folder.name for folder in shared.on_disk.source.issues} if missing else set()
    absent = [name for name in missing if name not in folders]
    return SearchIndex(True, tuple(stay), tuple(joined), (_missing(absent),) if absent else ())


def search_manifest(index: SearchIndex, made: Iterable[JoinedMonth], archive: Archive) -> OutputFile:
    """`search/index.json`; notes the files for the next build."""
    months = sorted((*index.stay, *made), key=lambda month: month.segments.month)
    note(archive, _NOTES, {month.segments.month: month.file for month in months})
    return OutputFile.of(addresses.SEARCH_INDEX, search_month.manifest(month.entry for month in months))


def _months(issues: Iterable[ShownIssue]) -> Iterator[MonthSegments]:
    """All months of the index, oldest first; `issues` are in order of publication."""
    listed = sorted((issue for issue in issues if issue.search), key=lambda issue: month_of(issue.head.name))
    for month, own in groupby(listed, key=lambda issue: month_of(issue.head.name)):
        yield MonthSegments(month, tuple(own))


def _missing(issues: Sequence[str]) -> Diagnostic:
    message = f"the search index cannot be made: nothing is there of {', '.join(issues)}"
    hint = "add these issues' folders to the checkout, or keep .broadsheet/search/ from one build to the next"
    return error("missing-issues", Location("content/issues"), message, hint=hint)


def join_month(month: MonthSegments, shared: Shared) -> tuple[JoinedMonth, OutputFile]:
    """The month's file, made now or before, as it lies in the cache.

    Raises BroadsheetError (`unreadable-file`) for a part that is damaged.
    """
    key = month.key
    kept = next((kept for kept in _kept_months(shared, month.month) if kept[1].key == key), None)
    path, file = kept or _keep_month(month, key, shared)
    joined = JoinedMonth(month, file)
    return joined, OutputFile(joined.address, path, file.digest)


def _keep_month(month: MonthSegments, key: str, shared: Shared) -> tuple[Path, MonthIndex]:
    made = search_month.month_file([_segment(issue, shared) for issue in month.issues])
    digest = hashlib.sha256(made.content).hexdigest()
    path = index_folder(shared, month.month) / f"{key}.{digest}.{made.head}.idx"
    with disk_faults(path, shared.root):
        replace_file(path, made.content)
        _leave_newest(path.parent, "*.idx")
    return path, MonthIndex(key, digest, made.head)


def _kept_months(shared: Shared, month: str) -> Iterator[tuple[Path, MonthIndex]]:
    for path in sorted(index_folder(shared, month).glob("*.idx")):
        key, digest, head, _ = path.name.split(".")
        yield path, MonthIndex(key, digest, int(head))


def _segment(issue: ShownIssue, shared: Shared) -> Segment:
    path = segment_path(shared, issue.head.name, issue.search)
    try:
        return unpack_segment(path.read_bytes())
    except (OSError, zlib.error, msgspec.MsgspecError) as fault:
        path.unlink(missing_ok=True)
        place = place_in_site(path, shared.root)
        message = f"this part of the search index cannot be read: {fault}"
        raise BroadsheetError(error("unreadable-file", place, message, hint="build again: it is made anew")) from fault


def _leave_newest(folder: Path, pattern: str) -> None:
    """Removes older versions of a file from the cache."""
    versions = sorted(folder.glob(pattern), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    for path in versions[_STAYING:]:
        path.unlink(missing_ok=True)
