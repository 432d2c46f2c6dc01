"""Work for workers under test: functions of a module, as workers find them by name."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any, NoReturn

from broadsheet.diagnostics import BroadsheetError, Location, error

_contexts: set[int] = set()


def square(context: int, task: int) -> int:
    return context + task * task


def place(context: object, task: int) -> tuple[int, int]:
    """The task and the process it is done in."""
    time.sleep(0.01)
    return task, os.getpid()


def trace(context: Path, task: int) -> int:
    """Leaves a trace; the first takes longest."""
    (context / str(task)).touch()
    time.sleep(0.002 if task else 0.5)
    return task


class Counted:
    """A context that knows how often it was unpickled in a process."""

    def __init__(self, copies: int = 0) -> None:
        self.copies = copies

    def __reduce__(self) -> tuple[Any, tuple[int]]:
        return _again, (0,)


def _again(_: int) -> Counted:
    _contexts.add(len(_contexts))
    return Counted(len(_contexts))


def copies(context: Counted, task: int) -> tuple[int, int]:
    """The process and how many copies of the context it has made."""
    time.sleep(0.01)
    return os.getpid(), context.copies


def fail_at(context: int, task: int) -> int:
    if task == context:
        raise ValueError(f"task {task}")
    return task


def fail_from(context: int, task: int) -> int:
    """Fails at every task from one on; the first of them takes longest."""
    if task >= context:
        time.sleep(0.2 if task == context else 0)
        raise ValueError(f"task {task}")
    return task


def stop_at(context: int, task: int) -> int:
    if task == context:
        raise BroadsheetError(error("template-error", Location("themes/x/page.html", 3), "no", hint="do"))
    return task


class Locked(Exception):  # noqa: N818 - the name is not the point
    """Cannot be pickled."""

    def __init__(self, lock: Any) -> None:
        super().__init__("locked")
        self.lock = lock


def lock_at(context: int, task: int) -> int:
    if task == context:
        raise Locked(threading.Lock())
    return task


def lock(context: object, task: int) -> Any:
    """Something that cannot be pickled."""
    return threading.Lock()


def die_at(context: int, task: int) -> int:
    if task == context:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.001)
    return task


def leave_at(context: int, task: int) -> int:
    if task == context:
        os._exit(3)
    return task


def note(context: Path, task: int) -> int:
    """Leaves a trace of having begun, and of having ended much later."""
    (context / f"{task}-{os.getpid()}.begun").touch()
    time.sleep(60)
    (context / f"{task}.ended").touch()
    return task


def hinder() -> NoReturn:
    raise ImportError


class Untakeable:
    """Can be pickled, and cannot be unpickled."""

    def __reduce__(self) -> tuple[Any, tuple[()]]:
        return hinder, ()
