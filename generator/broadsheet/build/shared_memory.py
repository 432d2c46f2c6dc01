"""Whether anything that all issues share has changed since a build before, told without reading it.

What a build found is kept in `.broadsheet/shared/` beside a stamp of everything it was found in: the paper's own files,
the themes, Broadsheet itself and the libraries and fonts installed. A site that takes a font of the system is read
anew every time: which one that is no stamp tells.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import broadsheet
from broadsheet.atomic import replace_file
from broadsheet.build.digest import digest_of
from broadsheet.build.options import BuildOptions
from broadsheet.content.stamps import stamp_file, stamp_folder
from broadsheet.diagnostics import Diagnostic
from broadsheet.output.disk import STATE_FOLDER

if TYPE_CHECKING:
    from broadsheet.build.shared_facts import SharedFacts
    from broadsheet.press.fonts.candidates import Candidate

_ABSENT = "absent"
_LIBRARY_FOLDERS = ("site-packages", "dist-packages")


@dataclass(frozen=True, slots=True)
class SharedBefore:
    """What a build before found."""

    digest: str
    """Of the facts that all issues share."""
    diagnostics: tuple[Diagnostic, ...]
    """Warnings about them."""
    chosen_faces: tuple[str, ...]
    """What `Shared.chosen_faces` says."""
    stamp: str
    """Of all that they were found in."""


class _Kept(msgspec.Struct, frozen=True):
    inputs: str
    """Stamp of what every site has."""
    besides: tuple[tuple[str, str], ...]
    """(path, stamp) of files elsewhere in the site."""
    digest: str
    diagnostics: tuple[Diagnostic, ...]
    chosen_faces: tuple[str, ...]
    seal: str = ""
    """Digest of the other fields: a damaged file counts for nothing."""


def stamp_of_inputs(root: Path, options: BuildOptions, clock: int) -> str:
    """The stamp of all that every site's facts are found in; empty when it cannot be told now.

    `clock` is the disk's, in nanoseconds.
    """
    from broadsheet.output.theme_folders import packaged_themes

    stamps: list[str | None] = []
    with suppress(OSError):
        package = Path(broadsheet.__file__).parent
        stamps += [_folder(place, clock) for place in (root / "themes", packaged_themes(), package)]
        for entry in sorted(os.scandir(root / "content"), key=lambda entry: entry.name):
            if entry.name.casefold() == "issues" or entry.name.startswith("."):
                continue
            stamps += [entry.name, (_folder if entry.is_dir() else _file)(Path(entry), clock)]
        libraries = (Path(place) for place in sys.path if Path(place).name in _LIBRARY_FOLDERS and Path(place).is_dir())
        stamps += [f"{place} {(state := place.stat()).st_mtime_ns} {state.st_ino}" for place in libraries]
        if None not in stamps:
            return digest_of((broadsheet.__version__, sys.version, _asked(options), stamps))
    return ""


def recall(root: Path, options: BuildOptions, inputs: str, clock: int) -> SharedBefore | None:
    """What was found in inputs of that stamp; `None` when that is not known, or another file has changed."""
    try:
        kept = msgspec.json.decode(_place(root, options).read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None
    if kept.inputs != inputs or kept.seal != _seal(kept):
        return None
    if any(_file(root / path, clock) != stamp for path, stamp in kept.besides):
        return None
    return SharedBefore(kept.digest, kept.diagnostics, kept.chosen_faces, _whole(kept))


def remember(
    root: Path, options: BuildOptions, inputs: str, clock: int, facts: SharedFacts, found: tuple[Diagnostic, ...]
) -> str:
    """Keeps what was found for the next build; gives the stamp of all it was found in, empty when that is not known."""
    besides = {path: _file(root / path, clock) for path in _files_besides(facts)}
    if _has_system_fonts(facts) or None in besides.values():
        return ""
    told = tuple((path, stamp) for path, stamp in sorted(besides.items()) if stamp is not None)
    chosen = facts.press.chosen if facts.press is not None else ()
    kept = _Kept(inputs, told, facts.digest, found, chosen)
    with suppress(OSError):
        data = msgspec.json.encode(msgspec.structs.replace(kept, seal=_seal(kept)))
        replace_file(_place(root, options), data)
    return _whole(kept)


def _files_besides(facts: SharedFacts) -> set[str]:
    """Site-relative paths of what lies in no folder that is stamped whole, or may lie there: it need not exist."""
    from broadsheet.content.used_files import linked_files

    paths = {facts.on_disk.paper.nameplate} if facts.on_disk.paper.nameplate else set()
    for page in facts.on_disk.standing:
        paths.update(linked_files(page.blocks))
    paths.update(candidate.name for candidate in _font_candidates(facts) if candidate.kind == "file")
    return paths


def _has_system_fonts(facts: SharedFacts) -> bool:
    return any(candidate.kind == "system" for candidate in _font_candidates(facts))


def _font_candidates(facts: SharedFacts) -> Iterator[Candidate]:
    """Those that the paper and its theme name, and that can be read."""
    from broadsheet.press.fonts.candidates import parse_candidate

    for _, texts in (*facts.on_disk.paper.press.fonts, *facts.theme.faces):
        for text in texts:
            with suppress(ValueError):
                yield parse_candidate(text)


def _folder(path: Path, clock: int) -> str | None:
    return stamp_folder(str(path), clock) if path.is_dir() else _ABSENT


def _file(path: Path, clock: int) -> str | None:
    return stamp_file(str(path), clock) if path.exists() else _ABSENT


def _place(root: Path, options: BuildOptions) -> Path:
    """One for every way to build the site."""
    return root / STATE_FOLDER / "shared" / f"{digest_of(_asked(options))[:16]}.json"


def _asked(options: BuildOptions) -> tuple[object, ...]:
    """The options that decide about what all issues share."""
    return options.base_url, options.drafts, options.press, options.recompose


def _whole(kept: _Kept) -> str:
    return digest_of((kept.inputs, kept.besides))


def _seal(kept: _Kept) -> str:
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(kept, seal=""))).hexdigest()
