"""The one file of a face that the page view and the PDF embed: the characters used, one cut, one name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import uharfbuzz as hb

from broadsheet.press.fonts.cut import features, is_han, open_face
from broadsheet.press.fonts.face import Face
from broadsheet.press.fonts.sfnt import read_tables, write_font
from broadsheet.press.fonts.spaces import kerns_spaces, positions_without_spaces
from broadsheet.press.fonts.uniform import uniform

VERSION = 2
"""Raised when the same characters would give other bytes, so that caches make them anew."""

_PUNCTUATION = ("halt", "chws")
"""Half-width punctuation (CLREQ 3.1.6): `halt` where our lines ask for it, `chws` for free flow in browsers."""
_DROPPED = ("BASE", "DSIG", "STAT", "VORG", "vhea", "vmtx", "MERG", "meta")
"""Vertical headlines are set character by character, so that no vertical metrics are needed."""
_FLAGS = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DOWNGRADE_CFF2
"""Typst and older browsers do not read CFF2, the outlines of variable fonts."""


def subset_key(face: Face, characters: Iterable[str]) -> str:
    """Digest of what the subset depends on: the face and the set of characters."""
    told = "".join(sorted(set(characters)))
    cut = f"{VERSION} {hb.version_string()} {face.digest}\n"
    return hashlib.sha256((cut + told).encode()).hexdigest()


def family_of(key: str) -> str:
    """The family name of the subset with that key.

    Digits only: Typst takes words such as `bd` or `cn` off the end of a family's name.
    """
    return f"Broadsheet {int(key[:16], 16) % 10**15:015d}"


def subset(face: Face, characters: Iterable[str]) -> bytes:
    """A static OpenType font with these characters and the space, the variable weight pinned; the same bytes always.

    Characters that the face does not have are left out.
    """
    characters = {*characters, " "}
    settings = hb.SubsetInput()
    settings.unicode_set.update(map(ord, characters))
    settings.layout_feature_tag_set.clear()
    settings.layout_feature_tag_set.update(map(_tag, (*features(face.language), *_PUNCTUATION)))
    settings.drop_table_tag_set.update(map(_tag, _DROPPED))
    settings.name_id_set.update((0, 13, 14))
    settings.flags = _FLAGS
    font = open_face(face)
    if font.axis_infos:
        settings.pin_all_axes_to_default(font)
    if face.weight is not None:
        settings.pin_axis_location(font, "wght", float(face.weight))
    flavour, tables = read_tables(bytes(settings.subset(font).blob.data))
    family = family_of(subset_key(face, characters))
    tables = uniform(tables, family, face.language)
    data = write_font(flavour, tables)
    if "GPOS" in tables and kerns_spaces(data, sorted(c for c in characters if not is_han(c))):
        data = write_font(flavour, {**tables, "GPOS": positions_without_spaces(data)})
    return data


def _tag(text: str) -> int:
    return int.from_bytes(text.encode("ascii"), "big")
