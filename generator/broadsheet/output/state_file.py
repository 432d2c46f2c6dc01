"""The file of a state: made, opened, read by others, and set aside when it is damaged."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from broadsheet.diagnostics import Diagnostic, warning
from broadsheet.output.disk import disk_faults, place_in_site, state_path
from broadsheet.output.sealed import DamagedStateError, damage, opened, opened_manifest
from broadsheet.output.state import IssueEntry, State

SCHEMA = 3
"""Counts up when an older build's state can no longer be understood."""

_APPLICATION = 0x62726473
"""`brds`: by this number a database says that it is ours (SQLite file format, 1.3.17)."""
_MAGIC = b"SQLite format 3\0"
"""How every database begins (SQLite file format, 1.3.1)."""

_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE entries (
    name TEXT PRIMARY KEY, is_torn INTEGER NOT NULL, source_stamp TEXT NOT NULL, output_stamp TEXT NOT NULL,
    tree TEXT NOT NULL, entry BLOB NOT NULL
);
CREATE TABLE issues (
    name TEXT PRIMARY KEY, face BLOB NOT NULL, listing BLOB NOT NULL, warnings BLOB NOT NULL, files BLOB NOT NULL
);
CREATE TABLE shards (name TEXT PRIMARY KEY, value BLOB NOT NULL);
"""
_FRESH = "CREATE TEMP TABLE fresh (name TEXT PRIMARY KEY, face BLOB, listing BLOB, warnings BLOB, files BLOB)"


def open_state(path: Path, *, site: Path) -> tuple[State, tuple[Diagnostic, ...]]:
    """The state that the last build left, or a new one.

    Reports `damaged-state` for a file that is no state of this schema; it is replaced by a new one. Raises
    BroadsheetError (`cannot-write`).
    """
    with disk_faults(path, site):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _opened_state(path, site), ()
        except (DamagedStateError, sqlite3.Error, ValueError) as fault:
            if isinstance(fault, sqlite3.OperationalError) and not path.exists():
                raise
            remove_state(path)
            return _opened_state(path, site), (damaged_state(path, site, fault),)


def open_existing(path: Path, *, site: Path) -> State:
    """The state in a file that came from elsewhere, and never a new one. Raises DamagedStateError."""
    try:
        if _start_of(path) != _MAGIC:
            raise DamagedStateError("it is no database")
        state = _opened_state(path, site)
    except (OSError, sqlite3.Error, ValueError) as fault:
        raise DamagedStateError(str(fault)) from fault
    if state.is_new:
        state.__exit__(None, None, None)
        raise DamagedStateError("no build has come to its end with it")
    return state


def read_state(path: Path, *, site: Path) -> State:
    """The state as it stands, for a process beside the one that builds: it stores nothing. Raises DamagedStateError."""
    with damage():
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        return _state_of(connection, path, site)


@contextlib.contextmanager
def state_beside(site: Path, output: Path) -> Iterator[State | None]:
    """The state of an output folder to be read by those who do not build; `None` where there is none to be read."""
    path = state_path(site, output)
    try:
        state = read_state(path, site=site) if path.is_file() else None
    except DamagedStateError:
        state = None
    try:
        yield state
    finally:
        if state is not None:
            state.__exit__(None, None, None)


def remove_state(path: Path) -> None:
    """Removes the file, with what SQLite may have left beside it. Raises OSError."""
    for each in (path, path.with_name(f"{path.name}-journal")):
        each.unlink(missing_ok=True)


def damaged_state(path: Path, site: Path, fault: Exception) -> Diagnostic:
    """Says that the state counts as none."""
    message = f"the state of the last build cannot be read ({fault})"
    hint = "nothing is lost: everything is built again, and the next build has a state"
    return warning("damaged-state", place_in_site(path, site), message, hint=hint)


# --- the database ---------------------------------------------------------------------------------------------------


def _opened_state(path: Path, site: Path) -> State:
    if path.exists() and _start_of(path) not in (b"", _MAGIC):
        raise DamagedStateError("it is no database")
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        if connection.execute("PRAGMA application_id").fetchone() == (0,) and _is_empty(connection):
            connection.executescript(
                f"BEGIN; {_TABLES} PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {SCHEMA}; COMMIT;"
            )
        state = _state_of(connection, path, site)
        connection.execute(_FRESH)
    except BaseException:
        connection.close()
        raise
    return state


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_MAGIC))


def _is_empty(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,))


def _state_of(connection: sqlite3.Connection, path: Path, site: Path) -> State:
    """Reads the light part. Raises DamagedStateError, sqlite3.Error or ValueError."""
    (owner,), (schema,) = (
        connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
    )
    if owner != _APPLICATION:
        raise DamagedStateError("it is no state of Broadsheet")
    if schema != SCHEMA:
        raise DamagedStateError(f"schema {schema} instead of {SCHEMA}")
    facts = {name: opened(value) for name, value in connection.execute("SELECT name, value FROM facts")}
    rows = connection.execute("SELECT name, is_torn, source_stamp, output_stamp, tree, entry FROM entries")
    entries = {
        name: IssueEntry(opened(entry), source_stamp, output_stamp, tree, is_torn=bool(is_torn))
        for name, is_torn, source_stamp, output_stamp, tree, entry in rows
    }
    return State(
        path=path,
        site=site,
        is_new="site_files" not in facts,
        entries=entries,
        out=tuple(facts.get("out", b"").decode().splitlines()),
        site_files=opened_manifest(facts["site_files"]) if "site_files" in facts else {},
        paper=facts.get("paper", b"").decode(),
        _connection=connection,
    )
