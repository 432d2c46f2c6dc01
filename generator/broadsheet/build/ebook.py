"""The issue as an e-book."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from broadsheet.atomic import replace_file
from broadsheet.build.pictures import Pictures
from broadsheet.build.shared import Shared
from broadsheet.edition import addresses
from broadsheet.edition.ebook import WIDEST, Ebook, present_ebook
from broadsheet.edition.views import IssueHead, IssueViews
from broadsheet.output.disk import STATE_FOLDER, disk_faults
from broadsheet.output.epub.container import pack
from broadsheet.output.epub.documents import ebook_documents
from broadsheet.output.epub.photos import photo_for_ebook
from broadsheet.output.links import absolute
from broadsheet.output.plan import OutputFile

_KEPT = 4
"""Books of an issue that stay in the cache: builds that run at once with other options publish other ones."""


def make_ebook(
    views: IssueViews, shared: Shared, pictures: Pictures, pressed: tuple[OutputFile, ...], executor: Executor
) -> tuple[OutputFile, ...]:
    """`issue.epub`; none for an issue without an article.

    Raises BroadsheetError for a failing template and when the cache cannot be read or written.
    """
    base_url = shared.site.base_url
    ebook = present_ebook(views, partial(absolute, base_url) if base_url is not None else None)
    if not ebook.articles:
        return ()
    with disk_faults(shared.cache, shared.root):
        photos = _photos(ebook, {file.address: file for file in (*pictures.files, *pressed)}, shared.cache, executor)
        data = pack((*ebook_documents(ebook, shared.renderer), *photos))
        return (_kept(data, views.front.issue, shared),)


def last_ebook(views: IssueViews, shared: Shared) -> tuple[OutputFile, ...]:
    """The book as it was made last, for a build that waits for nothing; none where none is left."""
    with disk_faults(shared.cache, shared.root):
        for file in _by_age(_folder(views.front.issue, shared)):
            return (OutputFile(_address(views.front.issue), file, file.stem),)
    return ()


def _photos(
    ebook: Ebook, files: Mapping[str, OutputFile], cache: Path, executor: Executor
) -> tuple[tuple[str, bytes], ...]:
    """(path in the container, JPEG) of every picture, by path."""

    def photo(address: str) -> bytes:
        file = files[address]
        data = file.content if isinstance(file.content, bytes) else file.content.read_bytes()
        return photo_for_ebook(data, file.digest, WIDEST, cache)

    wanted = sorted(ebook.pictures.items())
    made = executor.map(photo, (address for _, address in wanted))
    return tuple((f"EPUB/{path}", data) for (path, _), data in zip(wanted, made, strict=True))


def _kept(data: bytes, issue: IssueHead, shared: Shared) -> OutputFile:
    """The book as a file of the cache, so that no build holds those of all issues in memory."""
    digest = hashlib.sha256(data).hexdigest()
    folder = _folder(issue, shared)
    file = folder / f"{digest}.epub"
    replace_file(file, data)
    for old in [each for each in _by_age(folder) if each != file][_KEPT - 1 :]:
        old.unlink(missing_ok=True)
    return OutputFile(_address(issue), file, digest)


def _by_age(folder: Path) -> list[Path]:
    """The books of an issue, the newest first; another build may take one away at any moment."""
    found = []
    for file in folder.glob("*.epub"):
        with contextlib.suppress(FileNotFoundError):
            found.append((file.stat().st_mtime_ns, file.name, file))
    return [file for _, _, file in sorted(found, reverse=True)]


def _folder(issue: IssueHead, shared: Shared) -> Path:
    return shared.root / STATE_FOLDER / "ebooks" / issue.name


def _address(issue: IssueHead) -> str:
    return f"{addresses.issue_folder(issue.date, issue.suffix)}issue.epub"
