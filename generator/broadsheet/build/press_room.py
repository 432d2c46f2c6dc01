"""Where the press's jobs run: here when there is little to do, else in processes of their own.

Composing is plain Python, which threads do not speed up. Processes cost a second to start, so that they are started
only for several pages, once a build.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self, TypeVar

from broadsheet.build.processes import end_processes, end_with_parent, leave_interrupts_to_parent, starting

WORTH_IT = 3
"""Jobs from which on processes are started."""
_MOST = 61 if sys.platform == "win32" else 1_000
"""Processes; Windows waits for no more at once."""

Job = TypeVar("Job")
Made = TypeVar("Made")


class PressRoom:
    """Runs jobs and gives their results in order. Ends its processes when it is left."""

    def __init__(self, jobs: int | None = None) -> None:
        """`jobs` at once; `None` for as many as there are cores. One in a process that was itself started to work."""
        is_worker = multiprocessing.parent_process() is not None
        self._jobs = 1 if is_worker else min(jobs or os.cpu_count() or 1, _MOST)
        self._others = set(multiprocessing.active_children())
        self._executor: Executor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor is None:
            return
        if kind is not None:
            # What they are making will not be used, and nobody waits for it.
            end_processes(set(multiprocessing.active_children()) - self._others)
        self._executor.shutdown(wait=kind is None)

    def map(
        self, work: Callable[[Job], Made], jobs: Sequence[Job], known: Callable[[Job], Made | None] = lambda job: None
    ) -> list[Made]:
        """What `work` makes of each job, in order; where `known` has it already, that.

        `work` is a function of a module, and jobs and results can be pickled.
        """
        found = [known(job) for job in jobs]
        made = iter(self._made(work, [job for job, one in zip(jobs, found, strict=True) if one is None]))
        return [next(made) if one is None else one for one in found]

    def _made(self, work: Callable[[Job], Made], jobs: Sequence[Job]) -> list[Made]:
        if self._executor is None and len(jobs) >= WORTH_IT and self._jobs > 1:
            # Some systems have no semaphores to share, or let no process start: sandboxes, small containers.
            with contextlib.suppress(OSError, ImportError, NotImplementedError):
                self._executor = ProcessPoolExecutor(self._jobs, mp_context=_context(), initializer=_begin)
        if self._executor is None:
            return [work(job) for job in jobs]
        try:
            # `map` would cancel what is left of them when it is interrupted, which killed processes do not expect.
            with starting("forkserver"):
                futures = [self._executor.submit(work, job) for job in jobs]
            return [future.result() for future in futures]
        except BrokenProcessPool:
            # Killed for want of memory, or none can be started from the program that builds: it is done here, slower.
            self._executor.shutdown(cancel_futures=True)
            self._executor, self._jobs = None, 1
            return [work(job) for job in jobs]


def _begin() -> None:
    leave_interrupts_to_parent()
    end_with_parent()


def _context() -> multiprocessing.context.BaseContext:
    """A server that forks clean processes, with the press loaded once; the system's own way where there is none.

    A plain fork would copy this process while its threads hold locks.
    """
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["broadsheet.build.press_work"])
    return context
