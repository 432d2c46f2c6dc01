"""An issue's folder becomes an issue whose parts are valid in themselves; jumps are joined later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from broadsheet.content.article import ArticleDesk, section_names, validate_article
from broadsheet.content.files import ReachableFiles
from broadsheet.content.issue_settings import ListedPage, front_page, issue_settings
from broadsheet.content.layout_lock import layout_lock
from broadsheet.content.names import PageKey, fold, is_photo, page_keys, suffix_of
from broadsheet.content.page import lost_page, page_setup
from broadsheet.content.source import ContentFile, IssueSource, PageSource, SourceText
from broadsheet.content.used_files import used_files
from broadsheet.diagnostics import Diagnostic, Location, error, warning
from broadsheet.memo import FORGETFUL, Memo
from broadsheet.model import IssueSetup, Manuscript, PageSetup, Paper

_WRONG_ENDINGS = {".yml": ".yaml", ".markdown": ".md", ".mdown": ".md", ".txt": ".md", ".doc": ".md", ".docx": ".md"}
_WRONG_ENDINGS |= {".heic": ".jpg", ".heif": ".jpg", ".bmp": ".png", ".svg": ".png", ".psd": ".jpg"}


def validate_issue(
    source: IssueSource, paper: Paper, root: Path, memo: Memo = FORGETFUL
) -> tuple[IssueSetup | None, tuple[Diagnostic, ...]]:
    """The issue with its pages and manuscripts; `None`, with a warning, when it has no page at all.

    Opens photos to take captions and credits from them, and looks for files outside the issue that articles name.
    Reports everything that is wrong with single files, and warns of what nothing uses.
    """
    problems: list[Diagnostic] = []
    folder = source.folder
    settings = issue_settings(source, paper, problems)
    present = [page for page in settings.order if isinstance(page, PageSource)]
    manuscripts = _manuscripts(present, front_page(settings.order), source, paper, root, memo, problems)
    pages = tuple(_setup(page, settings.listed, manuscripts, paper, problems) for page in settings.order)
    setup = IssueSetup(
        name=folder.name,
        date=folder.date,
        suffix=folder.suffix,
        number=settings.number,
        title=settings.title,
        until=settings.until,
        published=settings.published,
        note=settings.note,
        folder=folder.path,
        pages=pages,
        manuscripts=manuscripts,
        pages_listed=bool(settings.listed),
    )
    problems.extend(_ears_inside(pages))
    problems.extend(_unused(source, manuscripts, told=list(_told(problems))))
    return (setup if source.pages else None), tuple(problems)


# --- pages ----------------------------------------------------------------------------------------------------------


def _setup(
    page: PageSource | ListedPage,
    listed: Sequence[ListedPage],
    manuscripts: Iterable[Manuscript],
    paper: Paper,
    problems: list[Diagnostic],
) -> PageSetup:
    keys = page_keys(page.code) or ()
    in_list = next((other.name for other in listed if other.keys == keys), "")
    name = in_list or _default_name(keys, paper)
    if isinstance(page, ListedPage):
        return lost_page(page.code, name)
    setup = page_setup(page, name, lambda: _slugs_on(keys, manuscripts), paper.language, problems)
    return replace(setup, lock=layout_lock(page.lock, problems)) if page.lock else setup


def _default_name(keys: tuple[PageKey, ...], paper: Paper) -> str:
    """The name that paper.yaml gives the page; a spread without one has that of its first page."""
    names = {page_keys(code): name for code, name in paper.page_names}
    return names.get(keys) or names.get(keys[:1]) or ""


def _slugs_on(keys: tuple[PageKey, ...], manuscripts: Iterable[Manuscript]) -> dict[str, str]:
    """By their folded form, the slugs of the pieces on a page."""
    return {fold(slug): slug for slug in _filed_slugs(keys, manuscripts)}


def _filed_slugs(keys: tuple[PageKey, ...], manuscripts: Iterable[Manuscript]) -> Iterator[str]:
    """Slugs of the files of a page, and of the articles that one file cuts so that a part falls on it."""
    for manuscript in manuscripts:
        if page_keys(manuscript.page) == keys:
            yield manuscript.slug
            continue
        for piece in manuscript.pieces[:-1]:
            ref = piece.continues_on.ref if piece.continues_on else None
            if ref is not None and set(page_keys(ref.page) or ()) & set(keys):
                yield ref.slug or manuscript.slug


# --- articles -------------------------------------------------------------------------------------------------------


def _manuscripts(
    pages: Sequence[PageSource],
    front: str,
    source: IssueSource,
    paper: Paper,
    root: Path,
    memo: Memo,
    problems: list[Diagnostic],
) -> tuple[Manuscript, ...]:
    beside = source.all_files
    files = ReachableFiles(root, beside)
    sections = section_names(paper)
    found: list[Manuscript] = []
    for page in pages:
        desk = ArticleDesk(paper, page.code, front, files, sections)
        slugs: dict[str, Manuscript] = {}
        for order_on_page, text in enumerate(page.articles, start=1):
            filed = text, order_on_page, page.code, front, beside
            manuscript, told = memo.of("manuscript", text.path, filed, partial(_validated, desk))
            problems.extend(told)
            first = slugs.setdefault(fold(manuscript.slug), manuscript)
            if first is manuscript:
                found.append(manuscript)
                continue
            names = " and ".join(each.path.rpartition("/")[2] for each in (first, manuscript))
            message = f"two articles of page {page.code} have the slug '{manuscript.slug}': {names}"
            problems.append(
                error(
                    "repeated-slug",
                    manuscript.location("slug"),
                    message,
                    hint="rename one of them",
                    related=(first.location("slug"),),
                )
            )
    return tuple(found)


def _validated(
    desk: ArticleDesk, filed: tuple[SourceText, int, str, str, tuple[ContentFile, ...]]
) -> tuple[Manuscript, tuple[Diagnostic, ...]]:
    problems: list[Diagnostic] = []
    return validate_article(filed[0], filed[1], desk, problems), tuple(problems)


# --- what nothing uses ----------------------------------------------------------------------------------------------


def _ears_inside(pages: Iterable[PageSetup]) -> Iterator[Diagnostic]:
    """Warnings for boxes beside a nameplate that the page has not."""
    for page in list(pages)[1:]:
        if page.ear is not None:
            message = f"page {page.code} has an 'ear', but the nameplate stands on the first page alone"
            yield warning("ear-inside", page.ear.location, message, hint="move it to the first page's page.yaml")


_REFUSED = ("broken-photo", "lfs-pointer")
"""Faults of a photo that an article names, whose message names the file."""


def _told(problems: Iterable[Diagnostic]) -> Iterator[str]:
    """What names files that are spoken of already: those refused, and those perhaps meant by a misspelt name."""
    for problem in problems:
        if problem.code in _REFUSED:
            yield problem.message
        elif problem.code == "missing-photo" and problem.hint:
            yield problem.hint


def _unused(source: IssueSource, manuscripts: Iterable[Manuscript], told: Sequence[str]) -> Iterator[Diagnostic]:
    """Warnings for photos that no article shows and for files and folders that nothing reads.

    Files that a message in `told` names are not mentioned again.
    """
    used = frozenset(fold(path) for path in used_files(manuscripts))
    for file in source.all_files:
        name = file.path.rpartition("/")[2]
        if fold(file.path) in used or any(f"'{name}'" in text for text in told):
            continue
        if is_photo(name):
            message = "no article of the issue shows this photo"
            hint = "name it in an article's 'photos', or remove it"
            yield warning("unused-photo", Location(file.path), message, hint=hint)
            continue
        right = _WRONG_ENDINGS.get(suffix_of(name))
        hint = f"save it as a {right} file" if right else "link to it from an article, or remove it"
        yield warning("stray-file", Location(file.path), "nothing reads this file", hint=hint)
    for page in source.pages:
        for path in page.folders:
            if not any(each.startswith(f"{fold(path)}/") for each in used):
                hint = "put its files into the page's folder, or remove it"
                yield warning("stray-file", Location(path), "nothing reads this folder", hint=hint)
