"""Work as it travels to workers and back: a job, its order, batches of results, faults."""

from __future__ import annotations

import pickle
import secrets
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from broadsheet.diagnostics import BroadsheetError, Location, error

NAMED_AT_MOST = 3
"""Tasks named in a message."""


@dataclass(frozen=True, slots=True)
class Job:
    """Work to be done on every one of some tasks."""

    work: Callable[[Any, Any], Any]
    """Makes a result of the context and one task."""
    context: Any
    tasks: Sequence[Any]
    name: Callable[[Any], str] = str
    """What a task is called before people; does not travel."""

    def make(self, number: int) -> Any:
        """The result of one task; `number` counts from 0."""
        return self.work(self.context, self.tasks[number])

    def name_of(self, number: int) -> str:
        """What the task is called; `number` counts from 0."""
        return self.name(self.tasks[number])


class ForeignError(Exception):
    """Stands for an exception that cannot be pickled."""


class WithdrawnError(Exception):
    """Nobody waits for what was ordered any more."""


def portable(fault: Exception) -> Exception:
    """The exception with its traceback as a note, in a form that survives pickling."""
    try:
        copy: Exception = pickle.loads(pickle.dumps(fault))
    except Exception:
        copy = ForeignError(f"{type(fault).__name__}: {fault}")
    copy.add_note(f"In a worker:\n{''.join(traceback.format_exception(fault))}")
    return copy


def worker_died(job: Job, numbers: Sequence[int], how: str) -> BroadsheetError:
    """The error to raise when a worker died over these tasks; `how` ends the sentence's first half."""
    names = [job.name_of(number) for number in numbers[:NAMED_AT_MOST]]
    more = f" and {len(numbers) - len(names)} more" if len(numbers) > len(names) else ""
    doing = f"while it made {', '.join(names)}{more}" if names else "while it waited for work"
    hint = "if memory ran out, give fewer --jobs; with --jobs 1 nothing is done in other processes"
    return BroadsheetError(error("worker-died", Location("content/issues"), f"a worker died {doing}: {how}", hint=hint))


# --- batches for workers that are not ours --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of several tasks."""

    results: tuple[Any, ...]
    """Of the first tasks, in order; of all of them when there is no fault."""
    fault: Exception | None
    """What the next task raised; `None` when nothing did."""
    seconds: float
    """How long it took."""


@dataclass(frozen=True, slots=True)
class Order:
    """What all batches of a job have in common, pickled once."""

    key: str
    """Tells this order from every other."""
    data: bytes = field(repr=False)
    """Empty when it lies in `file`."""
    file: Path | None = None
    """Where it lies for all workers; without it the order is withdrawn. `None` when it travels with every batch."""

    @classmethod
    def of(cls, job: Job, check: Callable[[], None] | None = None) -> Self:
        """The order for the job's work and context; each process calls `check` before it takes it."""
        return cls(secrets.token_hex(16), pickle.dumps((check, job.work, job.context), pickle.HIGHEST_PROTOCOL))

    def left_in(self, file: Path) -> Order:
        """The same order, written into a file that every worker can read."""
        file.write_bytes(self.data)
        return Order(self.key, b"", file)


at_work = threading.Lock()
"""A worker of a cluster may run threads; the work knows nothing of them."""
_known: dict[str, tuple[Callable[[Any, Any], Any], Any]] = {}
"""Work and context of the last order by its key: unpickled once in a process."""


def make_batch(order: Order, tasks: Sequence[Any]) -> Batch:
    """In a worker: what the work of the order makes of each task, up to the first that fails."""
    with at_work:
        began, results = time.perf_counter(), []
        fault = None
        try:
            for task in tasks:
                work, context = _taken(order)
                results.append(work(context, task))
        except Exception as raised:
            fault = portable(raised)
        return Batch(tuple(results), fault, time.perf_counter() - began)


def _taken(order: Order) -> tuple[Callable[[Any, Any], Any], Any]:
    if order.file is not None and not order.file.exists():
        raise WithdrawnError(f"{order.file} is gone")
    if order.key not in _known:
        check, work, context = pickle.loads(order.data or (order.file or Path()).read_bytes())
        if check is not None:
            check()
        _known.clear()
        _known[order.key] = work, context
    return _known[order.key]
