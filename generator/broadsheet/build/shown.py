"""What the files above the issues are made from."""

from __future__ import annotations

from typing import Protocol

from broadsheet.edition.listing import IssueListing
from broadsheet.edition.shown import ShownIssue
from broadsheet.output.manifest import WrittenFile

__all__ = ["Archive", "IssueListing", "ShownIssue"]


class Archive(Protocol):
    """All issues of an edition, and what an earlier build noted of them."""

    @property
    def shown(self) -> tuple[ShownIssue, ...]:
        """All issues, in order of publication."""

    def listing(self, name: str) -> IssueListing:
        """An issue's listing, loaded when it is asked for; at most those of a month are kept in memory."""

    def packed_listing(self, name: str) -> bytes:
        """The same, packed for the way to another process (build.packed)."""

    def shard(self, name: str) -> bytes | None:
        """What the last build kept under that name; `None` when it kept nothing, and in a clean build."""

    def keep_shard(self, name: str, value: bytes | None) -> None:
        """Keeps a value for the next build; `None`: what the last build kept stays, unread.

        What is not kept again is gone.
        """

    def untouched(self, address: str) -> WrittenFile | None:
        """The last build's file of no issue, when it is still on disk as it was written; else `None`."""
