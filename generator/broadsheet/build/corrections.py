"""The lists of corrections and retractions: of each year, and the newest of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from broadsheet.build.documents import Documents, noted
from broadsheet.build.months import Month
from broadsheet.build.shared import Shared
from broadsheet.build.shown import Archive
from broadsheet.edition import addresses
from broadsheet.edition.archive import NEWEST, in_order, present_corrections, present_corrections_of
from broadsheet.edition.month_facts import month_corrections
from broadsheet.edition.months import CorrectionsInMonth, IssueCorrections
from broadsheet.edition.views import CorrectionEntry, CorrectionsView

_Year = Mapping[str, CorrectionsInMonth]
"""The months whose issues have corrections published in a year, by name."""


def changed_corrections(
    shared: Shared, archive: Archive, months: Iterable[Month], documents: Documents
) -> Iterator[CorrectionsView]:
    """The views of the lists that do not stay."""
    by_name = {month.name: month for month in months}
    years: dict[int, dict[str, CorrectionsInMonth]] = {}
    for name, month in by_name.items():
        for own in month.facts.corrections:
            years.setdefault(own.year, {})[name] = own
    order = sorted(years, reverse=True)
    newest = {year: years[year] for year in _enough(order, years)}
    if not documents.stays(addresses.CORRECTIONS, (order, [tuple(year.items()) for year in newest.values()])):
        entries = tuple(entry for year in newest for entry in _entries(year, years[year], by_name, archive))
        yield present_corrections(entries, order, shared.site)
    for year in order:
        if not documents.stays(addresses.corrections_year(year), tuple(years[year].items())):
            yield present_corrections_of(year, _entries(year, years[year], by_name, archive), shared.site)


def _enough(order: Iterable[int], years: Mapping[int, _Year]) -> Iterator[int]:
    """The years from which the newest are taken, newest first."""
    count = 0
    for year in order:
        if count < NEWEST:
            yield year
        count += sum(own.count for own in years[year].values())


def _entries(year: int, own: _Year, months: Mapping[str, Month], archive: Archive) -> tuple[CorrectionEntry, ...]:
    """All of a year, in order."""
    places = {issue.head.name: place for place, issue in enumerate(archive.shown)}
    issues = (issue for name in own for issue in _of_month(months[name], archive))
    return tuple(entry for entry in in_order(issues, places) if entry.date.year == year)


def _of_month(month: Month, archive: Archive) -> tuple[IssueCorrections, ...]:
    known = noted(archive, month.corrections, tuple[IssueCorrections, ...]) if month.stays else None
    return known if known is not None else month_corrections(month.issues, archive.listing)
