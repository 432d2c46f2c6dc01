"""Sitemaps (sitemaps.org, protocol 0.9): an index of monthly maps, and Google's map of the news of two days."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable

from broadsheet.edition import addresses
from broadsheet.edition.listing import ListingOf
from broadsheet.edition.published import changed_at, published_articles, published_issues
from broadsheet.edition.shown import ShownIssue
from broadsheet.edition.views import ListedEntry, SiteView
from broadsheet.output.links import absolute
from broadsheet.output.pictures import widest_address
from broadsheet.output.xml_file import Element, child, xml_file, xml_text

NEWS_DAYS = 2
"""Days of the news map, the latest issue's among them."""
NEWS_LIMIT = 1000
"""Articles that a news map may hold."""

_MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_CHINESE = {"zh": "zh-cn", "zh-hans": "zh-cn", "zh-hant": "zh-tw", "zh-cn": "zh-cn", "zh-tw": "zh-tw", "zh-hk": "zh-tw"}
"""The news map knows languages by ISO 639 alone, but for Chinese."""


def month_map(issues: Iterable[ShownIssue], listing_of: ListingOf, site: SiteView) -> bytes:
    """A month's map: what its issues published and no more, so that it stays as it is when the month is over.

    Fronts, pages and articles; articles with their first photo.
    """
    root = Element("urlset", {"xmlns": _MAPS, "xmlns:image": _IMAGES})
    for issue in published_issues(issues):
        head, published = issue.head, issue.head.published.isoformat()
        pages = (addresses.page_address(head.date, head.suffix, code) for code in issue.pages)
        root.children += (_place(site, address, published) for address in (head.address, *pages))
        for article in published_articles(issue, listing_of(head.name)):
            changed = changed_at(head, article).isoformat() if article.changed is not None else published
            picture = widest_address(article.picture) if article.picture is not None else ""
            root.children.append(_place(site, article.address, changed, picture))
    return xml_file(root)


def index_map(months: Iterable[tuple[dt.date, str]], site: SiteView) -> bytes:
    """The index of all maps. Of each month, oldest first: its first day and when it was last changed (RFC 3339)."""
    root = Element("sitemapindex", {"xmlns": _MAPS})
    child(child(root, "sitemap"), "loc", _url(site, addresses.SITEMAP_STANDING))
    for month, changed in months:
        entry = child(root, "sitemap")
        child(entry, "loc", _url(site, addresses.sitemap_month(month.year, month.month)))
        child(entry, "lastmod", changed)
    return xml_file(root)


def standing_map(sections: Iterable[str], authors: Iterable[str], site: SiteView) -> bytes:
    """What stands above the issues; given are the addresses of the sections and authors that have published.

    The home page is not there: its address of record is the latest issue's.
    """
    root = Element("urlset", {"xmlns": _MAPS})
    lists = [
        address
        for whole, known in ((addresses.SECTIONS, sorted(sections)), (addresses.AUTHORS, sorted(authors)))
        for address in ((whole, *known) if known else ())
    ]
    standing = (page.address for page in site.standing)
    root.children += (_place(site, each) for each in (addresses.ARCHIVE, addresses.CORRECTIONS, *standing, *lists))
    return xml_file(root)


def issues_in_the_news(issues: Iterable[ShownIssue]) -> tuple[ShownIssue, ...]:
    """The issues that are out, of the latest one's date and the day before; given and taken in order of publication."""
    out = published_issues(issues)
    first = out[-1].head.date - dt.timedelta(days=NEWS_DAYS - 1) if out else dt.date.max
    return tuple(issue for issue in out if issue.head.date >= first)


def news_map(issues: Iterable[ShownIssue], listing_of: ListingOf, site: SiteView) -> bytes | None:
    """The articles of the issues in the news, newest first; `None` when they have none."""
    newest = (
        ListedEntry(issue.head, article)
        for issue in reversed(tuple(issues))
        for article in published_articles(issue, listing_of(issue.head.name))
    )
    news = tuple(itertools.islice(newest, NEWS_LIMIT))
    return _news_map(news, site) if news else None


def _news_map(news: Iterable[ListedEntry], site: SiteView) -> bytes:
    root = Element("urlset", {"xmlns": _MAPS, "xmlns:news": _NEWS})
    for listed in news:
        entry = child(root, "url")
        child(entry, "loc", _url(site, listed.article.address))
        told = child(entry, "news:news")
        paper = child(told, "news:publication")
        child(paper, "news:name", site.name)
        child(paper, "news:language", _news_language(site.language))
        child(told, "news:publication_date", listed.issue.published.isoformat())
        child(told, "news:title", listed.article.title.text)
    return xml_file(root)


def _place(site: SiteView, address: str, changed: str = "", picture: str = "") -> str:
    """An address in a map; `changed` and `picture` may be empty."""
    modified = f"  <lastmod>{changed}</lastmod>\n" if changed else ""
    image = f"  <image:image>\n   <image:loc>{_loc(site, picture)}</image:loc>\n  </image:image>\n" if picture else ""
    return f" <url>\n  <loc>{_loc(site, address)}</loc>\n{modified}{image} </url>\n"


def _loc(site: SiteView, address: str) -> str:
    return xml_text(_url(site, address))


def _news_language(language: str) -> str:
    tags = [part.lower() for part in language.split("-")]
    return _CHINESE.get("-".join(tags[:2]), _CHINESE.get(tags[0], tags[0]))


def _url(site: SiteView, address: str) -> str:
    return absolute(site.base_url or "", address)
