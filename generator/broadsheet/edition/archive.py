"""The documents that stand above the issues, made from records alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from broadsheet.edition import addresses
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.text import summarise
from broadsheet.edition.views import (
    ArchiveEntry,
    ArchiveView,
    CorrectionsView,
    FigureView,
    NotFoundView,
    PictureView,
    SiteView,
    StandingView,
)
from broadsheet.model import Figure, StandingPage
from broadsheet.model.tree import replace_figures


def present_archive(records: Iterable[IssueRecord], site: SiteView) -> ArchiveView:
    """The list of all issues; `records` are in order of publication, oldest first."""
    entries = tuple(ArchiveEntry(record.head, record.lead) for record in records)
    return ArchiveView(addresses.ARCHIVE, addresses.ARCHIVE, site, entries[::-1])


def present_corrections(records: Iterable[IssueRecord], site: SiteView) -> CorrectionsView:
    """All corrections and retractions, newest first; those of one day by issue, newest first, then by page."""
    entries = [entry for record in reversed(tuple(records)) for entry in record.corrections]
    entries.sort(key=lambda entry: entry.date, reverse=True)
    return CorrectionsView(addresses.CORRECTIONS, addresses.CORRECTIONS, site, tuple(entries))


def present_standing(page: StandingPage, site: SiteView, pictures: Mapping[str, PictureView]) -> StandingView:
    """A page outside all issues, its references resolved."""

    def pictured(figure: Figure) -> FigureView:
        shown = tuple(replace(pictures[photo.path], alt=photo.alt) for photo in figure.photos)
        return FigureView(figure.layout, figure.photos, figure.caption, figure.credit_line, shown)

    address = addresses.standing_address(page.slug)
    return StandingView(
        path=address,
        canonical=address,
        site=site,
        title=page.title,
        summary=page.summary or summarise(page.blocks),
        blocks=replace_figures(page.blocks, pictured),
        language=page.language,
    )


def present_not_found(site: SiteView) -> NotFoundView:
    """What hosts serve for an address that is not there."""
    return NotFoundView(addresses.NOT_FOUND, site)
