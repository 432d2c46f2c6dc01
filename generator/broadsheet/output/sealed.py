"""Parts of the state behind their checksums: what is damaged is never taken for what was stored."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator

from broadsheet.output.manifest import Manifest, unpacked_manifest

_SEAL = 8
"""Bytes of checksum before each part."""


class DamagedStateError(Exception):
    """The state cannot be read any further: everything is to be built again."""


def sealed(data: bytes) -> bytes:
    """The bytes behind a checksum of theirs."""
    return hashlib.blake2b(data, digest_size=_SEAL).digest() + data


def opened(part: object) -> bytes:
    """The bytes behind their checksum. Raises DamagedStateError."""
    if isinstance(part, bytes):
        seal, data = part[:_SEAL], part[_SEAL:]
        if hashlib.blake2b(data, digest_size=_SEAL).digest() == seal:
            return data
    raise DamagedStateError("a checksum is wrong")


def opened_manifest(data: bytes) -> Manifest:
    """A list of files. Raises DamagedStateError."""
    try:
        return unpacked_manifest(data)
    except ValueError as fault:
        raise DamagedStateError(str(fault)) from fault


@contextlib.contextmanager
def damage() -> Iterator[None]:
    """Turns what only a damaged file can cause into the one exception; what the disk refuses stays as it is."""
    try:
        yield
    except sqlite3.OperationalError as fault:
        if "decode" not in str(fault):  # a text that is none is damage; a full disk is not
            raise
        raise DamagedStateError(str(fault)) from fault
    except sqlite3.DatabaseError as fault:
        raise DamagedStateError(str(fault)) from fault
