"""The unit of work: one linked issue becomes its files and its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.build.companions import accompany
from broadsheet.build.digest import digest_of
from broadsheet.build.options import BuildOptions
from broadsheet.build.pictures import Pictures, copy_file, prepare_pictures
from broadsheet.build.press_room import PressRoom
from broadsheet.build.search import keep_segment
from broadsheet.build.share import with_share_pictures
from broadsheet.build.shared import Shared
from broadsheet.build.shelf import LinkedIssue, Shelf
from broadsheet.content.names import page_code, page_keys
from broadsheet.content.read import inspect_file
from broadsheet.content.source import ContentFile
from broadsheet.content.used_files import used_files
from broadsheet.diagnostics import Diagnostic, Location, as_warning, has_errors, warning
from broadsheet.edition import addresses
from broadsheet.edition.face import IssueFace, face_of
from broadsheet.edition.link import without, without_retracted_text
from broadsheet.edition.present import present_issue
from broadsheet.edition.record import IssueRecord, corrections_of, listed_articles
from broadsheet.edition.resolve import Faces, References, resolve_references
from broadsheet.edition.views import IssueHead, IssueViews, Neighbours, PictureView, View
from broadsheet.model import Article, Issue, Photo
from broadsheet.model.tree import links_in, photos_in
from broadsheet.output.issue_json import digest_of_files, issue_json
from broadsheet.output.offline import offline_list
from broadsheet.output.plan import OutputFile
from broadsheet.output.state import disk_faults

if TYPE_CHECKING:
    from broadsheet.build.press_setup import PaperAtPress
    from broadsheet.build.pressed import PressedIssue


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
    """Digest of everything its files were made from; empty when the press is behind, so that it is made again."""
    record: IssueRecord
    files: tuple[OutputFile, ...]


def issue_key(record: IssueRecord, place: Place, faces: Faces) -> str:
    """Digest of what the issue's files were made from; equal keys need no new build."""
    known = tuple((name, faces.face(name)) for name in record.references.names)
    days = tuple((day, faces.papers_of(day)) for day in record.references.days)
    return digest_of((record.source, record.shared, record.used, record.held, place, known, days))


@dataclass(frozen=True, slots=True)
class ReadyIssue:
    """An issue with all that its documents show."""

    issue: Issue
    """Its references resolved, what is left out of the build gone."""
    views: IssueViews
    face: IssueFace
    pictures: Pictures
    copies: tuple[OutputFile, ...]
    """Files that links lead to."""
    references: References
    texts: Mapping[str, str]
    """Source of each article by its path."""
    retracted: tuple[Article, ...]
    """Retracted articles as they were, for pages made elsewhere that still show them."""


@dataclass(frozen=True, slots=True)
class IssueWork:
    """What came of making an issue."""

    record: IssueRecord | None
    """`None` with an error among the diagnostics or in the issue itself."""
    files: tuple[OutputFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    """Those that come on top of the linked issue's own."""
    is_press_behind: bool = False


def ready_issue(
    shelf: Shelf, shared: Shared, place: Place, faces: Faces, executor: Executor
) -> tuple[ReadyIssue | None, tuple[Diagnostic, ...]]:
    """The issue ready to be rendered, and the diagnostics that come on top of the linked issue's own.

    With an error among either, no issue. One that was built before, and whose own files are as they were, has no new
    errors: what others did to it is told as warnings.
    """
    name = place.head.name
    linked = shelf.linked(name)
    if linked.issue is None or has_errors(linked.diagnostics):
        return None, ()
    left_out = shelf.left_out(name)
    own = face_of(linked.issue, left_out=left_out, is_out=not place.head.is_held)
    whole = without_retracted_text(without(linked.issue, left_out))
    copies = {path: copy_file(shared.root, path, folder) for path, folder in _files(whole)}
    addresses_of_files = {path: file.address for path, file in copies.items()}
    issue, references, diagnostics = resolve_references(whole, own, faces, addresses_of_files)
    if shelf.unchanged(name) is not None:
        diagnostics = tuple(as_warning(diagnostic) for diagnostic in diagnostics)
    diagnostics += tuple(_held_back(article) for article in linked.issue.articles if article.id in shelf.held(name))
    pictures, found = prepare_pictures(shared.root, shared.cache, _photos(issue), executor)
    diagnostics += found
    if has_errors(diagnostics):
        return None, diagnostics
    views = present_issue(issue, shared.site, pictures.views, place.neighbours, is_held=place.head.is_held)
    texts = {text.path: text.text for page in linked.source.pages for text in page.articles}
    retracted = tuple(article for article in linked.issue.articles if article.retraction is not None)
    return ReadyIssue(issue, views, own, pictures, tuple(copies.values()), references, texts, retracted), diagnostics


def make_issue(
    shelf: Shelf,
    shared: Shared,
    place: Place,
    faces: Faces,
    executor: Executor,
    room: PressRoom,
    options: BuildOptions,
) -> IssueWork:
    """What the issue publishes; nothing when there is an error. Raises BroadsheetError when a template fails."""
    name = place.head.name
    ready, diagnostics = ready_issue(shelf, shared, place, faces, executor)
    if ready is None:
        return IssueWork(None, (), diagnostics)
    views = ready.views
    pressed: tuple[OutputFile, ...] = ()
    is_behind = False
    if shared.press is not None:
        made = _at_press(ready, shared.press, room, options)
        views, pressed, diagnostics = made.views, made.files, diagnostics + made.diagnostics
        is_behind = made.is_behind
        if has_errors(diagnostics):
            return IssueWork(None, (), diagnostics)
    views, shares = with_share_pictures(views, shared, ready.pictures, executor)
    companions = accompany(ready.issue, views, shared, ready.pictures, pressed, executor, is_press_behind=is_behind)
    views = companions.views
    shown = (*ready.pictures.files, *ready.copies, *pressed, *shares, *companions.files)
    files, digest = _documents(ready.issue, views, shared, place, shown, ready.pictures.views.values())
    linked = shelf.linked(name)
    last = shelf.record(name) if is_behind else None  # made again in a moment: until then the search is as it was
    record = IssueRecord(
        source=linked.source.digest,
        shared=shared.digest,
        used=tuple(_used_beyond(linked, shared.root)),
        head=place.head,
        face=ready.face,
        lead=views.front.lead.title.text if views.front.lead else "",
        corrections=corrections_of(ready.issue, views),
        drafts=shelf.drafts(name),
        held=shelf.held(name),
        pages=len(ready.issue.pages),
        articles=len(ready.issue.articles),
        listed=listed_articles(views),
        search=keep_segment(views, shared) if last is None else last.search,
        digest=digest,
        references=ready.references,
        diagnostics=linked.diagnostics + diagnostics,
    )
    return IssueWork(record, files, diagnostics, is_behind)


def _at_press(ready: ReadyIssue, paper: PaperAtPress, room: PressRoom, options: BuildOptions) -> PressedIssue:
    """The issue with its pages composed; where they are not to be waited for, as they were before."""
    # Imported here: a quarter of a second that checks and builds without the press need not wait for.
    from broadsheet.build.press import is_ready, press_issue
    from broadsheet.build.press_cache import PressCache
    from broadsheet.build.pressed import last_pressed

    issue, views, pictures, recompose = ready.issue, ready.views, ready.pictures, options.recompose
    with disk_faults(paper.cache, paper.root):
        if not options.wait_for_press and not is_ready(issue, views, pictures, paper, recompose=recompose):
            return last_pressed(issue, views, PressCache(paper.cache))
        return press_issue(issue, views, pictures, paper, room, ready.texts, ready.retracted, recompose=recompose)


def _documents(
    issue: Issue,
    views: IssueViews,
    shared: Shared,
    place: Place,
    files: tuple[OutputFile, ...],
    pictures: Iterable[PictureView],
) -> tuple[tuple[OutputFile, ...], str]:
    """Every file of the issue, issue.json, which tells that the others are complete, the last; and its digest."""
    render = shared.renderer.render
    made = [OutputFile.of(view.path, render(view)) for view in _all_views(views)]
    folder = addresses.issue_folder(issue.setup.date, issue.setup.suffix)
    if shared.site.offers("offline"):
        made.append(_offline_list(folder, views, shared, (*files, *made), pictures))
    published = {file.address: file.digest for file in (*files, *made) if file.address.startswith(folder)}
    digest = digest_of_files(published.items())
    machine = OutputFile.of(f"{folder}issue.json", issue_json(issue, views, shared.on_disk.paper, digest))
    home = (OutputFile.of(addresses.HOME, render(views.front_at(addresses.HOME))),) if place.is_latest else ()
    return (*files, *made, machine, *home), digest


def _offline_list(
    folder: str, views: IssueViews, shared: Shared, files: tuple[OutputFile, ...], pictures: Iterable[PictureView]
) -> OutputFile:
    thumbnails = (card.thumbnail for card in views.front.pages if card.thumbnail is not None)
    icons = {icon.address for icon in shared.site.icons}
    assets = (file for file in shared.files if file.address not in icons)
    title = shared.renderer.locale.issue_date(views.front.issue)
    return OutputFile.of(f"{folder}offline.json", offline_list(folder, title, files, assets, (*pictures, *thumbnails)))


def _all_views(views: IssueViews) -> Iterator[View]:
    yield from views.articles
    yield from views.tails
    yield from views.pages
    yield views.front
    yield views.overview
    yield from views.redirects


# --- what an issue shows besides its text ---------------------------------------------------------------------------


def _photos(issue: Issue) -> Iterator[tuple[Photo, str]]:
    """Every photo with the folder of the edition for its files."""
    for article in issue.articles:
        for piece in article.pieces:
            for photo in photos_in(piece.blocks):
                yield photo, _folder_for(issue, photo.path, piece.page)


def _files(issue: Issue) -> Iterator[tuple[str, str]]:
    """Every file that a link leads to, with the folder of the edition for its copy."""
    for article in issue.articles:
        for piece in article.pieces:
            for link in links_in(piece.blocks):
                if link.kind == "file":
                    yield link.target, _folder_for(issue, link.target, piece.page)


def _folder_for(issue: Issue, path: str, page: str) -> str:
    """The folder of the page in whose folder the file lies; that of `page` for files from elsewhere."""
    setup = issue.setup
    folder, slash, _ = path.removeprefix(f"{setup.folder}/").partition("/")
    if path.startswith(f"{setup.folder}/") and slash and page_keys(folder):
        page = page_code(folder)
    return addresses.page_folder(setup.date, setup.suffix, page)


def _used_beyond(linked: LinkedIssue, root: Path) -> Iterator[tuple[str, str]]:
    """Files that the issue shows and its own digest does not cover: in sub-folders, in other issues."""
    if linked.issue is None:
        return
    covered = {file.path for file in linked.source.all_files}
    for path in used_files(linked.issue.setup.manuscripts):
        file = inspect_file(root, path) if path not in covered else None
        if isinstance(file, ContentFile):
            yield path, file.digest


def _held_back(article: Article) -> Diagnostic:
    return warning(
        "held-article",
        Location(article.path),
        f"'{article.id}' is held back by --hold and is not in this build",
        hint="build without --hold to publish it",
    )
