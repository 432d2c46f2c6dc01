"""Files of `content/` opened: texts read whole, all others digested."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from broadsheet.content.decode import decode
from broadsheet.content.folders import Entry, unreadable
from broadsheet.content.source import ContentFile, SourceText
from broadsheet.diagnostics import BroadsheetError, Diagnostic, Location, error

MAX_TEXT_BYTES = 1_000_000
"""Size of the largest text file that is read."""

_HEAD_BYTES = 64
_PORTION = 32_768
"""Bytes asked for at once: more than nearly all articles have, and little enough to cost nothing."""
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)


def read_text(entry: Entry, problems: list[Diagnostic]) -> SourceText | None:
    """A text file; `None` with a diagnostic when it is too large, unreadable, or no UTF-8 text."""
    try:
        data = _first_bytes(entry.disk, MAX_TEXT_BYTES + 1)
        if len(data) > MAX_TEXT_BYTES:
            message = f"the text is over 1 MB ({Path(entry.disk).stat().st_size:,} bytes)"
            problems.append(error("file-too-large", Location(entry.path), message, hint="split it"))
            return None
    except OSError as fault:
        problems.append(unreadable(entry.path, fault))
        return None
    try:
        text = decode(data, entry.path)
    except BroadsheetError as fault:
        problems.append(fault.diagnostic)
        return None
    return SourceText(entry.path, text, hashlib.sha256(data).hexdigest())


def digested(entry: Entry, problems: list[Diagnostic]) -> tuple[ContentFile, ...]:
    """The file as one, or nothing when it cannot be read."""
    try:
        return (content_file(entry.disk, entry.path),)
    except OSError as fault:
        problems.append(unreadable(entry.path, fault))
        return ()


def content_file(disk: Path | str, path: str) -> ContentFile:
    """The file that lies at `disk` and is called `path` in the site."""
    with Path(disk).open("rb") as file:
        head = file.read(_HEAD_BYTES)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = os.fstat(file.fileno()).st_size
    return ContentFile(path, size, digest, head)


def _first_bytes(disk: str, limit: int) -> bytes:
    """The file's bytes, `limit` of them or a portion more at most; a file object would take longer than the reading."""
    handle = os.open(disk, _READING)
    try:
        data = os.read(handle, _PORTION)
        while len(data) < limit and (more := os.read(handle, _PORTION)):
            data += more
        return data
    finally:
        os.close(handle)
