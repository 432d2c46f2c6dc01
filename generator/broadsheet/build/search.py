"""The search index: each issue's part of it, kept in the cache, and the files of all issues, a month in each.

A month whose issues are as they were costs a look into the cache; so a new issue makes one month's file anew.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import msgspec

from broadsheet.atomic import replace_file
from broadsheet.build.digest import digest_of
from broadsheet.build.shared import Shared
from broadsheet.diagnostics import BroadsheetError, error
from broadsheet.edition import addresses
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.search_page import present_search
from broadsheet.edition.searchable import searchable_issue
from broadsheet.edition.views import IssueViews
from broadsheet.output import search_month
from broadsheet.output.plan import OutputFile
from broadsheet.output.search_segment import Segment, make_segment, pack_segment, unpack_segment
from broadsheet.output.state import STATE_FOLDER, disk_faults, place_in_site

_FORMAT = 2
"""Raised when the same segments make another file."""
_STAYING = 3
"""Versions of a file of the cache that stay: builds of several outputs, drafts and all, share it."""


def keep_segment(views: IssueViews, shared: Shared) -> str:
    """Keeps the issue's part of the index in the cache; gives its digest, empty when the theme has no search."""
    if not shared.site.offers("search"):
        return ""
    digest, packed = pack_segment(make_segment(searchable_issue(views)))
    path = _segment_path(shared, views.front.issue.name, digest)
    if not path.is_file():
        with disk_faults(path, shared.root):
            replace_file(path, packed)
            _leave_newest(path.parent, f"{views.front.issue.name}.*.segment")
    return digest


def has_segment(record: IssueRecord, shared: Shared) -> bool:
    """Whether the issue's part of the index is at hand, so that the issue need not be made again for it."""
    return not record.search or _segment_path(shared, record.head.name, record.search).is_file()


def make_search_files(records: Iterable[IssueRecord], shared: Shared) -> tuple[OutputFile, ...]:
    """The index of all issues, its parts by month, and the page to search in; none when the theme has no search.

    `records` are in order of publication. An issue that this build was not to make, and whose part was lost with the
    cache, is left out until a build makes it.
    """
    records = tuple(records)
    if not shared.site.offers("search"):
        return ()
    view = present_search(records, shared.site)
    listed = sorted((record for record in records if record.search), key=lambda record: _month(record.head.name))
    found = [record for record in listed if has_segment(record, shared)]
    months = [_make_month(month, tuple(own), shared) for month, own in groupby(found, lambda r: _month(r.head.name))]
    index = search_month.manifest(entry for _, entry in months)
    return (
        OutputFile.of(view.path, shared.renderer.render(view)),
        *(file for file, _ in months),
        OutputFile.of(addresses.SEARCH_INDEX, index),
    )


class _Month(NamedTuple):
    """A month's file in the cache; its name tells all of it."""

    path: Path
    key: str
    digest: str
    head: int


def _make_month(
    month: str, records: Sequence[IssueRecord], shared: Shared
) -> tuple[OutputFile, search_month.MonthEntry]:
    """The month's file, made now or before, and its entry in the manifest."""
    key = digest_of((_FORMAT, zlib.ZLIB_RUNTIME_VERSION, [(record.head.name, record.search) for record in records]))
    kept = next((file for file in _kept_months(shared, month) if file.key == key), None)
    if kept is None:
        kept = _keep_month(month, key, [_segment(record, shared) for record in records], shared)
    address = addresses.search_month(month, kept.digest)
    entry = search_month.MonthEntry(
        month=month,
        file=address.rpartition("/")[2],
        head=kept.head,
        first=records[0].head.date,
        last=max(record.head.until or record.head.date for record in records),
    )
    return OutputFile(address, kept.path, kept.digest), entry


def _keep_month(month: str, key: str, segments: Sequence[Segment], shared: Shared) -> _Month:
    made = search_month.month_file(segments)
    digest = hashlib.sha256(made.content).hexdigest()
    path = _folder(shared, month) / f"{key}.{digest}.{made.head}.idx"
    with disk_faults(path, shared.root):
        replace_file(path, made.content)
        _leave_newest(path.parent, "*.idx")
    return _Month(path, key, digest, made.head)


def _kept_months(shared: Shared, month: str) -> Iterator[_Month]:
    for path in sorted(_folder(shared, month).glob("*.idx")):
        key, digest, head, _ = path.name.split(".")
        yield _Month(path, key, digest, int(head))


def _segment(record: IssueRecord, shared: Shared) -> Segment:
    path = _segment_path(shared, record.head.name, record.search)
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


def _segment_path(shared: Shared, issue: str, digest: str) -> Path:
    return _folder(shared, _month(issue)) / f"{issue}.{digest}.{_FORMAT}.segment"


def _folder(shared: Shared, month: str) -> Path:
    return shared.root / STATE_FOLDER / "search" / month


def _month(issue: str) -> str:
    """`2026-11` of the name of an issue, `2026-11-24`."""
    return issue[:7]
