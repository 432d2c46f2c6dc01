"""Fonts installed on this machine, by family name."""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz as hb

_FOLDERS = {
    "darwin": ("~/Library/Fonts", "/Library/Fonts", "/System/Library/Fonts"),
    "win32": ("~/AppData/Local/Microsoft/Windows/Fonts", "C:/Windows/Fonts"),
}
_UNIX = ("~/.local/share/fonts", "~/.fonts", "/usr/local/share/fonts", "/usr/share/fonts")
_SUFFIXES = (".otf", ".ttf", ".ttc", ".otc")
_FAMILY_AND_FULL_NAMES = (1, 4, 16)


@dataclass(frozen=True, slots=True)
class _Installed:
    path: Path
    index: int
    weight: int
    """Weight class of OS/2, 1 to 1000."""
    is_italic: bool


def system_font(family: str, weight: int | None = None) -> tuple[Path, int] | None:
    """File and index of the family's upright cut that is nearest to the weight (400); `None` when not installed.

    The full name of one cut (`Noto Serif SC Black`) is known as well.
    """
    cuts = installed_fonts().get(_folded(family), [])
    if not cuts:
        return None
    best = min(cuts, key=lambda cut: (cut.is_italic, abs(cut.weight - (weight or 400)), str(cut.path), cut.index))
    return best.path, best.index


@cache
def installed_fonts() -> dict[str, list[_Installed]]:
    """All fonts by family and full name, read once from the files' own name tables.

    Not asked of fontconfig: it always answers something, and is not there on every system.
    """
    fonts: dict[str, list[_Installed]] = {}
    for folder in _FOLDERS.get(sys.platform, _UNIX):
        for path in sorted(Path(folder).expanduser().rglob("*")):
            if path.suffix.lower() in _SUFFIXES:
                for installed, face in _faces_of(path):
                    for name in {_folded(name) for name in _names(face)}:
                        fonts.setdefault(name, []).append(installed)
    return fonts


def _faces_of(path: Path) -> Iterator[tuple[_Installed, hb.Face]]:
    try:
        blob = hb.Blob.from_file_path(str(path))
    except hb.HarfBuzzError:
        return
    for index in range(hb.Face(blob).count):
        face = hb.Face(blob, index)
        table = bytes(face.reference_table("OS/2").data)
        if face.glyph_count and len(table) >= 64:
            weight, selection = struct.unpack(">H", table[4:6])[0], struct.unpack(">H", table[62:64])[0]
            yield _Installed(path, index, weight, bool(selection & 1)), face


def _names(face: hb.Face) -> Iterator[str]:
    """In every language that the font gives them in."""
    for entry in face.list_names():
        if entry.name_id in _FAMILY_AND_FULL_NAMES and (name := face.get_name(entry.name_id, entry.language)):
            yield name


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
