"""What documents have in common: heads of issues and pages, links, pictures, jump lines, teasers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from broadsheet.edition import addresses
from broadsheet.model import Figure, Kind, Person, Title


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link with its text."""

    address: str
    text: str
    language: str = ""
    """Of the text; empty where it is the paper's."""


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A correction or retraction with its article."""

    article: LinkView
    issue_date: dt.date
    page: str
    date: dt.date
    text: str
    is_retraction: bool


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture in several widths."""

    variants: tuple[tuple[int, str], ...]
    """(width in pixels, address), ascending; never empty."""
    width: int
    """Intrinsic width in pixels, after orientation."""
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class FigureView(Figure):
    """A figure with its pictures, one for each of `photos`."""

    pictures: tuple[PictureView, ...]


@dataclass(frozen=True, slots=True)
class NameplateView:
    """The nameplate's picture."""

    address: str
    width: int | None
    """In pixels; `None` for a drawing without a size of its own."""
    height: int | None


@dataclass(frozen=True, slots=True)
class IconView:
    """A square icon of the paper, a PNG."""

    address: str
    size: int
    """Of its side, in pixels."""
    use: str
    """`favicon`, `apple`, `app`, or `maskable`, whose edges a home screen may cut off."""


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every document knows of the paper."""

    name: str
    language: str
    tagline: str
    base_url: str | None
    """Ends in `/`; `None`: no canonical links."""
    nameplate: NameplateView | None
    theme_options: tuple[tuple[str, str | int | float | bool], ...]
    """Every option the theme declares, with its value."""
    standing: tuple[LinkView, ...]
    """The standing pages, by title."""
    imprint: tuple[tuple[str, str], ...]
    """(label, value) in the paper's order."""
    section_slugs: tuple[tuple[str, str], ...] = ()
    """(name, slug) of the sections that paper.yaml lists, in its order; empty when any name is allowed."""
    has_authors: bool = False
    """Whether authors have pages of their own."""
    icons: tuple[IconView, ...] = ()
    """The favicon, and those of an installed paper where the theme offers that."""

    def offers(self, feature: str) -> bool:
        """Whether the theme has the option and it is on: `search`, `share_pictures`, `ninjs`, `epub`, `offline`."""
        return bool(dict(self.theme_options).get(feature))

    def section_address(self, name: str) -> str | None:
        """The first document of a section; `None` for a name of which no address can be made."""
        slug = dict(self.section_slugs).get(name) or addresses.list_slug(name)
        return f"{addresses.section_folder(slug)}index.html" if slug else None

    def author_address(self, name: str) -> str | None:
        """The first document of an author; `None` where the paper has no authors' pages or no address can be made."""
        slug = addresses.list_slug(name) if self.has_authors else ""
        return f"{addresses.author_folder(slug)}index.html" if slug else None


@dataclass(frozen=True, slots=True)
class PageHead:
    """A page, as others name it."""

    code: str
    """`01`, `A2`, `04-05`."""
    name: str
    """May be empty."""
    address: str | None
    """`None` for a lost page."""


@dataclass(frozen=True, slots=True)
class JumpView:
    """A jump line."""

    page: str
    """Code of the page it names."""
    date: dt.date | None
    """Of the issue it names; `None` for its own issue."""
    address: str | None
    """Possibly with a fragment; `None` when the other end is absent: plain text then."""
    title: str
    """Headline of the story, for readers who hear the link alone; empty when absent."""
    word: str
    """Keyword of Latin jump lines (BRIDGE); may be empty."""


@dataclass(frozen=True, slots=True)
class TeaserView:
    """An article where it is announced: on fronts and in lists."""

    address: str
    title: Title
    kicker: tuple[str, ...]
    deck: tuple[str, ...]
    summary: str
    """As written, else the first sentences; empty for a retracted article."""
    byline: tuple[Person, ...]
    sections: tuple[str, ...]
    kind: Kind
    page: PageHead
    figure: FigureView | None
    """Its first photo; `None` without one."""
    language: str
    is_draft: bool


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article as lists beyond its issue show it: sections, authors, feeds, sitemaps. Kept in the issue's record."""

    id: str
    """Of its first piece: `01/bridge-reopens`."""
    address: str
    title: Title
    kicker: tuple[str, ...]
    deck: tuple[str, ...]
    summary: str
    byline: tuple[Person, ...]
    sections: tuple[str, ...]
    kind: Kind
    page: PageHead
    language: str
    tags: tuple[str, ...]
    picture: PictureView | None
    """Its first photo; `None` without one."""
    changed: dt.date | None
    """Date of its last correction; `None` without one."""


@dataclass(frozen=True, slots=True)
class PageCard:
    """A page with its headlines, in an issue's page list."""

    page: PageHead
    teasers: tuple[TeaserView, ...]
    """All that begins on the page, by priority; the lead and the seconds of the front are among them."""
    thumbnail: PictureView | None = None
    """A small picture of the printed page; `None` without the press."""


@dataclass(frozen=True, slots=True)
class EarView:
    """The box beside the nameplate."""

    title: str
    text: str
    address: str | None
    """`None` when it leads nowhere; an absolute web address begins with its scheme."""


@dataclass(frozen=True, slots=True)
class PressView:
    """The composed page, as its document shows it."""

    html: str
    """The sheet as markup; its links lead from the page's document."""
    css: str
    """Address of the stylesheet that holds the sheet's places and faces."""
    width_mm: float
    height_mm: float
    pdf: str | None
    """Address; `None` when none is made."""
    picture: PictureView | None
    """The page as a picture; `None` when none is made."""
