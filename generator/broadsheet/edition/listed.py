"""What archive-wide documents take of an issue."""

from __future__ import annotations

from broadsheet.edition.figures import photos_shown
from broadsheet.edition.views import CorrectionEntry, IssueViews, LinkView, ListedArticle
from broadsheet.model import Issue


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
