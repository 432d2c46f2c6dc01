"""The unit of work: one linked issue becomes its files and its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from broadsheet.build.pictures import copy_file, prepare_pictures
from broadsheet.build.shared import Shared, digest_of
from broadsheet.build.shelf import LinkedIssue
from broadsheet.content.names import page_code
from broadsheet.content.read import inspect_file
from broadsheet.content.source import ContentFile
from broadsheet.content.used_files import used_files
from broadsheet.diagnostics import Diagnostic, has_errors
from broadsheet.edition import addresses
from broadsheet.edition.face import face_of
from broadsheet.edition.present import present_issue
from broadsheet.edition.record import IssueRecord, corrections_of
from broadsheet.edition.resolve import Faces, resolve_references
from broadsheet.edition.views import IssueHead, IssueViews, Neighbours, View
from broadsheet.model import Issue, Photo
from broadsheet.model.tree import links_in, photos_in
from broadsheet.output.issue_json import issue_json
from broadsheet.output.plan import OutputFile


@dataclass(frozen=True, slots=True)
class Place:
    """Where an issue stands in this build."""

    head: IssueHead
    neighbours: Neighbours
    is_latest: bool
    """Whether the home page shows it."""


@dataclass(frozen=True, slots=True)
class MadeIssue:
    """All that one issue publishes."""

    key: str
    """Digest of everything its files were made from."""
    record: IssueRecord
    files: tuple[OutputFile, ...]


def issue_key(record: IssueRecord, place: Place, faces: Faces, issue_dates: Iterable[tuple[int, int, str]]) -> str:
    """Digest of what the issue's files were made from; equal keys need no new build.

    `issue_dates` are (month, day, name) of the issues before it, for jump lines that name a date.
    """
    dated = tuple(entry for entry in issue_dates if entry[:2] in record.dated)
    known = tuple((name, faces(name)) for name in record.references)
    return digest_of((record.source, record.shared, record.used, place, known, dated))


def make_issue(
    linked: LinkedIssue, shared: Shared, place: Place, faces: Faces, executor: Executor
) -> tuple[IssueRecord | None, tuple[OutputFile, ...], tuple[Diagnostic, ...]]:
    """The record and the files of an issue, and the diagnostics that come on top of the linked issue's own.

    With an error among either, no record and no files. Raises BroadsheetError when a template fails.
    """
    if linked.issue is None or has_errors(linked.diagnostics):
        return None, (), ()
    is_out = not place.head.is_held
    own = face_of(linked.issue, is_out=is_out)
    copies = {path: copy_file(shared.root, path, folder) for path, folder in _files(linked.issue)}
    issue, references, found = resolve_references(
        linked.issue,
        own,
        faces,
        left_out=linked.left_out,
        files={path: file.address for path, file in copies.items()},
    )
    diagnostics = found
    pictures, found = prepare_pictures(shared.root, shared.cache, _photos(issue), executor)
    diagnostics += found
    if has_errors(diagnostics):
        return None, (), diagnostics
    views = present_issue(issue, shared.site, pictures.views, place.neighbours, is_held=not is_out)
    files = _documents(issue, views, shared, place, (*pictures.files, *copies.values()))
    record = IssueRecord(
        source=linked.source.digest,
        shared=shared.digest,
        used=tuple(_used_elsewhere(issue, shared.root)),
        head=place.head,
        face=own,
        lead=views.front.lead.title.text if views.front.lead else "",
        corrections=corrections_of(issue, views),
        drafts=linked.drafts,
        held=linked.held,
        pages=len(issue.pages),
        articles=len(issue.articles),
        references=references.names,
        dated=tuple(_dates_named(issue)),
        diagnostics=linked.diagnostics + diagnostics,
    )
    return record, files, diagnostics


def _documents(
    issue: Issue, views: IssueViews, shared: Shared, place: Place, files: tuple[OutputFile, ...]
) -> tuple[OutputFile, ...]:
    """Every file of the issue; issue.json, which tells that the others are complete, the last."""
    render = shared.renderer.render
    made = [OutputFile.of(view.path, render(view)) for view in _all_views(views)]
    folder = addresses.issue_folder(issue.setup.date, issue.setup.suffix)
    published = [(file.address, file.digest) for file in (*files, *made) if file.address.startswith(folder)]
    machine = OutputFile.of(f"{folder}issue.json", issue_json(issue, views, shared.paper, published))
    home = (OutputFile.of(addresses.HOME, render(views.front_at(addresses.HOME))),) if place.is_latest else ()
    return (*files, *made, machine, *home)


def _all_views(views: IssueViews) -> Iterator[View]:
    yield from views.articles
    yield from views.tails
    yield from views.pages
    yield views.front
    yield from views.redirects


# --- what an issue shows besides its text ---------------------------------------------------------------------------


def _photos(issue: Issue) -> Iterator[tuple[Photo, str]]:
    """Every photo with the folder of the edition for its files."""
    for article in issue.articles:
        if article.retraction is None:
            for piece in article.pieces:
                for photo in photos_in(piece.blocks):
                    yield photo, _folder_for(issue, photo.path, piece.page)


def _files(issue: Issue) -> Iterator[tuple[str, str]]:
    """Every file that a link leads to, with the folder of the edition for its copy."""
    for article in issue.articles:
        if article.retraction is None:
            for piece in article.pieces:
                for link in links_in(piece.blocks):
                    if link.kind == "file":
                        yield link.target, _folder_for(issue, link.target, piece.page)


def _folder_for(issue: Issue, path: str, page: str) -> str:
    """The folder of the page in whose folder the file lies; that of `page` for files from elsewhere."""
    setup = issue.setup
    if path.startswith(f"{setup.folder}/"):
        page = page_code(path.removeprefix(f"{setup.folder}/").partition("/")[0])
    return addresses.page_folder(setup.date, setup.suffix, page)


def _used_elsewhere(issue: Issue, root: Path) -> Iterator[tuple[str, str]]:
    """Files outside the issue's folder that it shows, which its own digest does not cover."""
    for path in used_files(issue.setup.manuscripts):
        if not path.startswith(f"{issue.setup.folder}/"):
            file = inspect_file(root, path)
            if isinstance(file, ContentFile):
                yield path, file.digest


def _dates_named(issue: Issue) -> list[tuple[int, int]]:
    """(month, day) of the jump lines that name a date."""
    ends = (
        end
        for article in issue.articles
        for piece in article.pieces
        for end in (piece.continued_from, piece.continues_on)
    )
    return sorted({(end.date.month, end.date.day) for end in ends if end is not None and end.date is not None})
