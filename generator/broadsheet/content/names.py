"""What files, folders, pages and pieces may be called, and how such names are compared.

Names are equal when they are so after NFC and case folding, so that what works on Linux works on a Mac and in a zip.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.model import Ref

MAX_SLUG_BYTES = 180
"""UTF-8 bytes of a slug, so that the name of its file fits every file system."""

MAX_ALIAS_BYTES = 1000

PHOTO_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".tif", ".tiff"})
"""Endings (folded) of the files taken for photos."""

EARLIEST_YEAR = 1000
LATEST_YEAR = 9998
"""Years outside overflow when a time zone is applied."""

_PAGE_CODE = re.compile(r"([A-Z]{0,2})([0-9]{1,3})")
_ISSUE_NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-([a-z0-9-]+))?")
_ORDERED_NAME = re.compile(r"([0-9]{2})-(.*)", re.DOTALL)
_REFUSED_SLUGS = frozenset(
    {"index", "con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
_NOT_IN_ADDRESS = re.compile(r"""[\x00-\x1f\x7f\\:*?"<>|#%]""")
"""Characters that a file of the edition may not have in its name on every host, or that would not be its address."""
_SLUG_CATEGORIES = ("L", "M", "Nd", "Nl")
"""Letters, marks and digits; Nl for 〇, the zero of Han numerals."""


def fold(name: str) -> str:
    """The form in which names are compared."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def suffix_of(path: str) -> str:
    """The folded ending of a file's name with its dot; empty when there is none."""
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    return fold(f".{ending}") if dot and stem else ""


def is_photo(path: str) -> bool:
    """Whether the name is a photo's."""
    return suffix_of(path) in PHOTO_SUFFIXES


# --- pages ----------------------------------------------------------------------------------------------------------

PageKey = tuple[str, int]
"""Letters and number: codes equal without leading zeros have equal keys, and keys sort in natural order."""


@lru_cache(maxsize=1024)
def page_keys(code: str) -> tuple[PageKey, ...] | None:
    """The key of a page, or both of a spread `04-05`; `None` when the text is neither.

    A spread joins two neighbouring pages of the same letter.
    """
    keys: list[PageKey] = []
    for part in fold(code).upper().split("-"):
        match = _PAGE_CODE.fullmatch(part)
        if match is None:
            return None
        keys.append((match[1], int(match[2])))
    match keys:
        case [_]:
            return tuple(keys)
        case [(letters, number), (letters_too, next_number)] if letters == letters_too and next_number == number + 1:
            return tuple(keys)
    return None


def page_code(name: str) -> str:
    """A valid code as the model holds it: upper case, leading zeros kept."""
    return fold(name).upper()


# --- issues ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IssueName:
    """The name of an issue's folder, taken apart."""

    name: str
    """Folded: `2026-11-24-evening`."""
    date: dt.date
    suffix: str
    """Empty for the day's first issue."""


def parse_date(text: str) -> dt.date | None:
    """A calendar date `2026-11-24`; `None` for anything else."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if match is None or not EARLIEST_YEAR <= int(match[1]) <= LATEST_YEAR:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def issue_name(folder: str) -> IssueName | None:
    """A folder's name as an issue's; `None` when it is none."""
    name = fold(folder)
    match = _ISSUE_NAME.fullmatch(name)
    date = parse_date(match[1]) if match else None
    return IssueName(name, date, match[2] or "") if match and date else None


# --- articles -------------------------------------------------------------------------------------------------------


def split_order(stem: str) -> tuple[int | None, str]:
    """Place on the page and slug of a file name without its ending: `01-flood` is (1, flood)."""
    match = _ORDERED_NAME.fullmatch(stem)
    return (int(match[1]), match[2]) if match else (None, stem)


def article_order(name: str) -> tuple[int, str]:
    """Sort key of article files: numbered ones first, then by name."""
    number, slug = split_order(name)
    return (100 if number is None else number, fold(slug))


@lru_cache(maxsize=4096)
def slug_fault(slug: str) -> str | None:
    """Why a text can be no slug, to follow the slug in a sentence; `None` when it can."""
    if not slug:
        return "is empty"
    if len(slug.encode("utf-8", "surrogatepass")) > MAX_SLUG_BYTES:
        return f"is longer than {MAX_SLUG_BYTES} bytes"
    bad = next((character for character in slug if not _may_stand_in_slug(character)), None)
    if bad is not None:
        return f"holds '{bad}'; letters, digits and hyphens may stand in a slug"
    if not any(unicodedata.category(character)[0] in "LN" for character in slug):
        return "has no letter or digit"
    if unicodedata.category(slug[0])[0] == "M":
        return "begins with a combining mark"
    if fold(slug) in _REFUSED_SLUGS:
        return "is a name that cannot be used for a file"
    return None


def slug_like(text: str) -> str:
    """The nearest slug to a text, to suggest it; may be empty."""
    kept = "".join(character if _may_stand_in_slug(character) else "-" for character in text)
    return re.sub("-{2,}", "-", kept).strip("-")


def _may_stand_in_slug(character: str) -> bool:
    return character == "-" or unicodedata.category(character).startswith(_SLUG_CATEGORIES)


def alias_address(text: str) -> str | None:
    """A former address as a path from the edition's root to an HTML file; `None` when a redirect cannot stand there.

    A path that ends in `/`, or whose last name has no ending, is a folder's: its redirect is the folder's `index.html`.
    """
    path = unicodedata.normalize("NFC", text).removeprefix("/")
    names = path.removesuffix("/").split("/")
    if not path or len(path.encode("utf-8", "surrogatepass")) > MAX_ALIAS_BYTES:
        return None
    if any(not name.strip(". ") or name.endswith((".", " ")) or _NOT_IN_ADDRESS.search(name) for name in names):
        return None
    if any(fold(name.partition(".")[0]) in _REFUSED_SLUGS - {"index"} for name in names):
        return None
    ending = suffix_of(names[-1])
    if path.endswith("/") or not ending:
        return "/".join([*names, "index.html"])
    return "/".join(names) if ending in (".html", ".htm", ".shtml") else None


# --- references -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def parse_ref(text: str) -> Ref | None:
    """`page`, `page/slug` or `ISSUE/page/slug`; `None` for any other text.

    Whether it leads anywhere is for the link stage to say.
    """
    match unicodedata.normalize("NFC", text).split("/"):
        case [page] if page_keys(page):
            return Ref(None, page, None)
        case [page, slug] if page_keys(page) and slug_fault(slug) is None:
            return Ref(None, page, slug)
        case [issue, page, slug] if page_keys(page) and slug_fault(slug) is None:
            name = issue_name(issue)
            return Ref(name.name, page, slug) if name else None
    return None


def nearest(value: str, known: Iterable[str]) -> str | None:
    """The one of `known` that equals `value` as names do; `None` when there is none."""
    wanted = fold(value)
    return next((name for name in known if fold(name) == wanted), None)
