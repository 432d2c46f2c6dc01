"""Folders of the site, listed; names refused and links that lead astray are reported here, once for all."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from broadsheet.content.names import fold
from broadsheet.diagnostics import Diagnostic, Location, error

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class Entry(NamedTuple):
    """A name in a folder."""

    name: str
    """NFC."""
    folded: str
    """The name in the form in which names are compared."""
    path: str
    """Site-relative, NFC."""
    disk: str
    """Where it lies, as the operating system spells it."""
    is_folder: bool
    """Whether it is a folder, or a link to one; else it is a file, or a link to one."""


def list_folder(root: Path, disk: Path | str, path: str, problems: list[Diagnostic]) -> tuple[Entry, ...]:
    """The entries of a folder sorted by folded name, dotfiles left out.

    Reports what cannot be used and leaves it out: `unreadable-file`, `bad-file-name`, `symlink-outside`, and
    `repeated-folder` and `repeated-file` (names equal after folding; the first counts).
    """
    try:
        with os.scandir(disk) as found:
            raw = sorted((item for item in found if not item.name.startswith(".")), key=lambda item: item.name)
    except OSError as fault:
        problems.append(unreadable(path, fault))
        return ()
    entries: dict[str, Entry] = {}
    for item in raw:
        entry = _entry(root, item, path, problems)
        if entry is None:
            continue
        first = entries.setdefault(entry.folded, entry)
        if first is not entry:
            code, what = ("repeated-folder", "folders") if entry.is_folder else ("repeated-file", "files")
            problems.append(
                error(
                    code,
                    Location(entry.path),
                    f"two {what} are named '{entry.name}' and '{first.name}', which is one name on other computers",
                    hint="rename one of them",
                    related=(Location(first.path),),
                )
            )
    return tuple(entries[name] for name in sorted(entries))


def unreadable(path: str, fault: OSError) -> Diagnostic:
    """The operating system's refusal as a diagnostic."""
    reason = fault.strerror or type(fault).__name__
    return error("unreadable-file", Location(path), f"cannot be read: {reason}")


def leaves_site(root: Path, disk: Path) -> bool:
    """Whether a path, its links followed, is outside the site."""
    if _is_below(os.fspath(root), os.fspath(disk)):
        return False
    return not disk.resolve().is_relative_to(root.resolve())


def _is_below(root: str, disk: str) -> bool:
    """Whether a path is below `root` without any link on the way, as nearly all are: quicker than to follow them."""
    if not disk.startswith(root + os.sep):
        return False
    while disk != root:
        if os.path.islink(disk):  # noqa: PTH114 – a path of the standard library takes as long as following the links
            return False
        disk, name = os.path.split(disk)
        if name in ("", "..") or len(disk) < len(root):
            return False
    return True


def _entry(root: Path, item: os.DirEntry[str], folder: str, problems: list[Diagnostic]) -> Entry | None:
    name = item.name if item.name.isascii() else unicodedata.normalize("NFC", item.name)
    path = f"{folder}/{name}"
    if not name.isprintable() and _UNPRINTABLE.search(name):
        shown = _UNPRINTABLE.sub(lambda found: f"\\x{ord(found[0]) & 0xFF:02x}", name)
        message = "the file's name holds control characters or is not UTF-8"
        problems.append(error("bad-file-name", Location(f"{folder}/{shown}"), message, hint="rename it"))
        return None
    try:
        if item.is_symlink():
            if leaves_site(root, Path(item.path)):
                message = f"the symbolic link leads out of the site, to {Path(item.path).readlink()}"
                problems.append(error("symlink-outside", Location(path), message, hint="put the file itself here"))
                return None
            item.stat()  # raises where the link leads nowhere
        if item.is_file():
            return Entry(name, fold(name), path, item.path, False)
        if item.is_dir():
            return Entry(name, fold(name), path, item.path, True)
    except (OSError, RuntimeError) as fault:  # RuntimeError: a circle of links, before Python 3.13
        reason = fault if isinstance(fault, OSError) else OSError(0, "a symbolic link leads to itself")
        problems.append(unreadable(path, reason))
        return None
    problems.append(error("unreadable-file", Location(path), "is neither a file nor a folder", hint="remove it"))
    return None
