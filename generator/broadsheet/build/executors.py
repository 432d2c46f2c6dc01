"""Runs tasks: here, in processes, or on any executor, a cluster's included. Knows nothing of what it runs.

Results come as they are made, in the order of the tasks, so that the first error is the same on every machine. Only a
few more than were taken are made ahead: memory does not grow with the number of tasks.
"""

from __future__ import annotations

import math
import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures import wait as wait_for
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from broadsheet.build.options import Progress
from broadsheet.build.work import Batch, Job, Order, make_batch, worker_died

if TYPE_CHECKING:
    from broadsheet.build.cluster import Cluster

WORTH_FORKING = 0.1
"""Seconds of work left from which on processes are forked."""
WORTH_STARTING = 1.0
"""The same where processes are started anew, which takes half a second or more."""
LOOK_EVERY = 5.0
"""Seconds of silence after which an executor that is not ours is looked after."""

Context = TypeVar("Context")
Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the work. Of `cluster` and `executor`, the first that is given counts."""

    processes: int = 1
    """At most so many at once; with 1, everything is done here."""
    start_method: str | None = None
    """`fork`, `forkserver` or `spawn`; `None` for the best that is safe now."""
    cluster: Cluster | None = None
    """`None` for this machine."""
    executor: Executor | None = None
    """Takes batches for `processes` workers of its own; `None` for processes started here."""


@dataclass(frozen=True, slots=True)
class Lent:
    """An executor with workers that are not ours."""

    executor: Executor
    width: int
    """How many of its workers there are."""
    seconds: float = 0.1
    """How long a batch should take: long beside what handing it over costs."""
    order: Callable[[Job], Order] = Order.of
    """Puts what all batches have in common where every worker finds it."""
    watch: Callable[[], None] = lambda: None
    """Called while nothing comes back; raises BroadsheetError when nothing will."""
    losses: tuple[type[BaseException], ...] = (BrokenExecutor,)
    """What the executor raises when a batch is lost with its worker."""


def cores() -> int:
    """How many processes this one may keep busy."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def run(
    work: Callable[[Context, Task], Result],
    context: Context,
    tasks: Sequence[Task],
    *,
    workers: Workers,
    name: Callable[[Task], str] = str,
    progress: Progress | None = None,
    seconds: float | None = None,
) -> Iterator[Iterator[Result]]:
    """What `work` makes of each task, in order. When this is left, no worker started here is at work any more.

    `work` is a function of a module; context, tasks and results can be pickled. The context reaches each worker once.
    The first tasks are done here, to see whether the others are worth processes, unless `seconds`, what all will take,
    is known. What `work` raises is raised here when its turn comes, with a worker's traceback as a note. Raises
    BroadsheetError `worker-died` when a worker dies.
    """
    job = Job(work, context, tasks, name)
    with closing(_told(job, _made(job, workers, seconds), progress)) as results:
        yield results


def _told(job: Job, results: Iterator[Any], progress: Progress | None) -> Generator[Any, None, None]:
    for number, result in enumerate(results, 1):
        if progress is not None:
            progress(number, len(job.tasks), job.name_of(number - 1))
        yield result


def _made(job: Job, workers: Workers, seconds: float | None) -> Iterator[Any]:
    if not job.tasks:
        return
    if workers.cluster is not None:
        from broadsheet.build.cluster import lent_by  # Dask takes a second to import.

        with lent_by(workers.cluster) as lent:
            yield from _made_on_loan(job, lent)
    elif workers.executor is not None:
        yield from _made_on_loan(job, Lent(workers.executor, workers.processes))
    else:
        yield from _made_on_this_machine(job, workers, seconds)


def _made_on_this_machine(job: Job, workers: Workers, seconds: float | None) -> Iterator[Any]:
    from broadsheet.build.processes import made_in_processes, safe_start_method

    method = workers.start_method or safe_start_method()
    worth_it = WORTH_FORKING if method == "fork" else WORTH_STARTING
    for number in range(len(job.tasks)):
        left = len(job.tasks) - number
        if workers.processes > 1 and left > 1 and seconds is not None and seconds >= worth_it:
            yield from made_in_processes(job, number, min(workers.processes, left), workers.start_method)
            return
        began = time.perf_counter()
        result = job.make(number)
        # The last one tells best: what the first one takes is mostly warming up.
        seconds = (time.perf_counter() - began) * (left - 1)
        yield result


# --- on an executor that is not ours --------------------------------------------------------------------------------


def _made_on_loan(job: Job, lent: Lent) -> Iterator[Any]:
    """By batches of about `lent.seconds`, never more than two a worker at once."""
    order = lent.order(job)
    pending: deque[tuple[range, Future[Batch]]] = deque()
    handed_out, size = 0, 1
    try:
        while handed_out < len(job.tasks) or pending:
            while handed_out < len(job.tasks) and len(pending) < 2 * lent.width:
                left = len(job.tasks) - handed_out
                numbers = range(handed_out, handed_out + min(size, math.ceil(left / (2 * lent.width))))
                tasks = [job.tasks[number] for number in numbers]
                pending.append((numbers, lent.executor.submit(make_batch, order, tasks)))
                handed_out = numbers.stop
            numbers, future = pending[0]
            batch = _batch(job, lent, numbers, future)
            pending.popleft()
            yield from batch.results
            if batch.fault is not None:
                raise batch.fault
            each = batch.seconds / len(numbers)
            size = max(1, min(4 * len(numbers), round(lent.seconds / each) if each else 4 * len(numbers)))
    finally:
        for _, future in pending:
            future.cancel()
        # What is being made cannot be stopped; it should not write after we have gone.
        wait_for([future for _, future in pending if not future.cancelled()], timeout=lent.seconds)


def _batch(job: Job, lent: Lent, numbers: range, future: Future[Batch]) -> Batch:
    while True:
        try:
            return future.result(timeout=LOOK_EVERY)
        except lent.losses as fault:
            raise worker_died(job, numbers, str(fault)) from fault
        except FutureTimeoutError:
            if future.done():
                raise
            lent.watch()
