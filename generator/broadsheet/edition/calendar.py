"""The archive as calendars: years, months, and the issues of each, made from records alone.

What shows a past month or year names nothing that came later, so that its bytes never change again.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator

from broadsheet.edition import addresses
from broadsheet.edition.record import IssueRecord
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


def present_archive(records: Iterable[IssueRecord], site: SiteView) -> ArchiveView:
    """The way into the archive; `records` are in order of publication."""
    calendar = _Calendar(records)
    years = tuple(map(calendar.year_link, reversed(calendar.years)))
    months = tuple(calendar.months_of(years[0].year.year)) if years else ()
    return ArchiveView(addresses.ARCHIVE, addresses.ARCHIVE, site, years, months)


def present_archive_parts(
    records: Iterable[IssueRecord], site: SiteView
) -> tuple[ArchiveYearView | ArchiveMonthView, ...]:
    """The documents of all years and months in which an issue came out; `records` are in order of publication."""
    calendar = _Calendar(records)
    return (*_years(calendar, site), *_months(calendar, site))


def _years(calendar: _Calendar, site: SiteView) -> Iterator[ArchiveYearView]:
    for before, year in itertools.pairwise((None, *calendar.years)):
        assert year is not None
        address = addresses.archive_year(year)
        previous = calendar.year_link(before) if before is not None else None
        yield ArchiveYearView(address, address, site, _new_year(year), tuple(calendar.months_of(year)), previous)


def _months(calendar: _Calendar, site: SiteView) -> Iterator[ArchiveMonthView]:
    for before, month in itertools.pairwise((None, *calendar.months)):
        assert month is not None
        address = addresses.archive_month(month.year, month.month)
        previous = calendar.month_link(before) if before is not None else None
        yield ArchiveMonthView(address, address, site, calendar.month(month), calendar.entries(month), previous)


class _Calendar:
    """All issues by day, month and year."""

    def __init__(self, records: Iterable[IssueRecord]) -> None:
        self._entries: dict[dt.date, list[ArchiveEntry]] = {}
        self._own: dict[dt.date, list[IssueHead]] = {}
        self._covered: dict[dt.date, list[IssueHead]] = {}
        for record in sorted(records, key=lambda record: record.head.date):
            head = record.head
            self._entries.setdefault(_first_day(head.date), []).append(ArchiveEntry(head, record.lead))
            self._own.setdefault(head.date, []).append(head)
            for day in _days_after_the_first(head):
                self._covered.setdefault(day, []).append(head)
        self.days = sorted({*self._own, *self._covered})
        self.months = sorted({_first_day(day) for day in self.days})
        """First days of the months with an issue, oldest first."""
        self.years = sorted({month.year for month in self.months})
        self._by_month = {month: tuple(days) for month, days in itertools.groupby(self.days, key=_first_day)}

    def month(self, month: dt.date) -> CalendarMonth:
        days = self._by_month.get(month, ())
        address = addresses.archive_month(month.year, month.month) if days else None
        return CalendarMonth(month, address, tuple(CalendarDay(day, tuple(self._issues(day))) for day in days))

    def months_of(self, year: int) -> Iterator[CalendarMonth]:
        return (self.month(dt.date(year, number, 1)) for number in range(1, 13))

    def entries(self, month: dt.date) -> tuple[ArchiveEntry, ...]:
        return tuple(reversed(self._entries.get(month, ())))

    def month_link(self, month: dt.date) -> MonthLink:
        count = len(self._entries.get(month, ()))
        return MonthLink(month, addresses.archive_month(month.year, month.month), count)

    def year_link(self, year: int) -> YearLink:
        count = sum(len(entries) for month, entries in self._entries.items() if month.year == year)
        return YearLink(_new_year(year), addresses.archive_year(year), count)

    def _issues(self, day: dt.date) -> list[IssueHead]:
        return self._own.get(day) or self._covered[day]


def _days_after_the_first(issue: IssueHead) -> Iterator[dt.date]:
    """The other days of a double issue."""
    length = min((issue.until - issue.date).days, LONGEST_ISSUE) if issue.until else 0
    return (issue.date + dt.timedelta(days=number) for number in range(1, length + 1))


def _new_year(year: int) -> dt.date:
    return dt.date(year, 1, 1)


def _first_day(date: dt.date) -> dt.date:
    return date.replace(day=1)
