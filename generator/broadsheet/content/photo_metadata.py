"""What a photo's file says of itself: caption and credit as agencies and cameras write them.

IPTC-IIM 4.2: 2:120 caption, 2:80 by-line, 2:110 credit; XMP: dc:description, dc:creator, photoshop:Credit. EXIF's own
fields are used by cameras for their model's name and are left aside.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image, IptcImagePlugin

_CAPTION, _BY_LINE, _CREDIT, _CHARACTER_SET = (2, 120), (2, 80), (2, 110), (1, 90)
_UTF_8 = b"\x1b%G"
"""The escape sequence by which record 1:90 announces UTF-8."""


@dataclass(frozen=True, slots=True)
class PhotoMetadata:
    """Caption and credit of a photo's file."""

    caption: str
    """May be empty."""
    credit: str
    """Who took it, as written; may be empty."""


NOTHING = PhotoMetadata("", "")


def photo_metadata(data: bytes) -> PhotoMetadata:
    """What the file says; empty for a file that says nothing or cannot be read."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            iptc = IptcImagePlugin.getiptcinfo(image) or {}
            xmp = image.getxmp() if hasattr(image, "getxmp") else {}
    except Exception:  # whatever a decoder makes of broken bytes is reported where the photo is prepared
        return NOTHING
    texts = {key: _decoded(value, iptc) for key, value in iptc.items()}
    caption = texts.get(_CAPTION) or next(_values(xmp, "description"), "")
    names = texts.get(_BY_LINE) or " ".join(_values(xmp, "creator"))
    credit = names or texts.get(_CREDIT) or next(_values(xmp, "Credit"), "")
    return PhotoMetadata(_one_line(caption), _one_line(credit))


def _decoded(value: bytes | list[bytes], iptc: dict[tuple[int, int], Any]) -> str:
    """UTF-8 where the file says so or the bytes are it; else what older Chinese systems wrote, else Latin-1."""
    data = b" ".join(value) if isinstance(value, list) else value
    charsets = ("utf-8",) if iptc.get(_CHARACTER_SET) == _UTF_8 else ("utf-8", "gb18030")
    for charset in charsets:
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _values(tree: object, name: str) -> Iterator[str]:
    """The texts below every element of that local name."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key.rpartition(":")[2] == name:
                yield from _texts(value)
            else:
                yield from _values(value, name)
    elif isinstance(tree, list):
        for item in tree:
            yield from _values(item, name)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("lang", "xml:lang"):
                yield from _texts(inner)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\0", " ")).strip()
