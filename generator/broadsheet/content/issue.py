"""An issue's folder becomes an issue whose parts are valid in themselves; jumps are joined later."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from broadsheet.content.article import ArticleDesk, validate_article
from broadsheet.content.fields import Fields
from broadsheet.content.files import ReachableFiles
from broadsheet.content.layout_lock import layout_lock
from broadsheet.content.names import PageKey, fold, is_photo, page_code, page_keys, suffix_of
from broadsheet.content.page import lost_page, page_setup, settings_of
from broadsheet.content.paper import bad_page_code
from broadsheet.content.source import IssueSource, PageSource
from broadsheet.content.used_files import used_files
from broadsheet.diagnostics import Diagnostic, Location, error, warning
from broadsheet.model import IssueSetup, Manuscript, PageSetup, Paper

ISSUE_KEYS = ("number", "title", "until", "published", "pages", "note")
LISTED_PAGE_KEYS = ("code", "name", "lost")

_WRONG_ENDINGS = {".yml": ".yaml", ".markdown": ".md", ".mdown": ".md", ".txt": ".md", ".doc": ".md", ".docx": ".md"}
_WRONG_ENDINGS |= {".heic": ".jpg", ".heif": ".jpg", ".bmp": ".png", ".svg": ".png", ".psd": ".jpg"}


def validate_issue(source: IssueSource, paper: Paper, root: Path) -> tuple[IssueSetup | None, tuple[Diagnostic, ...]]:
    """The issue with its pages and manuscripts; `None`, with a warning, when it has no page at all.

    Opens photos to take captions and credits from them, and looks for files outside the issue that articles name.
    Reports everything that is wrong with single files, and warns of what nothing uses.
    """
    problems: list[Diagnostic] = []
    folder = source.folder
    fields = settings_of(source.issue_yaml, folder.path, ISSUE_KEYS, problems)
    listed = _listed_pages(fields)
    order = _page_order(source, listed, fields)
    if not source.pages:
        hint = "add a page's folder such as 01, or remove the issue's"
        problems.append(warning("empty-issue", Location(folder.path), "the issue has no page", hint=hint))
    present = [page for page in order if isinstance(page, PageSource)]
    manuscripts = _manuscripts(present, _front_page(order), source, paper, root, problems)
    pages = tuple(_setup(page, listed, manuscripts, paper, problems) for page in order)
    setup = IssueSetup(
        name=folder.name,
        date=folder.date,
        suffix=folder.suffix,
        number=fields.text("number"),
        title=fields.text("title"),
        until=_until(fields, folder.date),
        published=_published(fields, folder.date, paper),
        note=fields.text("note"),
        folder=folder.path,
        pages=pages,
        manuscripts=manuscripts,
        pages_listed=bool(listed),
    )
    problems.extend(_ears_inside(pages))
    problems.extend(_unused(source, manuscripts, told=list(_told(problems))))
    return (setup if source.pages else None), tuple(problems)


def _until(fields: Fields, date: dt.date) -> dt.date | None:
    until = fields.date("until")
    if until is not None and until <= date:
        message = f"'until' must be a date after the issue's own (got '{until}')"
        fields.problems.append(error("bad-value", fields.place("until"), message))
        return None
    return until


def _published(fields: Fields, date: dt.date, paper: Paper) -> dt.datetime:
    zone = zoneinfo.ZoneInfo(paper.timezone)
    return fields.moment("published", zone) or dt.datetime.combine(date, dt.time(), zone)


# --- pages ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _ListedPage:
    """An item of `pages` in issue.yaml."""

    code: str
    keys: tuple[PageKey, ...]
    name: str
    lost: bool
    location: Location


def _listed_pages(fields: Fields) -> tuple[_ListedPage, ...]:
    listed: list[_ListedPage] = []
    owners: dict[PageKey, Location] = {}
    for item in fields.mappings("pages", LISTED_PAGE_KEYS):
        item.require("code")
        code = item.scalar("code")
        name, lost = item.text("name"), item.flag("lost")
        if code is None:
            continue
        keys = page_keys(code.stripped)
        if keys is None:
            fields.problems.append(bad_page_code(code, "'code'"))
            continue
        first = next((owners[key] for key in keys if key in owners), None)
        if first is not None:
            message = f"the page '{code.shown}' is listed twice"
            fields.problems.append(error("repeated-page", code.location, message, related=(first,)))
            continue
        owners.update(dict.fromkeys(keys, code.location))
        listed.append(_ListedPage(page_code(code.stripped), keys, name, lost, code.location))
    return tuple(listed)


def _page_order(
    source: IssueSource, listed: Sequence[_ListedPage], fields: Fields
) -> tuple[PageSource | _ListedPage, ...]:
    """The pages in printed order, those that are lost in their places; folders and list are compared."""
    if not listed:  # no list, or one whose faults are reported
        return source.pages
    folders = {page_keys(page.code): page for page in source.pages}
    order: list[PageSource | _ListedPage] = []
    for page in listed:
        folder = folders.pop(page.keys, None)
        if folder is not None:
            order.append(folder)
            if page.lost:
                message = f"page {page.code} is listed as lost, but its folder is there"
                hint = "remove 'lost'"
                fields.problems.append(
                    error("bad-value", page.location, message, hint=hint, related=(Location(folder.path),))
                )
        elif page.lost:
            order.append(page)
        else:
            message = f"page {page.code} is listed, but there is no folder {page.code}"
            spread = _spread_with(page, source)
            if spread is None:
                order.append(page)  # as if it were lost: jumps to it are not reported as well
                hint = "add the folder, or 'lost: true' when the page is no more"
            else:
                hint = f"add the folder, write 'code: {spread}', or add 'lost: true'"
            fields.problems.append(error("missing-page", page.location, message, hint=hint))
    for folder in folders.values():
        message = f"the page {folder.code} is not listed in issue.yaml"
        hint = f"add '- {{code: \"{folder.code}\"}}' to its pages, or remove the folder"
        fields.problems.append(
            error("unlisted-page", Location(folder.path), message, hint=hint, related=(fields.place("pages"),))
        )
        order.append(folder)
    return tuple(order)


def _spread_with(page: _ListedPage, source: IssueSource) -> str | None:
    """The code of the spread that holds a page."""
    return next((other.code for other in source.pages if set(page.keys) < set(page_keys(other.code) or ())), None)


def _front_page(order: Iterable[PageSource | _ListedPage]) -> str:
    """The code of the first page with the number 1; empty when there is none."""
    keys = ((page_keys(page.code) or (("", 0),), page.code) for page in order)
    return next((code.partition("-")[0] for key, code in keys if key[0][1] == 1), "")


def _setup(
    page: PageSource | _ListedPage,
    listed: Sequence[_ListedPage],
    manuscripts: Iterable[Manuscript],
    paper: Paper,
    problems: list[Diagnostic],
) -> PageSetup:
    keys = page_keys(page.code) or ()
    in_list = next((other.name for other in listed if other.keys == keys), "")
    name = in_list or _default_name(keys, paper)
    if isinstance(page, _ListedPage):
        return lost_page(page.code, name)
    slugs = {fold(slug): slug for slug in _slugs_on(keys, manuscripts)}
    setup = page_setup(page, name, slugs, paper.language, problems)
    return replace(setup, lock=layout_lock(page.lock, problems)) if page.lock else setup


def _default_name(keys: tuple[PageKey, ...], paper: Paper) -> str:
    """The name that paper.yaml gives the page; a spread without one has that of its first page."""
    names = {page_keys(code): name for code, name in paper.page_names}
    return names.get(keys) or names.get(keys[:1]) or ""


def _slugs_on(keys: tuple[PageKey, ...], manuscripts: Iterable[Manuscript]) -> Iterator[str]:
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
    problems: list[Diagnostic],
) -> tuple[Manuscript, ...]:
    files = ReachableFiles(root, source.all_files)
    found: list[Manuscript] = []
    for page in pages:
        desk = ArticleDesk(paper, page.code, front, files)
        slugs: dict[str, Manuscript] = {}
        for order_on_page, text in enumerate(page.articles, start=1):
            manuscript = validate_article(text, order_on_page, desk, problems)
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
