"""Which issues are out, in which order, and who stands beside whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from broadsheet.edition.views import IssueHead, LinkView, Neighbours


@dataclass(frozen=True, slots=True)
class Schedule:
    """The issues of a build."""

    shown: tuple[IssueHead, ...]
    """Those that are built, oldest first; held ones among them only when future issues were asked for."""
    held: tuple[IssueHead, ...]
    """Those not out yet and not built, soonest first."""

    @property
    def latest(self) -> IssueHead | None:
        """The last issue that is out; when none is, the last of those shown."""
        out = [head for head in self.shown if not head.is_held] or self.shown
        return out[-1] if out else None

    def neighbours(self, name: str) -> Neighbours:
        """The fronts before and after an issue."""
        place = [head.name for head in self.shown].index(name)
        before = self.shown[place - 1] if place else None
        after = self.shown[place + 1] if place + 1 < len(self.shown) else None
        return Neighbours(_front(before), _front(after))


def schedule_issues(
    heads: Iterable[IssueHead], *, now: dt.datetime, once_out: frozenset[str], future: bool
) -> Schedule:
    """Orders issues by (`published`, no suffix first, suffix); what was out once stays out, whatever the clock says.

    With `future`, issues that are not out yet are shown too, marked as held.
    """
    ordered = sorted(heads, key=lambda head: (head.published, head.suffix != "", head.suffix, head.name))
    is_out = {head.name: head.published <= now or head.name in once_out for head in ordered}
    shown = [_marked(head, held=not is_out[head.name]) for head in ordered if future or is_out[head.name]]
    held = [_marked(head, held=True) for head in ordered if not (future or is_out[head.name])]
    return Schedule(tuple(shown), tuple(held))


def _marked(head: IssueHead, *, held: bool) -> IssueHead:
    return replace(head, is_held=held)


def _front(head: IssueHead | None) -> LinkView | None:
    return LinkView(head.address, head.name) if head else None
