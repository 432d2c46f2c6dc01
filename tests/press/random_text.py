"""The text, photos and furniture of random pages."""

from __future__ import annotations

import random
from dataclasses import dataclass

from broadsheet.model import (
    Block,
    FactBox,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Styled,
    Subhead,
    Table,
    Text,
)
from broadsheet.press.compose.material import EarText, FurnitureText, PressPhoto
from broadsheet.press.grid import Grid
from press.random_words import Grammar, fill, sentence

_RATIOS = ((3, 2), (4, 3), (16, 9), (3, 4), (1, 1), (2, 3))


@dataclass(frozen=True, slots=True)
class Desk:
    """What every story of a page is made with."""

    rng: random.Random
    grammar: Grammar
    grid: Grid
    language: str

    @property
    def line(self) -> float:
        """Characters of a line at the base measure, about."""
        size = self.grid.body_size
        return self.grid.measure / (size if self.grid.script == "han" else 0.5 * size)


# --- text and photos ------------------------------------------------------------------------------------------------


def blocks_of(desk: Desk, characters: float, *, plain: bool) -> tuple[Block, ...]:
    """Paragraphs of about so many characters in all; subheads, lists, quotes, boxes and tables where not `plain`."""
    rng, blocks, left = desk.rng, list[Block](), characters
    while left > 25 or not blocks:
        paragraph = _paragraph(desk, min(left, rng.choice((60, 110, 160, 230))))
        blocks.append(paragraph)
        left -= length_of(paragraph)
        if not plain and left > 150:
            extra = _extra(desk)
            blocks += extra
            left -= sum(length_of(block) + desk.line for block in extra)
    return tuple(blocks)


def _extra(desk: Desk) -> list[Block]:
    rng, grammar = desk.rng, desk.grammar
    lot = rng.random()
    if lot < 0.16:
        return [Subhead(2, (Text(fill(rng.choice(grammar.subheads), grammar, rng)),))]
    if lot < 0.19:
        items = tuple((Paragraph((Text(sentence(grammar, rng)),)),) for _ in range(rng.randint(2, 4)))
        return [ListBlock(rng.random() < 0.5, 1, True, items)]
    if lot < 0.21:
        return [Quote((_paragraph(desk, 50),))]
    if lot < 0.225:
        return [FactBox(fill(rng.choice(grammar.subheads), grammar, rng), (_paragraph(desk, 90),))]
    if lot < 0.235:
        places = [fill("{place}", grammar, rng) for _ in range(3)]
        rows = tuple(((Text(place),), (Text(str(rng.randint(3, 240))),)) for place in places)
        return [Table(("left", "right"), ((Text(fill("{thing}", grammar, rng)),), (Text("2026"),)), rows)]
    return []


def _paragraph(desk: Desk, characters: float) -> Paragraph:
    rng, grammar = desk.rng, desk.grammar
    inlines, length = list[Inline](), 0
    while length < 0.8 * characters or not inlines:
        text = sentence(grammar, rng) + grammar.space
        lot = rng.random()
        if lot < 0.03:
            inlines.append(Styled("strong", (Text(text.rstrip()),)))
            text = grammar.space
        elif lot < 0.05:
            inlines.append(Styled("em", (Text(text.rstrip()),)))
            text = grammar.space
        if text:
            inlines.append(Text(text))
        length += len(text) or 30
    last = inlines[-1]
    if isinstance(last, Text):
        inlines[-1] = Text(last.text.rstrip())
        if not last.text.strip():
            inlines.pop()
    return Paragraph(tuple(inlines))


def length_of(block: Block) -> float:
    """Characters of a block, about."""
    match block:
        case Paragraph() | Subhead():
            return sum(len(_inline(inline)) for inline in block.inlines)
        case Quote() | FactBox():
            return sum(length_of(inner) for inner in block.blocks)
        case ListBlock():
            return sum(length_of(inner) for item in block.items for inner in item)
        case Table():
            return 13.0 * (len(block.rows) + 1)
        case _:
            return 0.0


def _inline(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.text
    return "".join(_inline(child) for child in inline.children) if isinstance(inline, Styled) else ""


def photo_of(desk: Desk, number: int, *, lead: bool) -> PressPhoto:
    rng, grammar = desk.rng, desk.grammar
    wide, high = rng.choice(_RATIOS[:3] if lead else _RATIOS)
    unit = rng.choice((900, 1100, 1400))
    focus = (rng.uniform(0.3, 0.7), rng.uniform(0.3, 0.7)) if rng.random() < 0.4 else None
    caption = fill(grammar.caption, grammar, rng)
    layout = "lead" if lead else "inline"
    size = (wide * unit, high * unit) if wide <= 4 else (wide * unit // 4, high * unit // 4)
    path = f"content/photo-{number:03}.jpg"
    return PressPhoto(path, *size, caption, grammar.credit, caption, layout, focus, rng.random() < 0.85)


# --- the page's own words -------------------------------------------------------------------------------------------


def furniture_of(desk: Desk, is_front: bool) -> FurnitureText:
    rng, grammar = desk.rng, desk.grammar
    notice = sentence(grammar, rng)
    if desk.grid.script == "latin":
        return FurnitureText(
            is_front=is_front,
            paper="The Harbour Herald",
            tagline="Every day, whatever the tide",
            nameplate=None,
            page_label="Page 1" if is_front else "Page 2",
            page_name="News",
            date="Tuesday, November 24, 2026",
            lunar="",
            number="No. 18,230",
            pages_today="8 pages today" if is_front else "",
            credits=("Editor: A. Reed",),
            imprint=("Printed by the Harbour Press",),
            ear=EarText("Weather", notice, "02/") if is_front else None,
            banner="",
            briefs_title="In brief",
            house_notice=("To our readers", notice),
        )
    return FurnitureText(
        is_front=is_front,
        paper="江城日报",
        tagline="江水天天过，报纸天天来",
        nameplate=None,
        page_label="第01版" if is_front else "第02版",
        page_name="要闻" if is_front else "综合",
        date="2026年11月24日　星期二",
        lunar="农历十月十六",
        number="第18230期",
        pages_today="今日8版" if is_front else "",
        credits=("责编 方见山", "校对 闻小棠"),
        imprint=("国内统一刊号 CN 00-0000",),
        ear=EarText("明日天气", notice, "02/") if is_front else None,
        banner=fill(rng.choice(grammar.decks), grammar, rng) if rng.random() < 0.15 else "",
        briefs_title="简讯",
        house_notice=("致读者", notice),
    )
