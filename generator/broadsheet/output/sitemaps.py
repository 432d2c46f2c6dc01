"""Sitemaps (sitemaps.org, protocol 0.9): an index of monthly maps, and Google's map of the news of two days."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator

from broadsheet.edition import addresses
from broadsheet.edition.published import changed_at, newest_articles, published_articles, published_issues
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.views import ListedArticle, SiteView
from broadsheet.output.links import absolute
from broadsheet.output.pictures import widest
from broadsheet.output.plan import OutputFile
from broadsheet.output.xml_file import Element, child, xml_file

NEWS_DAYS = 2
"""Days of the news map, the latest issue's among them."""
NEWS_LIMIT = 1000
"""Articles that a news map may hold."""

_MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_CHINESE = {"zh": "zh-cn", "zh-hans": "zh-cn", "zh-hant": "zh-tw", "zh-cn": "zh-cn", "zh-tw": "zh-tw", "zh-hk": "zh-tw"}
"""The news map knows languages by ISO 639 alone, but for Chinese."""


def sitemap_files(records: Iterable[IssueRecord], site: SiteView) -> tuple[OutputFile, ...]:
    """All maps; none for a paper without a base_url. `records` are in order of publication.

    A month's map holds what its issues published and no more, so that it stays as it is when the month is over.
    """
    if site.base_url is None:
        return ()
    issues = published_issues(records)
    months = _by_month(issues)
    files = [OutputFile.of(addresses.sitemap_month(*month), _month(months[month], site)) for month in sorted(months)]
    files.append(OutputFile.of(addresses.SITEMAP_STANDING, _standing(issues, site)))
    files.append(OutputFile.of(addresses.SITEMAP, _index(months, site)))
    if news := tuple(itertools.islice(_news(issues), NEWS_LIMIT)):
        files.append(OutputFile.of(addresses.NEWS_SITEMAP, _news_map(news, site)))
    return tuple(files)


def _by_month(issues: Iterable[IssueRecord]) -> dict[tuple[int, int], list[IssueRecord]]:
    months: dict[tuple[int, int], list[IssueRecord]] = {}
    for record in issues:
        months.setdefault((record.head.date.year, record.head.date.month), []).append(record)
    return months


def _index(months: dict[tuple[int, int], list[IssueRecord]], site: SiteView) -> bytes:
    root = Element("sitemapindex", {"xmlns": _MAPS})
    child(child(root, "sitemap"), "loc", _url(site, addresses.SITEMAP_STANDING))
    for month in sorted(months):
        entry = child(root, "sitemap")
        child(entry, "loc", _url(site, addresses.sitemap_month(*month)))
        changes = (changed_at(record, article) for record in months[month] for article in published_articles(record))
        issued = (record.head.published for record in months[month])
        child(entry, "lastmod", max(itertools.chain(changes, issued)).isoformat())
    return xml_file(root)


def _month(issues: Iterable[IssueRecord], site: SiteView) -> bytes:
    """Fronts, pages and articles; articles with their first photo."""
    root = Element("urlset", {"xmlns": _MAPS, "xmlns:image": _IMAGES})
    for record in issues:
        published = record.head.published
        pages = (record.face.page_address(code) for code in record.face.pages)
        for address in (record.head.address, *(page for page in pages if page is not None)):
            _place(root, site, address, published)
        for article in published_articles(record):
            entry = _place(root, site, article.address, changed_at(record, article))
            if article.picture is not None:
                image = child(entry, "image:image")
                child(image, "image:loc", _url(site, widest(article.picture).address))
    return xml_file(root)


def _standing(issues: tuple[IssueRecord, ...], site: SiteView) -> bytes:
    """What stands above the issues. The home page is not there: its address of record is the latest issue's."""
    root = Element("urlset", {"xmlns": _MAPS})
    for address in (addresses.ARCHIVE, addresses.CORRECTIONS, *(page.address for page in site.standing)):
        _place(root, site, address, None)
    for address in _lists(issues, site):
        _place(root, site, address, None)
    return xml_file(root)


def _lists(issues: tuple[IssueRecord, ...], site: SiteView) -> Iterator[str]:
    """The lists of sections and of authors, each after the list of all."""
    articles = [article for record in issues for article in published_articles(record)]
    sections = {name for article in articles for name in article.sections}
    authors = {person.name for article in articles for person in article.byline}
    for whole, names, address_of in (
        (addresses.SECTIONS, sections, site.section_address),
        (addresses.AUTHORS, authors, site.author_address),
    ):
        known = sorted({address for name in names if (address := address_of(name))})
        yield from (whole, *known) if known else ()


def _news(issues: tuple[IssueRecord, ...]) -> Iterator[tuple[IssueRecord, ListedArticle]]:
    """The articles of the latest issue's date and of the day before, newest first."""
    if issues:
        first = issues[-1].head.date - dt.timedelta(days=NEWS_DAYS - 1)
        yield from newest_articles(record for record in issues if record.head.date >= first)


def _news_map(news: Iterable[tuple[IssueRecord, ListedArticle]], site: SiteView) -> bytes:
    root = Element("urlset", {"xmlns": _MAPS, "xmlns:news": _NEWS})
    for record, article in news:
        entry = child(root, "url")
        child(entry, "loc", _url(site, article.address))
        told = child(entry, "news:news")
        paper = child(told, "news:publication")
        child(paper, "news:name", site.name)
        child(paper, "news:language", _news_language(site.language))
        child(told, "news:publication_date", record.head.published.isoformat())
        child(told, "news:title", article.title.text)
    return xml_file(root)


def _place(root: Element, site: SiteView, address: str, changed: dt.datetime | None) -> Element:
    entry = child(root, "url")
    child(entry, "loc", _url(site, address))
    if changed is not None:
        child(entry, "lastmod", changed.isoformat())
    return entry


def _news_language(language: str) -> str:
    tags = [part.lower() for part in language.split("-")]
    return _CHINESE.get("-".join(tags[:2]), _CHINESE.get(tags[0], tags[0]))


def _url(site: SiteView, address: str) -> str:
    return absolute(site.base_url or "", address)
