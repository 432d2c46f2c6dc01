"""What accompanies the documents of an issue: its articles for machines, the e-book, the addresses of both."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from broadsheet.build.pictures import Pictures
from broadsheet.build.shared import Shared
from broadsheet.edition import addresses
from broadsheet.edition.views import ArticleView, IssueViews
from broadsheet.memo import FORGETFUL, Memo
from broadsheet.model import Issue
from broadsheet.output.plan import OutputFile


@dataclass(frozen=True, slots=True)
class Companions:
    """The companions with the views that link to them."""

    views: IssueViews
    files: tuple[OutputFile, ...]


def accompany(
    issue: Issue,
    views: IssueViews,
    shared: Shared,
    pictures: Pictures,
    pressed: tuple[OutputFile, ...],
    executor: Executor,
    memo: Memo = FORGETFUL,
    *,
    is_press_behind: bool,
) -> Companions:
    """Makes them; `pressed` are the files that came from the press.

    Where the press is behind, nobody waits for the e-book either: it is the last one.
    """
    folder = addresses.issue_folder(issue.setup.date, issue.setup.suffix)
    ebook: tuple[OutputFile, ...] = ()
    if shared.site.offers("epub"):
        from broadsheet.build.ebook import last_ebook, make_ebook  # late, for themes that offer no e-book

        if is_press_behind:
            ebook = memo.of("ebook", "", (), lambda _: last_ebook(views, shared))
        else:
            ebook = make_ebook(views, shared, pictures, pressed, executor)
    machines = tuple(_for_machines(views, shared, memo)) if shared.site.offers("ninjs") else ()
    pdf = next((file.address for file in pressed if file.address == f"{folder}issue.pdf"), None)
    epub = next((file.address for file in ebook), None)
    front = replace(views.front, pdf=pdf, epub=epub)
    return Companions(replace(views, front=front), (*machines, *ebook))


def _for_machines(views: IssueViews, shared: Shared, memo: Memo) -> Iterator[OutputFile]:
    from broadsheet.output.ninjs import ninjs

    locale = shared.locale

    def machine(view: ArticleView) -> OutputFile:
        return OutputFile.of(addresses.ninjs_address(view.path), ninjs(view, locale))

    yield from (memo.of("ninjs", view.path, view, machine) for view in views.articles)
