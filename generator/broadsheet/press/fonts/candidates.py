"""Candidates for a face, as theme.yaml and paper.yaml write them, and the files they stand for.

    fonts/MyHei.otf                                    a file in the paper's or the theme's folder
    package:pylopdf_fonts_zh_cn/NotoSerifSC-Regular.otf   a file in an installed Python package
    system:LXGW WenKai                                 a family installed on this machine

Any of them may end in ` index=2` (in a collection), ` weight=900` (of a variable font) and ` stroke=0.03` (em).
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from broadsheet.press.fonts.system import system_font

Kind = Literal["file", "package", "system"]

FONT_SUFFIXES = (".otf", ".ttf", ".ttc", ".otc")
SHAPE_HINT = "write fonts/NAME.otf, package:NAME/FILE.otf or system:FAMILY, then index=, weight= or stroke= if needed"

_OPTION = re.compile(r"\s+(index|weight|stroke)=(\S+)$")
_NUMBER = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?")
_PACKAGE = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place where a role's face may come from."""

    text: str
    """As given."""
    kind: Kind
    name: str
    """Path in the paper's or the theme's folder, `package/path`, or a family."""
    index: int | None = None
    """In a collection; `None` when not given."""
    weight: int | None = None
    """1 to 1000; `None` when not given."""
    stroke: float = 0.0
    """Outline drawn around each glyph, in em, at most 0.1."""


def parse_candidate(text: str) -> Candidate:
    """The candidate that `text` stands for; raises ValueError saying what is wrong."""
    rest, options = text.strip(), dict[str, str]()
    while found := _OPTION.search(rest):
        options.setdefault(found[1], found[2])
        rest = rest[: found.start()]
    for key, value in options.items():
        if not _NUMBER.fullmatch(value):
            raise ValueError(f"'{key}' must be a number (got '{value}')")
    weight, index, stroke = (float(options.get(key, 0)) for key in ("weight", "index", "stroke"))
    if not 0 <= stroke <= 0.1:
        raise ValueError(f"'stroke' must be at most 0.1 em (got '{options['stroke']}')")
    if "weight" in options and not 1 <= weight <= 1000:
        raise ValueError(f"'weight' must be 1 to 1000 (got '{options['weight']}')")
    kind, name = _place(rest)
    return Candidate(
        text.strip(),
        kind,
        name,
        int(index) if "index" in options else None,
        int(weight) if "weight" in options else None,
        stroke,
    )


def _place(text: str) -> tuple[Kind, str]:
    head, colon, name = text.partition(":")
    if colon and head == "system" and name.strip():
        return "system", name.strip()
    kind: Kind = "package" if colon and head == "package" else "file"
    path = PurePosixPath(name.strip() if kind == "package" else text)
    if path.suffix.lower() not in FONT_SUFFIXES:
        raise ValueError(f"a font must end in {', '.join(FONT_SUFFIXES)} or be a system:FAMILY (got '{text}')")
    if path.is_absolute() or ".." in path.parts or "\\" in text:
        raise ValueError(f"a font must lie in the paper's folder, the theme or a package (got '{text}')")
    if kind == "package" and (len(path.parts) < 2 or not _PACKAGE.fullmatch(path.parts[0])):
        raise ValueError(f"a package's font must be package:NAME/FILE (got '{text}')")
    return kind, str(path)


def locate(candidate: Candidate, folders: Sequence[Path]) -> tuple[Path, int] | None:
    """The file and the index of the face in it; `None` when it is not there. Imports no package."""
    if candidate.kind == "system":
        return system_font(candidate.name, candidate.weight)
    path: Path | None
    if candidate.kind == "package":
        package, _, inside = candidate.name.partition("/")
        path = package_file(package, inside)
    else:
        path = next((file for folder in folders if (file := _inside(folder, candidate.name))), None)
    return (path, candidate.index or 0) if path is not None else None


def _inside(folder: Path, name: str) -> Path | None:
    """The file in the folder; `None` when there is none, or when a symbolic link leads out of it."""
    path = (folder / name).resolve()
    return path if path.is_file() and path.is_relative_to(folder.resolve()) else None


def package_file(package: str, inside: str) -> Path | None:
    """A file of an installed package, which is not imported; `None` without it."""
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        if (path := Path(folder, inside)).is_file():
            return path
    return None
