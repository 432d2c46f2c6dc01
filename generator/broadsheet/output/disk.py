"""Where the state lies, and what the disk refuses."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from broadsheet.diagnostics import BroadsheetError, Location, error

STATE_FOLDER = ".broadsheet"
"""In the site: states and caches."""


def state_path(site: Path, output: Path) -> Path:
    """Where the state of `output` lies: `.broadsheet/output.state`, for another folder a name made from its path."""
    site, output = site.resolve(), output.resolve()
    if output == site / "output":
        return site / STATE_FOLDER / "output.state"
    place = hashlib.sha256(os.fsencode(output)).hexdigest()[:12]
    return site / STATE_FOLDER / f"output-{place}.state"


def place_in_site(path: Path, site: Path) -> Location:
    """A location for a file that a build writes: relative to the site when it lies in it."""
    with contextlib.suppress(ValueError):
        return Location(path.absolute().relative_to(site.absolute()).as_posix())
    return Location(path.absolute().as_posix())


@contextlib.contextmanager
def disk_faults(path: Path, site: Path) -> Iterator[None]:
    """Turns what the disk refuses (full, read-only, not ours) into the one exception, which names `path`."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else None
        message = f"cannot be written: {reason or fault}"
        hint = "the last good output stands as far as it was written; the next build completes it"
        raise BroadsheetError(error("cannot-write", place_in_site(path, site), message, hint=hint)) from fault
