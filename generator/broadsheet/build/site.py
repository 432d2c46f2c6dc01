"""The files that stand above the issues, made from records: archive, corrections, standing pages, 404, assets."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import replace

from broadsheet.build.pictures import copy_file, prepare_pictures
from broadsheet.build.shared import Shared
from broadsheet.diagnostics import Diagnostic
from broadsheet.edition import addresses
from broadsheet.edition.archive import (
    present_archive,
    present_corrections,
    present_not_found,
    present_standing,
)
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.resolve import Faces, resolve_standing
from broadsheet.edition.views import View
from broadsheet.model import StandingPage
from broadsheet.model.tree import links_in, photos_in
from broadsheet.output.plan import OutputFile

_FOLDER = "assets/"
"""Where the pictures and downloads of standing pages lie."""


def make_site_files(
    shared: Shared, records: Iterable[IssueRecord], faces: Faces, executor: Executor
) -> tuple[tuple[OutputFile, ...], tuple[Diagnostic, ...]]:
    """All files that belong to no issue; `records` are in order of publication."""
    records = tuple(records)
    files: list[OutputFile] = list(shared.files)
    diagnostics: list[Diagnostic] = []
    archive = present_archive(records, shared.site)
    views: list[View] = [
        archive,
        present_corrections(records, shared.site),
        present_not_found(shared.site),
    ]
    if not records:
        # Before the first issue is out, the archive, still empty, stands where others link to.
        views.append(replace(archive, path=addresses.HOME))
    for page in shared.on_disk.standing:
        view, shown, found = _standing(page, shared, faces, executor)
        if view is not None:
            views.append(view)
        files.extend(shown)
        diagnostics.extend(found)
    files.extend(OutputFile.of(view.path, shared.renderer.render(view)) for view in views)
    return tuple({file.address: file for file in files}.values()), tuple(diagnostics)


def _standing(
    page: StandingPage, shared: Shared, faces: Faces, executor: Executor
) -> tuple[View | None, tuple[OutputFile, ...], tuple[Diagnostic, ...]]:
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
    return (
        present_standing(resolved, shared.site, pictures.views),
        (*pictures.files, *copies.values()),
        diagnostics + found,
    )
