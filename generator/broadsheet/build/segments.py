"""Parts of the search index that travel in the state, for builds whose cache is empty and whose archive is elsewhere.

An issue added to a month, or changed in it, joins the month's file anew: that takes the parts of all its issues. Those
of the newest months travel; to change an older issue, its month has to be in the checkout.
"""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.atomic import replace_file
from broadsheet.build.index_parts import month_of, segment_path
from broadsheet.build.shared import Shared
from broadsheet.edition.shown import ShownIssue
from broadsheet.output.disk import disk_faults
from broadsheet.output.state import State

_MONTHS = 2


def unpack_segments(state: State, shared: Shared, issues: Iterable[ShownIssue]) -> None:
    """Puts those that the state has into the cache where they are not there."""
    for issue in _newest(issues):
        path = segment_path(shared, issue.head.name, issue.search)
        packed = None if path.is_file() else state.shard(_shard(issue))
        if packed is not None:
            with disk_faults(path, shared.root):
                replace_file(path, packed)


def pack_segments(state: State, shared: Shared, issues: Iterable[ShownIssue]) -> None:
    """Puts those of the newest months into the state, where the cache has them."""
    for issue in _newest(issues):
        if state.shard(_shard(issue)) is not None:
            state.keep_shard(_shard(issue))
            continue
        path = segment_path(shared, issue.head.name, issue.search)
        if path.is_file():
            state.keep_shard(_shard(issue), path.read_bytes())


def months_to_pack(names: Iterable[str]) -> frozenset[str]:
    """The months whose parts travel, of issues by their names."""
    return frozenset(sorted({month_of(name) for name in names})[-_MONTHS:])


def _newest(issues: Iterable[ShownIssue]) -> list[ShownIssue]:
    searched = [issue for issue in issues if issue.search]
    months = months_to_pack(issue.head.name for issue in searched)
    return [issue for issue in searched if month_of(issue.head.name) in months]


def _shard(issue: ShownIssue) -> str:
    return f"segment/{issue.head.name}.{issue.search}"
