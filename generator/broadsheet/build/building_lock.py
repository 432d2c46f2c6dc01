"""One build at a time into an output folder: the second waits for the first."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from broadsheet.output.disk import disk_faults


@contextlib.contextmanager
def building_lock(state: Path, site: Path, waiting: Callable[[], None] | None) -> Iterator[None]:
    """Holds the lock beside the state; `waiting` is called once when another process has it.

    The system frees it when its process ends, however that comes. Raises BroadsheetError (`cannot-write`).
    """
    with disk_faults(state, site):
        state.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state.with_suffix(".lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if waiting is not None:
                waiting()
            lock.acquire(poll_interval=0.1)
    try:
        yield
    finally:
        lock.release()
