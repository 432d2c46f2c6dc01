"""The web fonts of an issue: subsets of the very files that the PDFs embed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from broadsheet.build.press_cache import PressCache
from broadsheet.output.page_view_styles import WebFace
from broadsheet.output.plan import OutputFile
from broadsheet.press.emit.typst_page import text_blocks
from broadsheet.press.fonts.faces import FaceSet
from broadsheet.press.fonts.sfnt import woff2
from broadsheet.press.fonts.subset import subset, subset_key
from broadsheet.press.layout import PageLayout

_HASH = 10
"""Hexadecimal digits of a digest in a file's name."""
_BY_PAGE = ("body", "body-bold", "body-em", "caption", "code")
"""Roles whose characters differ so much from page to page that each page gets a font of its own."""

Used = dict[str, set[str]]
"""Characters by the key of the face that prints them: a role, or one of its stand-ins (`body~2`)."""


@dataclass(frozen=True, slots=True)
class IssueFonts:
    """The fonts that an issue's page views load."""

    common: tuple[OutputFile, ...]
    """In the issue's folder."""
    by_page: Mapping[str, tuple[OutputFile, ...]]
    """By page code, those in the page's folder."""
    faces: Mapping[str, Mapping[str, WebFace]]
    """By page code, then by face key."""


def issue_fonts(
    layouts: Iterable[PageLayout], faces: FaceSet, cache: PressCache, folder: str, page_folders: Mapping[str, str]
) -> IssueFonts:
    """Body fonts for each page, in the page's folder; headline fonts for all of them, in the issue's `folder`."""
    used = {layout.code: used_characters(layout, faces) for layout in layouts}
    common: Used = {}
    for by_key in used.values():
        for key, characters in by_key.items():
            if not _is_by_page(key):
                common.setdefault(key, set()).update(characters)
    shared = {key: _font(faces, key, characters, cache, folder) for key, characters in sorted(common.items())}
    by_page = {
        code: {
            key: _font(faces, key, characters, cache, page_folders[code])
            for key, characters in sorted(by_key.items())
            if _is_by_page(key)
        }
        for code, by_key in used.items()
    }
    web_faces = {
        code: {
            key: WebFace((own.get(key) or shared[key]).address, faces.faces[key].stroke) for key in sorted(used[code])
        }
        for code, own in by_page.items()
    }
    return IssueFonts(
        _distinct(shared.values()), {code: _distinct(own.values()) for code, own in by_page.items()}, web_faces
    )


def _distinct(files: Iterable[OutputFile]) -> tuple[OutputFile, ...]:
    """Each address once: roles may share a face."""
    return tuple({file.address: file for file in files}.values())


def used_characters(layout: PageLayout, faces: FaceSet) -> Used:
    """What the page prints, by the face that prints it."""
    by_role: dict[str, set[str]] = {}
    for block in text_blocks(layout):
        for line in block.lines:
            for segment in line.segments:
                by_role.setdefault(segment.style.face, set()).update(segment.text)
    used: Used = {}
    for role, characters in sorted(by_role.items()):
        for key, own in faces.shares(role, characters):
            used.setdefault(key, set()).update(own)
    return used


def _is_by_page(key: str) -> bool:
    return key.partition("~")[0] in _BY_PAGE


def _font(faces: FaceSet, key: str, characters: Iterable[str], cache: PressCache, folder: str) -> OutputFile:
    face, characters = faces.faces[key], frozenset(characters)
    digest = subset_key(face, characters)
    name = f"{digest}.woff2"
    known = cache.json(digest, "font")
    if known is None or not cache.is_sound(digest, name, known):
        data = woff2(subset(face, characters))
        known = hashlib.sha256(data).hexdigest()
        cache.keep_file(digest, name, data)
        cache.keep_json(digest, "font", known)
    role = key.replace("~", "-")
    return OutputFile(f"{folder}{role}.{known[:_HASH]}.woff2", cache.file(digest, name), known)
