"""What the builds into one output folder have left behind: which files are ours, and what need not be made again.

The state of an output folder lies beside the site, in `.broadsheet/`, never in the output itself. It is an SQLite
database, so that a build reads of a large archive only what it asks for. The parts of an issue's row are bytes to which
the build alone gives a meaning; each carries a checksum, because a damaged state must never make a wrong edition.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from broadsheet.output.disk import disk_faults
from broadsheet.output.manifest import UNSURE, Manifest, packed_manifest
from broadsheet.output.sealed import damage, opened, opened_manifest, sealed

Part = Literal["face", "listing", "warnings"]


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """The light part of what an issue's publication left behind; every build reads those of all issues."""

    entry: bytes
    """What the build decides by."""
    source_stamp: str = ""
    """Stamp of the issue's folder when it was read; empty when unknown."""
    output_stamp: str = ""
    """Stamp of the issue's files in the output as they were left; empty when unknown."""
    tree: str = ""
    """Id of the folder's tree in git when it was clean; empty when unknown."""
    is_torn: bool = False
    """Whether a build was killed around its files: which of them are new only the disk can tell."""


@dataclass(frozen=True, slots=True)
class IssueParts:
    """The heavy parts of it, read when they are asked for."""

    face: bytes
    """What other issues may know of it."""
    listing: bytes
    """What archive-wide documents take of it."""
    warnings: bytes
    """Its diagnostics, repeated by builds that do not make it again."""
    files: Manifest
    """The files made for it."""


@dataclass(slots=True)
class State:
    """All that is remembered of the builds into one output folder. A context manager, which closes it.

    What a build makes is put aside and stored by `promise` and `settle`. Reading raises DamagedStateError.
    """

    path: Path
    site: Path
    is_new: bool
    """Whether no build has left this state."""
    entries: dict[str, IssueEntry]
    """By the issue's name, as the last build left them."""
    out: tuple[str, ...]
    """Names of the issues that are out, in order."""
    site_files: Manifest
    """The files of no issue."""
    paper: str
    """Name of the paper that the last build was of; empty while unknown."""
    _connection: sqlite3.Connection
    _fresh: dict[str, IssueEntry] = field(default_factory=dict)
    _shards: dict[str, bytes | None] = field(default_factory=dict)
    """Those of this build; `None` for one that stays as it is."""
    _promised: set[str] = field(default_factory=set)
    """Issues whose rows hold more files than are theirs, and those made now, once `promise` has stored them."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    # --- reading ----------------------------------------------------------------------------------------------------

    def part(self, name: str, part: Part) -> bytes | None:
        """A part of an issue as this build made it, else as the last one left it; `None` when there is none."""
        table = "fresh" if name in self._fresh else "issues"
        return self._one(f"SELECT {part} FROM {table} WHERE name = ?", name)

    def files(self, name: str) -> Manifest:
        """The files that the last build left for an issue; where it was torn, none of them is sure."""
        found = self._one("SELECT files FROM issues WHERE name = ?", name)
        manifest = opened_manifest(found) if found is not None else {}
        return dict.fromkeys(manifest, UNSURE) if manifest and self.entries[name].is_torn else manifest

    def files_now(self, name: str) -> Manifest:
        """The files of an issue as this build made them, else as the last one left them."""
        table = "fresh" if name in self._fresh else "issues"
        found = self._one(f"SELECT files FROM {table} WHERE name = ?", name)
        return opened_manifest(found) if found is not None else {}

    def shard(self, name: str) -> bytes | None:
        """What the last build kept under that name."""
        return self._one("SELECT value FROM shards WHERE name = ?", name)

    def _one(self, query: str, name: str) -> bytes | None:
        with damage():
            found = self._connection.execute(query, (name,)).fetchone()
        return opened(found[0]) if found is not None else None

    def entry_now(self, name: str) -> IssueEntry:
        """The entry of an issue as this build made it, else as the last one left it."""
        return self._fresh.get(name) or self.entries[name]

    # --- what this build makes --------------------------------------------------------------------------------------

    def add(self, name: str, entry: IssueEntry, parts: IssueParts) -> None:
        """Puts what was made for an issue aside."""
        self._fresh[name] = entry
        blobs = (parts.face, parts.listing, parts.warnings, packed_manifest(parts.files))
        with disk_faults(self.path, self.site):
            self._connection.execute("INSERT OR REPLACE INTO fresh VALUES (?, ?, ?, ?, ?)", (name, *map(sealed, blobs)))

    def note_tree(self, name: str, tree: str) -> None:
        """Notes the id in git of the tree that an issue was made of, before that is stored."""
        self._fresh[name] = replace(self._fresh[name], tree=tree)

    def keep_shard(self, name: str, value: bytes | None = None) -> None:
        """Keeps a value for later builds; without one, what stands under the name. All others are dropped."""
        self._shards[name] = value

    def keep_shards(self) -> None:
        """Keeps all that stand."""
        self._shards |= dict.fromkeys(self._shard_names() - self._shards.keys())

    def promise(self, left: Iterable[tuple[str, Manifest]], site_files: Manifest) -> None:
        """Stores what was made, and all that may be in the output until `settle` says what is.

        `left` gives, for issues whose files change, those that a build left before; `site_files` are the files of no
        issue, old and new. These issues, and all that were made, are torn until then.
        """
        with self._stored() as connection:
            self._store_fresh(connection, is_torn=True)
            self._promised.update(self._fresh)
            for name, files in left:
                self._promised.add(name)
                connection.execute("UPDATE entries SET is_torn = 1 WHERE name = ?", (name,))
                _store_files(connection, name, {**files, **self.files_now(name)})
            _store_fact(connection, "site_files", packed_manifest(site_files))

    def settle(
        self,
        *,
        site_files: Manifest,
        out: tuple[str, ...],
        gone: Collection[str],
        stamps: Mapping[str, IssueEntry],
        paper: str = "",
    ) -> None:
        """Stores the state as it is after the last change to the output.

        `gone` are issues that are no more; `stamps` the entries of issues not made now whose stamps are new; `paper` is
        the paper's name, empty to leave it as it is stored.
        """
        if self._is_stored(site_files, out, gone, stamps):
            return
        with self._stored() as connection:
            if self._promised:
                self._keep_promises(connection)
            else:
                self._store_fresh(connection, is_torn=False)
            for name in gone:
                connection.execute("DELETE FROM entries WHERE name = ?", (name,))
                connection.execute("DELETE FROM issues WHERE name = ?", (name,))
            connection.executemany(
                "UPDATE entries SET source_stamp = ?, output_stamp = ?, tree = ? WHERE name = ?",
                [(each.source_stamp, each.output_stamp, each.tree, name) for name, each in stamps.items()],
            )
            _store_fact(connection, "site_files", packed_manifest(site_files))
            _store_fact(connection, "out", "\n".join(out).encode())
            if paper:
                _store_fact(connection, "paper", paper.encode())
            self._store_shards(connection)
            connection.execute("DELETE FROM fresh")
        self.entries = {name: e for name, e in {**self.entries, **stamps, **self._fresh}.items() if name not in gone}
        self.is_new, self.out, self.site_files = False, out, site_files
        self._fresh, self._shards, self._promised = {}, {}, set()

    def _is_stored(
        self, site_files: Manifest, out: tuple[str, ...], gone: Collection[str], stamps: Mapping[str, IssueEntry]
    ) -> bool:
        """Whether the file says all this already."""
        if self.is_new or self._fresh or gone or stamps or self._promised or any(self._shards.values()):
            return False
        return (self.site_files, self.out, self._shard_names()) == (site_files, out, set(self._shards))

    def _keep_promises(self, connection: sqlite3.Connection) -> None:
        names = [(name,) for name in self._promised]
        connection.executemany("UPDATE entries SET is_torn = 0 WHERE name = ?", names)
        files = "(SELECT files FROM fresh WHERE fresh.name = issues.name)"
        made = [(name,) for name in self._promised if name in self._fresh]
        connection.executemany(f"UPDATE issues SET files = {files} WHERE name = ?", made)

    def _store_fresh(self, connection: sqlite3.Connection, *, is_torn: bool) -> None:
        connection.execute("INSERT OR REPLACE INTO issues SELECT * FROM fresh")
        rows = [
            (name, is_torn, each.source_stamp, each.output_stamp, each.tree, sealed(each.entry))
            for name, each in self._fresh.items()
        ]
        connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?)", rows)

    def _store_shards(self, connection: sqlite3.Connection) -> None:
        gone = self._shard_names() - self._shards.keys()
        connection.executemany("DELETE FROM shards WHERE name = ?", [(name,) for name in gone])
        rows = [(name, sealed(value)) for name, value in self._shards.items() if value is not None]
        connection.executemany("INSERT OR REPLACE INTO shards VALUES (?, ?)", rows)

    def _shard_names(self) -> set[str]:
        return {name for (name,) in self._connection.execute("SELECT name FROM shards")}

    @contextlib.contextmanager
    def _stored(self) -> Iterator[sqlite3.Connection]:
        """A transaction: the file holds all of what is done in it or nothing."""
        with disk_faults(self.path, self.site), damage(), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection


# --- the database ---------------------------------------------------------------------------------------------------


def _store_fact(connection: sqlite3.Connection, name: str, value: bytes) -> None:
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, sealed(value)))


def _store_files(connection: sqlite3.Connection, name: str, files: Manifest) -> None:
    connection.execute("UPDATE issues SET files = ? WHERE name = ?", (sealed(packed_manifest(files)), name))
