"""The workers of a Dask cluster, for one job: reached, examined, lent and left.

Content and output lie on a file system that all of them share, under the same paths. Dask itself is the extra
`broadsheet[cluster]` and is imported only here, when it is asked for.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import logging
import re
import socket
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet import __version__
from broadsheet.build.work import Job, Order, at_work
from broadsheet.diagnostics import BroadsheetError, Location, error
from broadsheet.output.disk import disk_faults

if TYPE_CHECKING:
    from broadsheet.build.executors import Lent

TIMEOUT = 10
"""Seconds to wait for the scheduler to answer, and for a first worker."""
BATCH = 0.5
"""Seconds that a batch should take: handing one over costs milliseconds."""
LONELY = 6
"""How often in a row (`executors.LOOK_EVERY`) no worker may be there before the build gives up."""
OPTION = Location("--cluster")
ORDER_FILE = ".broadsheet-order"
"""In each folder that must be shared while workers are at it; the last one holds the order."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Dask cluster and what its workers must see."""

    address: str
    """Of the scheduler, such as `tcp://scheduler:8786`."""
    folders: tuple[Path, ...]
    """Absolute paths of folders that workers read from and write to; never empty."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What every process that works for a build must have."""

    versions: tuple[tuple[str, str], ...]
    """Names of what may change an edition's bytes, and their versions."""
    shared: tuple[Path, ...]
    """Files that lie in the folders to be shared."""


@contextlib.contextmanager
def lent_by(cluster: Cluster) -> Iterator[Lent]:
    """The workers of the cluster as an executor.

    Raises BroadsheetError: `no-cluster` when the extra is not installed, no scheduler answers, there is no worker or
    the connection is lost; `cluster-mismatch` when a worker has other versions or does not see a folder.
    """
    from broadsheet.build.executors import Lent

    with _client(cluster.address) as client, _files_in(cluster.folders) as files:
        from distributed import KilledWorker
        from distributed.comm.core import CommClosedError

        terms = Terms(versions(), files)
        workers = _examined(client, cluster.address, terms)
        executor = client.get_executor(pure=False)
        try:
            yield Lent(
                executor,
                width=len(workers),
                seconds=BATCH,
                order=functools.partial(_order, terms),
                watch=_watch(client, cluster.address),
                losses=(KilledWorker,),
            )
        except (CancelledError, CommClosedError) as fault:
            raise _lost(cluster.address) from fault
        finally:
            # Workers see at the next task that their order is withdrawn.
            executor.shutdown(wait=False)


def versions() -> tuple[tuple[str, str], ...]:
    """What may change an edition's bytes, as it is in this process: Broadsheet, Python and the libraries."""
    found = [("broadsheet", __version__), ("Python", ".".join(map(str, sys.version_info[:2])))]
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        for requirement in importlib.metadata.requires("broadsheet") or ():
            name = re.match(r"[\w.-]+", requirement)
            if name is not None and "extra ==" not in requirement:
                found.append((name[0], importlib.metadata.version(name[0])))
    return tuple(found)


# --- reaching it ----------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError as fault:
        hint = "pip install 'broadsheet[cluster]'"
        raise _no_cluster(f"--cluster needs Dask, which is not installed ({fault.name})", hint) from None
    # What goes wrong is told once, by us.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            client: Any = Client(address, timeout=TIMEOUT, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as fault:
            said = str(fault).partition("\n")[0]
            hint = "start one with dask scheduler, and workers with dask worker ADDRESS"
            raise _no_cluster(f"no scheduler answers at {address}: {said}", hint) from None
    try:
        yield client
    finally:
        client.close(timeout=1)


def _examined(client: Any, address: str, terms: Terms) -> list[str]:
    """Addresses of the workers, all of which agree to the terms."""
    try:
        client.wait_for_workers(1, timeout=TIMEOUT)
    except TimeoutError:
        raise _no_cluster(f"the scheduler at {address} has no worker", "dask worker ADDRESS starts one") from None
    answers: dict[str, Any] = client.run(disagreement, terms, on_error="return")
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, BaseException):
            answer = f"has not the same Broadsheet ({type(answer).__name__}: {answer})"
        if answer is not None:
            raise _mismatch(worker, answer)
    return sorted(answers)


@contextlib.contextmanager
def _files_in(folders: tuple[Path, ...]) -> Iterator[tuple[Path, ...]]:
    """A file in each of the folders, for a while. Raises BroadsheetError (`cannot-write`)."""
    files = []
    try:
        for folder in folders:
            with disk_faults(folder, Path()):
                folder.mkdir(parents=True, exist_ok=True)
                with tempfile.NamedTemporaryFile(dir=folder, prefix=ORDER_FILE, delete=False) as file:
                    files.append(Path(file.name))
        yield tuple(files)
    finally:
        for path in files:
            path.unlink(missing_ok=True)


def _order(terms: Terms, job: Job) -> Order:
    with disk_faults(terms.shared[-1], Path()):
        return Order.of(job, functools.partial(_agree, terms)).left_in(terms.shared[-1])


def _watch(client: Any, address: str) -> Callable[[], None]:
    """To be called now and then; raises `no-cluster` when no worker has been there for long."""
    lonely = 0

    def watch() -> None:
        nonlocal lonely
        try:
            lonely = 0 if client.scheduler_info()["workers"] else lonely + 1
        except OSError:
            raise _lost(address) from None
        if lonely >= LONELY:
            raise _no_cluster(f"the scheduler at {address} has no worker left", "look into the workers' logs")

    return watch


# --- in a worker ----------------------------------------------------------------------------------------------------


def disagreement(terms: Terms) -> str | None:
    """In a worker: what keeps it from working to these terms, as the rest of a sentence; `None` when nothing does.

    Waits until it has ended what a build that is no more had it do.
    """
    with at_work:
        return _disagreement(terms)


def _disagreement(terms: Terms) -> str | None:
    own = dict(versions())
    for name, version in terms.versions:
        if own.get(name) != version:
            return f"has {name} {own.get(name, 'not at all')}, this computer {version}"
    for file in terms.shared:
        if not file.is_file():
            return f"does not see {file.parent}"
        try:
            with tempfile.TemporaryFile(dir=file.parent):
                pass
        except OSError as fault:
            return f"cannot write in {file.parent} ({fault.strerror})"
    return None


def _agree(terms: Terms) -> None:
    """In a worker that may have come later: raises `cluster-mismatch` unless it agrees."""
    answer = _disagreement(terms)
    if answer is not None:
        raise _mismatch(socket.gethostname(), answer)


# --- what goes wrong ------------------------------------------------------------------------------------------------


def _no_cluster(message: str, hint: str) -> BroadsheetError:
    return BroadsheetError(error("no-cluster", OPTION, message, hint=hint))


def _lost(address: str) -> BroadsheetError:
    return _no_cluster(f"the connection to the scheduler at {address} was lost", "run the build again")


def _mismatch(worker: str, answer: str) -> BroadsheetError:
    hint = "all workers need the same versions, and content and output under the same paths on a shared file system"
    return BroadsheetError(error("cluster-mismatch", OPTION, f"worker {worker} {answer}", hint=hint))
