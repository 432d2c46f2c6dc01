"""The faces of a document as files that Typst opens: only the characters printed, a family name for each file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import typst

from broadsheet.press.emit.typst_text import PrintFace
from broadsheet.press.fonts.face import Face
from broadsheet.press.fonts.faces import MISSING, FaceSet
from broadsheet.press.fonts.subset import subset
from broadsheet.press.layout import TextBlock

_Cut = tuple[Path, int, int | None]
"""A face without its role and stroke: one file serves all roles that are set in it."""


@dataclass(frozen=True, slots=True)
class PrintFonts:
    """Faces that Typst has opened; their files must stay where they are."""

    faces: Mapping[str, PrintFace]
    """By role."""
    fonts: typst.Fonts


def print_fonts(blocks: Iterable[TextBlock], faces: FaceSet, folder: Path) -> PrintFonts:
    """The faces that the blocks are set in, their files written to a new `folder`.

    Raises KeyError for a role that `faces` does not know.
    """
    keys: dict[str, tuple[str, ...]] = {}
    cuts: dict[_Cut, tuple[Face, set[str]]] = {}
    for role, characters in _characters(blocks).items():
        shares = faces.shares(role, characters) or ((role, (MISSING,)),)
        keys[role] = tuple(key for key, _ in shares)
        for key, share in shares:
            face = faces.faces[key]
            cuts.setdefault(_cut(face), (face, set()))[1].update(share)
    folder.mkdir()
    names = {cut: f"{place}.otf" for place, cut in enumerate(cuts)}
    for cut, (face, characters_) in cuts.items():
        (folder / names[cut]).write_bytes(subset(face, characters_))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    families = {Path(font.path).name: font.family for font in fonts.fonts() if font.path}
    by_role = {
        role: PrintFace(
            tuple(dict.fromkeys(families[names[_cut(faces.faces[key])]] for key in chain)), faces.faces[role].stroke
        )
        for role, chain in keys.items()
    }
    return PrintFonts(by_role, fonts)


def _cut(face: Face) -> _Cut:
    return face.file, face.index, face.weight


def _characters(blocks: Iterable[TextBlock]) -> dict[str, set[str]]:
    """By role, in order of appearance."""
    used: dict[str, set[str]] = {}
    for block in blocks:
        for line in block.lines:
            for segment in line.segments:
                used.setdefault(segment.style.face, set()).update(segment.text)
    return used
