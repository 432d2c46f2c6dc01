"""Files wait inside the output until all of the edition is known to be good; only those that differ.

They lie in the folder of new files, each issue's under its name, and are moved into their places afterwards
(output.write). Issues are staged by several processes at once; each touches nothing but its own folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from broadsheet.diagnostics import Diagnostic
from broadsheet.output.manifest import NEW_FILES, Manifest, WrittenFile
from broadsheet.output.plan import NewFolder, OutputFile, by_address, same_on_disk
from broadsheet.output.write import read_sound


@dataclass(frozen=True, slots=True)
class StagedIssue:
    """The files of an issue, waiting."""

    files: Manifest
    """All of them, by address, with sizes and times as they will have in the output."""
    new: tuple[str, ...]
    """Addresses of those that wait one by one."""
    is_new_folder: bool
    """Whether the issue's folder waits as a whole, because the output has none."""
    clashes: tuple[Diagnostic, ...]
    """`address-clash`; with one of them nothing waits."""


def stage_issue(
    output: Path,
    name: str,
    folder: str,
    files: Iterable[OutputFile],
    before: Manifest,
    site: Path,
    *,
    is_at_hand: bool = True,
) -> StagedIssue:
    """Writes the files that the output does not have with these bytes.

    `folder` is the issue's own, with a slash at its end; `before` are the files that the last build left for it: where
    the last edition is not at hand, they are all that is known of it. Raises OSError.
    """
    edition, clashes = by_address(files, frozenset(), output, site)
    if clashes:
        return StagedIssue({}, (), False, tuple(clashes))
    is_new = is_at_hand and not os.path.lexists(output / folder)
    staged = _Staging(staging_folder(output, name))
    manifest: dict[str, WrittenFile] = {}
    new: list[str] = []
    for file in edition.values():
        if is_at_hand:
            in_place = None if is_new and file.address.startswith(folder) else _in_place(output, file, before)
        else:
            in_place = as_written(file, before)
        if in_place is None:
            manifest[file.address] = staged.write(file)
            new.append(file.address)
        else:
            manifest[file.address] = in_place
    alone = tuple(address for address in new if not (is_new and address.startswith(folder)))
    return StagedIssue(manifest, alone, is_new and len(alone) < len(new), ())


def stage_files(output: Path, name: str, files: Iterable[OutputFile]) -> list[OutputFile]:
    """Files of no issue, waiting under that name instead of in memory; those of a cache lie there already."""
    staged = _Staging(staging_folder(output, name))
    return [
        staged_file(output, name, file.address, staged.write(file)) if isinstance(file.content, bytes) else file
        for file in files
    ]


def staging_folder(output: Path, name: str) -> Path:
    """Where the files of an issue wait."""
    return output / NEW_FILES / name


def staged_file(output: Path, name: str, address: str, file: WrittenFile) -> OutputFile:
    """A file that waits, to be moved."""
    return OutputFile(address, staging_folder(output, name) / address, file.digest, is_staged=True)


def staged_issue_folder(output: Path, name: str, folder: str) -> NewFolder:
    """A whole issue that waits, to be moved."""
    address = folder.rstrip("/")
    return NewFolder(address, staging_folder(output, name) / address)


def as_written(file: OutputFile, before: Manifest) -> WrittenFile | None:
    """The file's entry in the manifest when the last build wrote it with the same bytes, else `None`."""
    known = before.get(file.address)
    return known if known is not None and known.digest == file.digest else None


def _in_place(output: Path, file: OutputFile, before: Manifest) -> WrittenFile | None:
    path = output / file.address
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return same_on_disk(path, file, found, before.get(file.address))


class _Staging:
    """Writes files below a folder, which it makes as they ask for it."""

    def __init__(self, root: Path) -> None:
        self._root = os.fspath(root)
        self._made: set[str] = set()

    def write(self, file: OutputFile) -> WrittenFile:
        content = file.content if isinstance(file.content, bytes) else read_sound(file.content, file.digest)
        path = f"{self._root}/{file.address}"
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
            made = os.fstat(handle)
        finally:
            os.close(handle)
        return WrittenFile(file.digest, made.st_size, made.st_mtime_ns)
