"""What the press gives to the build: pages ready to be published, and the last ones while new ones are being made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from broadsheet import __version__
from broadsheet.build.digest import digest_of
from broadsheet.build.press_cache import PressCache, press_digest
from broadsheet.diagnostics import Diagnostic
from broadsheet.edition.views import IssueViews, PictureView, PressView
from broadsheet.model import Issue
from broadsheet.output.plan import OutputFile


@dataclass(frozen=True, slots=True)
class PressedIssue:
    """An issue that went through the press."""

    views: IssueViews
    """With the composed page in every page's view, and thumbnails on the front and the overview."""
    files: tuple[OutputFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    is_behind: bool = False
    """Whether pages are shown as they were composed before their text changed."""


@dataclass(frozen=True, slots=True)
class PressedPage:
    """One page as it is published."""

    view: PressView
    thumbnail: PictureView
    files: tuple[OutputFile, ...]
    """All that lies in the page's own folder."""


def with_pages(views: IssueViews, pages: Mapping[str, PressedPage]) -> IssueViews:
    """The views with the composed pages, which stand by their codes, in them."""
    cards = tuple(
        replace(card, thumbnail=pages[card.page.code].thumbnail) if card.page.code in pages else card
        for card in views.front.pages
    )
    pressed = tuple(
        replace(view, press=pages[view.page.code].view) if view.page.code in pages else view for view in views.pages
    )
    front, overview = replace(views.front, pages=cards), replace(views.overview, pages=cards)
    return replace(views, front=front, overview=overview, pages=pressed)


def remember(cache: PressCache, issue: Issue, pages: Mapping[str, PressedPage], common: tuple[OutputFile, ...]) -> None:
    """Keeps what is published for `last_pressed`; `common` are the files of the whole issue.

    Raises OSError when the cache cannot be written.
    """
    cache.keep_value(_memory_key(issue), "last", (dict(pages), common))


def last_pressed(issue: Issue, views: IssueViews, cache: PressCache) -> PressedIssue:
    """The issue with its pages as they were last composed; those never composed, or whose files are gone, without."""
    pages, common = cache.value(_memory_key(issue), "last") or ({}, ())
    codes = {view.page.code for view in views.pages}
    known = {code: page for code, page in pages.items() if code in codes and all(map(_is_there, page.files))}
    files = (*filter(_is_there, common), *(file for page in known.values() for file in page.files))
    return PressedIssue(with_pages(views, known), files if known else (), (), is_behind=True)


def _memory_key(issue: Issue) -> str:
    return digest_of((__version__, press_digest(), issue.setup.folder))


def _is_there(file: OutputFile) -> bool:
    """Files of the cache are named by their place on this disk: the site may have been moved, or the cache emptied."""
    return not isinstance(file.content, Path) or file.content.is_file()
