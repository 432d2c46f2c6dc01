"""Views and theme folders for the tests of the theme and the render stage."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from broadsheet.diagnostics import Location
from broadsheet.edition.views import (
    ArticleView,
    FigureView,
    FrontView,
    IssueHead,
    JumpView,
    LinkView,
    PageCard,
    PageHead,
    PageView,
    PartView,
    PictureView,
    PieceView,
    SectionGroup,
    SiteView,
    TeaserView,
)
from broadsheet.model import Block, Kind, Paragraph, Person, Photo, Text, Title
from broadsheet.output.locale import Locale, load_locale
from broadsheet.output.render import Renderer
from broadsheet.output.theme import Theme, load_theme

HERE = Location("content/issues/2026/2026-11-24/01/bridge.md", 1, 1)
DAY = dt.date(2026, 11, 24)


def theme(root: Path, name: str = "broadsheet", **options: str) -> Theme:
    """A theme that must load without a diagnostic."""
    loaded, diagnostics = load_theme(name, root, tuple(options.items()))
    assert diagnostics == ()
    assert loaded is not None
    return loaded


def locale(root: Path, language: str = "zh-Hans") -> Locale:
    """The packaged theme's strings, which must load without a diagnostic."""
    loaded, diagnostics = load_locale(theme(root), language)
    assert diagnostics == ()
    return loaded


def renderer(root: Path, name: str = "broadsheet", language: str = "zh-Hans") -> Renderer:
    """A renderer in a theme."""
    loaded = theme(root, name)
    return Renderer(loaded, load_locale(loaded, language)[0])


def site(loaded: Theme, **changes: object) -> SiteView:
    """The paper."""
    view = SiteView(
        name="江城日报",
        language="zh-Hans",
        tagline="",
        base_url="https://paper.example/",
        nameplate=None,
        theme_options=loaded.values,
        standing=(LinkView("about.html", "关于本报"),),
        imprint=(),
    )
    return replace(view, **changes)  # type: ignore[arg-type]


ISSUE = IssueHead(
    name="2026-11-24",
    address="2026/11/24/index.html",
    date=DAY,
    until=None,
    suffix="",
    number="18230",
    title="",
    page_count=8,
    published=dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
    is_held=False,
)
PAGE_1 = PageHead("01", "要闻", "2026/11/24/01/index.html")
PAGE_2 = PageHead("02", "综合", "2026/11/24/02/index.html")


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Text(text),))


def figure(alt: str = "一座桥", width: int = 1200, height: int = 800) -> FigureView:
    """An inline photo in two widths."""
    photo = Photo("bridge.jpg", "大桥。", ("王五",), "王五 摄", alt, "inline", None, True, HERE)
    variants = ((480, "2026/11/24/01/bridge-480.a.webp"), (1200, "2026/11/24/01/bridge-1200.b.webp"))
    return FigureView("inline", (photo,), "大桥。", "王五 摄", (PictureView(variants, width, height, alt),))


def article(view_site: SiteView, *blocks: Block, **changes: object) -> ArticleView:
    """A whole story on page 01."""
    view = ArticleView(
        path="2026/11/24/01/bridge.html",
        canonical="2026/11/24/01/bridge.html",
        site=view_site,
        issue=ISSUE,
        title=Title(("封闭十四个月", "大桥通了")),
        kicker=("换索96根",),
        deck=("首日过江",),
        summary="大桥通了。",
        byline=(Person("周雁", "记者"),),
        byline_in_text=False,
        dateline="",
        dateline_in_text=False,
        source="",
        sections=("要闻",),
        kind=Kind.ARTICLE,
        parts=(PartView("01/bridge", PAGE_1, "p01", None, blocks or (paragraph("桥通了。"),), None, None),),
        head=None,
        corrections=(),
        retraction=None,
        tags=(),
        language="zh-Hans",
        characters=3,
        previous=None,
        next=None,
        is_draft=False,
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def chain(view_site: SiteView) -> ArticleView:
    """A story in two parts."""
    head = "2026/11/24/01/bridge.html"
    on, back = JumpView("02", None, f"{head}#p02", "大桥", ""), JumpView("01", None, f"{head}#p01", "", "")
    first = PartView("01/bridge", PAGE_1, "p01", None, (paragraph("上半。"),), None, on)
    second = PartView("02/bridge", PAGE_2, "p02", Title(("吊索",)), (paragraph("下半。"),), back, None)
    return article(view_site, parts=(first, second))


def piece(number: int, characters: int, **changes: object) -> PieceView:
    """A piece of a page, of one paragraph."""
    view = PieceView(
        id=f"01/piece-{number}",
        address=f"2026/11/24/01/piece-{number}.html",
        title=Title((f"标题{number}",)),
        kicker=(),
        deck=(),
        summary="摘要。",
        byline=(),
        sections=("要闻",),
        kind=Kind.ARTICLE,
        priority=min(number, 5),
        characters=characters,
        blocks=(paragraph("字" * characters),),
        jump_from=None,
        jump_on=None,
        is_tail=False,
        retraction=None,
        language="zh-Hans",
        is_draft=False,
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def page(view_site: SiteView, *groups: SectionGroup) -> PageView:
    """Page 01."""
    return PageView(
        path="2026/11/24/01/index.html",
        canonical="2026/11/24/01/index.html",
        site=view_site,
        issue=ISSUE,
        page=PAGE_1,
        is_front=True,
        banner="",
        ear=None,
        credits=(("责编", ("方见山",)),),
        groups=groups,
        pages=(PAGE_1, PAGE_2, PageHead("03", "", None)),
        previous=None,
        next=PAGE_2,
    )


def teaser(number: int, head: PageHead, **changes: object) -> TeaserView:
    """An article on a front, without deck or photo."""
    view = TeaserView(
        address=f"2026/11/24/{head.code}/piece-{number}.html",
        title=Title((f"标题{number}",)),
        kicker=(),
        deck=(),
        summary="摘要。",
        byline=(),
        sections=(),
        kind=Kind.ARTICLE,
        page=head,
        figure=None,
        language="zh-Hans",
        is_draft=False,
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def front(view_site: SiteView, **changes: object) -> FrontView:
    """The front of an issue without articles."""
    view = FrontView(
        path="2026/11/24/index.html",
        canonical="2026/11/24/index.html",
        site=view_site,
        issue=ISSUE,
        pages=(PageCard(PAGE_1, ()),),
        lead=None,
        seconds=(),
        ear=None,
        note="",
        previous=None,
        next=None,
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def write(root: Path, files: dict[str, str]) -> Path:
    """The files under `root`, which is returned."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root
