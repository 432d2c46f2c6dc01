"""In what order the files of an edition are written, so that nothing leads to what is not there yet."""

from __future__ import annotations

import re

_ISSUE = r"\d{4}/\d\d/\d\d(-[^/]+)?"
_WRITING_ORDER = tuple(
    re.compile(pattern)
    for pattern in (
        r"assets/.*",
        r".*\.(?!html$|json$|xml$)[^./]+",  # photos, page pictures, PDFs
        rf"{_ISSUE}/[^/]+/(?!index\.html$)[^/]+\.html",  # articles
        rf"{_ISSUE}/[^/]+/[^/]+",  # newspaper pages
        rf"{_ISSUE}/overview\.html",
        rf"{_ISSUE}/index\.html",
        r"(?!.*issue\.json$|latest\.json$|index\.html$|search/|sw\.js$).*",  # archive, sections, feeds, standing pages
        r"search/.*",  # names the parts of the index, which are written above
        r"sw\.js",
        rf"{_ISSUE}/issue\.json",
        r"latest\.json",
        r"index\.html",
    )
)
"""What is linked comes before what links to it, and the home page last; new files before those that change."""


def is_asset(address: str) -> bool:
    """Whether the file is written before all others."""
    return rank_of(address) == 0


def rank_of(address: str) -> int:
    """Place of the file in the order of writing: the smaller, the earlier."""
    return next((rank for rank, pattern in enumerate(_WRITING_ORDER) if pattern.fullmatch(address)), 5)
