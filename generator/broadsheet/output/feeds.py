"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, of the whole paper and of each section."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from broadsheet.edition import addresses
from broadsheet.edition.published import changed_at, newest_articles
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.views import ListedArticle, ListingMonthView, ListingView, SiteView, View
from broadsheet.output.escape import escaped_in_json
from broadsheet.output.links import absolute
from broadsheet.output.locale import Locale
from broadsheet.output.pictures import media_type, widest
from broadsheet.output.plan import OutputFile
from broadsheet.output.xml_file import Element, child, xml_file

NEWEST = 50
"""Articles in a feed."""

_ATOM = "http://www.w3.org/2005/Atom"
_JSON_FEED = "https://jsonfeed.org/version/1.1"
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When a feed without an article was last changed, which RFC 4287 demands (4.1.1)."""

_Entry = tuple[IssueRecord, ListedArticle]


@dataclass(frozen=True, slots=True)
class _Feed:
    """What a feed holds, whatever its format."""

    site: SiteView
    base: str
    title: str
    subtitle: str
    folder: str
    """Of its two files: `sections/river/`; empty for the whole paper."""
    home: str
    """Address of the document that lists what it lists."""
    entries: tuple[_Entry, ...]
    """Newest first."""

    def url(self, address: str) -> str:
        return absolute(self.base, address)


def feed_files(records: Iterable[IssueRecord], site: SiteView, locale: Locale) -> tuple[OutputFile, ...]:
    """All feeds; none for a paper without a base_url. `records` are in order of publication.

    Each holds the newest `NEWEST` articles. A section has its feed where it has a document: when an article names it.
    """
    if site.base_url is None:
        return ()
    records = tuple(records)
    newest = tuple(itertools.islice(newest_articles(records), NEWEST))
    feeds = [_Feed(site, site.base_url, site.name, site.tagline, "", addresses.HOME, newest)]
    for home, (name, entries) in _by_section(records, site).items():
        feeds.append(_Feed(site, site.base_url, _title(name, site, locale), "", _folder(home), home, entries))
    return tuple(file for feed in feeds for file in _files(feed))


def feed_links(view: View, locale: Locale) -> Iterator[tuple[str, str, str]]:
    """(media type, title, address) of the feeds that a document tells of; none for a paper without a base_url.

    Those of the whole paper, and on a section's documents the section's.
    """
    site = view.site
    if site.base_url is None:
        return
    section = view.section if isinstance(view, ListingView | ListingMonthView) else ""
    home = site.section_address(section) if section else None
    folders = [("", site.name), *([(_folder(home), _title(section, site, locale))] if home else [])]
    for folder, title in folders:
        yield "application/atom+xml", title, folder + addresses.FEED
        yield "application/feed+json", title, folder + addresses.JSON_FEED


def _title(section: str, site: SiteView, locale: Locale) -> str:
    return locale.text("feed_section", paper=site.name, section=section)


def _folder(home: str) -> str:
    return home.removesuffix("index.html")


def _by_section(records: tuple[IssueRecord, ...], site: SiteView) -> dict[str, tuple[str, tuple[_Entry, ...]]]:
    """By the address of the section's first document: its name, as its first article has it, and its newest."""
    address_of = functools.cache(site.section_address)
    names: dict[str, str] = {}
    for record in records:
        for article in record.listed:
            for name in article.sections:
                if address := address_of(name):
                    names.setdefault(address, name)
    found: dict[str, list[_Entry]] = {address: [] for address in names}
    for entry in newest_articles(records):
        for address in set(map(address_of, entry[1].sections)):
            if address is not None and len(found[address]) < NEWEST:
                found[address].append(entry)
    return {address: (name, tuple(found[address])) for address, name in names.items()}


def _files(feed: _Feed) -> Iterator[OutputFile]:
    yield OutputFile.of(feed.folder + addresses.FEED, _atom(feed))
    yield OutputFile.of(feed.folder + addresses.JSON_FEED, _json_feed(feed))


# --- Atom -----------------------------------------------------------------------------------------------------------


def _atom(feed: _Feed) -> bytes:
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": feed.site.language})
    child(root, "id", feed.url(feed.folder + addresses.FEED) if feed.folder else feed.base)
    child(root, "title", feed.title)
    if feed.subtitle:
        child(root, "subtitle", feed.subtitle)
    child(root, "updated", max((changed_at(*entry) for entry in feed.entries), default=_NEVER).isoformat())
    child(root, "generator", "Broadsheet")
    child(root, "link", rel="self", type="application/atom+xml", href=feed.url(feed.folder + addresses.FEED))
    child(root, "link", rel="alternate", type="text/html", href=feed.url(feed.home))
    # The author of every entry that names none (RFC 4287, 4.2.1).
    paper = child(root, "author")
    child(paper, "name", feed.site.name)
    child(paper, "uri", feed.base)
    if feed.entries:
        child(root, "rights", _rights(feed))
    for record, article in feed.entries:
        _atom_entry(root, feed, record, article)
    return xml_file(root)


def _atom_entry(root: Element, feed: _Feed, record: IssueRecord, article: ListedArticle) -> None:
    url = feed.url(article.address)
    language = {"xml__lang": article.language} if article.language != feed.site.language else {}
    entry = child(root, "entry", **language)
    child(entry, "id", url)
    child(entry, "title", article.title.text)
    child(entry, "link", rel="alternate", type="text/html", hreflang=article.language, href=url)
    if article.picture is not None:
        picture = widest(article.picture).address
        child(entry, "link", rel="enclosure", type=media_type(picture), href=feed.url(picture))
    child(entry, "published", record.head.published.isoformat())
    child(entry, "updated", changed_at(record, article).isoformat())
    for person in article.byline:
        author = child(entry, "author")
        child(author, "name", person.name)
        if page := feed.site.author_address(person.name):
            child(author, "uri", feed.url(page))
    for section in article.sections:
        child(entry, "category", term=section, scheme=feed.url(addresses.SECTIONS))
    for tag in article.tags:
        child(entry, "category", term=tag)
    if article.summary:
        child(entry, "summary", article.summary)


def _rights(feed: _Feed) -> str:
    years = sorted({record.head.date.year for record, _ in feed.entries})
    ends = "–".join(str(year) for year in dict.fromkeys((years[0], years[-1])))
    return f"© {ends} {feed.site.name}"


# --- JSON Feed ------------------------------------------------------------------------------------------------------


def _json_feed(feed: _Feed) -> bytes:
    document = {
        "version": _JSON_FEED,
        "user_comment": "generated by Broadsheet",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.url(feed.home),
        "feed_url": feed.url(feed.folder + addresses.JSON_FEED),
        "language": feed.site.language,
        "authors": [{"name": feed.site.name, "url": feed.base}],
        "items": [_json_item(feed, record, article) for record, article in feed.entries],
    }
    text = json.dumps(_given(document), ensure_ascii=False, indent=1)
    return (escaped_in_json(text) + "\n").encode()


def _json_item(feed: _Feed, record: IssueRecord, article: ListedArticle) -> dict[str, Any]:
    url = feed.url(article.address)
    changed = changed_at(record, article)
    authors = [
        _given({"name": person.name, "url": feed.url(page) if (page := feed.site.author_address(person.name)) else ""})
        for person in article.byline
    ]
    item = {
        "id": url,
        "url": url,
        "title": article.title.text,
        "summary": article.summary,
        # One text is required; readers who want all of it follow the address.
        "content_text": article.summary or article.title.text,
        "image": feed.url(widest(article.picture).address) if article.picture is not None else "",
        "date_published": record.head.published.isoformat(),
        "date_modified": changed.isoformat() if changed != record.head.published else "",
        "authors": authors,
        "tags": list(dict.fromkeys(itertools.chain(article.sections, article.tags))),
        "language": article.language,
    }
    return _given(item)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Without empty texts and lists, but for the list of items, which the format demands."""
    return {key: value for key, value in values.items() if value or key == "items"}
