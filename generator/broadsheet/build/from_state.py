"""`build --from-state`: the state of the last edition, brought from a file or from the network."""

from __future__ import annotations

import http.client
import shutil
import urllib.error
import urllib.request
from pathlib import Path

from broadsheet.diagnostics import BroadsheetError, Location, error
from broadsheet.output.disk import disk_faults
from broadsheet.output.sealed import DamagedStateError
from broadsheet.output.state import State
from broadsheet.output.state_file import open_existing

_PATIENCE = 60
"""Seconds of silence after which a server is given up."""
_PIECE = 1 << 20
"""Bytes read at once."""


def bring_state(source: str, path: Path, *, site: Path) -> None:
    """Copies the state to `path`. Raises BroadsheetError (`unusable-state`, `cannot-write`)."""
    scheme, separator, _ = source.partition("://")
    if separator and scheme.lower() in ("http", "https"):
        _fetch(source, path, site)
    elif separator:
        raise unusable_state(source, "only files and addresses with http or https can be read")
    else:
        _copy(Path(source), path, site)


def open_brought_state(source: str, path: Path, *, site: Path, paper: str) -> State:
    """The state in `path`. Raises BroadsheetError (`unusable-state`) for what is none, or is that of another paper."""
    try:
        state = open_existing(path, site=site)
    except DamagedStateError as fault:
        raise unusable_state(source, str(fault)) from fault
    if state.paper and state.paper != paper:
        state.__exit__(None, None, None)
        raise unusable_state(source, f"it is of the paper '{state.paper}', and this is '{paper}'")
    return state


def unusable_state(source: str, why: str) -> BroadsheetError:
    """Says that a build cannot begin with that state."""
    message = f"the state '{source}' is of no use: {why}"
    hint = "build once with the whole archive in the checkout and without --from-state"
    return BroadsheetError(error("unusable-state", Location("--from-state"), message, hint=hint))


def _copy(source: Path, path: Path, site: Path) -> None:
    try:
        with source.open("rb"):
            pass
    except (OSError, ValueError) as fault:
        raise unusable_state(str(source), getattr(fault, "strerror", None) or str(fault)) from fault
    with disk_faults(path, site):
        shutil.copyfile(source, path)
        journal = source.with_name(f"{source.name}-journal")
        if journal.is_file():  # left by a build that was killed while it stored: it leads back to a whole state
            shutil.copyfile(journal, path.with_name(f"{path.name}-journal"))


def _fetch(source: str, path: Path, site: Path) -> None:
    """Writes to disk as the bytes come, however many there are."""
    try:
        request = urllib.request.Request(source, headers={"User-Agent": "Broadsheet"})
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:
            expected = answer.headers.get("Content-Length")
            got = 0
            with disk_faults(path, site), path.open("wb") as file:
                while piece := _read(answer, source):
                    file.write(piece)
                    got += len(piece)
    except urllib.error.HTTPError as fault:
        fault.close()
        raise unusable_state(source, f"the server answers {fault.code} {fault.reason}") from fault
    except urllib.error.URLError as fault:
        reason = fault.reason.strerror if isinstance(fault.reason, OSError) else None
        raise unusable_state(source, f"the server cannot be reached: {reason or fault.reason}") from fault
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise unusable_state(source, f"the server cannot be reached: {fault}") from fault
    if expected is not None and expected.isdecimal() and int(expected) != got:
        raise unusable_state(source, f"it broke off after {got} of {expected} bytes")


def _read(answer: http.client.HTTPResponse, source: str) -> bytes:
    try:
        return answer.read(_PIECE)
    except (OSError, http.client.HTTPException) as fault:
        raise unusable_state(source, f"it broke off: {fault}") from fault
