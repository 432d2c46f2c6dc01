"""Candidates become faces: looked up, opened, named, and reported on."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import uharfbuzz as hb

from broadsheet.diagnostics import Diagnostic, Location, did_you_mean, error, warning
from broadsheet.press.fonts.candidates import SHAPE_HINT, Candidate, locate, parse_candidate
from broadsheet.press.fonts.face import ROLES, Face

REINSTALL = "install Broadsheet again: its fonts are packages it depends on"

_REGULAR = 400.0
_UNREADABLE = "is no font that can be read"
_FORMATS_HINT = "use the font as OpenType or TrueType (.otf, .ttf, .ttc), not as WOFF"


class Search:
    """Looks candidates up, each once, and collects faults."""

    def __init__(self, folders: tuple[Path, ...], language: str, locations: Mapping[str, Location]) -> None:
        self.faults: list[Diagnostic] = []
        self._folders, self._language, self._locations = folders, language, locations
        self._faces: dict[Candidate, Face | str] = {}

    def location(self, role: str) -> Location:
        """Where the role's candidates stand."""
        return self._locations.get(role, Location("content/paper.yaml"))

    def check_roles(self, roles: Iterable[str]) -> None:
        """Reports `unknown-key` for what is no role."""
        for role in roles:
            if role not in ROLES:
                hint = did_you_mean(role, ROLES) or f"the roles are {', '.join(ROLES)}"
                message = f"there is no role '{role}' for a font"
                self.faults.append(error("unknown-key", self.location(role), message, hint=hint))

    def first(self, role: str, texts: Sequence[str], *, hint: str | None = None) -> Face | None:
        """The first candidate that is there; reports `unknown-face` when none is."""
        why: list[str] = []
        for text in texts:
            found = self._look_up(role, text)
            if isinstance(found, Face):
                return found
            why.append(found)
        message = f"no font named for '{role}' can be used: {'; '.join(why)}"
        self.faults.append(warning("unknown-face", self.location(role), message, hint=hint))
        return None

    def all(self, texts: Sequence[str]) -> tuple[Face, ...]:
        """The candidates that are there, for rare characters: not those of this machine, and nothing is reported."""
        faces = []
        for text in texts:
            try:
                candidate = parse_candidate(text)
            except ValueError:
                continue
            if candidate.kind != "system" and isinstance(face := self._found(candidate), Face):
                faces.append(face)
        return tuple(faces)

    def _look_up(self, role: str, text: str) -> Face | str:
        """The face, or why there is none. Reports `bad-value`, `broken-font` and `system-font`."""
        location = self.location(role)
        try:
            candidate = parse_candidate(text)
        except ValueError as fault:
            self.faults.append(error("bad-value", location, f"the font of '{role}': {fault}", hint=SHAPE_HINT))
            return f"'{text}' cannot be read"
        found = self._found(candidate)
        if isinstance(found, str) and found.endswith(_UNREADABLE):
            self.faults.append(warning("broken-font", location, f"the font of '{role}': {found}", hint=_FORMATS_HINT))
        elif isinstance(found, Face) and candidate.kind == "system":
            message = f"'{role}' is set in {candidate.name} as this machine has it: pages made elsewhere will differ"
            hint = "put the font's file into the paper's folder and name it as fonts/NAME.otf"
            self.faults.append(warning("system-font", location, message, hint=hint))
        return found

    def _found(self, candidate: Candidate) -> Face | str:
        """The face, or why there is none; looked for once."""
        if candidate not in self._faces:
            absent = "is not there" if candidate.kind == "file" else "is not installed"
            place = locate(candidate, self._folders)
            face = face_from(candidate, *place, self._language) if place else None
            self._faces[candidate] = face or f"{candidate.name} {_UNREADABLE if place else absent}"
        return self._faces[candidate]


def face_from(candidate: Candidate, path: Path, index: int, language: str) -> Face | None:
    """The face of no role yet that a file gives; `None` when it holds no font at that index."""
    try:
        face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        directory = _table_directory(path, index)
    except (hb.HarfBuzzError, OSError, struct.error):
        return None
    if not face.glyph_count or index >= face.count:
        return None
    axis = next((axis for axis in face.axis_infos if axis.tag == "wght"), None)
    weight = None
    if axis is not None:
        weight = round(min(max(candidate.weight or _REGULAR, axis.min_value), axis.max_value))
    digest = hashlib.sha256(directory)
    digest.update(f"{index} {weight} {candidate.stroke} {language}".encode())
    name = _name(face, weight, candidate)
    return Face("", name, path, index, weight, candidate.stroke, language, digest.hexdigest())


def _name(face: hb.Face, weight: int | None, candidate: Candidate) -> str:
    family = face.get_name(16) or face.get_name(1) or candidate.name
    style = f"weight {weight}" if weight is not None else face.get_name(17) or face.get_name(2) or ""
    drawn = f", outline {candidate.stroke:g} em" if candidate.stroke else ""
    place = {"package": f"package {candidate.name.partition('/')[0]}", "system": "this machine"}
    return f"{family} {style}{drawn} ({place.get(candidate.kind, candidate.name)})".replace("  ", " ")


def _table_directory(path: Path, index: int) -> bytes:
    """Tags, checksums, places and lengths of the font's tables (OpenType: Organization of an OpenType Font).

    It tells fonts apart as their whole bytes would, without reading 30 MB.
    """
    with path.open("rb") as file:
        start = 0
        if file.read(4) == b"ttcf":
            file.seek(12 + 4 * index)
            (start,) = struct.unpack(">L", file.read(4))
        file.seek(start)
        head = file.read(12)
        (tables,) = struct.unpack(">H", head[4:6])
        return head + file.read(16 * tables)
