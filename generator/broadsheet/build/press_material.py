"""An issue's views become what its pages are composed from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from broadsheet.edition.views import FigureView, JumpView, PageView, PieceView, SiteView
from broadsheet.model import Block, FactBox, Figure, Kind, ListBlock, Page, Paragraph, Quote, Text
from broadsheet.model.tree import figures_in
from broadsheet.output.locale import Locale
from broadsheet.press.compose.issue import JumpWords
from broadsheet.press.compose.material import EarText, FurnitureText, JumpText, PageInput, PressPhoto, Story
from broadsheet.press.grid import Grid


@dataclass(frozen=True, slots=True)
class PaperMaterial:
    """What all pages of a paper are composed with."""

    site: SiteView
    locale: Locale
    grid: Grid
    nameplate: tuple[str, int, int] | None
    """(site-relative path, width, height in proportion); `None` to set the name in type."""
    has_lunar_date: bool


def page_input(
    page: Page,
    view: PageView,
    originals: Mapping[str, tuple[int, int]],
    datelines: Mapping[str, str],
    paper: PaperMaterial,
) -> PageInput:
    """A page as the composer takes it.

    `originals` gives width and height in pixels of every photo by its path; `datelines` the dateline that is to
    be run into a piece's text, by piece id. Retracted articles and what has no text and no photo are not composed.
    """
    pieces = {piece.id: piece for group in view.groups for piece in group.pieces}
    stories = tuple(
        _story(pieces[piece_id], originals, datelines.get(piece_id, ""), paper.locale)
        for piece_id in page.pieces
        if piece_id in pieces and pieces[piece_id].retraction is None
    )
    is_spread = len(page.setup.codes) > 1
    return PageInput(
        code=page.code,
        language=paper.site.language,
        grid=paper.grid.widened() if is_spread else paper.grid,
        stories=stories,
        furniture=_furniture(view, paper),
        hints=page.setup.layout,
        lock=page.setup.lock,
    )


def jump_words(codes: Iterable[str], locale: Locale) -> tuple[JumpWords, ...]:
    """The jump lines to and from each page, for jumps that the composer makes."""
    made = []
    for code in codes:
        jump = JumpView(code, None, None, "", "")
        made.append(JumpWords(code, locale.jump_on(jump), locale.jump_from(jump)))
    return tuple(made)


# --- stories --------------------------------------------------------------------------------------------------------


def _story(piece: PieceView, originals: Mapping[str, tuple[int, int]], dateline: str, locale: Locale) -> Story:
    blocks = without_figures(piece.blocks)
    return Story(
        id=piece.id,
        kind=piece.kind.value,
        priority=piece.priority,
        title=piece.title.parts,
        kicker=piece.kicker,
        deck=piece.deck,
        byline=locale.byline(piece.byline) if piece.byline else "",
        label=locale.text("advert") if piece.kind is Kind.ADVERT else "",
        blocks=_with_dateline(blocks, dateline + locale.text("dateline_gap")) if dateline else blocks,
        photos=tuple(_photos(piece.blocks, originals)),
        link=piece.address,
        jump_from=_jump(piece.jump_from, locale.jump_from(piece.jump_from)) if piece.jump_from else None,
        jump_on=_jump(piece.jump_on, locale.jump_on(piece.jump_on)) if piece.jump_on else None,
        language=piece.language,
        sections=piece.sections,
    )


def _jump(jump: JumpView, text: str) -> JumpText:
    return JumpText(text, jump.address or "")


def without_figures(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without photos, which a module places by itself; what held nothing else is gone too."""
    kept: list[Block] = []
    for block in blocks:
        match block:
            case Figure():
                continue
            case Quote(inner) | FactBox(_, inner):
                bare = without_figures(inner)
                if bare or not inner:
                    kept.append(replace(block, blocks=bare))
            case ListBlock(items=items):
                kept.append(replace(block, items=tuple(bare for item in items if (bare := without_figures(item)))))
            case _:
                kept.append(block)
    return tuple(kept)


def _with_dateline(blocks: tuple[Block, ...], dateline: str) -> tuple[Block, ...]:
    if blocks and isinstance(blocks[0], Paragraph):
        return (Paragraph((Text(dateline), *blocks[0].inlines)), *blocks[1:])
    return (Paragraph((Text(dateline.rstrip()),)), *blocks)


def _photos(blocks: tuple[Block, ...], originals: Mapping[str, tuple[int, int]]) -> Iterator[PressPhoto]:
    """The photos with the captions printed under them: of a gallery, the last carries the common one."""
    for figure in figures_in(blocks):
        if not isinstance(figure, FigureView):
            continue
        for number, photo in enumerate(figure.photos, start=1):
            if photo.path not in originals:
                continue
            is_last = number == len(figure.photos)
            width, height = originals[photo.path]
            yield PressPhoto(
                path=photo.path,
                width=width,
                height=height,
                caption=figure.caption if is_last else photo.caption if photo.caption != figure.caption else "",
                credit_line=figure.credit_line if is_last else "",
                alt=photo.alt,
                layout=figure.layout,
                focus=photo.focus,
                crop=photo.crop,
            )


# --- the page's own words -------------------------------------------------------------------------------------------


def _furniture(view: PageView, paper: PaperMaterial) -> FurnitureText:
    site, locale, issue = paper.site, paper.locale, view.issue
    words = locale.text
    return FurnitureText(
        is_front=view.is_front,
        paper=site.name,
        tagline=site.tagline,
        nameplate=paper.nameplate,
        page_label=_page_label(view, paper),
        page_name=view.page.name,
        date=locale.issue_date(issue),
        lunar=locale.lunar(issue.date) if paper.has_lunar_date and issue.until is None else "",
        number=words("number", number=issue.number) if issue.number else "",
        pages_today=words("pages_today", count=issue.page_count),
        credits=locale.credits(view.credits),
        imprint=tuple(
            f"{label}　{value}" if paper.grid.script == "han" else f"{label}: {value}" for label, value in site.imprint
        ),
        ear=EarText(view.ear.title, view.ear.text, view.ear.address or "") if view.ear else None,
        banner=view.banner,
        briefs_title=words("briefs"),
        house_notice=(site.name, site.tagline)
        if site.tagline
        else (words("house_notice_title"), words("house_notice_text")),
    )


def _page_label(view: PageView, paper: PaperMaterial) -> str:
    """`第二版` as Chinese folios have it; elsewhere as the reading pages call it."""
    code = view.page.code
    return paper.locale.jump_page(code) if paper.grid.script == "han" else paper.locale.page(code)
