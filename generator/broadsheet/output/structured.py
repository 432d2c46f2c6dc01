"""What machines read in a document's head: JSON-LD in the vocabulary of schema.org."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from broadsheet.edition import addresses
from broadsheet.edition.figures import photos_shown
from broadsheet.edition.views import (
    ArticleView,
    FrontView,
    IssueHead,
    PageView,
    PictureView,
    SiteView,
)
from broadsheet.model import Kind, Person, Photo
from broadsheet.output.escape import escaped_in_json
from broadsheet.output.links import absolute
from broadsheet.output.locale import Locale
from broadsheet.output.pictures import media_type, widest

_CONTEXT = "https://schema.org"


def article_json(view: ArticleView, locale: Locale) -> Markup:
    """The NewsArticle as a script element; absolute addresses only where the paper has a base_url."""
    site, codes = view.site, tuple(dict.fromkeys(part.page.code for part in view.parts))
    way = ((view.parts[0].page.address, locale.page_name(view.parts[0].page)), (view.canonical, view.title.text))
    data: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "headline": view.title.text,
        "alternativeHeadline": " ".join(view.deck) or None,
        "description": view.summary or None,
        "author": [_person(person, site) for person in view.byline] or None,
        "publisher": _publisher(site),
        "dateline": view.dateline or None,
        "datePublished": view.issue.published,
        "dateModified": max(_days_of_change(view), default=None),
        "creativeWorkStatus": "Retracted" if view.retraction is not None else None,
        "inLanguage": view.language,
        "isAccessibleForFree": True,
        "articleSection": list(view.sections) or None,
        "keywords": list(view.tags) or None,
        "printEdition": view.issue.suffix or None,
        "printPage": codes[0],
        "printSection": view.parts[0].page.name or None,
        "pagination": ", ".join(codes),
        "isPartOf": _issue(site, view.issue),
        "correction": list(_corrections(view)) or None,
        "creditText": view.source or None,
        "image": list(_images(view)) or None,
        "url": _url(site, view.canonical),
        "mainEntityOfPage": _web_page(view.site, view.canonical, _breadcrumbs(view.issue, site, locale, way)),
    }
    return _script(data)


def front_json(view: FrontView, locale: Locale) -> Markup:
    """The PublicationIssue with its files, as a script element."""
    figure = view.lead.figure if view.lead is not None else None
    files = ((view.pdf, "application/pdf"), (view.epub, "application/epub+zip"))
    data = {
        "@context": _CONTEXT,
        **_issue(view.site, view.issue),
        "name": view.issue.title or f"{view.site.name} {locale.issue_date(view.issue)}",
        "inLanguage": view.site.language,
        "isAccessibleForFree": True,
        "publisher": _publisher(view.site),
        "pageStart": view.pages[0].page.code if view.pages else None,
        "pageEnd": view.pages[-1].page.code if view.pages else None,
        "image": _image(view.site, figure.pictures[0], figure.photos[0]) if figure is not None else None,
        "encoding": [file for address, kind in files if (file := _file(view.site, address, kind))] or None,
    }
    return _script(data)


def page_json(view: PageView, locale: Locale) -> Markup:
    """The page as a CollectionPage of what is printed on it, as a script element."""
    site = view.site
    pieces = [piece for group in view.groups for piece in group.pieces]
    listed = [piece for piece in pieces if piece.kind is not Kind.ADVERT and piece.retraction is None]
    items = [
        {"@type": "ListItem", "position": position, "name": piece.title.text, "url": _url(site, piece.address)}
        for position, piece in enumerate(listed, start=1)
    ]
    press = view.press
    data = {
        "@context": _CONTEXT,
        "@type": "CollectionPage",
        "name": f"{site.name} {locale.issue_date(view.issue, 'short')} {locale.page_name(view.page)}",
        "url": _url(site, view.canonical),
        "inLanguage": site.language,
        "isAccessibleForFree": True,
        "datePublished": view.issue.published,
        "isPartOf": _issue(site, view.issue),
        "position": view.page.code,
        "breadcrumb": _breadcrumbs(view.issue, site, locale, ((view.canonical, locale.page_name(view.page)),)),
        "image": _image(site, press.picture) if press is not None and press.picture is not None else None,
        "encoding": _file(site, press.pdf, "application/pdf") if press is not None else None,
        "mainEntity": {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items} if items else None,
    }
    return _script(data)


# --- parts ----------------------------------------------------------------------------------------------------------


def _days_of_change(view: ArticleView) -> Iterator[dt.date]:
    yield from (correction.date for correction in view.corrections)
    if view.retraction is not None:
        yield view.retraction.date


def _corrections(view: ArticleView) -> Iterator[dict[str, Any]]:
    if view.retraction is not None:
        yield {"@type": "CorrectionComment", "text": view.retraction.reason, "datePublished": view.retraction.date}
    for correction in view.corrections:
        yield {"@type": "CorrectionComment", "text": correction.text, "datePublished": correction.date}


def _issue(site: SiteView, issue: IssueHead) -> dict[str, Any]:
    return {
        "@type": "PublicationIssue",
        "issueNumber": issue.number or None,
        "datePublished": issue.date,
        "name": issue.title or None,
        "url": _url(site, issue.address),
        "isPartOf": {
            "@type": "Newspaper",
            "name": site.name,
            "inLanguage": site.language,
            "url": site.base_url,
        },
    }


def _publisher(site: SiteView) -> dict[str, Any]:
    logo, plate = None, site.nameplate
    if plate is not None and site.base_url is not None:
        url = absolute(site.base_url, plate.address)
        logo = {"@type": "ImageObject", "url": url, "width": plate.width, "height": plate.height}
    return {"@type": "NewsMediaOrganization", "name": site.name, "url": site.base_url, "logo": logo}


def _person(person: Person, site: SiteView) -> dict[str, Any]:
    organisation = {"@type": "Organization", "name": person.affiliation} if person.affiliation else None
    page = site.author_address(person.name)
    return {
        "@type": "Person",
        "name": person.name,
        "jobTitle": person.role or None,
        "affiliation": organisation,
        "url": _url(site, page) if page is not None else None,
    }


def _images(view: ArticleView) -> Iterator[dict[str, Any]]:
    """Its photos; for an article without one, the picture made for sharing it."""
    shown: list[tuple[Photo | None, PictureView]] = [*photos_shown(view)]
    if not shown and view.share is not None:
        shown.append((None, view.share))
    for photo, picture in shown:
        if image := _image(view.site, picture, photo):
            yield image


def _image(site: SiteView, picture: PictureView, photo: Photo | None = None) -> dict[str, Any] | None:
    """The widest file; `None` for a paper without a base_url."""
    if site.base_url is None:
        return None
    file = widest(picture)
    return {
        "@type": "ImageObject",
        "url": absolute(site.base_url, file.address),
        "width": file.width,
        "height": file.height,
        "encodingFormat": media_type(file.address),
        "caption": (photo.caption or None) if photo is not None else None,
        "creditText": (photo.credit_line or None) if photo is not None else None,
    }


def _file(site: SiteView, address: str | None, media: str) -> dict[str, Any] | None:
    if site.base_url is None or address is None:
        return None
    return {"@type": "MediaObject", "contentUrl": absolute(site.base_url, address), "encodingFormat": media}


def _breadcrumbs(
    issue: IssueHead, site: SiteView, locale: Locale, way: tuple[tuple[str | None, str], ...]
) -> dict[str, Any] | None:
    """From the paper over the issue to the end of `way`, (address, name) each; what has no address is left out."""
    if site.base_url is None:
        return None
    whole = ((addresses.HOME, site.name), (issue.address, locale.issue_date(issue)), *way)
    places = [(absolute(site.base_url, address), name) for address, name in whole if address is not None]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": {"@type": "WebPage", "@id": url}}
            for position, (url, name) in enumerate(places, start=1)
        ],
    }


def _web_page(site: SiteView, address: str, breadcrumbs: dict[str, Any] | None) -> dict[str, Any] | None:
    if site.base_url is None:
        return None
    return {"@type": "WebPage", "@id": absolute(site.base_url, address), "breadcrumb": breadcrumbs}


def _url(site: SiteView, address: str) -> str | None:
    return None if site.base_url is None else absolute(site.base_url, address)


def _script(data: dict[str, Any]) -> Markup:
    """The data without its empty values; `<` escaped, so that no text can end the script element."""
    text = json.dumps(_filled(data), ensure_ascii=False, separators=(",", ":"), default=_date)
    text = escaped_in_json(text.replace("<", "\\u003c"))
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(inner) for key, inner in value.items() if inner is not None}
    return [_filled(inner) for inner in value] if isinstance(value, list) else value


def _date(value: object) -> str:
    """A date or moment as ISO 8601 has it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"no JSON for {value!r}")
