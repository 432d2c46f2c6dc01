"""What a month's listings come to: a few thousand bytes that stand for a thousand articles.

Documents above the months are made from these facts, so that a past month's articles are not loaded again.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Sequence

import msgspec

from broadsheet.edition import addresses
from broadsheet.edition.listing import ListingOf
from broadsheet.edition.published import published_articles
from broadsheet.edition.shown import ShownIssue
from broadsheet.edition.views import CorrectionEntry, IssueHead, ListedArticle, ListedEntry, ListingKind, SiteView


class ListInMonth(msgspec.Struct, frozen=True, array_like=True):
    """A section or an author in one month."""

    address: str
    """Of its first document."""
    name: str
    """As its first article of the month has it: later ones whose names give the same address are listed with it."""
    count: int
    """Articles; at least one."""
    last: int
    """The number of its last article among those of the month, by date and within an issue as it is read."""
    is_told: bool
    """Whether maps of the site know one of its articles: one of an issue that is out, and no draft."""
    digest: bytes
    """Of its entries: equal digests, equal lists."""


class FeedInMonth(msgspec.Struct, frozen=True, array_like=True):
    """What a feed can take from one month: articles of issues that are out, no drafts."""

    address: str
    """Of the section's first document; the home page for the whole paper."""
    name: str
    """The section's name as its first article, in order of publication, has it."""
    first: str
    """Name of the issue of that article."""
    count: int
    oldest: str
    """Name of the first issue, in order of publication, with such an article; empty without one."""
    newest: str
    """Name of the last one."""
    digest: bytes
    """Of the entries: equal digests, equal entries."""


class CorrectionsInMonth(msgspec.Struct, frozen=True, array_like=True):
    """Corrections and retractions of a month's issues that were published in one year."""

    year: int
    count: int
    digest: bytes
    """Of the entries with their issues."""


class MonthFacts(msgspec.Struct, frozen=True, array_like=True):
    """What one month's issues give to documents above the months."""

    sections: tuple[ListInMonth, ...]
    """In the order of their first articles."""
    authors: tuple[ListInMonth, ...]
    """In the order of their first articles; empty where the paper has no authors' pages."""
    feeds: tuple[FeedInMonth, ...]
    """The paper's own, and one for each section."""
    corrections: tuple[CorrectionsInMonth, ...]
    """By year."""
    section_names: tuple[str, ...]
    """Of all articles, also of sections without a document; sorted."""
    page_codes: tuple[str, ...]
    """Of the pages that articles begin on, sorted."""
    changed: str
    """When something that is out was last published or changed (RFC 3339); empty when nothing is out."""


class IssueCorrections(msgspec.Struct, frozen=True, array_like=True):
    """The corrections and retractions of one issue."""

    issue: str
    """Its name."""
    entries: tuple[CorrectionEntry, ...]
    """In reading order; never empty."""


def month_of(head: IssueHead) -> dt.date:
    """The first day of the month that an issue is listed in."""
    return head.date.replace(day=1)


def by_month(issues: Iterable[ShownIssue]) -> dict[dt.date, tuple[ShownIssue, ...]]:
    """The issues of each month, months oldest first, in each the issues in the order given."""
    months: dict[dt.date, list[ShownIssue]] = {}
    for issue in issues:
        months.setdefault(month_of(issue.head), []).append(issue)
    return {month: tuple(months[month]) for month in sorted(months)}


# --- the articles of a month, as lists and feeds have them ----------------------------------------------------------


def sections_of(article: ListedArticle) -> Sequence[str]:
    """The names by which sections list the article."""
    return article.sections


def authors_of(article: ListedArticle) -> Sequence[str]:
    """The names by which authors' documents list the article."""
    return [person.name for person in article.byline]


def listed_entries(
    issues: Iterable[ShownIssue], listing_of: ListingOf, kind: ListingKind, site: SiteView, wanted: Iterable[str]
) -> dict[str, tuple[ListedEntry, ...]]:
    """The entries of a month for each of those addresses: the newest issue first, inside an issue as it is read."""
    names_of, address_of = (
        (sections_of, site.section_address) if kind == "section" else (authors_of, site.author_address)
    )
    address_of = functools.cache(address_of)
    found: dict[str, list[ListedEntry]] = {address: [] for address in wanted}
    for issue in sorted(issues, key=lambda issue: issue.head.date)[::-1]:  # of one day, the one published last first
        for article in listing_of(issue.head.name).listed:
            for address in dict.fromkeys(map(address_of, names_of(article))):
                if address in found:
                    found[address].append(ListedEntry(issue.head, article))
    return {address: tuple(entries) for address, entries in found.items()}


def told_entries(
    issues: Sequence[ShownIssue], listing_of: ListingOf, site: SiteView, wanted: Iterable[str]
) -> dict[str, tuple[ListedEntry, ...]]:
    """What feeds can take from a month, by address: the issue published last first, inside an issue as it is read."""
    address_of = functools.cache(site.section_address)
    found: dict[str, list[ListedEntry]] = {address: [] for address in wanted}
    for issue in reversed(issues):
        for article in published_articles(issue, listing_of(issue.head.name)):
            for address in (addresses.HOME, *dict.fromkeys(map(address_of, article.sections))):
                if address in found:
                    found[address].append(ListedEntry(issue.head, article))
    return {address: tuple(entries) for address, entries in found.items()}
