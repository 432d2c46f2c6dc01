"""What a write would do to the output folder, found out before anything is done to it."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.content.names import fold
from broadsheet.diagnostics import Diagnostic, error, warning
from broadsheet.output.state import Manifest, WrittenFile, is_address, place_in_site

PAGE_MARK = b'<meta name="generator" content="Broadsheet'
"""What only our own HTML says of itself, near its start."""
DATA_MARK = re.compile(rb'\{\s*"schema":')
"""How only our own JSON begins."""

_PAGE_PRINT = re.compile(r"(.*/)(page(-\d+\.webp|\.pdf)|issue\.pdf)")
"""Prints of ours, whose formats have no place for a mark: those of the folder of a page or front that has it."""

_MARK_WITHIN = 4096
"""Bytes at the start of a file in which its mark stands."""

_ISSUE = r"\d{4}/\d\d/\d\d(-[^/]+)?"
_WRITING_ORDER = tuple(
    re.compile(pattern)
    for pattern in (
        r"assets/.*",
        r".*\.(?!html$|json$|xml$)[^./]+",  # photos, page pictures, PDFs
        rf"{_ISSUE}/[^/]+/(?!index\.html$)[^/]+\.html",  # articles
        rf"{_ISSUE}/[^/]+/[^/]+",  # newspaper pages
        rf"{_ISSUE}/index\.html",
        r"(?!.*issue\.json$|latest\.json$|index\.html$).*",  # archive, sections, feeds, standing pages
        rf"{_ISSUE}/issue\.json",
        r"latest\.json",
        r"index\.html",
    )
)
"""What is linked comes before what links to it, and the home page last."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the edition as it is to be."""

    address: str
    """NFC path from the edition's root, with forward slashes."""
    content: bytes | Path
    """The bytes, or a file with the bytes (of a cache), which is read when it is written."""
    digest: str
    """SHA-256 of the bytes, in hex."""

    @classmethod
    def of(cls, address: str, content: bytes) -> OutputFile:
        """A file from its bytes alone."""
        return cls(address, content, hashlib.sha256(content).hexdigest())

    def size(self) -> int:
        """In bytes."""
        return self.content.stat().st_size if isinstance(self.content, Path) else len(self.content)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done; nothing when `diagnostics` hold an error."""

    writes: tuple[OutputFile, ...]
    """Those whose bytes differ from the disk's, in the order of writing."""
    in_place: Mapping[str, WrittenFile]
    """Files of the edition that are on disk already with the right bytes."""
    stale: tuple[str, ...]
    """Addresses to remove, sorted."""
    first: tuple[str, ...] = ()
    """The stale ones that stand where a folder or file must go, and so are removed before the writes."""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class _Disk:
    """The output folder as it is, with what was asked of it before."""

    output: Path
    stale: frozenset[str]
    first: set[str] = field(default_factory=set)
    folders: dict[str, str | None] = field(default_factory=dict)
    """Of each folder looked at: what stands in its way, `None` when it is there or can be made."""

    def way_to(self, folder: str) -> str | None:
        """Why no file can go into `folder`, or `None`: a file or symbolic link stands where it or a parent goes."""
        if folder not in self.folders:
            parent = folder.rpartition("/")[0]
            self.folders[folder] = None if folder == "" else self.way_to(parent) or self._folder_in_way(folder)
        return self.folders[folder]

    def _folder_in_way(self, folder: str) -> str | None:
        found = self.status(folder)
        if found is None or stat.S_ISDIR(found.st_mode):
            return None
        if stat.S_ISLNK(found.st_mode):
            return f"'{folder}' is a symbolic link"
        if folder in self.stale:
            self.first.add(folder)
            return None
        return f"'{folder}' is a file, and a folder goes there"

    def status(self, address: str) -> os.stat_result | None:
        """Of the file itself, links not followed; `None` when there is nothing."""
        try:
            return os.lstat(self.output / address)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def vacates(self, address: str) -> bool:
        """Whether the folder that stands at `address` holds at most stale files, which are then removed first."""
        inside = _files_below(self.output, address)
        if inside <= self.stale:
            self.first |= inside
            return True
        return False


def plan_writes(
    output: Path,
    files: Iterable[OutputFile],
    keep: frozenset[str],
    before: Manifest | None,
    *,
    prune: bool,
    site: Path,
) -> Plan:
    """Compare the edition with the disk.

    A file counts as unchanged without being read when the manifest knows its digest and neither size nor modification
    time has changed since; everything else is read, so that what someone changed by hand in the output is mended.

    Reports `address-clash` for two files with one address (by case and normal form, as file systems see them),
    `file-in-the-way` for what no build wrote and `no-state` when there are other files and no manifest.
    """
    edition, clashes = _by_address(files, keep, output, site)
    owned = before or {}
    stale = frozenset(owned.keys() - edition.keys() - keep) if prune else frozenset()
    disk = _Disk(output, stale)
    writes, in_place, faults = [], {}, list(clashes)
    for file in edition.values():
        obstacle = disk.way_to(file.address.rpartition("/")[0])
        found = disk.status(file.address) if obstacle is None else None
        if obstacle is None and found is not None:
            same = _same(output / file.address, file, found, owned.get(file.address))
            if same is not None:
                in_place[file.address] = same
                continue
            obstacle = _obstacle(disk, file, found, before)
        if obstacle is not None:
            hint = "no build wrote it, so it stays: move it out of the output, or give the article another slug"
            place = place_in_site(output / file.address, site)
            faults.append(error("file-in-the-way", place, obstacle, hint=hint))
        writes.append(file)
    if before is None and not faults:
        faults.extend(_strangers(output, edition.keys() | keep, site))
    writes.sort(key=lambda file: (_rank(file.address), file.address))
    return Plan(tuple(writes), in_place, tuple(sorted(stale)), tuple(sorted(disk.first)), tuple(faults))


def digest_on_disk(path: Path) -> str | None:
    """SHA-256 of a file's bytes, or `None` when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _by_address(
    files: Iterable[OutputFile], keep: frozenset[str], output: Path, site: Path
) -> tuple[dict[str, OutputFile], list[Diagnostic]]:
    """The files, each once, and the clashes among them and with those that stay.

    Raises ValueError for an address that leaves the edition: the stages before let none through.
    """
    edition: dict[str, OutputFile] = {}
    owners: dict[str, str] = {}
    clashes = []

    def clash(address: str, other: str) -> None:
        message = f"two outputs claim the same address: '{other}' and '{address}'"
        hint = "give one of the articles another slug"
        related = [] if address == other else [place_in_site(output / other, site)]
        clashes.append(
            error("address-clash", place_in_site(output / address, site), message, hint=hint, related=related)
        )

    for file in files:
        if not is_address(file.address):
            raise ValueError(f"{file.address!r} is no address inside the edition")
        other = owners.setdefault(fold(file.address), file.address)
        if other != file.address or edition.get(other, file).digest != file.digest:
            clash(file.address, other)
        edition[file.address] = file
    for address in sorted(keep - edition.keys()):
        other = owners.get(fold(address), address)
        if other != address:
            clash(other, address)
    for address in edition:
        for parent in _parents(address):
            if parent in edition:
                clash(address, parent)
    return edition, clashes


def _parents(address: str) -> Iterator[str]:
    """The folders of an address, the nearest first."""
    while address := address.rpartition("/")[0]:
        yield address


def _same(path: Path, file: OutputFile, found: os.stat_result, known: WrittenFile | None) -> WrittenFile | None:
    """The file's entry in the manifest when it is on disk with the right bytes, else `None`."""
    as_found = WrittenFile(file.digest, found.st_size, found.st_mtime_ns)
    if not stat.S_ISREG(found.st_mode):
        return None
    if known == as_found:
        return as_found
    return as_found if found.st_size == file.size() and digest_on_disk(path) == file.digest else None


def _obstacle(disk: _Disk, file: OutputFile, found: os.stat_result, before: Manifest | None) -> str | None:
    """Why the file that differs at this address may not be replaced, or `None` when it is ours."""
    if stat.S_ISDIR(found.st_mode):
        return None if disk.vacates(file.address) else "a folder stands where a file goes"
    if not stat.S_ISREG(found.st_mode):
        return "a symbolic link or special file stands where a file goes"
    own = _is_marked(disk.output, file.address) if before is None else file.address in before
    return None if own else "a file that the build did not write stands where another goes"


def _is_marked(output: Path, address: str) -> bool:
    """Whether the file says itself that a build of ours wrote it, or stands beside one that does."""
    printed = _PAGE_PRINT.fullmatch(address)
    return _has_own_mark(output / (f"{printed[1]}index.html" if printed else address))


def _has_own_mark(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(_MARK_WITHIN)
    except OSError:
        return False
    return PAGE_MARK in start or DATA_MARK.match(start) is not None


def _strangers(output: Path, known: Iterable[str], site: Path) -> Iterator[Diagnostic]:
    """One warning when visible files lie in the output that may or may not be an earlier build's."""
    others = _files_below(output) - set(known)
    visible = [address for address in others if not any(part.startswith(".") for part in address.split("/"))]
    if visible:
        count = f"{len(visible)} file" + ("s that are" if len(visible) > 1 else " that is")
        message = f"no state of an earlier build: nothing was pruned, {count} not of this edition"
        hint = "empty the folder once if an earlier build left them"
        yield warning("no-state", place_in_site(output, site), message, hint=hint)


def _files_below(output: Path, folder: str = "") -> set[str]:
    """Addresses of everything but folders; symbolic links are not followed."""
    found = [
        Path(parent, name)
        for parent, folders, names in os.walk(output / folder)
        for name in (*names, *(each for each in folders if Path(parent, each).is_symlink()))
    ]
    return {unicodedata.normalize("NFC", path.relative_to(output).as_posix()) for path in found}


def _rank(address: str) -> int:
    return next((rank for rank, pattern in enumerate(_WRITING_ORDER) if pattern.fullmatch(address)), 5)
