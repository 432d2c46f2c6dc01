"""Where the cache has each issue's part of the search index."""

from __future__ import annotations

from pathlib import Path

from broadsheet.build.shared import Shared
from broadsheet.edition.shown import ShownIssue
from broadsheet.output.disk import STATE_FOLDER

FORMAT = 2
"""Raised when the same segments make another file."""


def has_segment(issue: ShownIssue, shared: Shared) -> bool:
    """Whether the issue's part of the index is at hand, so that the issue need not be made again for it."""
    return not issue.search or segment_path(shared, issue.head.name, issue.search).is_file()


def segment_path(shared: Shared, issue: str, digest: str) -> Path:
    """Where the cache has an issue's part of the index, by its digest."""
    return index_folder(shared, month_of(issue)) / f"{issue}.{digest}.{FORMAT}.segment"


def index_folder(shared: Shared, month: str) -> Path:
    """Of the parts of a month, and of its file."""
    return shared.root / STATE_FOLDER / "search" / month


def month_of(issue: str) -> str:
    """`2026-11` of the name of an issue, `2026-11-24`."""
    return issue[:7]
