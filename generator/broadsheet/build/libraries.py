"""The versions of the libraries that an edition is made with."""

from __future__ import annotations

import functools
import re
import sys
from contextlib import suppress
from pathlib import Path


def library_version(name: str) -> str:
    """The version of an installed distribution. Raises PackageNotFoundError where there is none.

    Told by the name of its folder of metadata (`jinja2-3.1.6.dist-info`), as `importlib.metadata` finds it too: to read
    the metadata takes 20 ms at every start.
    """
    found = _installed().get(_folded(name))
    if found is None:
        from importlib.metadata import version

        return version(name)
    return found


@functools.cache
def _installed() -> dict[str, str]:
    """Folded name → version; the first folder on the path wins, as it does for imports."""
    versions: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for entry in sorted(Path(folder or ".").glob("*.dist-info")):
                name, _, version = entry.stem.partition("-")
                versions.setdefault(_folded(name), version)
    return versions


def _folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
