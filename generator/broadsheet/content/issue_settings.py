"""`issue.yaml` and the page folders that it speaks of: what is known of an issue before any page is opened."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from broadsheet.content.fields import Fields
from broadsheet.content.names import PageKey, page_code, page_keys
from broadsheet.content.page import settings_of
from broadsheet.content.paper import bad_page_code
from broadsheet.content.read import read_outline
from broadsheet.content.source import IssueFolder, IssueSource, PageSource
from broadsheet.diagnostics import Diagnostic, Location, error, warning
from broadsheet.model import IssueOutline, Paper, codes_of

ISSUE_KEYS = ("number", "title", "until", "published", "pages", "note")
LISTED_PAGE_KEYS = ("code", "name", "lost")


@dataclass(frozen=True, slots=True)
class ListedPage:
    """An item of `pages` in issue.yaml."""

    code: str
    """As the model holds codes."""
    keys: tuple[PageKey, ...]
    """Of the page, or both of a spread."""
    name: str
    """May be empty."""
    lost: bool
    """Whether it was printed and is not in the content."""
    location: Location
    """Of its code."""


@dataclass(frozen=True, slots=True)
class IssueSettings:
    """An issue as its folder's names and issue.yaml tell it."""

    number: str
    """Empty when not given, as are `title` and `note`."""
    title: str
    note: str
    until: dt.date | None
    """Last day it is the paper of; `None` when that is its own date."""
    published: dt.datetime
    """With time zone."""
    listed: tuple[ListedPage, ...]
    """Empty when issue.yaml lists no pages, or none that can be read."""
    order: tuple[PageSource | ListedPage, ...]
    """The pages in printed order; a listed page stands for one that has no folder."""

    @property
    def page_count(self) -> int:
        """Printed pages, those that are lost included; a spread counts as two."""
        return sum(len(codes_of(page.code)) for page in self.order)


def read_setup(root: Path, folder: IssueFolder, paper: Paper) -> tuple[IssueOutline | None, tuple[Diagnostic, ...]]:
    """What `validate_issue` gives as the issue's outline, without opening a page; `None` when the issue has none.

    The diagnostics are those that reading and validating the whole issue give for issue.yaml and the names beside it.
    """
    source, diagnostics = read_outline(root, folder)
    problems = list(diagnostics)
    settings = issue_settings(source, paper, problems)
    outline = IssueOutline(
        name=folder.name,
        date=folder.date,
        suffix=folder.suffix,
        number=settings.number,
        title=settings.title,
        until=settings.until,
        published=settings.published,
        page_count=settings.page_count,
    )
    return (outline if source.pages else None), tuple(problems)


def issue_settings(source: IssueSource, paper: Paper, problems: list[Diagnostic]) -> IssueSettings:
    """The settings of an issue, of whose pages only the folders' names are looked at.

    Reports every fault of issue.yaml, pages that are missing on either side, and an issue without any (`empty-issue`).
    """
    folder = source.folder
    fields = settings_of(source.issue_yaml, folder.path, ISSUE_KEYS, problems)
    listed = _listed_pages(fields)
    order = _page_order(source.pages, listed, fields)
    if not source.pages:
        hint = "add a page's folder such as 01, or remove the issue's"
        problems.append(warning("empty-issue", Location(folder.path), "the issue has no page", hint=hint))
    return IssueSettings(
        number=fields.text("number"),
        title=fields.text("title"),
        note=fields.text("note"),
        until=_until(fields, folder.date),
        published=_published(fields, folder.date, paper),
        listed=listed,
        order=order,
    )


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


def _listed_pages(fields: Fields) -> tuple[ListedPage, ...]:
    listed: list[ListedPage] = []
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
        listed.append(ListedPage(page_code(code.stripped), keys, name, lost, code.location))
    return tuple(listed)


def _page_order(
    pages: Sequence[PageSource], listed: Sequence[ListedPage], fields: Fields
) -> tuple[PageSource | ListedPage, ...]:
    """The pages in printed order, those that are lost in their places; folders and list are compared."""
    if not listed:  # no list, or one whose faults are reported
        return tuple(pages)
    folders = {page_keys(page.code): page for page in pages}
    order: list[PageSource | ListedPage] = []
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
            spread = _spread_with(page, pages)
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


def _spread_with(page: ListedPage, pages: Sequence[PageSource]) -> str | None:
    """The code of the spread that holds a page."""
    return next((other.code for other in pages if set(page.keys) < set(page_keys(other.code) or ())), None)


def front_page(order: Iterable[PageSource | ListedPage]) -> str:
    """The code of the first page with the number 1; empty when there is none."""
    keys = ((page_keys(page.code) or (("", 0),), page.code) for page in order)
    return next((code.partition("-")[0] for key, code in keys if key[0][1] == 1), "")
