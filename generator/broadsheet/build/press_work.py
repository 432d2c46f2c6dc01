"""The press's work on one page: what runs in another process, several pages at once.

Everything here takes and gives plain values and files of the cache, so that it can be sent to any executor.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadsheet.build.pictures import PrintSource
from broadsheet.build.press_cache import PressCache, layout_key, prints_key
from broadsheet.press.compose.material import PageInput
from broadsheet.press.compose.page import compose_page
from broadsheet.press.compose.printable import printable
from broadsheet.press.emit.pdf import Links, UnprintableError, issue_pdf
from broadsheet.press.emit.pdfium import UnreadablePdfError
from broadsheet.press.emit.pictures import page_pictures
from broadsheet.press.emit.print_photos import print_photos
from broadsheet.press.emit.typst_page import Imprint, PrintedPage, pictures_of
from broadsheet.press.fonts.faces import FaceSet
from broadsheet.press.layout import PageLayout


@dataclass(frozen=True, slots=True)
class ComposeJob:
    """One page to compose."""

    page: PageInput
    faces: FaceSet
    cache: Path


@dataclass(frozen=True, slots=True)
class PrintJob:
    """Pages to print as one document: one page, or a whole issue."""

    pages: tuple[PrintedPage, ...]
    faces: FaceSet
    photos: Mapping[str, PrintSource]
    """Photos and the nameplate by site-relative path."""
    imprint: Imprint
    links: Links
    cache: Path
    has_pictures: bool = True
    """Whether pictures of the (first) page are made as well."""


@dataclass(frozen=True, slots=True)
class PrintFile:
    """A file that the press made, in the cache."""

    file: Path
    digest: str
    width: int = 0
    """In pixels, of a picture."""
    height: int = 0


@dataclass(frozen=True, slots=True)
class Print:
    """A printed document."""

    pdf: PrintFile
    pictures: tuple[PrintFile, ...]
    """By width, ascending; the first is the thumbnail. Empty when none were asked for."""
    complaints: tuple[str, ...] = ()
    """What is not in it as it should be, in English."""


def compose(job: ComposeJob) -> PageLayout:
    """The layout, made now and kept in the cache."""
    layout = compose_page(printable(job.page, job.faces), job.faces)
    PressCache(job.cache).keep_layout(layout_key(job.page, job.faces.digest), layout)
    return layout


def composed_before(job: ComposeJob) -> PageLayout | None:
    """The layout from the cache; `None` when it is not there."""
    return PressCache(job.cache).layout(layout_key(job.page, job.faces.digest))


def print_pages(job: PrintJob) -> Print:
    """The PDF and the pictures of its first page, made now and kept in the cache.

    Raises UnprintableError, and OSError when a disk refuses.
    """
    pictures = {picture for page in job.pages for picture in pictures_of(page.layout) if picture.path in job.photos}
    ordered = sorted(pictures, key=lambda picture: (picture.path, picture.x, picture.y))
    photos, broken = print_photos(ordered, lambda path: job.photos[path].file.read_bytes(), job.cache)
    printed = issue_pdf(job.pages, job.imprint, job.faces, photos, job.links)
    try:
        made = page_pictures(printed.data) if job.has_pictures else ()
    except UnreadablePdfError as fault:
        raise UnprintableError(str(fault)) from fault
    complaints = tuple(f"'{path}' cannot be decoded, a grey ground stands for it" for path in broken)
    return keep_print(PressCache(job.cache), _print_key(job), printed.data, made, complaints + printed.complaints)


def printed_before(job: PrintJob) -> Print | None:
    """The print from the cache; `None` when any of it is missing or damaged."""
    return known_print(PressCache(job.cache), _print_key(job))


def _print_key(job: PrintJob) -> str:
    return prints_key(job.pages, job.faces.digest, job.photos, (job.imprint, job.links, job.has_pictures))


def keep_print(
    cache: PressCache,
    key: str,
    pdf: bytes,
    pictures: Sequence[tuple[int, int, bytes]],
    complaints: tuple[str, ...] = (),
) -> Print:
    """A PDF and its pictures (width, height, bytes), put into the cache."""
    files = [(f"{key}.pdf", pdf, 0, 0)]
    files += [(f"{key}-{width}.webp", data, width, height) for width, height, data in pictures]
    rows: list[list[object]] = []
    for name, data, width, height in files:
        cache.keep_file(key, name, data)
        rows.append([name, hashlib.sha256(data).hexdigest(), width, height])
    cache.keep_json(key, "print", [rows, complaints])
    return _print(cache, key, rows, complaints)


def known_print(cache: PressCache, key: str) -> Print | None:
    """What an earlier build printed under the key; `None` when any of it is missing or damaged."""
    rows, complaints = cache.json(key, "print") or ([], [])
    if not rows or not all(cache.is_sound(key, name, digest) for name, digest, _, _ in rows):
        return None
    return _print(cache, key, rows, complaints)


def _print(cache: PressCache, key: str, rows: list[list[object]], complaints: Sequence[str]) -> Print:
    files = [
        PrintFile(cache.file(key, str(name)), str(digest), int(str(width)), int(str(height)))
        for name, digest, width, height in rows
    ]
    return Print(files[0], tuple(files[1:]), tuple(complaints))
