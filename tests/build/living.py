"""Which processes live."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path


def children(parent: int) -> list[int]:
    """Living processes that this one has started."""
    return [number for number, its_parent in _living() if its_parent == parent]


def survivors(processes: list[int]) -> list[int]:
    """Those that still live half a second later."""
    deadline = time.monotonic() + 0.5
    while left := {number for number, _ in _living()}.intersection(processes):
        if time.monotonic() > deadline:
            break
        time.sleep(0.01)
    return sorted(left)


def _living() -> Iterator[tuple[int, int]]:
    """(process, its parent); without those that have ended and wait to be buried."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (process / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state != "Z":
            yield int(process.name), int(parent)
