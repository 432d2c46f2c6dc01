"""Bytes of a text file as text."""

from __future__ import annotations

from broadsheet.content.source import LFS_HEAD
from broadsheet.diagnostics import BroadsheetError, Location, error

_BOM = b"\xef\xbb\xbf"


def decode(data: bytes, path: str) -> str:
    """Bytes as text with line feeds. Raises BroadsheetError with `not-utf-8`, `null-byte` or `lfs-pointer`."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BroadsheetError(error("not-utf-8", Location(path), "the text is UTF-16", hint="save it as UTF-8"))
    if data.startswith(LFS_HEAD):
        message = "a Git LFS pointer stands in place of the text"
        raise BroadsheetError(error("lfs-pointer", Location(path), message, hint="run git lfs pull"))
    data = data.removeprefix(_BOM)
    try:
        text = data.decode()
    except UnicodeDecodeError as fault:
        place = _place(data[: fault.start].decode(), path)
        message = f"the text is not UTF-8 (byte {data[fault.start]:#04x})"
        raise BroadsheetError(error("not-utf-8", place, message, hint="save it as UTF-8")) from fault
    if "\0" in text:
        place = _place(text.partition("\0")[0], path)
        raise BroadsheetError(error("null-byte", place, "the text contains a null byte", hint="delete it"))
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _place(before: str, path: str) -> Location:
    """The place that follows the text `before`."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Location(path, len(lines), len(lines[-1]) + 1)
