"""What the paper has published, as feeds and maps tell of it: no held issue, no draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from broadsheet.edition.record import IssueRecord
from broadsheet.edition.views import ListedArticle


def published_issues(records: Iterable[IssueRecord]) -> tuple[IssueRecord, ...]:
    """The issues that are out, in the order of `records`."""
    return tuple(record for record in records if not record.head.is_held)


def published_articles(record: IssueRecord) -> Iterator[ListedArticle]:
    """The issue's articles in reading order; adverts, retracted articles and drafts are not among them."""
    return (article for article in record.listed if article.id not in record.drafts)


def newest_articles(records: Iterable[IssueRecord]) -> Iterator[tuple[IssueRecord, ListedArticle]]:
    """Every published article with its issue: newest issue first, within an issue in reading order.

    `records` are in order of publication.
    """
    for record in reversed(published_issues(records)):
        for article in published_articles(record):
            yield record, article


def changed_at(record: IssueRecord, article: ListedArticle) -> dt.datetime:
    """When it was last changed, as far as the paper says."""
    return changed_on(record.head.published, article.changed)


def changed_on(published: dt.datetime, day: dt.date | None) -> dt.datetime:
    """The moment for the date of a correction: its midnight in the paper's time as of the publication.

    Never before the publication, which it is too without a date.
    """
    if day is None:
        return published
    return max(published, dt.datetime.combine(day, dt.time(), published.tzinfo))
