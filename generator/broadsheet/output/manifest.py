"""Which files builds wrote, and how to tell cheaply that nobody has touched them since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

NEW_FILES = ".broadsheet-new"
"""In the output while a build writes: files that are not yet under their names."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file that a build wrote."""

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

_Packed = list[tuple[str, bytes, int, int]]


def packed_manifest(files: Manifest) -> bytes:
    """The manifest as MessagePack, sorted by address."""
    rows = [(address, bytes.fromhex(f.digest), f.size, f.mtime_ns) for address, f in sorted(files.items())]
    return msgspec.msgpack.encode(rows)


def unpacked_manifest(data: bytes) -> dict[str, WrittenFile]:
    """The manifest again. Raises ValueError for what is none.

    Files are deleted by this list: an address that reaches beyond the output makes it none.
    """
    files = {}
    for address, digest, size, mtime_ns in msgspec.msgpack.decode(data, type=_Packed):
        if not is_address(address):
            raise ValueError(f"{address!r} is no address")
        files[address] = WrittenFile(digest.hex(), size, mtime_ns)
    return files


def is_address(text: str) -> bool:
    """Whether it names a file inside the edition and nothing beyond it, nor in the writer's own folder."""
    parts = text.split("/")
    return "\0" not in text and parts[0] != NEW_FILES and not any(part in {"", ".", ".."} for part in parts)
