"""A Dask cluster on this computer: a scheduler and workers, each a process as on other machines."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
DASK = (sys.executable, "-m", "dask")
PATIENCE = 60
"""Seconds to wait for a scheduler."""


@contextlib.contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    """A scheduler's address; its log is written into the folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show")
    with started(folder / "scheduler.log", "scheduler", *where):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield f"tcp://127.0.0.1:{port}"


@contextlib.contextmanager
def workers(address: str, folder: Path, *options: str, count: int = 1) -> Iterator[None]:
    """Workers of the scheduler; they find what the tests import."""
    with contextlib.ExitStack() as stack:
        for number in range(count):
            words = ("worker", address, "--no-dashboard", "--local-directory", str(folder), *options)
            stack.enter_context(started(folder / f"worker-{number}.log", *words))
        yield


@contextlib.contextmanager
def started(log: Path, *words: str) -> Iterator[None]:
    """A command of Dask while the block runs."""
    search = os.pathsep.join(filter(None, (str(TESTS), os.environ.get("PYTHONPATH"))))
    environment = os.environ | {"PYTHONPATH": search, "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}
    with log.open("wb") as stream:
        process = subprocess.Popen([*DASK, *words], env=environment, stdout=stream, stderr=stream)
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
