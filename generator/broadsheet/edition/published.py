"""What the paper has published, as feeds and maps tell of it: no held issue, no draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from broadsheet.edition.listing import IssueListing
from broadsheet.edition.shown import ShownIssue
from broadsheet.edition.views import IssueHead, ListedArticle


def published_issues(issues: Iterable[ShownIssue]) -> tuple[ShownIssue, ...]:
    """The issues that are out, in the order given."""
    return tuple(issue for issue in issues if not issue.head.is_held)


def published_articles(issue: ShownIssue, listing: IssueListing) -> Iterator[ListedArticle]:
    """The issue's articles in reading order, none of an issue that is held.

    Adverts, retracted articles and drafts are not among them.
    """
    if issue.head.is_held:
        return iter(())
    return (article for article in listing.listed if article.id not in issue.drafts)


def changed_at(head: IssueHead, article: ListedArticle) -> dt.datetime:
    """When an article of the issue was last changed, as far as the paper says."""
    return changed_on(head.published, article.changed)


def changed_on(published: dt.datetime, day: dt.date | None) -> dt.datetime:
    """The moment for the date of a correction: its midnight in the paper's time as of the publication.

    Never before the publication, which it is too without a date.
    """
    if day is None:
        return published
    return max(published, dt.datetime.combine(day, dt.time(), published.tzinfo))
