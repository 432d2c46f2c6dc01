"""Builds in a process of their own that come to grief at a chosen moment.

Moments are counted in changes to the disk: files opened for writing, renamed, removed, folders made and removed. So a
test can try each of them in turn, whatever the build does and in which order.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from broadsheet.diagnostics import BroadsheetError
from paper_site import PaperSite

Hook = Callable[[str, tuple[Any, ...]], None]
"""What Python calls before it does something that matters to others: `sys.addaudithook`."""

_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.utime"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

BUILT, FAULTY, CRASHED = "built", "faulty content", "crashed"
"""What came of a build that was neither killed nor stopped by a `BroadsheetError`."""


class Interruption(BaseException):
    """What nothing in the product can expect, such as Ctrl-C."""


def kill_at(site: PaperSite, number: int, **options: Any) -> bool:
    """Builds, killed at its change of that number, counted from 1; whether it came to that."""

    def kill(count: int) -> None:
        if count == number:
            os.killpg(0, signal.SIGKILL)

    status, _ = _build(site, _at_changes(kill), options)
    return os.WIFSIGNALED(status)


def stop_at(site: PaperSite, number: int, **options: Any) -> int:
    """Builds, stopped at that change until someone sends SIGCONT; the process, which is the first of its group."""

    def stop(count: int) -> None:
        if count == number:
            os.kill(os.getpid(), signal.SIGSTOP)

    process, reader = _fork(site, _at_changes(stop), options)
    os.close(reader)
    os.waitpid(process, os.WUNTRACED)
    return process


def interrupt_at(site: PaperSite, number: int, **options: Any) -> str:
    """Builds, with an exception out of nowhere at that change; what came of it."""

    def interrupt(count: int) -> None:
        if count == number:
            raise Interruption

    return _build(site, _at_changes(interrupt), options)[1]


def refuse_from(site: PaperSite, number: int, *, times: int = sys.maxsize, **options: Any) -> str:
    """Builds on a disk that is full for that many changes, the first being of that number; what came of it."""

    def refuse(count: int) -> None:
        if number <= count < number + times:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return _build(site, _at_changes(refuse), options)[1]


def act_after_reading(site: PaperSite, name: str, action: Callable[[], object], **options: Any) -> str:
    """Builds, and acts once, just after the build has read a file of that name; what came of the build."""
    moment = ["before"]

    def hook(event: str, words: tuple[Any, ...]) -> None:
        if moment[0] == "reading":
            moment[0] = "after"
            action()
        elif moment[0] == "before" and event == "open" and Path(str(words[0])).name == name:
            moment[0] = "reading"

    return _build(site, hook, options)[1]


def look_at_changes(site: PaperSite, look: Callable[[], Iterable[str]], **options: Any) -> set[str]:
    """Builds in one process and looks before each change: what there is to be seen if it is killed there."""
    seen: set[str] = set()
    _, told = _build(
        site, _at_changes(lambda _: seen.update(look())), {**options, "jobs": 1}, tell=lambda: "\n".join(sorted(seen))
    )
    return set(told.splitlines())


def count_changes(site: PaperSite, **options: Any) -> int:
    """How often a build changes the disk; the output is built thereafter."""
    numbers = [0]
    _, told = _build(site, _at_changes(numbers.append), options, tell=lambda: str(numbers[-1]))
    return int(told)


def _at_changes(act: Callable[[int], None]) -> Hook:
    """Calls before each change to the disk, with its number."""
    count = 0

    def hook(event: str, words: tuple[Any, ...]) -> None:
        nonlocal count
        if event in _CHANGES or (event == "open" and isinstance(words[2], int) and words[2] & _WRITING):
            count += 1
            act(count)

    return hook


# --- the child ------------------------------------------------------------------------------------------------------


def _build(
    site: PaperSite, hook: Hook, options: dict[str, Any], tell: Callable[[], str] | None = None
) -> tuple[int, str]:
    """The status that the build's process ended with, and its last words: those of `tell`, else how it went."""
    process, reader = _fork(site, hook, options, tell)
    with os.fdopen(reader, encoding="utf-8") as pipe:
        words = pipe.read()
    _, status = os.waitpid(process, 0)
    assert not words.startswith(CRASHED), words
    return status, words


def _fork(
    site: PaperSite, hook: Hook, options: dict[str, Any], tell: Callable[[], str] | None = None
) -> tuple[int, int]:
    """The child's process and the reading end of a pipe from it."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads in the parent, which the child has no use for
        process = os.fork()
    if not process:
        os.close(reader)
        _be_the_child(site, hook, options, tell, writer)
    os.close(writer)
    return process, reader


def _be_the_child(
    site: PaperSite, hook: Hook, options: dict[str, Any], tell: Callable[[], str] | None, writer: int
) -> NoReturn:
    words = CRASHED
    try:
        os.setpgid(0, 0)
        sys.addaudithook(hook)
        words = BUILT if site.build(**options).result.ok else FAULTY
    except BroadsheetError as fault:
        words = fault.diagnostic.code
    except Interruption:
        words = Interruption.__name__
    except BaseException:
        words = f"{CRASHED}:\n{traceback.format_exc()}"
    finally:
        with contextlib.suppress(OSError):
            os.write(writer, (tell() if tell else words).encode())
        os._exit(0)
