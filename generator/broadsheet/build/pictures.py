"""The photos and files that documents show, prepared for the edition."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from broadsheet.content.read import find_file, read_bytes
from broadsheet.diagnostics import BroadsheetError, Diagnostic, error
from broadsheet.edition.views import PictureView
from broadsheet.memo import FORGETFUL, Memo
from broadsheet.model import Photo
from broadsheet.output.photos import PhotoFault, PreparedPhoto, prepare_photo
from broadsheet.output.plan import OutputFile

_HASH = 10
"""Hexadecimal digits of a digest in a file's name."""


@dataclass(frozen=True, slots=True)
class PrintSource:
    """A file that a picture is printed from."""

    file: Path
    digest: str
    """SHA-256 of its bytes, in hex."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of some documents."""

    views: Mapping[str, PictureView]
    """By the photo's site-relative path; alternative texts are left to the presenter."""
    files: tuple[OutputFile, ...]
    originals: Mapping[str, tuple[int, int]]
    """Width and height in pixels of the upright originals, by the photo's path."""
    for_print: Mapping[str, PrintSource]
    """What each photo is printed from, by the photo's path."""


def prepare_pictures(
    root: Path, cache: Path, photos: Iterable[tuple[Photo, str]], executor: Executor, memo: Memo = FORGETFUL
) -> tuple[Pictures, tuple[Diagnostic, ...]]:
    """Every photo in all its widths.

    `photos` are (photo, folder of the edition for its files), each path counted once. Reports `broken-photo`,
    `huge-photo` and `lfs-pointer`, and leaves that photo out.
    """
    wanted = {photo.path: (photo, folder) for photo, folder in reversed(tuple(photos))}

    def prepare(path: str) -> tuple[PreparedPhoto | PhotoFault, PrintSource | None]:
        return memo.of("photo", path, (), lambda _: _prepare(root, path, cache))

    prepared = executor.map(prepare, wanted)
    views: dict[str, PictureView] = {}
    originals: dict[str, tuple[int, int]] = {}
    for_print: dict[str, PrintSource] = {}
    files: list[OutputFile] = []
    diagnostics: list[Diagnostic] = []
    for (path, (photo, folder)), (result, source) in zip(wanted.items(), prepared, strict=True):
        if isinstance(result, PhotoFault):
            diagnostics.append(error(result.code, photo.location, result.message, hint=result.hint))
            continue
        stem = posixpath.splitext(path.rpartition("/")[2])[0]
        variants = []
        for variant in result.variants:
            address = f"{folder}{stem}-{variant.width}.{variant.digest[:_HASH]}.webp"
            variants.append((variant.width, address))
            files.append(OutputFile(address, variant.file, variant.digest))
        widest = result.variants[-1]
        originals[path] = (result.width, result.height)
        # A wide photo is printed from what was filed: the widest variant has too few pixels for a broadsheet page.
        is_whole = widest.width == result.width
        for_print[path] = PrintSource(widest.file, widest.digest) if is_whole or source is None else source
        views[path] = PictureView(tuple(variants), widest.width, widest.height, "")
    return Pictures(views, tuple(files), originals, for_print), tuple(diagnostics)


def copy_file(root: Path, path: str, folder: str) -> OutputFile:
    """A file that a link leads to, under a name with its hash. Raises BroadsheetError when it cannot be read."""
    data = read_bytes(root, path)
    stem, extension = posixpath.splitext(path.rpartition("/")[2])
    digest = hashlib.sha256(data).hexdigest()
    return OutputFile(f"{folder}{stem}.{digest[:_HASH]}{extension}", data, digest)


def _prepare(root: Path, path: str, cache: Path) -> tuple[PreparedPhoto | PhotoFault, PrintSource | None]:
    """The variants of a photo, and the file itself."""
    try:
        data, file = read_bytes(root, path), find_file(root, path)
    except BroadsheetError as fault:
        return PhotoFault("broken-photo", fault.diagnostic.message, fault.diagnostic.hint or ""), None
    source = PrintSource(file, hashlib.sha256(data).hexdigest()) if isinstance(file, Path) else None
    return prepare_photo(data, cache), source
