"""A page set by hand: every kind of element in its place, for tests of what prints pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.diagnostics import Location
from broadsheet.model import PageFormat
from broadsheet.model.body import Block, Inline, Link, Paragraph, Styled, Subhead, Text
from broadsheet.press.fonts.faces import default_faces
from broadsheet.press.grid import Grid, grid_of
from broadsheet.press.layout import (
    Element,
    Fill,
    Frame,
    Module,
    PageLayout,
    Picture,
    Role,
    Stroke,
    TextBlock,
    TextStyle,
)
from broadsheet.press.typeset.stack import stack
from broadsheet.press.typeset.strip import Strip
from broadsheet.press.typeset.typesetter import Typesetter

SHEET = PageFormat("tabloid", 270, 390, (12, 12, 16, 12), 5, None)

CHINESE = (
    "本报讯（记者林晓）“江水退了，桥就通了。”——昨天上午，老桥重新开放，第一批行人里有七十八岁的王阿婆。"
    "她说：“我在这儿等了三个月……”《江城日报》记者看到，桥面铺了新沥青，护栏也换成了（可拆卸的）钢结构。",
    "“为什么是三个月？”市建设局总工程师李明解释：加固用的 C50 混凝土要养护 28 天，GPS 监测点有 126 个，"
    "误差不超过 0.5 毫米，任何一处超限，都要重新来过。",
    "老桥建于1957年，长 412 米，是江城第一座跨江大桥。市民可在 Broadsheet 网站查看《老桥大事记》、“桥上人家”等专题，"
    "也可以写信给我们：「投稿」请注明姓名、地址；照片、图纸……都欢迎！",
)
LATIN = (
    "“The water is down, so the bridge is up,” said the engineer at yesterday’s reopening – the first in fifty-eight "
    "years. Officials offered difficult figures: 412 metres, 126 monitoring points, and an official finish on time.",
    "Traffic flowed again by noon. Affected shopkeepers, who had waited since August, hung out flags; afterwards a "
    "brass band marched from the fish market to the old customs house, and nobody could remember a finer Tuesday.",
)


def hand_set(language: str = "zh-CN", *, code: str = "01", repeat: int = 6, photo: str = "bridge.jpg") -> PageLayout:
    """A page with a nameplate or folio, a lead with photo and jump, and a boxed module with a vertical headline."""
    grid = grid_of(SHEET, language)
    setter = Typesetter(default_faces(language), grid, language)
    texts = CHINESE if grid.script == "han" else LATIN
    furniture, first_row = _furniture(setter, grid, code)
    lead = _lead(setter, grid, code, first_row, texts * repeat, photo)
    box = _box(setter, grid, code, first_row, texts)
    rule = Stroke(grid.x(4) - grid.gap / 2, grid.y(first_row), 40 * grid.leading, 0.25, vertical=True)
    size = (SHEET.width * 72 / 25.4, SHEET.height * 72 / 25.4)
    return PageLayout(
        code, language, *size, grid.columns, grid.rows, grid.leading, grid.body_size, grid.left, grid.top,
        furniture, (lead, box), (rule,), Fill(grid.columns * grid.rows, 0, 0),
    )  # fmt: skip


def blocks_of(texts: Sequence[str]) -> tuple[Block, ...]:
    """Paragraphs with a link and a bold run, and a subhead before the third."""
    blocks: list[Block] = []
    for number, text in enumerate(texts):
        if number == 2:
            blocks.append(Subhead(2, (Text(texts[0][5:12]),)))
        blocks.append(Paragraph(_inlines(text) if number % 3 == 0 else (Text(text),)))
    return tuple(blocks)


def _inlines(text: str) -> tuple[Inline, ...]:
    here = Location("01/bridge.md", 1, 1)
    link, plain, bold, rest = (_word_start(text, place) for place in (20, 31, 40, 48))
    return (
        Text(text[:link]),
        Link("address", "2026/11/24/03/records.html#p02", (Text(text[link:plain]),), here),
        Text(text[plain:bold]),
        Styled("strong", (Text(text[bold:rest]),)),
        Text(text[rest:]),
    )


def _word_start(text: str, place: int) -> int:
    """The place itself, or that of the Latin word around it."""
    while text[place - 1].isascii() and text[place - 1].isalpha():
        place -= 1
    return place


def _furniture(setter: Typesetter, grid: Grid, code: str) -> tuple[tuple[Element, ...], int]:
    if code == "01":
        name = _block(setter, grid, "nameplate", "", "江城日报", TextStyle("nameplate", 48, "accent"), 0, 0, 5)
        banner = (
            Frame("", grid.left, grid.y(5), grid.width, 2 * grid.leading, fill="accent"),
            _block(setter, grid, "banner", "", "今日8版 · 导读见第2版", TextStyle("label", 12, "paper"), 0, 5.3, 5),
        )
        return (name, *banner), 8
    folio = _block(setter, grid, "folio", "", f"第{code}版　要闻", TextStyle("caption", 10.5), 0, 0, 5)
    return (folio, Stroke(grid.left, grid.y(1.5), grid.width, 0.5, colour="accent")), 2


def _lead(setter: Typesetter, grid: Grid, code: str, row: int, texts: Sequence[str], photo: str) -> Module:
    piece, address = f"{code}/bridge", f"2026/11/24/{code}/bridge.html"
    headline = "老桥重开，“第一步”走了三个月" if grid.script == "han" else "Old bridge reopens after fifty-eight years"
    heading = _block(setter, grid, "headline", piece, headline, TextStyle("headline", 42), 0, row + 2, 4, lines=2)
    picture_row = row + 12
    photo_height = 14 * grid.leading
    elements: list[Element] = [
        _block(setter, grid, "kicker", piece, "江水退去 · 百年老桥", TextStyle("kicker", 16, "accent"), 0, row, 4),
        replace(heading, link=address),
        _block(setter, grid, "byline", piece, "本报记者　林晓", TextStyle("byline", 9), 0, row + 10.5, 4),
        Picture(piece, photo, grid.x(0), grid.y(picture_row), grid.span(2), photo_height, (0, 0.1, 1, 1), "一座桥"),
        _block(
            setter, grid, "caption", piece, "上图：老桥。王五 摄", TextStyle("caption", 8), 0, picture_row + 14.2, 2
        ),
    ]
    galley = setter.galley(blocks_of(texts), grid.measure, piece=piece)
    strips: Sequence[Strip] = galley.strips
    for column in range(4):
        top = row + 28 if column < 2 else row + 12
        leg, strips = _leg(strips, row + 52 - top)
        elements += stack(leg, grid.x(column), grid.y(top), grid)
    jump = _block(
        setter, grid, "jump-from", piece, "（下转第二版）", TextStyle("label", 8), 3, row + 52, 1, align="right"
    )
    elements.append(replace(jump, link="2026/11/24/02/bridge.html"))
    return Module(piece, "article", 1, 0, row, 4, 54, (piece,), tuple(elements))


def _box(setter: Typesetter, grid: Grid, code: str, row: int, texts: Sequence[str]) -> Module:
    piece = f"{code}/square"
    letters = tuple(setter.line(letter, TextStyle("headline-serif", 21), 21, "center") for letter in "广场夜里亮起来")
    vertical = TextBlock(
        "headline", piece, grid.x(4) + 6, grid.y(row + 1), 21, 23, 20, letters, vertical=True, link="2026/11/24/sq.html"
    )
    galley = setter.galley(blocks_of(texts), grid.measure - 3 * grid.body_size, piece=piece)
    body = stack(galley.strips, grid.x(4) + 4 * grid.body_size - 9, grid.y(row + 1), grid)
    rows = sum(strip.rows for strip in galley.strips) + 2
    frame = Frame(piece, grid.x(4), grid.y(row), grid.measure + 6, rows * grid.leading, 0.5, "grey", "tint")
    return Module(piece, "brief", 4, 4, row, 1, rows + 1, (piece,), (frame, vertical, *body), boxed=True)


def _block(
    setter: Typesetter, grid: Grid, role: Role, piece: str, text: str, style: TextStyle, column: int, row: float,
    columns: int, *, lines: int = 1, align: str = "left",
) -> TextBlock:  # fmt: skip
    width = grid.span(columns)
    leading = style.size * 1.2
    if lines > 1:
        set_lines = setter.paragraph(text, style, width, align="left", hyphenate=False)
    else:
        set_lines = (setter.line(text, style, width, "right" if align == "right" else "left"),)
    return TextBlock(role, piece, grid.x(column), grid.y(row), width, leading, style.size, set_lines)


def _leg(strips: Sequence[Strip], room: int) -> tuple[Sequence[Strip], Sequence[Strip]]:
    """The strips that fit into so many rows, and the others."""
    rows = 0
    for number, strip in enumerate(strips):
        rows += strip.rows
        if rows > room:
            return strips[:number], strips[number:]
    return strips, ()
