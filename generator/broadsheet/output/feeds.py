"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, of the whole paper and of each section."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from broadsheet.edition import addresses
from broadsheet.edition.published import changed_at
from broadsheet.edition.views import ListedEntry, ListingMonthView, ListingView, SiteView, View
from broadsheet.output.json_file import json_file
from broadsheet.output.links import absolute
from broadsheet.output.locale import Locale
from broadsheet.output.pictures import media_type, widest_address
from broadsheet.output.plan import OutputFile
from broadsheet.output.xml_file import Element, child, xml_file

NEWEST = 50
"""Articles in a feed."""

_ATOM = "http://www.w3.org/2005/Atom"
_JSON_FEED = "https://jsonfeed.org/version/1.1"
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When a feed without an article was last changed, which RFC 4287 demands (4.1.1)."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds, whatever its format."""

    site: SiteView
    base: str
    """The site's base_url."""
    title: str
    subtitle: str
    home: str
    """Address of the document that lists what it lists."""
    entries: tuple[ListedEntry, ...]
    """Newest first; at most `NEWEST`."""

    @property
    def folder(self) -> str:
        """Of its two files: `sections/river/`; empty for the whole paper."""
        return _folder(self.home)

    def url(self, address: str) -> str:
        """The web address of an address."""
        return absolute(self.base, address)


def feed_addresses(home: str) -> tuple[str, str]:
    """The Atom feed and the JSON feed of what the document at `home` lists."""
    return _folder(home) + addresses.FEED, _folder(home) + addresses.JSON_FEED


def feed_of(
    home: str, section: str, entries: tuple[ListedEntry, ...], site: SiteView, base: str, locale: Locale
) -> Feed:
    """The feed of the section whose first document is `home`; with the home page, that of the whole paper.

    It holds the first of those entries, which are newest first.
    """
    is_whole = home == addresses.HOME
    title, subtitle = (site.name, site.tagline) if is_whole else (_title(section, site, locale), "")
    return Feed(site, base, title, subtitle, home, entries[:NEWEST])


def feed_files(feed: Feed) -> tuple[OutputFile, ...]:
    """Both files of a feed."""
    made = (_atom(feed), _json_feed(feed))
    return tuple(map(OutputFile.of, feed_addresses(feed.home), made))


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


# --- Atom -----------------------------------------------------------------------------------------------------------


def _atom(feed: Feed) -> bytes:
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": feed.site.language})
    child(root, "id", feed.url(feed.folder + addresses.FEED) if feed.folder else feed.base)
    child(root, "title", feed.title)
    if feed.subtitle:
        child(root, "subtitle", feed.subtitle)
    child(root, "updated", max(map(_changed, feed.entries), default=_NEVER).isoformat())
    child(root, "generator", "Broadsheet")
    child(root, "link", rel="self", type="application/atom+xml", href=feed.url(feed.folder + addresses.FEED))
    child(root, "link", rel="alternate", type="text/html", href=feed.url(feed.home))
    # The author of every entry that names none (RFC 4287, 4.2.1).
    paper = child(root, "author")
    child(paper, "name", feed.site.name)
    child(paper, "uri", feed.base)
    if feed.entries:
        child(root, "rights", _rights(feed))
    for entry in feed.entries:
        _atom_entry(root, feed, entry)
    return xml_file(root)


def _atom_entry(root: Element, feed: Feed, listed: ListedEntry) -> None:
    article = listed.article
    url = feed.url(article.address)
    language = {"xml__lang": article.language} if article.language != feed.site.language else {}
    entry = child(root, "entry", **language)
    child(entry, "id", url)
    child(entry, "title", article.title.text)
    child(entry, "link", rel="alternate", type="text/html", hreflang=article.language, href=url)
    if article.picture is not None:
        picture = widest_address(article.picture)
        child(entry, "link", rel="enclosure", type=media_type(picture), href=feed.url(picture))
    child(entry, "published", listed.issue.published.isoformat())
    child(entry, "updated", _changed(listed).isoformat())
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


def _changed(listed: ListedEntry) -> dt.datetime:
    return changed_at(listed.issue, listed.article)


def _rights(feed: Feed) -> str:
    years = sorted({entry.issue.date.year for entry in feed.entries})
    ends = "–".join(str(year) for year in dict.fromkeys((years[0], years[-1])))
    return f"© {ends} {feed.site.name}"


# --- JSON Feed ------------------------------------------------------------------------------------------------------


def _json_feed(feed: Feed) -> bytes:
    document = {
        "version": _JSON_FEED,
        "user_comment": "generated by Broadsheet",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.url(feed.home),
        "feed_url": feed.url(feed.folder + addresses.JSON_FEED),
        "language": feed.site.language,
        "authors": [{"name": feed.site.name, "url": feed.base}],
        "items": [_json_item(feed, entry) for entry in feed.entries],
    }
    return json_file(_given(document))


def _json_item(feed: Feed, listed: ListedEntry) -> dict[str, Any]:
    article = listed.article
    url = feed.url(article.address)
    changed = _changed(listed)
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
        "image": feed.url(widest_address(article.picture)) if article.picture is not None else "",
        "date_published": listed.issue.published.isoformat(),
        "date_modified": changed.isoformat() if changed != listed.issue.published else "",
        "authors": authors,
        "tags": list(dict.fromkeys(itertools.chain(article.sections, article.tags))),
        "language": article.language,
    }
    return _given(item)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Without empty texts and lists, but for the list of items, which the format demands."""
    return {key: value for key, value in values.items() if value or key == "items"}
