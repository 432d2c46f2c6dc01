"""Bytes become files: planned first, written atomically, pruned by what earlier builds are known to have written.

The manifest on disk always names at least every file of ours that is on disk. So it is saved twice: before the first
write as the union of old and new, after the last removal as it then is. A build killed in between is completed by the
next one, which finds the files it cannot be sure of marked `UNSURE` and reads them.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from broadsheet.content.names import fold
from broadsheet.diagnostics import Diagnostic, has_errors
from broadsheet.output.disk import disk_faults
from broadsheet.output.manifest import NEW_FILES, UNSURE, Manifest, WrittenFile
from broadsheet.output.plan import NewFolder, OutputFile, Plan, digest_on_disk, plan_writes
from broadsheet.output.writing_order import is_asset

SaveManifest = Callable[[Manifest, frozenset[str]], None]
"""Takes what may be on disk from now on, and the addresses about to be written or removed."""


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What a build did to its output."""

    written: tuple[str, ...]
    """Addresses in the order of writing; empty when there was an error."""
    removed: tuple[str, ...]
    unchanged: int
    """How many files of this build were on disk already with the same bytes."""
    manifest: Manifest
    """Every file of ours in the output now; to be saved with the new state."""
    diagnostics: tuple[Diagnostic, ...]
    """With an error among them nothing was written."""


def write_edition(
    output: Path,
    files: Iterable[OutputFile],
    keep: frozenset[str],
    before: Manifest | None,
    *,
    prune: bool,
    site: Path,
    save: SaveManifest,
    folders: Iterable[NewFolder] = (),
) -> WriteReport:
    """Make the output folder hold `files`, `folders` and, of the files of earlier builds, those in `keep`.

    `before` is the manifest of the last state, `None` when there is none: then nothing is pruned. Without `prune`
    other files of earlier builds stay too, and stay ours. The files in `folders` are in no manifest here: the caller
    knows them. `save` is called once, before the first change to the disk, and not at all when there is nothing to
    change; the caller saves `manifest` of the report afterwards.

    Reports `file-in-the-way`, `address-clash` and `no-state`. Raises BroadsheetError (`cannot-write`).
    """
    with disk_faults(output, site):
        output = output.resolve()
        plan = plan_writes(output, files, keep, before, prune=prune, site=site.resolve(), folders=folders)
    owned = before or {}
    if has_errors(plan.diagnostics):
        return WriteReport((), (), 0, owned, plan.diagnostics)
    stays = {address: file for address, file in owned.items() if not prune or address in keep}
    manifest = {**stays, **plan.in_place}
    if plan.writes or plan.stale or plan.folders:
        touched = frozenset(file.address for file in plan.writes) | frozenset(plan.stale)
        save({**manifest, **dict.fromkeys(touched, UNSURE)}, touched)
        manifest |= _carry_out(output, plan, site.resolve())
    return WriteReport(
        tuple(file.address for file in plan.writes), plan.stale, len(plan.in_place), manifest, plan.diagnostics
    )


def changed_on_disk(output: Path, manifest: Manifest) -> frozenset[str]:
    """Addresses of files that are no longer what a build wrote: gone, changed by hand, unsure since a build was killed.

    A file whose size and modification time are as written is not read.
    """
    changed = set()
    for address, known in manifest.items():
        path = output / address
        try:
            found = path.lstat()
        except OSError:
            changed.add(address)
            continue
        if (found.st_size, found.st_mtime_ns) != (known.size, known.mtime_ns) and (
            path.is_symlink() or digest_on_disk(path) != known.digest
        ):
            changed.add(address)
    return frozenset(changed)


def _carry_out(output: Path, plan: Plan, site: Path) -> dict[str, WrittenFile]:
    """Write and remove as planned; the entries of the files written."""
    written = {}
    new_folder = output / NEW_FILES
    with disk_faults(output, site):
        output.mkdir(parents=True, exist_ok=True)
        if not plan.folders and not any(file.is_staged for file in plan.writes):
            clear_new_files(output)
        new_folder.mkdir(exist_ok=True)
    try:
        _remove(output, plan.first, frozenset(), site)
        assets = sum(1 for _ in itertools.takewhile(lambda file: is_asset(file.address), plan.writes))
        for number, file in enumerate(plan.writes):
            if number == assets:
                _move_folders(output, plan.folders, site)
            with disk_faults(output / file.address, site):
                written[file.address] = _put(output / file.address, new_folder / str(number), file)
        if assets == len(plan.writes):
            _move_folders(output, plan.folders, site)
        later = [address for address in plan.stale if address not in plan.first]
        _remove(output, later, frozenset(written.keys() | plan.in_place.keys()), site)
    finally:
        with contextlib.suppress(OSError):
            clear_new_files(output)
    return written


def _move_folders(output: Path, folders: Iterable[NewFolder], site: Path) -> None:
    for folder in folders:
        path = output / folder.address
        with disk_faults(path, site):
            path.parent.mkdir(parents=True, exist_ok=True)
            folder.content.rename(path)


def _put(path: Path, new: Path, file: OutputFile) -> WrittenFile:
    """Write under another name in the same file system, then rename: a reader sees one whole file or the other."""
    if file.is_staged and isinstance(file.content, Path):
        new = file.content
    else:
        new.write_bytes(file.content if isinstance(file.content, bytes) else read_sound(file.content, file.digest))
    made = new.stat()
    try:
        new.replace(path)
    except (FileNotFoundError, IsADirectoryError):
        path.parent.mkdir(parents=True, exist_ok=True)
        for empty, _, _ in os.walk(path, topdown=False):
            Path(empty).rmdir()
        new.replace(path)
    return WrittenFile(file.digest, made.st_size, made.st_mtime_ns)


def read_sound(path: Path, digest: str) -> bytes:
    """The bytes of a file of a cache. Raises OSError when they are no longer those."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise OSError(f"'{path}' was changed while the edition was built")
    return content


def _remove(output: Path, addresses: Iterable[str], present: frozenset[str], site: Path) -> None:
    """Remove files, then the folders left empty by that.

    A file system that ignores case may hold a file of `present` under a stale address: that one stays.
    """
    same_names = {fold(address): address for address in present}
    folders: set[Path] = set()
    for address in addresses:
        path = output / address
        twin = same_names.get(fold(address))
        if _through_link(output, path) or (twin and path.exists() and path.samefile(output / twin)):
            continue
        with disk_faults(path, site), contextlib.suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            path.unlink()
        folders.update(path.parents[: len(path.relative_to(output).parts) - 1])
    for folder in sorted(folders, reverse=True):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _through_link(output: Path, path: Path) -> bool:
    """Whether a folder on the way to `path` has become a symbolic link: what lies behind is not ours."""
    return any(parent.is_symlink() for parent in path.parents if output in parent.parents)


def clear_new_files(output: Path) -> None:
    """Remove our folder of new files, or whatever took its name. Raises OSError."""
    folder = output / NEW_FILES
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
