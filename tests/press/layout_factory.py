"""A hand-made page that keeps every rule, and ways to spoil it.

Five modules stand in a pinwheel below a folio of three rows, on a tabloid's grid (5 columns, 86 rows):

    A A A B B      A  the lead, 48 pt, deck, photo over its second and third column, caption
    A A A B B      B  second, 28 pt
    D D E B B      D  third, 21 pt, byline
    D D C C C      E  a boxed notice, 12 pt
    D D C C C      C  fourth, 16 pt, photo over its last column; ends with the page, as D does
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from broadsheet.content.formats import named_formats
from broadsheet.model import LayoutHints, Paragraph, Text
from broadsheet.press.compose.material import FurnitureText, PageInput, PressPhoto, Story
from broadsheet.press.compose.rules import broken_rules
from broadsheet.press.grid import Grid, grid_of
from broadsheet.press.layout import (
    Element,
    Fill,
    Frame,
    Line,
    Module,
    PageLayout,
    Picture,
    Role,
    Segment,
    Stroke,
    TextBlock,
    TextStyle,
)

GRID = replace(grid_of(named_formats("zh-Hans")["tabloid"], "zh-Hans"), rows=86)
FOLIO = 3
Kind = TypeVar("Kind", bound=Element)


@dataclass(frozen=True, slots=True)
class Composed:
    """A layout with what it was made from."""

    layout: PageLayout
    page: PageInput

    def module(self, name: str) -> Module:
        """By the last letter of its id: `A` … `E`."""
        return next(module for module in self.layout.modules if module.id == f"02/{name.lower()}")

    def photo(self, name: str) -> Picture:
        """A module's first photo."""
        return next(element for element in self.module(name).elements if isinstance(element, Picture))

    def with_module(self, name: str, **changes: object) -> Composed:
        """One module changed."""
        return self._with(name, lambda module: replace(module, **changes))  # type: ignore[arg-type]

    def with_elements(self, name: str, kind: type[Kind], change: Callable[[Kind], Element | None]) -> Composed:
        """Each element of that kind in a module changed; those that become `None` are left out."""

        def changed(module: Module) -> Module:
            made = (change(e) if isinstance(e, kind) else e for e in module.elements)
            return replace(module, elements=tuple(e for e in made if e is not None))

        return self._with(name, changed)

    def with_text(self, name: str, role: str, change: Callable[[TextBlock], Element | None]) -> Composed:
        """Each text block of that role in a module changed."""
        return self.with_elements(name, TextBlock, lambda block: change(block) if block.role == role else block)

    def with_layout(self, **changes: object) -> Composed:
        """The layout changed."""
        return replace(self, layout=replace(self.layout, **changes))  # type: ignore[arg-type]

    def with_story(self, name: str, **changes: object) -> Composed:
        """One story of the page's input changed."""
        stories = tuple(
            replace(story, **changes) if story.id == f"02/{name.lower()}" else story  # type: ignore[arg-type]
            for story in self.page.stories
        )
        return replace(self, page=replace(self.page, stories=stories))

    def with_words(self, **changes: object) -> Composed:
        """The furniture's words changed."""
        words = replace(self.page.furniture, **changes)  # type: ignore[arg-type]
        return replace(self, page=replace(self.page, furniture=words))

    def _with(self, name: str, change: Callable[[Module], Module]) -> Composed:
        modules = tuple(change(m) if m.id == f"02/{name.lower()}" else m for m in self.layout.modules)
        return self.with_layout(modules=modules)


def broken(composed: Composed) -> set[str]:
    """Names of the rules that the page breaks."""
    return {finding.rule for finding in broken_rules(composed.layout, composed.page)}


def details(composed: Composed, rule: str) -> list[str]:
    """What is said about one rule."""
    return [finding.detail for finding in broken_rules(composed.layout, composed.page) if finding.rule == rule]


# --- lines and blocks -----------------------------------------------------------------------------------------------


def line(text: str, size: float, face: str = "body", x: float = 0.0, width: float | None = None) -> Line:
    """Characters side by side."""
    width = len(text) * size if width is None else width
    return Line((Segment(text, x, width, TextStyle(face, size)),), x + width)


def block(
    role: Role, piece: str, x: float, top: float, width: float, size: float, text: str, face: str, grid: Grid = GRID
) -> TextBlock:
    """One line of display type whose em box begins at `top`."""
    return TextBlock(role, piece, x, top, width, size * 1.2, 0.88 * size, (line(text, size, face),))


@dataclass(slots=True)
class Manuscript:
    """Hands out a story's text line by line, so that the story can be made of just what was printed."""

    piece: str
    printed: str = ""

    def leg(self, x: float, row: int, rows: int, measure: float = GRID.measure, *, last: bool = False) -> TextBlock:
        """So many full lines of body from a row on; the story's last leg closes its paragraph."""
        lines = []
        for number in range(rows):
            start = len(self.printed)
            text = "".join(chr(0x4E00 + (start + n) % 2000) for n in range(round(measure / GRID.body_size)))
            self.printed += text
            closes = last and number == rows - 1
            made = line(text, GRID.body_size)
            lines.append(replace(made, opens=start == 0, closes=closes, unit=0, start=start, end=len(self.printed)))
        return TextBlock("body", self.piece, x, GRID.y(row), measure, GRID.leading, GRID.baseline, tuple(lines))


# --- the page -------------------------------------------------------------------------------------------------------


def good_page() -> Composed:
    """The page of the module's docstring."""
    made = (_lead(), _second(), _boxed(), _fourth(), _third())
    rules = (
        Stroke(GRID.x(0), GRID.y(46) - 6, GRID.span(3), 0.25),
        Stroke(GRID.x(2), GRID.y(57) - 6, GRID.span(3), 0.25),
        Stroke(GRID.x(3) - GRID.gap / 2, GRID.y(FOLIO), GRID.y(57) - 12 - GRID.y(FOLIO), 0.25, vertical=True),
        Stroke(GRID.x(2) - GRID.gap / 2, GRID.y(46), GRID.y(86) - GRID.y(46), 0.25, vertical=True),
    )
    words = furniture_words()
    layout = PageLayout(
        code="02",
        language="zh-Hans",
        width=GRID.sheet_width,
        height=GRID.sheet_height,
        columns=GRID.columns,
        rows=GRID.rows,
        leading=GRID.leading,
        body_size=GRID.body_size,
        left=GRID.left,
        top=GRID.top,
        furniture=folio(words),
        modules=tuple(module for module, _ in made),
        rules=rules,
        fill=Fill(GRID.columns * GRID.rows, 0, 0),
    )
    page = PageInput("02", "zh-Hans", GRID, tuple(story for _, story in made), words, LayoutHints())
    return Composed(layout, page)


def furniture_words() -> FurnitureText:
    """Of an inside page."""
    return FurnitureText(
        is_front=False,
        paper="江城日报",
        tagline="",
        nameplate=None,
        page_label="第02版",
        page_name="综合",
        date="2026年11月24日　星期二",
        lunar="农历十月十六",
        number="第18230期",
        pages_today="今日8版",
        credits=("责编 方见山",),
        imprint=(),
        ear=None,
        banner="",
        briefs_title="简讯",
        house_notice=("致读者", "有事请来信。"),
    )


def folio(words: FurnitureText) -> tuple[Element, ...]:
    """Label, name, date and credits on a line, and a rule below it."""
    text = "　".join((words.page_label, words.page_name, words.date, *words.credits))
    line_of_type = block("folio", "", GRID.left, GRID.top + 8, GRID.width, 9, text, "label")
    return (line_of_type, Stroke(GRID.left, GRID.top + 24, GRID.width, 0.5))


def story(name: str, kind: str, priority: int, title: str, text: str, photos: Iterable[PressPhoto] = ()) -> Story:
    """A story of one paragraph."""
    return Story(
        id=f"02/{name}",
        kind=kind,
        priority=priority,
        title=(title,),
        kicker=(),
        deck=(),
        byline="",
        label="",
        blocks=(Paragraph((Text(text),)),),
        photos=tuple(photos),
        link=f"02/{name}/",
        jump_from=None,
        jump_on=None,
        language="zh-Hans",
    )


def photo(name: str, width: int, height: int) -> PressPhoto:
    """A photo of so many pixels."""
    return PressPhoto(f"content/{name}.jpg", width, height, "雾散了。", "程一诺 摄", "", "lead", None, crop=True)


def _picture(shown: PressPhoto, piece: str, column: int, row: int, columns: int, rows: int) -> tuple[Element, ...]:
    """A photo with a caption of one line below it."""
    x, y, width = GRID.x(column), GRID.y(row), GRID.span(columns)
    caption = block(
        "caption", piece, x, y + rows * GRID.leading + 4, width, 8, f"{shown.caption}{shown.credit_line}", "caption"
    )
    return (Picture(piece, shown.path, x, y, width, rows * GRID.leading), caption)


def _lead() -> tuple[Module, Story]:
    text, shown = Manuscript("02/a"), photo("a", 1215, 960)
    x, y = GRID.x(0), GRID.y(3)
    elements = (
        block("headline", "02/a", x, y + 4, GRID.span(3), 48, "大雾锁江", "headline"),
        block("deck", "02/a", x, y + 58, GRID.span(3), 14, "豆浆先于渡轮靠岸", "deck"),
        *_picture(shown, "02/a", 1, 10, 2, 16),
        text.leg(GRID.x(0), 10, 35),
        text.leg(GRID.x(1), 28, 17),
        text.leg(GRID.x(2), 28, 17, last=True),
    )
    module = Module("02/a", "article", 1, 0, 3, 3, 43, ("02/a",), elements, measure=GRID.measure)
    return module, story("a", "article", 1, "大雾锁江", text.printed, (shown,))


def _second() -> tuple[Module, Story]:
    text, y = Manuscript("02/b"), GRID.y(3)
    elements = (
        block("headline", "02/b", GRID.x(3), y + 9, GRID.span(2), 28, "磅秤又响了", "headline-serif"),
        text.leg(GRID.x(3), 7, 49),
        text.leg(GRID.x(4), 7, 49, last=True),
    )
    module = Module("02/b", "article", 2, 3, 3, 2, 54, ("02/b",), elements, measure=GRID.measure)
    return module, story("b", "article", 2, "磅秤又响了", text.printed)


def _boxed() -> tuple[Module, Story]:
    text, y, inset = Manuscript("02/e"), GRID.y(46), GRID.body_size
    x, measure = GRID.x(2) + inset, GRID.measure - 2 * inset
    elements = (
        Frame("02/e", GRID.x(2), y, GRID.measure, 10 * GRID.leading, stroke=0.5),
        block("headline", "02/e", x, y + 10, measure, 12, "停水通知", "headline"),
        text.leg(x, 48, 7, measure, last=True),
    )
    module = Module("02/e", "notice", 5, 2, 46, 1, 11, ("02/e",), elements, measure=measure, boxed=True)
    return module, story("e", "notice", 5, "停水通知", text.printed)


def _fourth() -> tuple[Module, Story]:
    text, shown, y = Manuscript("02/c"), photo("c", 585, 600), GRID.y(57)
    elements = (
        block("headline", "02/c", GRID.x(2), y + 8, GRID.span(3), 16, "桂花弄的修伞摊搬了家", "headline"),
        *_picture(shown, "02/c", 4, 60, 1, 10),
        text.leg(GRID.x(2), 60, 26),
        text.leg(GRID.x(3), 60, 26),
        text.leg(GRID.x(4), 72, 14, last=True),
    )
    module = Module("02/c", "article", 4, 2, 57, 3, 29, ("02/c",), elements, measure=GRID.measure)
    return module, story("c", "article", 4, "桂花弄的修伞摊搬了家", text.printed, (shown,))


def _third() -> tuple[Module, Story]:
    text, y = Manuscript("02/d"), GRID.y(46)
    elements = (
        block("headline", "02/d", GRID.x(0), y + 10, GRID.span(2), 21, "初二学生的账本", "headline"),
        block("byline", "02/d", GRID.x(0), y + 37, GRID.span(2), 8, "本报记者　林渡", "byline"),
        text.leg(GRID.x(0), 50, 36),
        text.leg(GRID.x(1), 50, 36, last=True),
    )
    module = Module("02/d", "article", 3, 0, 46, 2, 40, ("02/d",), elements, measure=GRID.measure)
    return module, story("d", "article", 3, "初二学生的账本", text.printed)
