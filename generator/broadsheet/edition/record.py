"""The record of a built issue: what home, archive, corrections and other issues need of it, and its warnings.

Archive-wide pages are made from records alone, so that an old issue is neither read nor rendered again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from broadsheet.diagnostics import Diagnostic
from broadsheet.edition.face import IssueFace
from broadsheet.edition.figures import photos_shown
from broadsheet.edition.resolve import References
from broadsheet.edition.views import (
    CorrectionEntry,
    IssueHead,
    IssueViews,
    LinkView,
    ListedArticle,
)
from broadsheet.model import Issue


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """All that outlives the build of one issue."""

    source: str
    """Digest of the issue folder it was built from."""
    shared: str
    """Digest of what all issues share: paper, theme, options, versions."""
    used: tuple[tuple[str, str], ...]
    """(site-relative path, SHA-256) of files elsewhere in the site that it shows."""
    head: IssueHead
    face: IssueFace
    lead: str
    """Headline of its lead; empty without one."""
    corrections: tuple[CorrectionEntry, ...]
    drafts: tuple[str, ...]
    """Ids of its drafts, left out or shown marked."""
    held: tuple[str, ...]
    """Ids of the articles held back from the command line."""
    pages: int
    articles: int
    listed: tuple[ListedArticle, ...]
    """Its articles in reading order, adverts and retracted ones left out."""
    search: str
    """Digest of its part of the search index; empty when the theme has no search."""
    digest: str
    """Of `issue.json`: a fingerprint of its files."""
    references: References
    """What it says of other issues."""
    diagnostics: tuple[Diagnostic, ...]
    """Its warnings, repeated by builds that do not read it again."""

    def to_json(self) -> dict[str, Any]:
        """As plain values for the state file."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> IssueRecord:
        """The record of those values; raises msgspec.ValidationError for values of another shape."""
        return msgspec.convert(plain, cls)


def corrections_of(issue: Issue, views: IssueViews) -> tuple[CorrectionEntry, ...]:
    """The corrections and retractions of an issue's articles."""
    entries: list[CorrectionEntry] = []
    for article, view in zip(issue.articles, views.articles, strict=True):
        link = LinkView(view.path, view.title.text, view.language)
        dated = [(correction.date, correction.text, False) for correction in article.corrections]
        if article.retraction is not None:
            dated.append((article.retraction.date, article.retraction.reason, True))
        entries.extend(
            CorrectionEntry(link, issue.setup.date, article.head.page, date, text, is_retraction)
            for date, text, is_retraction in dated
        )
    return tuple(entries)


def listed_articles(views: IssueViews) -> tuple[ListedArticle, ...]:
    """The issue's articles as lists show them, in reading order; adverts and retracted ones are left out."""
    return tuple(
        ListedArticle(
            id=view.parts[0].piece,
            address=view.path,
            title=view.title,
            kicker=view.kicker,
            deck=view.deck,
            summary=view.summary,
            byline=view.byline,
            sections=view.sections,
            kind=view.kind,
            page=view.parts[0].page,
            language=view.language,
            tags=view.tags,
            picture=next((picture for _, picture in photos_shown(view)), None),
            changed=max((correction.date for correction in view.corrections), default=None),
        )
        for view in views.articles
        if view.is_listed
    )
