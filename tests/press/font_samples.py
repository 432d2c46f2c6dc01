"""Small fonts for tests, cut from the packaged ones."""

from __future__ import annotations

from pathlib import Path

from broadsheet.press.fonts.faces import FaceSet, default_faces, find_faces
from broadsheet.press.fonts.subset import subset

CHINESE = "zh-Hans"


def write_font(path: Path, characters: str, role: str = "body", language: str = CHINESE) -> Path:
    """A font with these characters alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(subset(default_faces(language).faces[role], characters))
    return path


def found(candidates: dict[str, tuple[str, ...]], *folders: Path, language: str = CHINESE) -> FaceSet:
    """The faces, which must be found without a diagnostic."""
    faces, _, faults = find_faces(candidates, folders, language)
    assert faults == ()
    assert faces is not None
    return faces
