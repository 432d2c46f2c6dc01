"""What machines read in a document's head: JSON-LD (schema.org) and Open Graph."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from broadsheet.edition.views import ArticleView, FigureView, IssueHead, PictureView, SiteView
from broadsheet.model.tree import figures_in
from broadsheet.output.escape import escaped_in_json
from broadsheet.output.links import absolute


def article_json(view: ArticleView) -> Markup:
    """The NewsArticle as a script element; absolute addresses only where the paper has a base_url."""
    pages = tuple(dict.fromkeys(part.page.code for part in view.parts))
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": view.title.text,
        "alternativeHeadline": " ".join(view.deck) or None,
        "description": view.summary or None,
        "author": [_person(person.name, person.affiliation) for person in view.byline] or None,
        "dateline": view.dateline or None,
        "datePublished": view.issue.published.isoformat(),
        "dateModified": max(_days_of_change(view), default=None),
        "inLanguage": view.language,
        "articleSection": list(view.sections) or None,
        "keywords": list(view.tags) or None,
        "printPage": pages[0],
        "printSection": view.parts[0].page.name or None,
        "pagination": ", ".join(pages),
        "isPartOf": _issue(view.site, view.issue),
        "correction": [
            {"@type": "CorrectionComment", "text": correction.text, "datePublished": correction.date}
            for correction in view.corrections
        ]
        or None,
        "creditText": view.source or None,
    }
    base = view.site.base_url
    if base is not None:
        data["url"] = data["mainEntityOfPage"] = absolute(base, view.canonical)
        data["image"] = [absolute(base, largest(picture)) for picture in _pictures(view)] or None
    return _script(data)


def open_graph(view: ArticleView) -> tuple[tuple[str, str], ...]:
    """(property, content) pairs of an article; addresses only where the paper has a base_url."""
    pairs = [
        ("og:type", "article"),
        ("og:title", view.title.text),
        ("og:site_name", view.site.name),
        ("og:locale", _locale(view.language)),
        ("article:published_time", view.issue.published.isoformat()),
    ]
    if view.summary:
        pairs.append(("og:description", view.summary))
    pairs += [("article:author", person.name) for person in view.byline]
    pairs += [("article:section", section) for section in view.sections[:1]]
    pairs += [("article:tag", tag) for tag in view.tags]
    if view.site.base_url is not None:
        pairs.append(("og:url", absolute(view.site.base_url, view.canonical)))
        for picture in list(_pictures(view))[:1]:
            pairs.append(("og:image", absolute(view.site.base_url, largest(picture))))
            if picture.alt:
                pairs.append(("og:image:alt", picture.alt))
    return tuple(pairs)


def largest(picture: PictureView) -> str:
    """The address of the widest variant."""
    return picture.variants[-1][1]


def _days_of_change(view: ArticleView) -> Iterator[dt.date]:
    yield from (correction.date for correction in view.corrections)
    if view.retraction is not None:
        yield view.retraction.date


def _issue(site: SiteView, issue: IssueHead) -> dict[str, Any]:
    newspaper: dict[str, Any] = {"@type": "Newspaper", "name": site.name, "inLanguage": site.language}
    publication: dict[str, Any] = {
        "@type": "PublicationIssue",
        "issueNumber": issue.number or None,
        "datePublished": issue.date,
        "name": issue.title or None,
        "isPartOf": newspaper,
    }
    if site.base_url is not None:
        newspaper["url"] = site.base_url
        publication["url"] = absolute(site.base_url, issue.address)
    return publication


def _person(name: str, affiliation: str) -> dict[str, Any]:
    organisation = {"@type": "Organization", "name": affiliation} if affiliation else None
    return {"@type": "Person", "name": name, "affiliation": organisation}


def _pictures(view: ArticleView) -> Iterator[PictureView]:
    for part in view.parts:
        for figure in figures_in(part.blocks):
            if isinstance(figure, FigureView):
                yield from figure.pictures


def _script(data: dict[str, Any]) -> Markup:
    """The data without its empty values; `<` escaped, so that no text can end the script element."""
    text = json.dumps(_filled(data), ensure_ascii=False, separators=(",", ":"), default=str).replace("<", "\\u003c")
    text = escaped_in_json(text)
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(inner) for key, inner in value.items() if inner is not None}
    return [_filled(inner) for inner in value] if isinstance(value, list) else value


def _locale(language: str) -> str:
    """`zh_CN` for zh-Hans: Open Graph takes language and territory."""
    territory = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "zh": "zh_CN", "ja": "ja_JP", "en": "en_US"}
    return territory.get(language, language.replace("-", "_"))
