"""How documents name an issue and those beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IssueHead:
    """An issue, as its pages and articles name it."""

    name: str
    address: str
    """Of its front."""
    date: dt.date
    until: dt.date | None
    """Last date of a double issue; `None` for a single day."""
    suffix: str
    number: str
    title: str
    page_count: int
    """Printed pages: a spread counts two, lost pages count."""
    published: dt.datetime
    """With the offset of the paper's zone at that moment."""
    is_held: bool
    """Whether it is not out yet and shown only because drafts or future issues were asked for."""


@dataclass(frozen=True, slots=True)
class NeighbourView:
    """The issue before or after, as a front links to it."""

    address: str
    """Of its front."""
    date: dt.date
    until: dt.date | None
    """Last date of a double issue; `None` for a single day."""
    suffix: str
    title: str
    """Of a special issue; may be empty."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The issues before and after, for the fronts' links; `None` at the ends of the archive."""

    previous: NeighbourView | None
    next: NeighbourView | None
