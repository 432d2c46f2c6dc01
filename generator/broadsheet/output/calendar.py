"""The grid of a month's calendar: weeks from the weekday with which they begin where the paper is read."""

from __future__ import annotations

import calendar
import datetime as dt
import functools

_MONDAY = 0
_LONGEST_MONTH = 6
"""Weeks that a month may touch."""


def weeks(month: dt.date, language: str) -> tuple[tuple[dt.date | None, ...], ...]:
    """The days of the month in rows of seven; `None` for a cell of another month.

    Always six rows, so that calendars side by side are equally high.
    """
    first = first_weekday(language)
    cells: list[dt.date | None] = [None] * ((month.weekday() - first) % 7)
    length = calendar.monthrange(month.year, month.month)[1]
    cells += (month.replace(day=day) for day in range(1, length + 1))
    cells += [None] * (7 * _LONGEST_MONTH - len(cells))
    return tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7))


@functools.cache
def weekdays(strings: str, language: str) -> tuple[tuple[str, str], ...]:
    """(short, long) name of each weekday from the first of the week, in the language of the interface strings."""
    from babel import Locale as BabelLocale  # late, as wherever Babel is used: checks and quiet builds need none

    names = BabelLocale.parse(strings, sep="-").days["stand-alone"]
    first = first_weekday(language)
    return tuple((names["narrow"][day % 7], names["wide"][day % 7]) for day in range(first, first + 7))


@functools.cache
def first_weekday(language: str) -> int:
    """0 for Monday … 6 for Sunday (Unicode CLDR, week data); of a language without a region, that of its likeliest.

    Monday for a language that CLDR does not know.
    """
    from babel import Locale as BabelLocale
    from babel.core import UnknownLocaleError, get_global

    try:
        locale = BabelLocale.parse(language.replace("_", "-"), sep="-")
        if locale.territory is None:
            likely = get_global("likely_subtags").get(str(locale)) or get_global("likely_subtags").get(locale.language)
            locale = BabelLocale.parse(likely) if likely else locale
        return int(locale.first_week_day)
    except (ValueError, UnknownLocaleError):
        return _MONDAY
