"""What a page is composed from: values alone, so that a layout is a pure function of them."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.model import LayoutHints, LayoutLock
from broadsheet.model.body import Block
from broadsheet.press.grid import Grid


@dataclass(frozen=True, slots=True)
class PressPhoto:
    """A photo that may stand in a module."""

    path: str
    """Relative to the site."""
    width: int
    """Of the upright original, in pixels."""
    height: int
    caption: str
    credit_line: str
    alt: str
    layout: str
    """`lead`, `inline`, `left`, `right`, `gallery`."""
    focus: tuple[float, float] | None
    crop: bool
    """Whether it may be cropped."""


@dataclass(frozen=True, slots=True)
class JumpText:
    """A jump line as it is printed."""

    text: str
    """`（下转第二版）`, `（上接第一版）`."""
    link: str
    """Address of the story in the edition; empty for plain text."""


@dataclass(frozen=True, slots=True)
class Story:
    """A piece as it goes into a page."""

    id: str
    """Piece id; of a tail made by the composer, the head's id followed by `+02`, the tail's page."""
    kind: str
    """article, photo, brief, notice, opinion, advert; `tail` for a composer's tail."""
    priority: int
    """1 to 5."""
    title: tuple[str, ...]
    """Stretches between preferred breaks."""
    kicker: tuple[str, ...]
    deck: tuple[str, ...]
    byline: str
    """As printed; empty where the text itself opens with it."""
    label: str
    """`广告`, or the section printed above; may be empty."""
    blocks: tuple[Block, ...]
    """Without figures; links resolved to addresses."""
    photos: tuple[PressPhoto, ...]
    """In reading order."""
    link: str
    """Address of the story."""
    jump_from: JumpText | None
    """An authored jump's, or the composer's."""
    jump_on: JumpText | None
    """An authored jump's; the composer's own is in `may_jump`."""
    language: str
    sections: tuple[str, ...] = ()
    """Names; the composer prefers to continue a story among others of its section."""
    from_cut: tuple[int, int] | None = None
    """(unit, character) at which a composer's tail begins in the head's text; `None` for a whole piece."""
    may_jump: tuple[str, JumpText] | None = None
    """(page code, jump line) where the composer may continue it; `None` to keep it whole."""


@dataclass(frozen=True, slots=True)
class EarText:
    """The box beside the nameplate (报眼)."""

    title: str
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class FurnitureText:
    """The page's own words."""

    is_front: bool
    paper: str
    """The paper's name."""
    tagline: str
    nameplate: tuple[str, int, int] | None
    """(path of the drawing or picture, width, height in proportion); `None` to set the name in type."""
    page_label: str
    """`第02版`, `Page A2`."""
    page_name: str
    date: str
    """`2026年11月24日　星期二`."""
    lunar: str
    """`农历十月十六`; may be empty."""
    number: str
    """`第18230期`; may be empty."""
    pages_today: str
    """`今日8版`; may be empty."""
    credits: tuple[str, ...]
    """`责编 方见山` …"""
    imprint: tuple[str, ...]
    """Short lines for the front page: 国内统一刊号 CN 00-0000 …"""
    ear: EarText | None
    banner: str
    briefs_title: str
    """Column head over briefs folded into one module: `简讯`, `In brief`."""
    house_notice: tuple[str, str]
    """(title, text) of the notice that fills a hole as a last resort."""


@dataclass(frozen=True, slots=True)
class PageInput:
    """Everything a composed page depends on, but for the faces."""

    code: str
    language: str
    grid: Grid
    stories: tuple[Story, ...]
    """In the order of the page folder; authored tails in their places, composer's tails last."""
    furniture: FurnitureText
    hints: LayoutHints
    lock: LayoutLock | None = None
    """Where every module must stay; `None` when the page may be composed anew."""
