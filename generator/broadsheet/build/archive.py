"""The edition as archive-wide files see it: issues made now and kept ones alike, and what the last build noted."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from broadsheet.build.index_parts import month_of
from broadsheet.build.options import BuildOptions
from broadsheet.build.packed import unpacked_listing
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.shown import ShownIssue
from broadsheet.output.manifest import UNSURE, WrittenFile
from broadsheet.output.sealed import DamagedStateError
from broadsheet.output.state import State

if TYPE_CHECKING:
    from broadsheet.edition.listing import IssueListing


class EditionArchive:
    """Reads from the state what is asked for."""

    def __init__(self, records: Mapping[str, IssueRecord], state: State, options: BuildOptions) -> None:
        self._shown = tuple(record.shown for record in records.values())
        self._state = state
        self._output = os.fspath(options.output.resolve())
        self._is_clean = options.clean
        self._is_at_hand = options.changed_only is None
        self._month = ""
        self._listings: dict[str, IssueListing] = {}
        """Of one month, as they were asked for."""

    @property
    def shown(self) -> tuple[ShownIssue, ...]:
        """All issues, in order of publication."""
        return self._shown

    def listing(self, name: str) -> IssueListing:
        """An issue's listing; kept until one of another month is asked for."""
        if month_of(name) != self._month:
            self._month = month_of(name)
            self._listings.clear()
        if name not in self._listings:
            self._listings[name] = unpacked_listing(self.packed_listing(name))
        return self._listings[name]

    def packed_listing(self, name: str) -> bytes:
        """The same as the state has it."""
        packed = self._state.part(name, "listing")
        if packed is None:
            raise DamagedStateError(f"there is no listing of {name}")
        return packed

    def shard(self, name: str) -> bytes | None:
        """What the last build kept under that name; nothing in a clean build."""
        return None if self._is_clean else self._state.shard(name)

    def keep_shard(self, name: str, value: bytes | None) -> None:
        """Keeps a value for the next build, or what the last one kept."""
        self._state.keep_shard(name, value)

    def untouched(self, address: str) -> WrittenFile | None:
        """The last build's file of no issue, when it is still on disk as it was written.

        Where the last edition is not at hand, it counts as it was written.
        """
        known = self._state.site_files.get(address)
        if not self._is_at_hand:
            return known if known is not None and known != UNSURE else None
        try:
            found = os.lstat(f"{self._output}/{address}")
        except OSError:
            return None
        is_same = known is not None and (found.st_size, found.st_mtime_ns) == (known.size, known.mtime_ns)
        return known if is_same else None
