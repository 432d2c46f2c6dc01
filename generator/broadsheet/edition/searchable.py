"""What the search finds of an issue: the text of its articles, and what a result says of each.

Adverts are not found, and of a retracted article nothing is.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from broadsheet.edition.story_text import story_captions, story_lines
from broadsheet.edition.views import ArticleView, IssueViews
from broadsheet.model import Kind


@dataclass(frozen=True, slots=True)
class SearchableArticle:
    """One article, as the search knows it."""

    address: str
    """From the issue's folder: `01/bridge-reopens.html`."""
    title: str
    language: str
    pages: tuple[str, ...]
    """Codes of the pages it is printed on; the first is that of its head."""
    sections: tuple[str, ...]
    authors: tuple[str, ...]
    head: tuple[str, ...]
    """Title, kicker, deck and names of the byline, each a text of its own; what is found here ranks first."""
    body: tuple[str, ...]
    """The lines of the story, then its captions."""


@dataclass(frozen=True, slots=True)
class SearchableIssue:
    """One issue, as the search knows it."""

    folder: str
    """Address of its folder, ending in `/`."""
    date: dt.date
    until: dt.date
    """Last date of a double issue, else `date`."""
    articles: tuple[SearchableArticle, ...]
    """In reading order."""


def searchable_issue(views: IssueViews) -> SearchableIssue:
    """The issue's articles without adverts and without what was retracted."""
    issue = views.front.issue
    folder = issue.address.removesuffix("index.html")
    articles = (
        _article(view, folder) for view in views.articles if view.retraction is None and view.kind is not Kind.ADVERT
    )
    return SearchableIssue(folder, issue.date, issue.until or issue.date, tuple(articles))


def _article(view: ArticleView, folder: str) -> SearchableArticle:
    authors = tuple(person.name for person in view.byline)
    return SearchableArticle(
        address=view.path.removeprefix(folder),
        title=view.title.text,
        language=view.language,
        pages=tuple(dict.fromkeys(part.page.code for part in view.parts)),
        sections=view.sections,
        authors=authors,
        head=(view.title.text, *view.kicker, *view.deck, *authors),
        body=story_lines(view) + story_captions(view),
    )
