"""What the builds into one output folder have written: which files are ours, and what need not be made again.

The state of an output folder lies beside the site, in `.broadsheet/`, never in the output itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from broadsheet import __version__
from broadsheet.atomic import replace_file
from broadsheet.diagnostics import BroadsheetError, Diagnostic, Location, error, warning

SCHEMA = 2
"""Counts up when an older build's state can no longer be understood."""

STATE_FOLDER = ".broadsheet"
"""In the site: states and caches."""

NEW_FILES = ".broadsheet-new"
"""In the output while a build writes: files that are not yet under their names."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file that a build wrote, and how to tell cheaply that nobody has touched it since."""

    digest: str
    """SHA-256 of the bytes in hex; empty while unknown, because a build was killed around this file."""
    size: int
    """In bytes; -1 while unknown."""
    mtime_ns: int
    """The file's modification time just after it was written, in nanoseconds; -1 while unknown."""


UNSURE = WrittenFile("", -1, -1)
"""Ours, but whether its bytes are the old or the new ones only the disk can tell."""

Manifest = Mapping[str, WrittenFile]
"""Files that builds wrote, by address."""


@dataclass(frozen=True, slots=True)
class IssueState:
    """What one issue's publication left behind; the build alone knows what is in it."""

    key: str
    """Digest of all that the issue's files were made from."""
    record: dict[str, Any]
    """What the archive-wide pages and other issues need of it, as JSON; never changed in place."""
    addresses: tuple[str, ...]
    """The files made for it, sorted."""


@dataclass(frozen=True, slots=True)
class State:
    """All that is remembered of the builds into one output folder."""

    files: Manifest = field(default_factory=dict)
    issues: Mapping[str, IssueState] = field(default_factory=dict)
    """By the issue's name."""
    out: tuple[str, ...] = ()
    """Names of the issues that are out, in order."""
    documents: Mapping[str, str] = field(default_factory=dict)
    """Of documents that stand above the issues and need not be made again: a digest of what they were made from."""
    broadsheet: str = __version__
    """The version that wrote the state."""

    def while_writing(self, files: Manifest, touched: frozenset[str]) -> State:
        """The state to be on disk while `touched` addresses are written or removed.

        An issue with a touched address is forgotten, and a touched document, so that the build after a killed one
        makes them again.
        """
        issues = {name: issue for name, issue in self.issues.items() if touched.isdisjoint(issue.addresses)}
        documents = {address: key for address, key in self.documents.items() if address not in touched}
        return replace(self, files=files, issues=issues, documents=documents)


def state_path(site: Path, output: Path) -> Path:
    """Where the state of `output` lies: `.broadsheet/output.json`, for another folder a name made from its path."""
    site, output = site.resolve(), output.resolve()
    if output == site / "output":
        return site / STATE_FOLDER / "output.json"
    place = hashlib.sha256(os.fsencode(output)).hexdigest()[:12]
    return site / STATE_FOLDER / f"output-{place}.json"


def load_state(path: Path, *, site: Path) -> tuple[State | None, tuple[Diagnostic, ...]]:
    """The state that the last build left, or `None` when there is none.

    Reports `damaged-state` for a file that is no state of this schema; it counts as none.
    """
    try:
        return _from_json(json.loads(path.read_bytes())), ()
    except FileNotFoundError:
        return None, ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        message = f"the state of the last build cannot be read ({type(fault).__name__}: {fault})"
        hint = "nothing is lost: everything is built again, and the next build has a state"
        return None, (warning("damaged-state", place_in_site(path, site), message, hint=hint),)


def save_state(path: Path, state: State, *, site: Path) -> None:
    """Replace the state on disk at once, by a rename; a reader sees the old or the new one.

    Raises BroadsheetError (`cannot-write`).
    """
    text = json.dumps(_as_json(state), ensure_ascii=False, separators=(",", ":"))
    with disk_faults(path, site):
        replace_file(path, text.encode("utf-8", "surrogatepass"))


def is_address(text: str) -> bool:
    """Whether it names a file inside the edition and nothing beyond it, nor in the writer's own folder."""
    parts = text.split("/")
    return "\0" not in text and parts[0] != NEW_FILES and not any(part in {"", ".", ".."} for part in parts)


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
    except OSError as fault:
        message = f"cannot be written: {fault.strerror or fault}"
        hint = "the last good output stands as far as it was written; the next build completes it"
        raise BroadsheetError(error("cannot-write", place_in_site(path, site), message, hint=hint)) from fault


def _as_json(state: State) -> dict[str, Any]:
    """Files stand grouped by folder, which halves the text."""
    folders: dict[str, dict[str, list[str | int]]] = {}
    for address in sorted(state.files):
        folder, _, name = address.rpartition("/")
        file = state.files[address]
        folders.setdefault(folder, {})[name] = [file.digest, file.size, file.mtime_ns]
    return {
        "schema": SCHEMA,
        "broadsheet": state.broadsheet,
        "out": state.out,
        "documents": dict(sorted(state.documents.items())),
        "issues": {
            name: {"key": issue.key, "record": issue.record, "addresses": issue.addresses}
            for name, issue in state.issues.items()
        },
        "files": folders,
    }


def _from_json(value: dict[str, Any]) -> State:
    """Raises ValueError, KeyError, TypeError or AttributeError for anything that `_as_json` does not make."""
    if value["schema"] != SCHEMA:
        raise ValueError(f"schema {value['schema']!r} instead of {SCHEMA}")
    files = {
        f"{folder}/{name}" if folder else name: WrittenFile(_text(digest), _whole(size), _whole(mtime_ns))
        for folder, names in value["files"].items()
        for name, (digest, size, mtime_ns) in names.items()
    }
    outside = next((address for address in files if not is_address(address)), None)
    if outside is not None:
        # Files are deleted by this list: a mangled one must not reach beyond the output.
        raise ValueError(f"{outside!r} is no address")
    issues = {
        name: IssueState(_text(issue["key"]), dict(issue["record"]), tuple(map(_text, issue["addresses"])))
        for name, issue in value["issues"].items()
    }
    documents = {_text(address): _text(key) for address, key in value["documents"].items()}
    return State(files, issues, tuple(map(_text, value["out"])), documents, _text(value["broadsheet"]))


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} where a whole number belongs")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} where a text belongs")
    return value
