"""Issues made of a few words, for tests of the edition stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from broadsheet.diagnostics import Location
from broadsheet.model import (
    IssueSetup,
    JumpStatement,
    Kind,
    LayoutHints,
    Manuscript,
    ManuscriptPiece,
    PageSetup,
    Paragraph,
    Ref,
    Text,
    Title,
)


def says(target: str, *, keyword: str | None = None, tentative: bool = False, text: str = "") -> JumpStatement:
    """A jump statement towards `02` or `02/slug`."""
    page, _, slug = target.partition("/")
    return JumpStatement(Ref(None, page, slug or None), Location("said.md", 9), keyword, None, tentative, text)


def piece(
    text: str = "正文。", *, from_: JumpStatement | None = None, on: JumpStatement | None = None
) -> ManuscriptPiece:
    return ManuscriptPiece((Paragraph((Text(text),)),), from_, on)


def manuscript(
    piece_id: str,
    *pieces: ManuscriptPiece,
    title: str | None = None,
    order: int = 1,
    stated: Sequence[str] = ("title",),
    **changes: object,
) -> Manuscript:
    """An article file at `page/slug`; without pieces, one that neither comes from nor goes to another page."""
    page, slug = piece_id.split("/")
    path = f"content/issues/2026/2026-11-24/{page}/{slug}.md"
    plain = Manuscript(
        path=path,
        page=page,
        slug=slug,
        order_on_page=order,
        title=Title((title or slug,)),
        kicker=(),
        deck=(),
        summary="",
        byline=(),
        byline_in_text=False,
        dateline="",
        dateline_in_text=False,
        source="",
        sections=(),
        kind=Kind.ARTICLE,
        priority=None,
        photos=(),
        jump_word="",
        corrections=(),
        retraction=None,
        tags=(),
        draft=False,
        aliases=(),
        language="zh-Hans",
        pieces=pieces or (piece(),),
        stated=frozenset(stated),
        key_places=(("title", 2, 8),),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def issue(*manuscripts: Manuscript, pages: Sequence[str] = ("01", "02", "03", "05")) -> IssueSetup:
    """An issue of those manuscripts; a page code with a question mark is lost."""
    return IssueSetup(
        name="2026-11-24",
        date=dt.date(2026, 11, 24),
        suffix="",
        number="",
        title="",
        until=None,
        published=dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
        note="",
        folder="content/issues/2026/2026-11-24",
        pages=tuple(_page(code) for code in pages),
        manuscripts=manuscripts,
    )


def _page(code: str) -> PageSetup:
    lost = code.endswith("?")
    return PageSetup(code.rstrip("?"), "" if lost else code, "", lost, "", None, (), LayoutHints(), None)
