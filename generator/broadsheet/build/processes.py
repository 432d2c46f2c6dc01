"""Processes of our own for one job: started, fed, watched and ended by the one who builds.

`ProcessPoolExecutor` knows neither which task a process died over nor how to stop at once, and its threads stand in the
way of forking. This is a pipe to each process and one loop. A process that is forked has everything this one has read.
"""

from __future__ import annotations

import contextlib
import gc
import math
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from broadsheet.build.work import Job, portable, worker_died
from broadsheet.diagnostics import BroadsheetError

FED_FOR = 0.1
"""Seconds of work that lie ready for a process, so that it never waits for the next task."""
MOST_FED = 64
"""Tasks that lie ready for a process at most."""
MOST_PROCESSES = 60 if sys.platform == "win32" else 1_000
"""Windows waits for no more pipes at once."""
AHEAD = 16
"""How many times as many tasks may be handed out beyond the first that is not made yet, as processes are fed with."""
PATIENCE = 5.0
"""Seconds to wait for a process that was killed."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What a process says of one task."""

    number: int
    """Of the task; from 0."""
    result: Any
    fault: Exception | None
    """`None` when there is a result."""
    seconds: float
    """How long it took."""


@dataclass(slots=True)
class _Worker:
    """A process and what it has to do."""

    process: BaseProcess
    line: Connection
    """Task numbers go out, what was made comes in."""
    assigned: deque[int] = field(default_factory=deque)
    """Numbers of the tasks handed to it; it is at the first."""


def safe_start_method() -> str:
    """How processes are best started now: forking is quick, and safe only on Linux while there are no threads."""
    if sys.platform == "win32":
        return "spawn"
    if sys.platform == "linux" and _threads() == 1:
        return "fork"
    return "forkserver" if sys.platform == "linux" else multiprocessing.get_start_method()


def made_in_processes(job: Job, first: int, processes: int, start_method: str | None) -> Iterator[Any]:
    """The results of the tasks from `first` on, in order. Where no process can be started, they are made here."""
    workers: list[_Worker] = []
    try:
        _start(job, workers, min(processes, MOST_PROCESSES), start_method or safe_start_method())
        yield from _in_order(job, first, workers) if workers else map(job.make, range(first, len(job.tasks)))
    finally:
        _end(workers)


def end_processes(processes: Collection[BaseProcess]) -> None:
    """Kills them and waits until they are gone."""
    with _interrupts_held():
        for process in processes:
            process.kill()
        for process in processes:
            process.join(PATIENCE)


@contextlib.contextmanager
def starting(start_method: str) -> Iterator[None]:
    """Processes are started in this: Ctrl-C waits until all are there, and does not hit those that are half awake."""
    if start_method in ("forkserver", "spawn") and sys.platform != "win32":
        # Where it runs not yet, it would be started with them, and let interrupts through.
        resource_tracker.ensure_running()
    with _interrupts_held():
        yield


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_parent() -> None:
    """In a process: ends it as soon as the one that started it is gone, whatever it is doing."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def leave_interrupts_to_parent() -> None:
    """In a process: ignores Ctrl-C, which reaches every process of a terminal; the one that started it sees to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})


# --- the one who builds ---------------------------------------------------------------------------------------------


def _start(job: Job, workers: list[_Worker], processes: int, start_method: str) -> None:
    """Starts so many processes, or as many as the system lets us, and adds them to the list one by one."""
    context = multiprocessing.get_context(start_method)
    if start_method == "forkserver" and job.work.__module__ != "__main__":
        context.set_forkserver_preload([job.work.__module__])
    inherited = job if start_method == "fork" else None
    # Small containers, users with limits: there may be no room for a process more.
    with contextlib.suppress(OSError), starting(start_method):
        for _ in range(processes):
            workers.append(_worker(context, inherited))  # noqa: PERF401 - those before a failure count
    if inherited is None:
        order = pickle.dumps((job.work, job.context, job.tasks), pickle.HIGHEST_PROTOCOL)
        for worker in workers:
            with contextlib.suppress(OSError):  # its death is seen when its line is read
                worker.line.send_bytes(order)


def _worker(context: BaseContext, inherited: Job | None) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, inherited), daemon=True)  # type: ignore[attr-defined]
    try:
        process.start()
    except OSError:
        ours.close()
        raise
    finally:
        theirs.close()
    return _Worker(process, ours)


def _in_order(job: Job, first: int, workers: list[_Worker]) -> Iterator[Any]:
    """Hands out tasks, gathers what comes back, and gives it in order."""
    early: dict[int, _Made] = {}
    following, handed_out, each = first, first, FED_FOR
    while following < len(job.tasks):
        fed = max(1, min(MOST_FED, math.ceil(FED_FOR / each)))
        # Nobody runs far ahead of the slowest: what is made early is kept in memory.
        end = min(len(job.tasks), following + AHEAD * fed * len(workers))
        fed = min(fed, math.ceil((len(job.tasks) - handed_out) / len(workers)))
        for worker in workers:
            limit = min(end, handed_out + fed - len(worker.assigned))
            if handed_out < limit:
                _hand_out(worker, range(handed_out, limit))
                handed_out = limit
        for made in _gathered(job, workers):
            early[made.number] = made
            each = (each + made.seconds) / 2
        while following in early:
            made = early.pop(following)
            if made.fault is not None:
                raise made.fault
            yield made.result
            following += 1


def _hand_out(worker: _Worker, numbers: range) -> None:
    worker.assigned.extend(numbers)
    with contextlib.suppress(OSError):  # its death is seen when its line is read
        worker.line.send((numbers.start, numbers.stop))


def _gathered(job: Job, workers: list[_Worker]) -> Iterator[_Made]:
    """What has come in; waits until something has. Raises `worker-died`."""
    by_line = {worker.line: worker for worker in workers}
    for line in wait(list(by_line)):
        worker = by_line[line]  # type: ignore[index]
        try:
            made: _Made = worker.line.recv()
        except (EOFError, OSError):
            raise _death_of(worker, job) from None
        worker.assigned.popleft()
        yield made


def _death_of(worker: _Worker, job: Job) -> BroadsheetError:
    worker.process.join(PATIENCE)
    code = worker.process.exitcode
    if code is not None and code < 0:
        how = f"it was killed ({signal.Signals(-code).name})"
    else:
        how = f"it ended with status {code}"
    return worker_died(job, list(worker.assigned)[:1], how)


def _end(workers: list[_Worker]) -> None:
    """Ends them: one that waits loses nothing, and what the others were making will not be used."""
    end_processes([worker.process for worker in workers])
    for worker in workers:
        worker.line.close()


def _threads() -> int:
    """How many threads this process has, those of libraries included."""
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        return threading.active_count() + 1  # who knows


# --- the processes --------------------------------------------------------------------------------------------------


def _work(line: Connection, inherited: Job | None) -> None:
    """Makes what it is told to until it is ended."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # we are killed, or end with the one that started us
    leave_interrupts_to_parent()
    end_with_parent()
    # What was inherited is never freed here: to look at it would only copy its memory.
    gc.freeze()
    with contextlib.suppress(EOFError, OSError):  # nobody is there any more
        job = inherited or _received(line)
        while True:
            for number in range(*line.recv()):
                line.send_bytes(_answer(job, number))


def _received(line: Connection) -> Job:
    """The job as it was sent; when it cannot be read, one in which every task raises why."""
    data = line.recv_bytes()
    try:
        return Job(*pickle.loads(data))
    except Exception as fault:
        return Job(_raise, portable(fault), range(sys.maxsize))


def _raise(fault: Exception, _: int) -> None:
    raise fault


def _answer(job: Job, number: int) -> bytes:
    began = time.perf_counter()
    try:
        result = job.make(number)
        made = _Made(number, result, None, time.perf_counter() - began)
        return pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
    except Exception as fault:
        return pickle.dumps(_Made(number, None, portable(fault), time.perf_counter() - began), pickle.HIGHEST_PROTOCOL)
