"""Standing pages: pages outside all issues, with what they show."""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor

from broadsheet.build.executors import cores
from broadsheet.build.pictures import copy_file, prepare_pictures
from broadsheet.build.shared import Shared
from broadsheet.diagnostics import Diagnostic
from broadsheet.edition.archive import present_standing
from broadsheet.edition.references import Faces
from broadsheet.edition.resolve import resolve_standing
from broadsheet.edition.views import StandingView
from broadsheet.model import StandingPage
from broadsheet.model.tree import links_in, photos_in
from broadsheet.output.plan import OutputFile

_FOLDER = "assets/"
"""Where their pictures and downloads lie."""

StandingWork = tuple[StandingView | None, tuple[OutputFile, ...], tuple[Diagnostic, ...]]
"""What a page shows, `None` when a photo of it cannot be shown; the files of its pictures and downloads; faults."""


def standing_pages(shared: Shared, faces: Faces, jobs: int | None) -> tuple[StandingWork, ...]:
    """All standing pages, their references resolved; so many photos are prepared at once."""
    # The threads end here: a process with threads cannot be copied safely.
    with ThreadPoolExecutor(jobs or cores()) as executor:
        return tuple(_standing(page, shared, faces, executor) for page in shared.on_disk.standing)


def _standing(page: StandingPage, shared: Shared, faces: Faces, executor: Executor) -> StandingWork:
    copies = {
        link.target: copy_file(shared.root, link.target, _FOLDER)
        for link in links_in(page.blocks)
        if link.kind == "file"
    }
    resolved, diagnostics = resolve_standing(page, faces, {path: file.address for path, file in copies.items()})
    photos = ((photo, _FOLDER) for photo in photos_in(resolved.blocks))
    pictures, found = prepare_pictures(shared.root, shared.cache, photos, executor)
    shown = {photo.path for photo in photos_in(resolved.blocks)}
    if shown - pictures.views.keys():
        return None, (), diagnostics + found
    view = present_standing(resolved, shared.site, pictures.views)
    return view, (*pictures.files, *copies.values()), diagnostics + found
