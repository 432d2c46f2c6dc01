"""Small files that a build makes once and keeps: named by a digest of all that they were made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from broadsheet.atomic import replace_file

_HASH = 10
"""Hexadecimal digits of a digest in a file's name."""


def kept(folder: Path, key: str, suffix: str, make: Callable[[], bytes]) -> tuple[Path, str]:
    """The file made under that key and the SHA-256 of its bytes; made now when it is not there or damaged.

    The name in the folder holds both key and digest. Several threads and processes may work at once. Raises OSError
    when the folder cannot be written.
    """
    place = folder / key[:2]
    for file in sorted(place.glob(f"{key}.*{suffix}")):
        digest = file.name.removeprefix(f"{key}.").removesuffix(suffix)
        if hashlib.sha256(file.read_bytes()).hexdigest() == digest:
            return file, digest
    data = make()
    digest = hashlib.sha256(data).hexdigest()
    file = place / f"{key}.{digest}{suffix}"
    replace_file(file, data)
    return file, digest


def hashed_name(stem: str, digest: str, suffix: str) -> str:
    """`icon-192.0a1b2c3d4e.png`: the name under which such a file is published."""
    return f"{stem}.{digest[:_HASH]}{suffix}"
