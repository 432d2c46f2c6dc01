"""The files that stand above the issues, made from records: archive, sections, search, feeds, assets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from broadsheet.build.past import LastBuild, render_documents
from broadsheet.build.pictures import copy_file, prepare_pictures
from broadsheet.build.search import make_search_files
from broadsheet.build.shared import Shared
from broadsheet.diagnostics import Diagnostic
from broadsheet.edition import addresses
from broadsheet.edition.archive import (
    present_corrections,
    present_not_found,
    present_standing,
)
from broadsheet.edition.calendar import present_archive, present_archive_parts
from broadsheet.edition.published import published_issues
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.resolve import Faces, resolve_standing
from broadsheet.edition.sections import present_authors, present_sections
from broadsheet.edition.views import OfflineView, View
from broadsheet.model import StandingPage
from broadsheet.model.tree import links_in, photos_in
from broadsheet.output.escape import escaped
from broadsheet.output.feeds import feed_files
from broadsheet.output.latest import latest_json
from broadsheet.output.links import relative
from broadsheet.output.plan import OutputFile
from broadsheet.output.service_worker import service_worker
from broadsheet.output.sitemaps import sitemap_files
from broadsheet.output.web_app import web_app_files

_FOLDER = "assets/"
"""Where the pictures and downloads of standing pages lie."""


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """All files that belong to no issue."""

    files: tuple[OutputFile, ...]
    documents: Mapping[str, str]
    """Keys of the documents that the next build may take over, by address."""
    diagnostics: tuple[Diagnostic, ...]


def make_site_files(
    shared: Shared, records: Iterable[IssueRecord], faces: Faces, executor: Executor, last: LastBuild
) -> SiteFiles:
    """Makes them; `records` are in order of publication."""
    records = tuple(records)
    files: list[OutputFile] = list(shared.files)
    diagnostics: list[Diagnostic] = []
    archive = present_archive(records, shared.site)
    views: list[View] = [
        archive,
        *present_corrections(records, shared.site),
        present_not_found(shared.site),
    ]
    views += present_archive_parts(records, shared.site)
    views += present_sections(records, shared.site)
    views += present_authors(records, shared.site)
    if not records:
        # Before the first issue is out, the archive, still empty, stands where others link to.
        views.append(replace(archive, path=addresses.HOME))
    for page in shared.on_disk.standing:
        view, shown, found = _standing(page, shared, faces, executor)
        if view is not None:
            views.append(view)
        files.extend(shown)
        diagnostics.extend(found)
    documents = render_documents(views, shared, last)
    files.extend(documents.files)
    files.extend(make_search_files(records, shared))
    files.extend(_for_machines(records, shared))
    return SiteFiles(tuple({file.address: file for file in files}.values()), documents.keys, tuple(diagnostics))


def _for_machines(records: tuple[IssueRecord, ...], shared: Shared) -> Iterator[OutputFile]:
    locale = shared.renderer.locale
    yield from feed_files(records, shared.site, locale)
    yield from sitemap_files(records, shared.site)
    yield from web_app_files(shared.site, shared.theme, locale)
    yield from _without_network(shared)
    if issues := published_issues(records):
        yield OutputFile.of(addresses.LATEST, latest_json(issues[-1], shared.site))


def _without_network(shared: Shared) -> Iterator[OutputFile]:
    """The service worker, with the document that it shows for what is not kept."""
    shell: tuple[OutputFile, ...] = ()
    if shared.site.offers("offline"):
        document = shared.renderer.render(OfflineView(addresses.OFFLINE, shared.site))
        linked = (file for file in shared.files if _href(file.address).encode() in document)
        shell = (OutputFile.of(addresses.OFFLINE, document), *linked)
        yield shell[0]
    yield service_worker(shared.site, shell)


def _href(address: str) -> str:
    """As the document for what is not kept writes it."""
    return escaped(relative(addresses.OFFLINE, address))


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
