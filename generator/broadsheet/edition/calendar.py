"""The archive as calendars: years, months, and the issues of each.

What shows a past month or year names nothing that came later, so that its bytes never change again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from broadsheet.edition import addresses
from broadsheet.edition.shown import ShownIssue
from broadsheet.edition.views import (
    ArchiveEntry,
    ArchiveMonthView,
    ArchiveView,
    ArchiveYearView,
    CalendarDay,
    CalendarMonth,
    IssueHead,
    MonthLink,
    SiteView,
    YearLink,
)

LONGEST_ISSUE = 31
"""Days of a double issue that a calendar marks; a later `until` is a slip or no double issue."""


class Calendar:
    """All issues by day, month and year."""

    def __init__(self, issues: Iterable[ShownIssue]) -> None:
        """`issues` are in order of publication."""
        self._entries: dict[dt.date, list[ArchiveEntry]] = {}
        self._own: dict[dt.date, list[IssueHead]] = {}
        self._covered: dict[dt.date, list[IssueHead]] = {}
        for issue in sorted(issues, key=lambda issue: issue.head.date):
            head = issue.head
            self._entries.setdefault(_first_day(head.date), []).append(ArchiveEntry(head, issue.lead))
            self._own.setdefault(head.date, []).append(head)
            for day in _days_after_the_first(head):
                self._covered.setdefault(day, []).append(head)
        self._by_month: dict[dt.date, list[dt.date]] = {}
        for day in sorted({*self._own, *self._covered}):
            self._by_month.setdefault(_first_day(day), []).append(day)
        self.months = tuple(self._by_month)
        """First days of the months with an issue, oldest first."""
        self.years = tuple(dict.fromkeys(month.year for month in self.months))
        """Oldest first."""

    def month(self, month: dt.date) -> CalendarMonth:
        """The month with its issues, of which there may be none."""
        days = self._by_month.get(month, ())
        address = addresses.archive_month(month.year, month.month) if days else None
        return CalendarMonth(month, address, tuple(CalendarDay(day, tuple(self._issues(day))) for day in days))

    def months_of(self, year: int) -> tuple[CalendarMonth, ...]:
        """All twelve."""
        return tuple(self.month(dt.date(year, number, 1)) for number in range(1, 13))

    def entries(self, month: dt.date) -> tuple[ArchiveEntry, ...]:
        """The issues of the month's days, newest first."""
        return tuple(reversed(self._entries.get(month, ())))

    def month_link(self, month: dt.date) -> MonthLink:
        """The way to the month's document."""
        count = len(self._entries.get(month, ()))
        return MonthLink(month, addresses.archive_month(month.year, month.month), count)

    def year_link(self, year: int) -> YearLink:
        """The way to the year's document."""
        count = sum(len(entries) for month, entries in self._entries.items() if month.year == year)
        return YearLink(_new_year(year), addresses.archive_year(year), count)

    def _issues(self, day: dt.date) -> list[IssueHead]:
        return self._own.get(day) or self._covered[day]


def present_archive(calendar: Calendar, site: SiteView) -> ArchiveView:
    """The way into the archive."""
    years = tuple(map(calendar.year_link, reversed(calendar.years)))
    months = calendar.months_of(calendar.years[-1]) if calendar.years else ()
    return ArchiveView(addresses.ARCHIVE, addresses.ARCHIVE, site, years, months)


def present_years(calendar: Calendar, site: SiteView) -> Iterator[ArchiveYearView]:
    """The documents of all years in which an issue came out."""
    for before, year in zip((None, *calendar.years), calendar.years, strict=False):
        address = addresses.archive_year(year)
        previous = calendar.year_link(before) if before is not None else None
        yield ArchiveYearView(address, address, site, _new_year(year), calendar.months_of(year), previous)


def present_month(calendar: Calendar, month: dt.date, site: SiteView) -> ArchiveMonthView:
    """The document of a month in which an issue came out."""
    address = addresses.archive_month(month.year, month.month)
    place = calendar.months.index(month)
    previous = calendar.month_link(calendar.months[place - 1]) if place else None
    return ArchiveMonthView(address, address, site, calendar.month(month), calendar.entries(month), previous)


def _days_after_the_first(issue: IssueHead) -> Iterator[dt.date]:
    """The other days of a double issue."""
    length = min((issue.until - issue.date).days, LONGEST_ISSUE) if issue.until else 0
    return (issue.date + dt.timedelta(days=number) for number in range(1, length + 1))


def _new_year(year: int) -> dt.date:
    return dt.date(year, 1, 1)


def _first_day(date: dt.date) -> dt.date:
    return date.replace(day=1)
