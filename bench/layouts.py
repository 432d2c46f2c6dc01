"""The synthetic paper in the layout that each generator wants: its own files, and those of an issue.

A site is what lies in `peers/GENERATOR/` (settings, templates) and what is written here (pictures, issues).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.archive import PAGES, PAPER, PHOTOS, SECTIONS, Article, Issue, make_issue, photo_file

PEERS = Path(__file__).parent / "peers"
STYLE = (PEERS / "broadsheet/themes/small/assets/plain.css").read_bytes()

Files = Iterator[tuple[str, str]]
"""(path inside the site, text)."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a generator wants a paper."""

    generator: str
    """Folder of `peers/` that holds settings and templates."""
    photos: str
    """Folder of the photos, which all issues share."""
    style: str | None
    """Path of style.css; `None` for a generator whose templates bring it."""
    paper: Callable[[], Files]
    """The paper's own files."""
    issue: Callable[[Issue], Files]
    article: Callable[[Issue, Article], str]
    """Path of an article's file inside the site."""


def write_archive(site: Path, layout: str, first: int, last: int, seed: int = 1) -> None:
    """Lays out the issues from index `first` up to `last`, which is not written; with `first` 0 the site itself too."""
    chosen = LAYOUTS[layout]
    if first == 0:
        shutil.copytree(PEERS / chosen.generator, site, dirs_exist_ok=True)
        _write_statics(site, chosen)
        _write(site, chosen.paper())
    for index in range(first, last):
        _write(site, chosen.issue(make_issue(seed, index)))


def _write_statics(site: Path, layout: Layout) -> None:
    (site / layout.photos).mkdir(parents=True, exist_ok=True)
    for number in range(PHOTOS):
        (site / layout.photos / f"p{number}.png").write_bytes(photo_file(number))
    if layout.style is not None:
        (site / layout.style).write_bytes(STYLE)


def _write(site: Path, files: Files) -> None:
    for name, text in files:
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _front_matter(mark: str, lines: list[str], blocks: tuple[str, ...] = ()) -> str:
    head = "\n".join((mark, *lines, mark)) + "\n"
    return head + "\n" + "\n\n".join(blocks) + "\n" if blocks else head


def _issue_title(issue: Issue) -> str:
    return f"{issue.date} 第{issue.number}期"


def _page_title(page: int) -> str:
    return f"第{page}版 {PAGES[page - 1]}"


def _dated(issue: Issue, article: Article) -> str:
    """Where all generators but Broadsheet keep an article."""
    return f"content/{issue.date}/{article.id}.md"


# --- Broadsheet -------------------------------------------------------------------------------------------------------


def _broadsheet_paper(theme: str) -> Files:
    pages = (f'  "{number:02}": {name}' for number, name in enumerate(PAGES, 1))
    sections = (f"  - name: {name}" for name in SECTIONS)
    settings = [f"name: {PAPER}", "language: zh-Hans", "timezone: Asia/Shanghai", "base_url: https://example.com/"]
    shown = tuple(f"![图{number + 1}](p{number}.png)" for number in range(PHOTOS))
    yield "content/pages/gallery.md", _front_matter("---", ["title: 图库"], shown)
    yield "content/paper.yaml", "\n".join((*settings, f"theme: {theme}", "pages:", *pages, "sections:", *sections, ""))


def _broadsheet_issue(issue: Issue) -> Files:
    folder = f"content/issues/{issue.date.year}/{issue.date}"
    yield f"{folder}/issue.yaml", f'number: "{issue.number}"\n'
    for article in issue.articles:
        yield f"{folder}/{article.id}.md", _front_matter("---", list(_broadsheet_fields(article)), article.blocks)


def _broadsheet_fields(article: Article) -> Iterator[str]:
    yield from (f"title: {article.title}", f"kicker: {article.kicker}", f"deck: {article.deck}")
    if article.continued_from is None:
        yield from (f"byline: {article.byline}", f"section: {article.section}")
    yield f"priority: {min(article.order, 5)}"
    if article.photo is not None:
        yield from ("photos:", f"  - src: ../../../../pages/p{article.photo.number}.png")
        yield from (f"    caption: {article.photo.caption}", f"    credit: {article.photo.credit}")
        yield from (f"    alt: {article.photo.alt}", "    layout: lead")
    if article.continues_on is not None:
        yield f"continues_on: {article.continues_on}"


def _in_issues(issue: Issue, article: Article) -> str:
    return f"content/issues/{issue.date.year}/{issue.date}/{article.id}.md"


# --- Hugo and Eleventy ------------------------------------------------------------------------------------------------


def _hugo_paper() -> Files:
    yield "content/_index.md", _front_matter("---", ["title: 往期"])


def _hugo_issue(issue: Issue) -> Files:
    folder = f"content/{issue.date}"
    lines = [f"title: {_issue_title(issue)}", f"date: {issue.date}", f"number: {issue.number}"]
    yield f"{folder}/_index.md", _front_matter("---", lines)
    for page in range(1, len(PAGES) + 1):
        lines = [f"title: {_page_title(page)}", f"date: {issue.date}", f"weight: {page}", f"page_no: {page}"]
        yield f"{folder}/{page:02}/_index.md", _front_matter("---", lines)
    for article in issue.articles:
        lines = [*_yaml_fields(issue, article), f"weight: {article.order}"]
        yield _dated(issue, article), _front_matter("---", lines, article.blocks)


def _eleventy_issue(issue: Issue) -> Files:
    for article in issue.articles:
        yield _dated(issue, article), _front_matter("---", list(_yaml_fields(issue, article)), article.blocks)


def _yaml_fields(issue: Issue, article: Article) -> Iterator[str]:
    yield from (f"title: {article.title}", f"kicker: {article.kicker}", f"deck: {article.deck}")
    yield from (f'byline: "{article.byline}"', f"date: {issue.date}", f"page_no: {article.page}")
    yield from (f"column: {article.section}", f"order: {article.order}")
    if article.photo is not None:
        yield from ("photo:", f"  src: /img/p{article.photo.number}.png", f"  caption: {article.photo.caption}")
        yield from (f"  credit: {article.photo.credit}", f"  alt: {article.photo.alt}")
    if article.continues_on is not None:
        yield f"continues_to: {article.continues_on}"
    if article.continued_from is not None:
        yield f"continued_from: {article.continued_from}"


# --- Zola -------------------------------------------------------------------------------------------------------------


def _zola_paper() -> Files:
    yield "content/_index.md", _front_matter("+++", ['title = "往期"', 'template = "index.html"'])


def _zola_issue(issue: Issue) -> Files:
    folder = f"content/{issue.date}"
    lines = [f'title = "{_issue_title(issue)}"', f"weight = {issue.number}", 'template = "issue.html"']
    lines += ['sort_by = "weight"', "[extra]", f'date = "{issue.date}"', f"number = {issue.number}"]
    yield f"{folder}/_index.md", _front_matter("+++", lines)
    for page in range(1, len(PAGES) + 1):
        lines = [f'title = "{_page_title(page)}"', f"weight = {page}", 'sort_by = "weight"']
        lines += ['template = "newspage.html"', 'page_template = "article.html"']
        lines += ["[extra]", f"page_no = {page}", f'date = "{issue.date}"']
        yield f"{folder}/{page:02}/_index.md", _front_matter("+++", lines)
    for article in issue.articles:
        lines = list(_toml_fields(issue, article))
        yield _dated(issue, article), _front_matter("+++", lines, article.blocks)


def _toml_fields(issue: Issue, article: Article) -> Iterator[str]:
    yield from (f'title = "{article.title}"', f"date = {issue.date}", f"weight = {article.order}", "[extra]")
    yield from (f'kicker = "{article.kicker}"', f'deck = "{article.deck}"', f'byline = "{article.byline}"')
    yield from (f"page_no = {article.page}", f'column = "{article.section}"', f"order = {article.order}")
    if article.continues_on is not None:
        yield f'continues_to = "{article.continues_on}"'
    if article.continued_from is not None:
        yield f'continued_from = "{article.continued_from}"'
    if article.photo is not None:
        yield from ("[extra.photo]", f'src = "/img/p{article.photo.number}.png"')
        yield from (f'caption = "{article.photo.caption}"', f'credit = "{article.photo.credit}"')
        yield f'alt = "{article.photo.alt}"'


# --- Pelican ----------------------------------------------------------------------------------------------------------


def _pelican_issue(issue: Issue) -> Files:
    for article in issue.articles:
        head = "\n".join(_pelican_fields(issue, article))
        yield _dated(issue, article), head + "\n\n" + "\n\n".join(article.blocks) + "\n"


def _pelican_fields(issue: Issue, article: Article) -> Iterator[str]:
    page, name = article.id.split("/")
    yield from (f"Title: {article.title}", f"Kicker: {article.kicker}", f"Deck: {article.deck}")
    yield from (f"Byline: {article.byline}", f"Date: {issue.date}", f"Slug: {issue.date}-{page}-{name}")
    yield from (f"Aid: {name}", f"Pp: {page}", f"Page_no: {article.page}", f"Column: {article.section}")
    yield f"Order: {article.order}"
    if article.photo is not None:
        yield from (f"Photo_src: /img/p{article.photo.number}.png", f"Photo_caption: {article.photo.caption}")
        yield from (f"Photo_credit: {article.photo.credit}", f"Photo_alt: {article.photo.alt}")
    if article.continues_on is not None:
        yield f"Continues_to: {article.continues_on}"
    if article.continued_from is not None:
        yield f"Continued_from: {article.continued_from}"


def _nothing() -> Files:
    yield from ()


def _broadsheet(theme: str) -> Layout:
    return Layout("broadsheet", "content/pages", None, partial(_broadsheet_paper, theme), _broadsheet_issue, _in_issues)


_STATIC = "static/img", "static/style.css"
LAYOUTS = {
    "broadsheet": _broadsheet("small"),
    "broadsheet-full": _broadsheet("broadsheet"),
    "hugo": Layout("hugo", *_STATIC, _hugo_paper, _hugo_issue, _dated),
    "zola": Layout("zola", *_STATIC, _zola_paper, _zola_issue, _dated),
    "eleventy": Layout("eleventy", *_STATIC, _nothing, _eleventy_issue, _dated),
    "pelican": Layout("pelican", "content/static/img", "content/static/style.css", _nothing, _pelican_issue, _dated),
}
"""By the name that commands take; the second of Broadsheet is its own full theme."""
