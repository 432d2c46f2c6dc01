"""The ZIP container of an e-book (EPUB 3.3, Open Container Format): same files, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_MIMETYPE = b"application/epub+zip"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment that ZIP knows: no file of a book tells when it was packed."""
_LEVEL = 9
_PACKED_ALREADY = (".jpg",)


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The container with these files, (path, bytes), in their order behind the media type, which comes first."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        container.writestr(_entry("mimetype"), _MIMETYPE, zipfile.ZIP_STORED)
        for path, content in files:
            method = zipfile.ZIP_STORED if path.endswith(_PACKED_ALREADY) else zipfile.ZIP_DEFLATED
            container.writestr(_entry(path), content, method, _LEVEL)
    return buffer.getvalue()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _LONG_AGO)
    entry.create_system = 3  # Unix, whatever machine packs it
    entry.external_attr = 0o644 << 16
    return entry
