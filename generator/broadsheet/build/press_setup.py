"""What the press needs of the paper before any issue: its grid, its faces, its nameplate."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broadsheet.build.digest import digest_of
from broadsheet.build.press_cache import PressCache, press_digest
from broadsheet.build.press_material import PaperMaterial
from broadsheet.content.read import read_bytes
from broadsheet.diagnostics import Diagnostic, error, has_errors, warning
from broadsheet.edition.views import PictureView, SiteView
from broadsheet.model import Paper
from broadsheet.output.disk import STATE_FOLDER, disk_faults
from broadsheet.output.locale import Locale
from broadsheet.output.theme import Theme
from broadsheet.press.emit.drawing import drawing_fault, has_letters
from broadsheet.press.emit.typst_page import ACCENT
from broadsheet.press.fonts.face import candidates_of
from broadsheet.press.fonts.faces import FaceSet, find_faces
from broadsheet.press.grid import grid_of

_COLOUR = re.compile("#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class PaperAtPress:
    """What the press knows of the paper besides its words."""

    root: Path
    """Of the site."""
    material: PaperMaterial
    faces: FaceSet
    chosen: tuple[str, ...]
    """`headline: Noto Sans CJK …`, one for each role that the paper or its theme names a face for."""
    cache: Path
    """Folder of layouts, prints and fonts."""
    nameplate: tuple[str, Path, PictureView] | None
    """(site-relative path, the file under a name with its digest, as documents show it)."""
    accent: str
    """`#rrggbb` or `#rgb`."""
    may_jump: bool
    digest: str
    """Of all this and of the press's own code."""


def prepare_press(
    root: Path, paper: Paper, theme: Theme, locale: Locale, site: SiteView
) -> tuple[PaperAtPress | None, tuple[Diagnostic, ...]]:
    """The paper at the press; `None` with errors when a face or the nameplate cannot be printed.

    Reports what `find_faces` reports, and of the nameplate `broken-photo` and `print-fault`. Raises BroadsheetError
    (`cannot-write`).
    """
    places = dict(theme.face_locations) | {role: paper.location("press") for role, _ in paper.press.fonts}
    candidates = candidates_of(paper.press.fonts, theme.faces)
    faces, notes, found = find_faces(candidates, (root, *theme.folders), paper.language, places)
    if faces is None:
        return None, found
    cache = root / STATE_FOLDER / "press"
    with disk_faults(cache, root):
        nameplate, told = _nameplate(root, paper, site, PressCache(cache))
    found += told
    if has_errors(told):
        return None, found
    drawn = (nameplate[0], nameplate[2].width, nameplate[2].height) if nameplate else None
    options = dict(site.theme_options)
    is_lunar = bool(options.get("lunar_date")) and locale.language.startswith("zh")
    material = PaperMaterial(site, locale, grid_of(paper.format, paper.language), drawn, is_lunar)
    accent, may_jump = str(options.get("accent")), paper.press.jumps == "auto"
    if not _COLOUR.fullmatch(accent):  # the theme has no such option, or it is none of a colour
        accent = ACCENT
    # The name holds a digest; the folder would make another paper of one that is moved.
    file = nameplate[1].name if nameplate else ""
    digest = digest_of((press_digest(), faces.digest, material.grid, is_lunar, drawn, file, accent, may_jump))
    return PaperAtPress(root, material, faces, notes, cache, nameplate, accent, may_jump, digest), found


def _nameplate(
    root: Path, paper: Paper, site: SiteView, cache: PressCache
) -> tuple[tuple[str, Path, PictureView] | None, tuple[Diagnostic, ...]]:
    """The nameplate under a name with its digest; none where it has no size of its own or cannot be printed."""
    shown = site.nameplate
    if paper.nameplate is None or shown is None or shown.width is None or shown.height is None:
        return None, ()
    data = read_bytes(root, paper.nameplate)
    digest = hashlib.sha256(data).hexdigest()
    suffix = Path(paper.nameplate).suffix.lower()
    found = tuple(_drawing_faults(paper, data, digest, cache)) if suffix == ".svg" else ()
    if has_errors(found):
        return None, found
    name = f"{digest}{suffix}"
    if not cache.is_sound(digest, name, digest):
        cache.keep_file(digest, name, data)
    view = PictureView(((shown.width, shown.address),), shown.width, shown.height, "")
    return (paper.nameplate, cache.file(digest, name), view), found


def _drawing_faults(paper: Paper, data: bytes, digest: str, cache: PressCache) -> Iterator[Diagnostic]:
    place, hint = paper.location("nameplate"), "export it again, with its letters as outlines and nothing linked"
    key = digest_of((press_digest(), digest))
    known = cache.json(key, "drawing")
    if known is None:
        known = [drawing_fault(data)]
        cache.keep_json(key, "drawing", known)
    if known[0]:
        yield error("broken-photo", place, f"the drawing cannot be printed: {known[0]}", hint=hint)
    elif has_letters(data):
        yield warning("print-fault", place, "the drawing holds text, whose font is not there in print", hint=hint)
