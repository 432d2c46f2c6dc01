"""What a photo's file says of itself: caption and credit as agencies and cameras write them.

IPTC-IIM 4.2: 2:120 caption, 2:80 by-line, 2:110 credit; XMP: dc:description, dc:creator, photoshop:Credit. EXIF's own
fields are used by cameras for their model's name and are left aside.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from PIL import Image, IptcImagePlugin

from broadsheet.content.han import is_han, is_wide

_CAPTION, _BY_LINE, _CREDIT, _CHARACTER_SET = (2, 120), (2, 80), (2, 110), (1, 90)
_DECLARED = {b"\x1b%G": "utf-8", b"\x1b-A": "cp1252", b"\x1b.A": "cp1252"}
"""Character sets by the escape sequence (ISO 2022) of record 1:90; Latin-1 is read as what Windows makes of it."""
_LATIN_LETTER = re.compile("[A-Za-z]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\s]+")

_Iptc = Mapping[tuple[int, int], bytes | list[bytes] | None]


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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # a size is told of where it matters
            with Image.open(io.BytesIO(data)) as image:
                iptc: _Iptc = IptcImagePlugin.getiptcinfo(image) or {}
                xmp = image.getxmp() if hasattr(image, "getxmp") else {}
    except Exception:  # whatever a decoder makes of broken bytes is reported where the photo is prepared
        return NOTHING
    charset = _charset(iptc)
    captions, by_lines, credits_ = (
        [text for value in _values_of(iptc, key) if (text := _one_line(value.decode(charset, "ignore")))]
        for key in (_CAPTION, _BY_LINE, _CREDIT)
    )
    caption = " ".join(captions) or next(_values(xmp, "description"), "")
    credit = _listed(by_lines) or _listed(_values(xmp, "creator"))
    return PhotoMetadata(caption, credit or _listed(credits_) or next(_values(xmp, "Credit"), ""))


# --- IPTC -----------------------------------------------------------------------------------------------------------


def _values_of(iptc: _Iptc, key: tuple[int, int]) -> list[bytes]:
    """The values of a record, which may be repeated; Pillow gives `None` for an empty one."""
    value = iptc.get(key)
    return [each for each in (value if isinstance(value, list) else [value]) if each]


def _charset(iptc: _Iptc) -> str:
    """The character set of the texts: what the file says, else UTF-8 where the bytes are that, else what is plausible.

    Older Chinese systems wrote GB18030 without saying so, Western ones Latin-1. Nearly any Latin-1 name is valid
    GB18030 too (`Müller` reads `M黮ler`), so the result decides: an accented letter turns into a Han character alone
    among Latin letters, while Chinese has Han characters and their punctuation side by side.
    """
    declared = next(iter(_values_of(iptc, _CHARACTER_SET)), b"")
    if declared in _DECLARED:
        return _DECLARED[declared]
    data = b"\n".join(value for key in (_CAPTION, _BY_LINE, _CREDIT) for value in _values_of(iptc, key))
    for charset in ("utf-8", "gb18030"):
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            continue
        if charset == "utf-8" or _is_plausible_chinese(text):
            return charset
    return "cp1252"


def _is_plausible_chinese(text: str) -> bool:
    """Whether fewer than half of the Han characters stand alone among Latin letters."""
    padded = f" {text} "
    neighbours = [padded[place] + padded[place + 2] for place, char in enumerate(text) if is_han(char)]
    alone = [pair for pair in neighbours if _LATIN_LETTER.search(pair) and not any(map(is_wide, pair))]
    return 2 * len(alone) < len(neighbours)


def _listed(names: Iterable[str]) -> str:
    """Several names as one text, parted as bylines are."""
    names = tuple(names)
    return ("、" if any(is_han(char) for name in names for char in name) else ", ").join(names)


# --- XMP ------------------------------------------------------------------------------------------------------------


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
        if text := _one_line(value):
            yield text
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("lang", "xml:lang"):
                yield from _texts(inner)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _one_line(text: str) -> str:
    """Without line breaks, and without control characters, which neither HTML nor feeds may hold."""
    return _CONTROL.sub(" ", text).strip()
