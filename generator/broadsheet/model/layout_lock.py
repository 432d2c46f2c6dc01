"""A page's layout as it was fixed (`layout.lock`), so that a later correction moves nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LockedModule:
    """One module in its place. 0-based, in base columns and rows of the type area."""

    id: str
    """Of its piece, or `briefs-1`, `filler-1` …"""
    column: int
    row: int
    columns: int
    rows: int
    headline: float
    """Size of its headline in points; 0 without one."""
    headline_lines: int
    photo_columns: int
    """Base columns of its largest photo; 0 without one."""
    measure: float
    """Of its text, in points; 0 without text."""
    lines: int
    """Rows of its text when it was locked."""
    continues_on: str
    """Code of the page to which the composer's jump leads; empty without one."""


@dataclass(frozen=True, slots=True)
class LayoutLock:
    """All modules of a locked page."""

    path: str
    """Of the file, relative to the site."""
    columns: int
    rows: int
    """Of the grid it was made for."""
    ladder: str
    """Name of the ladder of headline sizes; empty for the usual one."""
    modules: tuple[LockedModule, ...]
