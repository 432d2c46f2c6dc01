"""Stamps: whether files are as they were, told by what the file system says of them, without opening any.

Equal stamps mean equal files; different stamps mean nothing, and the files are read. A stamp is taken *before* the
files are read: what is changed in between then differs from the stamp that is kept, and the next build sees it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import threading
import time
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path

_DIGEST_BYTES = 16

_TICK_NS = 50_000_000
"""Longer than the steps in which kernels stamp files (1 to 16 ms), in nanoseconds."""
_LONG_TICK_NS = 2_050_000_000
"""The same where times are whole hundredths of a second or coarser: FAT keeps even seconds."""
_FINE_NS = 10_000_000

_FORKED_FROM = 300
"""So many folders make a second process worth while."""

_NAME = attrgetter("name")


def disk_clock(folder: Path) -> int:
    """The time, in nanoseconds, by the clock that stamps files in `folder`, where that is behind this machine's.

    Asked once, before the stamps are taken. A server that keeps the files may have a clock of its own.
    """
    probe = folder / f".clock-{os.getpid()}-{threading.get_ident()}"
    now = time.time_ns()
    try:
        probe.write_bytes(b"")
        return min(now, probe.stat().st_mtime_ns)
    except OSError:
        return now
    finally:
        with contextlib.suppress(OSError):
            probe.unlink()


def stamp_folder(path: str, now: int) -> str | None:
    """The stamp of all files below a folder, those whose names begin with a dot left out.

    `None` when it is not known whether they will still be the same while the stamp is: something cannot be read, a
    folder is a symbolic link, or a file was changed so shortly before `now` (of `disk_clock`) that another change may
    get the same time.
    """
    names: list[str] = []
    facts: list[int] = []
    try:
        _walk(path, names, facts)
    except (OSError, RecursionError):
        return None
    newest = max(max(facts[2::5], default=0), max(facts[3::5], default=0))
    return _digest(names, facts) if is_settled(newest, now) else None


def stamp_file(path: str, now: int) -> str | None:
    """The stamp of one file, links followed; `None` when it is not there or was changed too shortly before `now`."""
    try:
        state = os.stat(path)  # noqa: PTH116 — strings all the way: this runs once a photo in every build
        real = os.path.realpath(path)
    except OSError:
        return None
    if not is_settled(max(state.st_mtime_ns, state.st_ctime_ns), now):
        return None
    return _digest([real], list(_facts(state)))


def stamp_output(path: str, leave_out: frozenset[str] = frozenset()) -> str | None:
    """The stamp of the files that lie in a folder of the output, by name, size and modification time.

    `leave_out` names what is not looked at, relative to the folder, such as a file that belongs to another issue.
    Empty folders and names that begin with a dot do not count. `None` when something cannot be read.
    """
    found: list[tuple[str, int, int]] = []
    folders = [(path, "")]
    try:
        while folders:
            folder, prefix = folders.pop()
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = entry.name if entry.name.isascii() else unicodedata.normalize("NFC", entry.name)
                    if name[0] == "." or (leave_out and prefix + name in leave_out):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append((entry.path, f"{prefix}{name}/"))
                        continue
                    state = entry.stat(follow_symlinks=False)
                    if not stat.S_ISREG(state.st_mode):
                        return None
                    found.append((prefix + name, state.st_size, state.st_mtime_ns))
    except OSError:
        return None
    return stamp_written(found)


def stamp_written(files: Iterable[tuple[str, int, int]]) -> str:
    """The stamp that `stamp_output` gives when these files are in the folder and no others.

    Each as its address relative to the folder, its size in bytes and its modification time in nanoseconds.
    """
    inside = sorted(files)
    return _digest([name for name, _, _ in inside], [number for _, size, mtime in inside for number in (size, mtime)])


def stamp_many(
    stamp: Callable[[str], str | None], paths: Sequence[str], jobs: int | None = None
) -> dict[str, str | None]:
    """The stamps of many folders, made by `stamp`; by `jobs` processes, as many as there are cores when `None`.

    A few are made here, and all of them while other threads run: a process that is copied then may hang.
    """
    wanted = min(jobs or os.cpu_count() or 1, 8)
    if len(paths) < _FORKED_FROM or wanted == 1 or not hasattr(os, "fork") or threading.active_count() > 1:
        return {path: stamp(path) for path in paths}
    shares = [paths[first::wanted] for first in range(wanted)]
    helpers: list[_Helper] = []
    try:
        helpers.extend(_Helper(stamp, share) for share in shares[1:])
        found = {path: stamp(path) for path in shares[0]}
        for helper in helpers:
            found.update(helper.stamps())
    finally:
        for helper in helpers:
            helper.end()
    return found


def is_settled(newest: int, now: int) -> bool:
    """Whether a change after `now` is sure to get another time than `newest`, both in nanoseconds.

    A time to come (a clock that was set back) is not settled before it has passed.
    """
    return newest + (_TICK_NS if newest % _FINE_NS else _LONG_TICK_NS) < now


class _Helper:
    """A copy of this process that stamps some folders, says so through a pipe, and is gone."""

    def __init__(self, stamp: Callable[[str], str | None], paths: Sequence[str]) -> None:
        self._stamp, self._paths = stamp, paths
        here, there = os.pipe()
        self._pipe = os.fdopen(here)
        try:
            self._process = os.fork()
        except OSError:  # no memory, or too many processes: it is done here
            self._process = -1
        if self._process == 0:
            try:
                with os.fdopen(there, "w") as pipe:
                    pipe.write("\n".join(stamp(path) or "" for path in paths))
            finally:
                os._exit(0)
        os.close(there)

    def stamps(self) -> dict[str, str | None]:
        """By path; made here when it died before it had them."""
        lines = self._pipe.read().split("\n")
        if len(lines) != len(self._paths):
            return {path: self._stamp(path) for path in self._paths}
        return {path: line or None for path, line in zip(self._paths, lines, strict=True)}

    def end(self) -> None:
        """Nobody listens any more: it is gone when this returns, whatever it was doing."""
        self._pipe.close()
        if self._process > 0:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def _walk(folder: str, names: list[str], facts: list[int]) -> None:
    """Appends the name of every file below, with five numbers of each. Raises OSError."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=_NAME)
    for entry in found:
        name = entry.name
        if name[0] == ".":
            continue
        state = entry.stat(follow_symlinks=False)
        mode = state.st_mode
        if stat.S_ISDIR(mode):
            # Not its times and number: an editor's hidden file beside the articles changes them.
            names.append(f"{name}/")
            _walk(entry.path, names, facts)
            names.append("/")
            continue
        names.append(name)
        if stat.S_ISLNK(mode):
            names.append(os.path.realpath(entry.path))
            facts += _facts(state)
            with contextlib.suppress(FileNotFoundError):
                state = entry.stat()
            if stat.S_ISDIR(state.st_mode):
                raise OSError(f"'{entry.path}' is a link to a folder, and may lead anywhere")
        facts += (state.st_mode, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)


def _facts(state: os.stat_result) -> tuple[int, int, int, int, int]:
    return state.st_mode, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino


def _digest(names: list[str], facts: list[int]) -> str:
    digest = blake2b("\0".join(names).encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES)
    try:
        digest.update(array("Q", facts).tobytes())
    except OverflowError:  # a time before 1970
        digest.update(repr(facts).encode())
    return digest.hexdigest()
