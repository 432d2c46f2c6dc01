"""The unit of work: one linked issue becomes its files and its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.build.companions import accompany
from broadsheet.build.front import FrontMaterial, home_page
from broadsheet.build.options import BuildOptions
from broadsheet.build.packed import key_of
from broadsheet.build.place import Place, issue_keys
from broadsheet.build.press_room import PressRoom
from broadsheet.build.ready import ReadyIssue, ready_issue
from broadsheet.build.search import keep_segment
from broadsheet.build.shared import Shared
from broadsheet.build.shelf import LinkedIssue, Shelf
from broadsheet.content.read import inspect_file
from broadsheet.content.source import ContentFile
from broadsheet.content.used_files import used_files
from broadsheet.diagnostics import Diagnostic, has_errors
from broadsheet.edition import addresses
from broadsheet.edition.face import IssueFace
from broadsheet.edition.listed import corrections_of, listed_articles
from broadsheet.edition.listing import IssueListing
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.references import Faces
from broadsheet.edition.shown import ShownIssue
from broadsheet.edition.views import IssueViews, PictureView, View
from broadsheet.memo import FORGETFUL, Memo
from broadsheet.output.disk import disk_faults
from broadsheet.output.issue_json import digest_of_files, issue_json
from broadsheet.output.offline import offline_list
from broadsheet.output.plan import OutputFile

if TYPE_CHECKING:
    from broadsheet.build.press_setup import PaperAtPress
    from broadsheet.build.pressed import PressedIssue


@dataclass(frozen=True, slots=True)
class IssueWork:
    """What came of making an issue that has no error."""

    record: IssueRecord
    face: IssueFace
    listing: IssueListing
    diagnostics: tuple[Diagnostic, ...]
    """All of the issue's."""
    files: tuple[OutputFile, ...]
    front: FrontMaterial


def make_issue(
    shelf: Shelf,
    shared: Shared,
    place: Place,
    faces: Faces,
    executor: Executor,
    room: PressRoom,
    options: BuildOptions,
) -> tuple[IssueWork | None, tuple[Diagnostic, ...]]:
    """What the issue publishes, and all its diagnostics; nothing when there is an error.

    Raises BroadsheetError when a template fails.
    """
    name = place.head.name
    linked = shelf.linked(name)
    published, diagnostics = publish_issue(shelf, shared, place, faces, executor, room, options)
    if published is None:
        return None, diagnostics
    ready, views, files = published.ready, published.views, published.files
    # Where it is made again in a moment, the search stays as it was until then.
    last = shelf.records.get(name) if published.is_press_behind else None
    listing = IssueListing(corrections_of(ready.issue, views), listed_articles(views))
    shown_issue = ShownIssue(
        head=place.head,
        listing=key_of((listing,)),
        lead=views.front.lead.title.text if views.front.lead else "",
        drafts=shelf.drafts(name),
        search=keep_segment(views, shared) if last is None else last.shown.search,
        digest=published.digest,
        pages=ready.face.pages,
        corrections=len(listing.corrections),
        articles=len(ready.issue.articles),
    )
    folder = addresses.issue_folder(place.head.date, place.head.suffix)
    record = IssueRecord(
        source=linked.source.digest,
        shared=shared.digest,
        used=tuple(_used_beyond(linked, shared.root)),
        key="",
        inner_key="",
        shown=shown_issue,
        held=shelf.held(name),
        references=ready.references,
        strays=tuple(file.address for file in files if not file.address.startswith(folder)),
        files=len(files),
        has_warnings=bool(diagnostics),
    )
    if not published.is_press_behind:  # without a key the next build makes it again
        inner, key = issue_keys(record, place, faces)
        record = replace(record, inner_key=inner, key=key)
    return IssueWork(record, ready.face, listing, diagnostics, files, published.front), diagnostics


@dataclass(frozen=True, slots=True)
class PublishedIssue:
    """An issue as it goes to readers."""

    ready: ReadyIssue
    views: IssueViews
    """With all that accompanies the text."""
    files: tuple[OutputFile, ...]
    front: FrontMaterial
    digest: str
    """Of issue.json."""
    is_press_behind: bool


def publish_issue(
    shelf: Shelf,
    shared: Shared,
    place: Place,
    faces: Faces,
    executor: Executor,
    room: PressRoom,
    options: BuildOptions,
    memo: Memo = FORGETFUL,
    *,
    only_text: bool = False,
) -> tuple[PublishedIssue | None, tuple[Diagnostic, ...]]:
    """All files of the issue, and all its diagnostics; nothing when there is an error.

    With `only_text`, what takes long is as it was last made, be it out of date: pages, e-book, share pictures. Raises
    BroadsheetError when a template fails.
    """
    linked = shelf.linked(place.head.name)
    ready, found = ready_issue(shelf, shared, place, faces, executor, memo)
    diagnostics = linked.diagnostics + found
    if ready is None:
        return None, diagnostics
    views = ready.views
    pressed: tuple[OutputFile, ...] = ()
    is_behind = only_text
    if shared.press is not None:
        made = _at_press(ready, shared.press, room, options, memo, only_text=only_text)
        views, pressed, diagnostics = made.views, made.files, diagnostics + made.diagnostics
        is_behind = made.is_behind
        if has_errors(diagnostics):
            return None, diagnostics
    shares: tuple[OutputFile, ...] = ()
    if shared.site.offers("share_pictures"):
        from broadsheet.build.share import with_share_pictures  # late: what draws comes with it

        views, shares = with_share_pictures(views, shared, ready.pictures, executor, memo, only_missing=only_text)
    companions = accompany(
        ready.issue, views, shared, ready.pictures, pressed, executor, memo, is_press_behind=is_behind
    )
    views = companions.views
    shown = (*ready.pictures.files, *ready.copies, *pressed, *shares, *companions.files)
    files, front, digest = _documents(ready, views, shared, place, shown, memo)
    return PublishedIssue(ready, views, files, front, digest, is_behind), diagnostics


def _at_press(
    ready: ReadyIssue, paper: PaperAtPress, room: PressRoom, options: BuildOptions, memo: Memo, *, only_text: bool
) -> PressedIssue:
    """The issue with its pages composed; where they are not to be waited for, as they were before."""
    # Imported here: a quarter of a second that checks and builds without the press need not wait for.
    from broadsheet.build.press import is_ready, press_issue
    from broadsheet.build.press_cache import PressCache
    from broadsheet.build.pressed import last_pressed

    class Kept(PressCache):
        def value(self, key: str, kind: str) -> Any:
            return memo.of("press", key, kind, lambda kind: super(Kept, self).value(key, kind))

    issue, views, pictures, recompose = ready.issue, ready.views, ready.pictures, options.recompose
    with disk_faults(paper.cache, paper.root):
        if only_text:
            return last_pressed(issue, views, Kept(paper.cache))
        if not options.wait_for_press and not is_ready(issue, views, pictures, paper, recompose=recompose):
            return last_pressed(issue, views, PressCache(paper.cache))
        return press_issue(issue, views, pictures, paper, room, ready.texts, ready.retracted, recompose=recompose)


def _documents(
    ready: ReadyIssue, views: IssueViews, shared: Shared, place: Place, files: tuple[OutputFile, ...], memo: Memo
) -> tuple[tuple[OutputFile, ...], FrontMaterial, str]:
    """Every file of the issue, with what its front can be made of again, and the digest of issue.json.

    issue.json tells that the others are complete; it and the home page are the last.
    """
    issue, render = ready.issue, shared.renderer.render

    def document(view: View) -> OutputFile:
        return OutputFile.of(view.path, render(view))

    made = [memo.of("document", view.path, view, document) for view in _all_views(views)]
    folder = addresses.issue_folder(issue.setup.date, issue.setup.suffix)
    offline: OutputFile | None = None
    if shared.site.offers("offline"):
        offline = _offline_list(folder, views, shared, (*files, *made), ready.pictures.views.values())
        made.append(offline)
    published = {file.address: file.digest for file in (*files, *made) if file.address.startswith(folder)}
    digest = digest_of_files(published.items())
    told = issue_json(issue, views, shared.on_disk.paper, digest)
    machine = OutputFile.of(f"{folder}{addresses.ISSUE_JSON}", told)
    home = (memo.of("home", "", views.front, lambda front: home_page(front, shared)),) if place.is_latest else ()
    front = FrontMaterial(views.front, told.decode(), _bytes_of(offline).decode())
    return (*files, *made, machine, *home), front, digest


def _bytes_of(file: OutputFile | None) -> bytes:
    return file.content if file is not None and isinstance(file.content, bytes) else b""


def _offline_list(
    folder: str, views: IssueViews, shared: Shared, files: tuple[OutputFile, ...], pictures: Iterable[PictureView]
) -> OutputFile:
    thumbnails = (card.thumbnail for card in views.front.pages if card.thumbnail is not None)
    icons = {icon.address for icon in shared.site.icons}
    assets = (file for file in shared.files if file.address not in icons)
    title = shared.locale.issue_date(views.front.issue)
    return OutputFile.of(
        f"{folder}{addresses.OFFLINE_LIST}", offline_list(folder, title, files, assets, (*pictures, *thumbnails))
    )


def _all_views(views: IssueViews) -> Iterator[View]:
    yield from views.articles
    yield from views.tails
    yield from views.pages
    yield views.front
    yield views.overview
    yield from views.redirects


def _used_beyond(linked: LinkedIssue, root: Path) -> Iterator[tuple[str, str]]:
    """Files that the issue shows and its own digest does not cover: in sub-folders, in other issues."""
    if linked.issue is None:
        return
    covered = {file.path for file in linked.source.all_files}
    for path in used_files(linked.issue.setup.manuscripts):
        file = inspect_file(root, path) if path not in covered else None
        if isinstance(file, ContentFile):
            yield path, file.digest
