"""Where everything lies in the edition: addresses follow from date, page code and slug alone.

An address is an NFC path from the edition's root without a leading slash.
"""

from __future__ import annotations

import datetime as dt
import functools
import unicodedata

from broadsheet.content.names import fold, page_keys, slug_fault

HOME = "index.html"
ARCHIVE = "archive/index.html"
CORRECTIONS = "corrections.html"
SECTIONS = "sections/index.html"
AUTHORS = "authors/index.html"
SEARCH = "search.html"
SEARCH_INDEX = "search/index.json"
FEED = "feed.xml"
JSON_FEED = "feed.json"
SITEMAP = "sitemap.xml"
NEWS_SITEMAP = "news-sitemap.xml"
SITEMAP_STANDING = "sitemaps/standing.xml"
ISSUE_JSON = "issue.json"
LATEST = "latest.json"
MANIFEST = "manifest.webmanifest"
SERVICE_WORKER = "sw.js"
OFFLINE_LIST = "offline.json"
OFFLINE = "offline.html"
NOT_FOUND = "404.html"

RESERVED_NAMES = frozenset(
    {"index", "archive", "sections", "authors", "corrections", "search", "404", "feed", "sitemap", "news-sitemap"}
    | {"latest", "assets", "offline"}
)
"""Names at the edition's root that a standing page may not take."""


@functools.lru_cache(maxsize=64)
def issue_folder(date: dt.date, suffix: str) -> str:
    """`2026/11/24/`, with a suffix `2026/11/24-evening/`."""
    return f"{date:%Y/%m/%d}{'-' if suffix else ''}{suffix}/"


def issue_address(date: dt.date, suffix: str) -> str:
    """The front of an issue."""
    return issue_folder(date, suffix) + "index.html"


def page_folder(date: dt.date, suffix: str, code: str) -> str:
    """`2026/11/24/01/`."""
    return f"{issue_folder(date, suffix)}{code}/"


def page_address(date: dt.date, suffix: str, code: str) -> str:
    """A newspaper page."""
    return page_folder(date, suffix, code) + "index.html"


def overview_address(date: dt.date, suffix: str) -> str:
    """All pages and headlines of an issue on one scroll (版面概览)."""
    return issue_folder(date, suffix) + "overview.html"


def archive_year(year: int) -> str:
    """The calendar of a year: `archive/2026/index.html`."""
    return f"archive/{year:04}/index.html"


def archive_month(year: int, month: int) -> str:
    """The issues of a month: `archive/2026/11/index.html`."""
    return f"archive/{year:04}/{month:02}/index.html"


def corrections_year(year: int) -> str:
    """The corrections published in a year: `corrections/2026.html`."""
    return f"corrections/{year:04}.html"


def sitemap_month(year: int, month: int) -> str:
    """The map of a month: `sitemaps/2026-11.xml`."""
    return f"sitemaps/{year:04}-{month:02}.xml"


def section_folder(slug: str) -> str:
    """`sections/river/`."""
    return unicodedata.normalize("NFC", f"sections/{slug}/")


def author_folder(slug: str) -> str:
    """`authors/周雁/`."""
    return unicodedata.normalize("NFC", f"authors/{slug}/")


def month_file(year: int, month: int) -> str:
    """A month inside a section's or an author's folder: `2026-11.html`."""
    return f"{year:04}-{month:02}.html"


def search_month(month: str, digest: str) -> str:
    """A month's part of the search index: `search/2026-11.0a1b2c3d4e.idx`."""
    return f"search/{month}.{digest[:10]}.idx"


@functools.lru_cache(maxsize=4096)
def list_slug(name: str) -> str:
    """The folder's name for a section or author without a slug of its own: words joined by hyphens.

    A name of which no file's name can be made gives an empty text: one without a letter or digit, or far too long.
    """
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else "-" for c in unicodedata.normalize("NFC", name))
    slug = "-".join(part for part in fold(kept).split("-") if part)
    return slug if slug_fault(slug) is None else ""


def ninjs_address(article: str) -> str:
    """The machine-readable article beside its document: `bridge-reopens.ninjs.json`."""
    return f"{article.removesuffix('.html')}.ninjs.json"


def piece_address(date: dt.date, suffix: str, code: str, slug: str) -> str:
    """An article, or a tail's own address."""
    return unicodedata.normalize("NFC", f"{page_folder(date, suffix, code)}{slug}.html")


def standing_address(slug: str) -> str:
    """A standing page: `about.html`."""
    return unicodedata.normalize("NFC", f"{slug}.html")


def marker(code: str) -> str:
    """The anchor of a later piece inside the whole story: `p02`."""
    return f"p{code}"


def same_page(one: str, other: str) -> bool:
    """Whether two codes name one page: leading zeros and case aside, and a spread by either of its codes."""
    return not set(page_keys(one) or ()).isdisjoint(page_keys(other) or ())


def same_slug(one: str, other: str) -> bool:
    """Whether two slugs name one piece: names are compared after NFC and case folding."""
    return fold(one) == fold(other)
