"""Which issues are out, in which order, and who stands beside whom."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from broadsheet.edition.views import IssueHead, Neighbours, NeighbourView


@dataclass(frozen=True, slots=True)
class Schedule:
    """The issues of a build."""

    shown: tuple[IssueHead, ...]
    """Those that are built, oldest first; held ones among them only when future issues were asked for."""
    held: tuple[IssueHead, ...]
    """Those not out yet and not built, soonest first."""
    latest: IssueHead | None
    """The last issue that is out; when none is, the last of those shown."""
    neighbours: Mapping[str, Neighbours]
    """The fronts before and after each issue shown, by its name."""


def schedule_issues(
    heads: Iterable[IssueHead], *, now: dt.datetime, once_out: frozenset[str], future: bool
) -> Schedule:
    """Orders issues by (`published`, no suffix first, suffix); what was out once stays out, whatever the clock says.

    With `future`, issues that are not out yet are shown too, marked as held.
    """
    ordered = sorted(heads, key=lambda head: (head.published, head.suffix != "", head.suffix, head.name))
    marked = [replace(head, is_held=not (head.published <= now or head.name in once_out)) for head in ordered]
    shown = tuple(head for head in marked if future or not head.is_held)
    out = [head for head in shown if not head.is_held] or shown
    around = zip((None, *shown), shown, itertools.chain(shown[1:], (None,)), strict=False)
    return Schedule(
        shown=shown,
        held=tuple(head for head in marked if head.is_held and not future),
        latest=out[-1] if out else None,
        neighbours={head.name: Neighbours(_front(before), _front(after)) for before, head, after in around},
    )


def _front(head: IssueHead | None) -> NeighbourView | None:
    return NeighbourView(head.address, head.date, head.until, head.suffix, head.title) if head else None
