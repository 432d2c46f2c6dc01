"""One Markdown file as the newsroom filed it, before the jumps between files are joined."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from broadsheet.diagnostics import Location
from broadsheet.model.body import Block
from broadsheet.model.photo import Photo
from broadsheet.model.ref import Ref


class Kind(StrEnum):
    """What sort of article it is."""

    ARTICLE = "article"
    PHOTO = "photo"
    BRIEF = "brief"
    NOTICE = "notice"
    OPINION = "opinion"
    ADVERT = "advert"


@dataclass(frozen=True, slots=True)
class Title:
    """A headline with its preferred breaks."""

    parts: tuple[str, ...]
    """The stretches between preferred breaks; never empty."""

    @property
    def text(self) -> str:
        """On one line, a plain space at each preferred break: for JSON, `<title>` and feeds."""
        return " ".join(self.parts)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in a byline."""

    name: str
    role: str = ""
    """记者, 通讯员, Staff reporter …; may be empty."""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated, visible change to a published article (更正)."""

    date: date
    text: str


@dataclass(frozen=True, slots=True)
class Retraction:
    """Why and since when an article is withdrawn."""

    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class JumpStatement:
    """What a piece says about its other end: a jump line, or `continues_on` / `continued_from`."""

    ref: Ref
    """Where the other end is, as far as stated; a bare number in a lettered paper already carries the letter."""
    location: Location
    keyword: str | None = None
    """The word of `See MARKET, A2` to look for in the other end's title."""
    date: tuple[int, int] | None = None
    """(month, day) of `上接11月23日第一版`; the issue is found when linking."""
    tentative: bool = False
    """Whether it is a jump only if the other page holds a tail that fits, else a plain reference (`See MARKET, A2`)."""
    text: str = ""
    """The jump line as written; empty when it comes from the front matter."""


@dataclass(frozen=True, slots=True)
class ManuscriptPiece:
    """The part of a manuscript between two jump lines."""

    blocks: tuple[Block, ...]
    """Photos are in their places; the lead photo, if any, is the first block. Link targets are as written."""
    continued_from: JumpStatement | None
    continues_on: JumpStatement | None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A valid article file: front matter and body."""

    path: str
    """Relative to the site."""
    page: str
    """Code of the page folder it lies in."""
    slug: str
    order_on_page: int
    """1-based place among the files of the page folder."""
    title: Title
    kicker: tuple[str, ...]
    deck: tuple[str, ...]
    summary: str
    """As written; empty when not given (the default is made when presenting)."""
    byline: tuple[Person, ...]
    byline_in_text: bool
    """Whether the byline was taken from the body's opening, and so is not set again above it."""
    dateline: str
    dateline_in_text: bool
    source: str
    sections: tuple[str, ...]
    """Names as paper.yaml spells them; may be empty."""
    kind: Kind
    priority: int | None
    """1–5; `None` when not given."""
    photos: tuple[Photo, ...]
    """All photos of the manuscript in reading order."""
    jump_word: str
    corrections: tuple[Correction, ...]
    """As written."""
    retraction: Retraction | None
    tags: tuple[str, ...]
    draft: bool
    aliases: tuple[str, ...]
    """Former addresses, from the edition's root."""
    language: str
    """The article's own `lang`, else the paper's."""
    pieces: tuple[ManuscriptPiece, ...]
    """In reading order; never empty. More than one when jump lines cut the file."""
    stated: frozenset[str]
    """The front-matter keys that the file gives itself; a tail may differ from its head in some of them."""
    key_places: tuple[tuple[str, int | None, int | None], ...]
    """Each front-matter key with its line and column as in `Location`, for messages."""
    opening: int = 0
    """Characters of the run-in credit at the body's start; 0 without one."""
    area: tuple[float, float, float, float] | None = None
    """Its place on a page made elsewhere, in fractions of the page; `None` to let the press find it."""

    def location(self, key: str | None = None) -> Location:
        """Where `key` stands, else the file."""
        place = next((place for place in self.key_places if place[0] == key), ("", None, None))
        return Location(self.path, place[1], place[2])


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A page outside all issues (`content/pages/about.md`)."""

    slug: str
    title: Title
    summary: str
    blocks: tuple[Block, ...]
    language: str
    path: str
    """Of the source, relative to the site."""
