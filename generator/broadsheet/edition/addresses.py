"""Where everything lies in the edition: addresses follow from date, page code and slug alone.

An address is an NFC path from the edition's root without a leading slash.
"""

from __future__ import annotations

import datetime as dt
import unicodedata

from broadsheet.content.names import fold, page_keys

HOME = "index.html"
ARCHIVE = "archive/index.html"
CORRECTIONS = "corrections.html"
NOT_FOUND = "404.html"

RESERVED_NAMES = frozenset(
    {"index", "archive", "sections", "authors", "corrections", "search", "404", "feed", "sitemap", "news-sitemap"}
    | {"latest", "assets"}
)
"""Names at the edition's root that a standing page may not take."""


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
