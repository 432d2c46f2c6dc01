"""An issue with all that its documents show: references resolved, photos prepared, views made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

from broadsheet.build.pictures import Pictures, copy_file, prepare_pictures
from broadsheet.build.place import Place
from broadsheet.build.shared import Shared
from broadsheet.build.shelf import Shelf
from broadsheet.content.names import page_code, page_keys
from broadsheet.diagnostics import Diagnostic, Location, as_warning, has_errors, warning
from broadsheet.edition import addresses
from broadsheet.edition.face import IssueFace, face_of
from broadsheet.edition.link import without, without_retracted_text
from broadsheet.edition.present import present_issue
from broadsheet.edition.references import Faces, References
from broadsheet.edition.resolve import resolve_references
from broadsheet.edition.views import IssueViews
from broadsheet.memo import FORGETFUL, Memo
from broadsheet.model import Article, Issue, Photo
from broadsheet.model.tree import links_in, photos_in
from broadsheet.output.plan import OutputFile


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


def ready_issue(
    shelf: Shelf, shared: Shared, place: Place, faces: Faces, executor: Executor, memo: Memo = FORGETFUL
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

    def copy(path: str, folder: str) -> OutputFile:
        return memo.of("copy", path, folder, partial(copy_file, shared.root, path))

    copies = {path: copy(path, folder) for path, folder in _files(whole)}
    addresses_of_files = {path: file.address for path, file in copies.items()}
    issue, references, diagnostics = resolve_references(whole, own, faces, addresses_of_files)
    if name in shelf.unchanged:
        diagnostics = tuple(as_warning(diagnostic) for diagnostic in diagnostics)
    diagnostics += tuple(_held_back(article) for article in linked.issue.articles if article.id in shelf.held(name))
    pictures, found = prepare_pictures(shared.root, shared.cache, _photos(issue), executor, memo)
    diagnostics += found
    if has_errors(diagnostics):
        return None, diagnostics
    views = present_issue(issue, shared.site, pictures.views, place.neighbours, is_held=place.head.is_held)
    texts = {text.path: text.text for page in linked.source.pages for text in page.articles}
    retracted = tuple(article for article in linked.issue.articles if article.retraction is not None)
    return ReadyIssue(issue, views, own, pictures, tuple(copies.values()), references, texts, retracted), diagnostics


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


def _held_back(article: Article) -> Diagnostic:
    return warning(
        "held-article",
        Location(article.path),
        f"'{article.id}' is held back by --hold and is not in this build",
        hint="build without --hold to publish it",
    )
